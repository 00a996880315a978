"""Finds the heading rows of a form's table, and what each column is for."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from par_rules.dossier.fill_grid import Grid
from par_rules.letters import fold

Role = Literal["number", "title", "maximum", "score", "figures", "note", "evidence", "remark"]

# What is written, in the order in which texts of one column follow each other.
WRITTEN: tuple[Role, ...] = ("score", "figures", "note", "evidence", "remark")
_TEXTS: dict[Role, tuple[str, ...]] = {
    "figures": ("so lieu", "ket qua thuc hien", "ty le dat"),
    "note": ("dien giai", "giai trinh", "thuyet minh"),
    "evidence": ("minh chung", "kiem chung", "tlkc"),
    "remark": ("ghi chu",),
}
_SCORE = ("tu cham", "tu danh gia")
_MAXIMUM = ("toi da", "diem chuan", "thang diem")
_TITLE = ("tieu chi", "noi dung", "linh vuc", "chi so thanh phan")
_NUMBER = re.compile(r"(stt|tt|so|so tt|so thu tu|ma|ma so|ma tieu chi|so tieu chi)\.?")
_OTHERS = ("tham dinh", "hoi dong", "so noi vu", "nam truoc")
LONGEST_HEADING = 80
MOST_ROWS = 3


@dataclass(frozen=True)
class Columns:
    """Where a table has what; ``texts`` says of each written column what goes into it."""

    number: int | None
    title: int | None
    maximum: int | None
    written: Mapping[int, tuple[Role, ...]]
    headings: Mapping[int, str]


@dataclass(frozen=True)
class Part:
    """A stretch of rows under one heading."""

    columns: Columns
    rows: tuple[int, ...]


def roles_of(heading: str) -> tuple[Role, ...]:
    """Say what a column of this heading is for; nothing for a column of somebody else."""
    text = fold(heading)
    if not text or len(text) > LONGEST_HEADING or any(word in text for word in _OTHERS):
        return ()
    texts = tuple(role for role, words in _TEXTS.items() if any(w in text for w in words))
    if texts:
        return texts
    if any(word in text for word in _SCORE):
        return ("score",)
    if any(word in text for word in _MAXIMUM):
        return ("maximum",)
    if _NUMBER.fullmatch(text):
        return ("number",)
    return ("title",) if any(word in text for word in _TITLE) else ()


def parts(grid: Grid, is_data: Callable[[int], bool], before: Columns | None) -> Iterator[Part]:
    """Part a table at its headings; ``is_data`` says which rows are certainly no heading.

    Rows above the first heading go by ``before``, the columns of the table before this one, where
    both have as many columns: a table that goes on after a page break.
    """
    columns, rows = before, list[int]()
    skip = -1
    for row in grid.rows:
        if row <= skip:
            continue
        found = None if is_data(row) else _heading(grid, row, is_data)
        if found is None:
            rows.append(row)
            continue
        if columns is not None and rows:
            yield Part(columns, tuple(rows))
        (columns, skip), rows = found, []
    if columns is not None and rows:
        yield Part(columns, tuple(rows))


def _heading(grid: Grid, row: int, is_data: Callable[[int], bool]) -> tuple[Columns, int] | None:
    """Read a heading of one to three rows that starts at ``row``; give its last row too."""
    if sum(not cell.empty for cell in grid.row(row)) < 2:
        return None  # a title over the table
    best: tuple[int, Columns, int] | None = None
    for last in range(row, row + MOST_ROWS):
        if last > row and (is_data(last) or not any(True for _ in grid.row(last))):
            break
        columns = _columns(grid, row, last)
        if columns is None:
            continue
        count = sum(map(len, columns.written.values())) + sum(
            place is not None for place in (columns.number, columns.title, columns.maximum)
        )
        if best is None or count > best[0]:
            best = count, columns, last
    return (best[1], best[2]) if best else None


def _columns(grid: Grid, first: int, last: int) -> Columns | None:
    headings = {column: _joined(grid, column, first, last) for column in grid.columns}
    single: dict[Role, int] = {}
    written: dict[int, tuple[Role, ...]] = {}
    taken: set[Role] = set()
    for column, heading in headings.items():
        for role in roles_of(heading):
            if role in taken:
                continue  # a merged cell, or a second column of the same kind
            taken.add(role)
            if role in WRITTEN:
                written[column] = (*written.get(column, ()), role)
            else:
                single[role] = column
    if not written or not {"number", "title"} & single.keys():
        return None
    first_column = grid.columns[0]
    if first_column not in {*single.values(), *written} and len(headings[first_column]) <= 3:
        single.setdefault("number", first_column)  # "#", "№", or nothing over the numbers
    return Columns(
        single.get("number"), single.get("title"), single.get("maximum"), written, headings
    )


def _joined(grid: Grid, column: int, first: int, last: int) -> str:
    """Join what stands over a column, a cell merged over several rows once."""
    cells = [
        grid.cells[row, column] for row in range(first, last + 1) if (row, column) in grid.cells
    ]
    return " ".join(dict.fromkeys(cell.text for cell in cells if cell.text)).strip()
