"""A bar on the terminal while documents are read."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

import click

from par_rules.runs.year import Progress

_NAME_WIDTH = 40


@contextmanager
def reading_documents() -> Iterator[Progress | None]:
    """Give what draws the bar; nothing where no person looks on, or nothing has to be read."""
    if not sys.stderr.isatty():
        yield None
        return
    with ExitStack() as stack:
        yield _Bar(stack)


class _Bar:
    """Opens the bar with the first file that is read."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._bar: Any = None
        self._done = 0

    def __call__(self, done: int, count: int, path: str) -> None:
        if self._bar is None:
            if done == count and not path:
                return
            shown = click.progressbar(
                length=count,
                label="Đang đọc tài liệu",
                file=sys.stderr,
                item_show_func=_name,
                show_eta=False,
                show_pos=True,
            )
            self._bar = self._stack.enter_context(shown)
        self._bar.update(done - self._done, path)
        self._done = done


def _name(path: str | None) -> str:
    name = (path or "").rpartition("/")[2]
    shown = "".join(c if c.isprintable() else "?" for c in name)
    return shown if len(shown) <= _NAME_WIDTH else f"{shown[: _NAME_WIDTH - 1]}…"
