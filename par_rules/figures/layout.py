"""How the workbook is laid out: its sheets, its columns, and which cells of a row are open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from par_rules.criteria.head import Office
from par_rules.criteria.model import CriteriaSet, InputSpec

WORKBOOK = "so-lieu.xlsx"
GUIDE_SHEET = "Hướng dẫn"
# Figures that the set no longer asks for, kept when the workbook is written anew.
LEFTOVER_SHEET = "Không dùng nữa"
MAX_SHEET_NAME = 31

KEY = "Mã"
TITLE = "Số liệu"
UNIT = "Đơn vị tính"
RANGE = "Khoảng cho phép"

# Field of ``Entered`` -> its column.
ENTERED = {
    "value": "Giá trị",
    "ceiling": "Dự kiến cuối năm",
    "state": "Tình trạng",
    "said_by": "Người cung cấp",
    "said_on": "Ngày cung cấp",
    "document": "Tài liệu",
    "page": "Trang",
    "note": "Ghi chú",
}
COLUMNS = (KEY, TITLE, UNIT, RANGE, *ENTERED.values())

# What people state of an input in the workbook: all of it; only that it is not there (its value
# comes from the register or from last year's results); of a count that the case export gives, the
# expected end, and that it did not arise; nothing.
Part = Literal["value", "state", "ceiling", "nothing"]
STATED: dict[str, Part] = {
    "declared": "value",
    "portal": "value",
    "survey": "value",
    "index": "value",
    "register": "state",
    "last_year": "state",
    "cases": "ceiling",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the workbook: an input, the part people state, and the open cells."""

    name: str
    spec: InputSpec
    part: Part
    open: frozenset[str]


def line(criteria: CriteriaSet, name: str) -> Line:
    """Give the row of input ``name``; nothing is open where people have nothing to state."""
    spec = criteria.inputs[name]
    part = STATED[spec.from_]
    open_: set[str] = set()
    if part == "value":
        open_ = {"value", "said_by", "said_on", "document", "page", "note"}
    if spec.may_be:
        open_ |= {"state", "said_by", "said_on", "note"}
    if is_running(criteria, name):
        open_ |= {"ceiling", "said_by", "said_on", "note"}
    return Line(name, spec, part if open_ else "nothing", frozenset(open_))


def is_running(criteria: CriteriaSet, name: str) -> bool:
    """Say whether an input only grows until the window's end, so that an end can be expected."""
    spec = criteria.inputs[name]
    return (
        spec.type == "count"
        and not spec.stock
        and criteria.last_day_of(name) >= criteria.head.window[1]
    )


def lines(criteria: CriteriaSet) -> dict[str, list[Line]]:
    """Give the rows with open cells by office key, offices and rows in the set's order."""
    found: dict[str, list[Line]] = {key: [] for key in criteria.head.offices}
    for name in criteria.inputs:
        row = line(criteria, name)
        if row.open:
            found[office_of(criteria, name)].append(row)
    return {key: rows for key, rows in found.items() if rows}


def office_of(criteria: CriteriaSet, name: str) -> str:
    """Give the office that states an input: its own, else the lead of the first leaf it feeds."""
    office = criteria.inputs[name].office
    if office is not None:
        return office
    return next(leaf.lead_office for leaf in criteria.leaves() if name in leaf.reads())


def sheet_name(office: Office) -> str:
    """Give an office's sheet name: its title, or its longest alias that a sheet name can hold."""
    fitting = [text for text in (office.title, *office.aliases) if len(text) <= MAX_SHEET_NAME]
    if fitting and fitting[0] == office.title:
        chosen = office.title
    else:
        chosen = max(fitting, key=len, default=office.title[:MAX_SHEET_NAME])
    return "".join("-" if letter in "[]:*?/\\" else letter for letter in chosen)


def feeds(criteria: CriteriaSet) -> dict[str, list[str]]:
    """Give for each input the printed numbers of the leaves that read it."""
    found: dict[str, list[str]] = {name: [] for name in criteria.inputs}
    for leaf in criteria.leaves():
        for name in leaf.reads():
            found[name].append(leaf.number)
    return found
