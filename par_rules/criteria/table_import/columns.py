"""Finds the heading of a table of criteria, and what each of its columns is for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from par_rules.criteria.table_import.cells import Cell, SourceTable, TableError
from par_rules.letters import fold

Role = Literal[
    "number",
    "title",
    "points",
    "rule",
    "evidence",
    "office",
    "deadline",
    "source",
    "not_arisen",
    "scored_by",
    "note",
]
MOST_HEADING_ROWS = 4
LOOKED_AT = 25
LONGEST = 90
_NUMBER = ("stt", "tt", "so", "so tt", "so thu tu", "ma", "ma so", "muc", "ma tieu chi", "so hieu")
# In this order: the first that fits says what a column is for.
_WORDS: tuple[tuple[Role, tuple[str, ...]], ...] = (
    ("scored_by", ("ai cham", "nguoi cham", "hinh thuc danh gia")),
    ("not_arisen", ("khong phat sinh",)),
    ("evidence", ("minh chung", "kiem chung", "tlkc")),
    (
        "rule",
        (
            "cach tinh",
            "cach cham",
            "cach danh gia",
            "phuong phap",
            "huong dan cham",
            "huong dan danh gia",
            "thang diem cham",
            "tieu chuan",
            "muc diem",
        ),
    ),
    ("office", ("chu tri", "co quan", "don vi", "bo phan")),
    ("deadline", ("thoi han", "thoi gian", "han nop")),
    ("source", ("can cu", "nguon")),
    ("note", ("ghi chu",)),
    ("title", ("tieu chi", "noi dung", "linh vuc", "chi so thanh phan", "ten")),
)
_MAXIMUM = ("toi da", "diem chuan", "thang diem", "diem so", "so diem")
# A column of somebody's score, not of the criteria.
_SCORES = ("tu cham", "tu danh gia", "tham dinh", "dat duoc", "nam truoc", "ket qua", "hoi dong")


@dataclass(frozen=True)
class Columns:
    """Where a table has what; the heading stands in the rows ``first`` to ``end`` (from 0)."""

    places: Mapping[Role, int]
    headings: tuple[str, ...]
    first: int
    end: int

    def get(self, row: tuple[Cell, ...], role: Role) -> Cell | None:
        """Give the cell of a row for ``role``; None where the table has no such column."""
        place = self.places.get(role)
        return row[place] if place is not None and place < len(row) else None


def find_columns(table: SourceTable) -> Columns | None:
    """Give the columns of a table of criteria; None for a table of something else.

    Raises ``TableError`` for a table that has a column of criteria but no column of points, or
    two that may both be it.
    """
    headed: list[tuple[int, dict[Role, int]]] = []
    for first in range(min(LOOKED_AT, len(table.rows))):
        end = _deepest(table, first)
        headings = list(_joined(table.rows[first:end]))
        places = _places(headings, table, first)
        if "title" in places and "points" in places:
            return Columns(places, tuple(fold(h) for h in headings), first, end)
        if "title" in places and len(places) > 1:
            headed.append((first, places))
    if headed:
        first, places = headed[0]
        at = table.rows[first][places["title"]].at
        raise TableError(
            f"{at}: bảng có cột tiêu chí nhưng không thấy cột điểm tối đa: đặt tên cột là "
            "“Điểm tối đa” rồi nhập lại"
        )
    return None


def repeats_heading(row: tuple[Cell, ...], columns: Columns) -> bool:
    """Say whether a row is the heading again, as on each page of a printed table."""
    said = {fold(cell.text) for cell in row if cell.text}
    whole = {part for heading in columns.headings for part in (heading, *heading.split(" / "))}
    return bool(said) and said <= whole


def _deepest(table: SourceTable, first: int) -> int:
    """Give the row below a heading: past cells joined downwards, past what parts a wide cell."""
    end = first + 1
    wide = any(cell.joined == "left" and cell.text for cell in table.rows[first])
    while end < min(len(table.rows), first + MOST_HEADING_ROWS):
        down = any(cell.joined == "above" and cell.text for cell in table.rows[end])
        if not down and not (wide and end == first + 1):
            break
        end += 1
    return end


def _joined(rows: tuple[tuple[Cell, ...], ...]) -> Iterator[str]:
    """Give the heading of each column: the texts above each other, each once."""
    for column in range(max(map(len, rows), default=0)):
        texts = [row[column].text.replace("\n", " ") for row in rows if column < len(row)]
        yield " / ".join(dict.fromkeys(text for text in texts if text))


def _places(headings: list[str], table: SourceTable, first: int) -> dict[Role, int]:
    places: dict[Role, int] = {}
    points: list[int] = []
    for column, heading in enumerate(headings):
        text = fold(heading)
        if not text or len(text) > LONGEST:
            continue
        if _is_points(text):
            points.append(column)
            continue
        role = _role(text)
        if role is not None and role not in places:
            places[role] = column
    best = [c for c in points if any(word in fold(headings[c]) for word in _MAXIMUM)] or points
    if len(best) > 1:
        row = table.rows[first]
        where = " và ".join(row[c].at for c in best if c < len(row))
        raise TableError(
            f"{where}: bảng có {len(best)} cột điểm tối đa, không rõ lấy cột nào: chỉ giữ một cột "
            "tên “Điểm tối đa”"
        )
    if best:
        places["points"] = best[0]
    return places


def _is_points(text: str) -> bool:
    if any(word in text for word in _SCORES) or "cach" in text or "muc diem" in text:
        return False
    return any(word in text for word in _MAXIMUM) or text.split(" / ")[-1] in ("diem", "diem so")


def _role(text: str) -> Role | None:
    if text.strip(".") in _NUMBER:
        return "number"
    if any(word in text for word in _SCORES):
        return None
    return next((role for role, words in _WORDS if any(word in text for word in words)), None)
