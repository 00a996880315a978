"""A group of commands that imports a command's module only when it is called."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from importlib import import_module

import click


class LazyGroup(click.Group):
    """Lists ``commands`` (name -> what it does) and finds each as ``command`` in ``prefix`` + name.

    An unknown name is answered with the nearest.
    """

    def __init__(
        self, *args: object, words: Mapping[str, str], prefix: str, **options: object
    ) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.words = words
        self.prefix = prefix

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(self.words)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in self.words:
            near = difflib.get_close_matches(name, self.words, 1)
            hint = f" Ý bạn là '{near[0]}'?" if near else ""
            raise click.UsageError(f"không có lệnh '{name}'.{hint}", ctx)
        command: click.Command = import_module(self.prefix + name.replace("-", "_")).command
        command.options_metavar = "[TÙY CHỌN]"
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Các lệnh"):
            formatter.write_dl([(name, self.words[name]) for name in self.list_commands(ctx)])
