"""``par evidence``: what the officials do with the list of evidence, beside scoring."""

from __future__ import annotations

from importlib import import_module

import click

COMMANDS = {
    "diff": "So sánh danh mục minh chứng của hai ngày.",
    "propose": "Đề xuất tài liệu nào dùng cho yêu cầu nào; người nhận mới được dùng.",
}


class _Evidence(click.Group):
    """Imports the module of a command only when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command: click.Command = import_module(f"par_rules.cli.evidence_{name}").command
        command.options_metavar = "[TÙY CHỌN]"
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Các lệnh"):
            formatter.write_dl([(name, COMMANDS[name]) for name in self.list_commands(ctx)])


@click.command(
    cls=_Evidence,
    subcommand_metavar="LỆNH [THAM SỐ]…",
    help="Danh mục minh chứng: so sánh hai ngày, đề xuất nối tài liệu.",
)
def command() -> None:
    """The group of these commands."""
