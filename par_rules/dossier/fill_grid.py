"""A table of a form, whatever file it stands in: which cell covers which place, and its text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

# What a form prints where something is to be written.
_EMPTY = re.compile(r"[\s.…_\-–—/]*")


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell; ``row`` and ``column`` (from 0) are those of its upper left corner.

    ``formula`` cells count by themselves and are never written over. ``held`` is the cell in the
    file's own terms.
    """

    row: int
    column: int
    text: str
    held: Any = None
    formula: bool = False

    @property
    def empty(self) -> bool:
        """Say whether nothing but dots, dashes and space stands in it."""
        return not self.formula and _EMPTY.fullmatch(self.text) is not None


@dataclass(frozen=True)
class Grid:
    """A table; ``title`` names it in messages, ``cells`` has a merged cell at all its places."""

    title: str
    cells: Mapping[tuple[int, int], GridCell]

    @cached_property
    def rows(self) -> tuple[int, ...]:
        """Give the rows that have cells, in order."""
        return tuple(sorted({row for row, _ in self.cells}))

    @cached_property
    def columns(self) -> tuple[int, ...]:
        """Give the columns, in order."""
        return tuple(sorted({column for _, column in self.cells}))

    def row(self, row: int) -> Iterator[GridCell]:
        """Give the cells of a row, each once."""
        places = (self.cells.get((row, column)) for column in self.columns)
        yield from {(c.row, c.column): c for c in places if c is not None}.values()

    def text(self, row: int, column: int | None) -> str:
        """Give the text at a place, "" where there is none."""
        cell = None if column is None else self.cells.get((row, column))
        return cell.text if cell is not None else ""

    def named(self, row: int) -> str:
        """Name a row in messages: "bảng 2, dòng 5"."""
        return f"{self.title}, dòng {row + 1}"
