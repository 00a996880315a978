"""The tables of a file somebody sent, whatever program wrote it: cells with their addresses."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal


class TableError(ValueError):
    """The file or a table cannot be read at all; the message says where and what to do."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One place of a table; ``text`` is clean, its lines parted by "\\n".

    ``at`` is how messages call the place ("bảng 2, hàng 14, cột 3", "Sheet1!B12"). A merged cell
    stands at each of its places: ``joined`` says from where it comes, "" for its first place.
    ``fault`` says why what stands in the file is not what the text gives.
    """

    text: str
    at: str
    joined: Literal["", "above", "left"] = ""
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something about a place that the reader of the report must know."""

    at: str
    text: str

    def __str__(self) -> str:
        return f"{self.at}: {self.text}" if self.at else self.text


@dataclass(frozen=True, slots=True)
class SourceTable:
    """One table (of a Word file) or sheet; rows may differ in length."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class SourceFile:
    """All that was read of a file: its tables in order, what was left out of them, its title."""

    name: str
    tables: tuple[SourceTable, ...]
    remarks: tuple[Remark, ...] = field(default=())
