"""What the figures of a unit and year are, once read: facts, where each came from, what is wrong.

Nothing here knows a file format.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from par_rules.scoring.facts import Fact

# What a spreadsheet cell may hold; None is an empty cell.
Cell = str | int | float | bool | date | datetime | time | timedelta | None


@dataclass(frozen=True, slots=True)
class Entered:
    """What people typed into one row of the workbook, as it stands in the cells."""

    value: Cell = None
    ceiling: Cell = None
    state: Cell = None
    said_by: Cell = None
    said_on: Cell = None
    document: Cell = None
    page: Cell = None
    note: Cell = None


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One input as a reader sees it: what it is, what was said, by whom, and where it stands.

    ``state`` is the state in Vietnamese ("đã có số liệu", "không có", "không phát sinh", "chưa có
    số liệu"); ``value_text`` and ``ceiling_text`` are written for Vietnamese readers and empty
    where there is none; ``office`` is the title of the office that fills the figure in;
    ``said_by`` a post, never a name; ``origin`` is "file: sheet!cell", or the file of an export.
    """

    name: str
    title: str
    office: str
    unit: str
    state: str
    value_text: str
    ceiling_text: str
    said_by: str
    said_on: date | None
    document: str
    page: str
    note: str
    origin: str

    def as_dict(self) -> dict[str, str]:
        """Give the row with its printed headings, for a table."""
        return {
            "Mã": self.name,
            "Số liệu": self.title,
            "Cơ quan": self.office,
            "Đơn vị tính": self.unit,
            "Tình trạng": self.state,
            "Giá trị": self.value_text,
            "Dự kiến cuối năm": self.ceiling_text,
            "Người cung cấp": self.said_by,
            "Ngày cung cấp": f"{self.said_on:%d/%m/%Y}" if self.said_on else "",
            "Tài liệu": self.document,
            "Trang": self.page,
            "Ghi chú": self.note,
            "Nguồn": self.origin,
        }


@dataclass(frozen=True, slots=True)
class FigureProblem:
    """A fault in a file of figures. ``str()`` says "file: place: what: what to do".

    ``where`` is "sheet!cell", a sheet or a line; empty where the whole file cannot be used.
    ``name`` is the input that the fault leaves unknown, where it touches one. ``kept``: only
    something beside the figure is wrong, such as the expected end; the figure counts.
    """

    file: str
    where: str
    what: str
    todo: str
    name: str | None = None
    kept: bool = False

    def __str__(self) -> str:
        place = f"{self.file}: {self.where}" if self.where else self.file
        return f"{place}: {self.what}: {self.todo}"


@dataclass(frozen=True, slots=True)
class FigureDifference:
    """A column of an input in which copies of the workbook say different things.

    ``said`` holds (where it stands, what is written there) for each differing cell, in the order
    of the file names. ``leaves_unknown``: the value or state differs, so the input stays unknown;
    else only what is written beside it does.
    """

    name: str
    title: str
    column: str
    said: tuple[tuple[str, str], ...]
    leaves_unknown: bool

    def __str__(self) -> str:
        sides = "; ".join(f"{place} ghi “{text}”" for place, text in self.said)
        end = "; số liệu tạm coi là chưa có" if self.leaves_unknown else ""
        return (
            f"{self.said[0][0]}: cột {self.column} của “{self.title}” khác nhau giữa các bản "
            f"({sides}): thống nhất rồi ghi lại ở mọi bản{end}"
        )


@dataclass(frozen=True)
class Figures:
    """All figures of a unit and year.

    ``facts`` holds every input of the set, unknown ones included; of those dated by the register
    only what the workbook says is not there. ``notes`` are worth knowing and no fault (cases
    outside the window); ``cautions`` are odd things that somebody should look at. ``sources`` is
    (file name, SHA-256) of each file that was read. ``entered`` is what stands in the workbook
    copies, by input key, also where it cannot be used.
    """

    facts: Mapping[str, Fact]
    rows: tuple[FigureRow, ...] = ()
    problems: tuple[FigureProblem, ...] = ()
    differences: tuple[FigureDifference, ...] = ()
    sources: tuple[tuple[str, str], ...] = ()
    notes: tuple[FigureProblem, ...] = ()
    entered: Mapping[str, Entered] = field(default_factory=dict)
    cautions: tuple[FigureProblem, ...] = ()

    def table(self) -> list[dict[str, str]]:
        """Give one dict a row, keys as printed headings, in the set's order."""
        return [row.as_dict() for row in self.rows]

    def row(self, name: str) -> FigureRow:
        """Give the row of input ``name``; raises ``KeyError``."""
        for row in self.rows:
            if row.name == name:
                return row
        raise KeyError(name)
