"""Enters one figure of a unit's year into the figures workbook, as the form does."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from par_rules.figures.cells import CellError, ceiling_of, day_of, state_of, value_of
from par_rules.figures.copies import read_copy
from par_rules.figures.layout import ENTERED, WORKBOOK, Line, line
from par_rules.figures.merge import cell_text
from par_rules.figures.model import Cell, Entered, Figures
from par_rules.figures.read import read_workbook
from par_rules.figures.workbook import workbook
from par_rules.files import write_atomic
from par_rules.runs.lab.held import write_unless_held
from par_rules.runs.year import InputError, YearRun
from par_rules.scoring.facts import UNKNOWN, Fact

if TYPE_CHECKING:
    from collections.abc import Mapping

    from par_rules.criteria.model import InputSpec

BEFORE = "so-lieu (trước khi ghi ngày {:%Y-%m-%d}).xlsx"
# What must stand beside a value, and beside a state.
SOURCE = {"value": ("said_by", "said_on", "document"), "state": ("said_by", "said_on")}


@dataclass(frozen=True)
class EnteredFigure:
    """What the workbook says of a figure once it is written; ``notes`` are lines to look at."""

    title: str
    fact: Fact
    notes: tuple[str, ...] = ()


def entered_figures(run: YearRun) -> Figures:
    """Read what stands in the workbook and its copies."""
    return read_workbook(run.criteria, run.folder, as_of=run.as_of)


def typed(entered: Entered) -> dict[str, str]:
    """Give the cells of a row as somebody would type them."""
    return {field.name: cell_text(getattr(entered, field.name)) for field in fields(Entered)}


def write_figure(
    run: YearRun, name: str, cells: Mapping[str, str], *, shown: Entered | None = None
) -> EnteredFigure:
    """Write one figure into ``so-lieu.xlsx`` and keep all that was entered there.

    ``cells`` are texts by field of ``Entered``; all left empty says that nobody knows. A value
    needs its source: who, when and the document; a state needs who and when. ``shown`` is the row
    as the form showed it: a row that was changed since is left alone. The workbook as it was on
    the first writing of a day is kept among the outputs. Raises ``InputError``.
    """
    row = line(run.criteria, name)
    found = entered_figures(run)
    now = found.entered.get(name, Entered())
    if shown is not None and now != shown:
        raise InputError(
            [f"{WORKBOOK}: dòng “{row.spec.title}” vừa được sửa ở nơi khác: chọn lại số liệu này"]
        )
    new = read_cells(row, cells, run.as_of)
    path = run.folder / WORKBOOK
    if path.exists():
        copy = read_copy(path)
        if not copy.rows or copy.unread:
            raise InputError([*map(str, copy.problems), f"{WORKBOOK}: chưa ghi, để không mất số"])
        before = run.out / BEFORE.format(date.today())
        if not before.exists():
            write_atomic(before, copy.data)
    kept = {**found.entered, name: new}
    kept = {key: entered for key, entered in kept.items() if entered != Entered()}
    write_unless_held(path, workbook(run.criteria, run.unit.title, kept))
    return _read_back(run, name, row)


def read_cells(row: Line, cells: Mapping[str, str], as_of: date) -> Entered:
    """Check what was typed for a row, and give its cells.

    Raises ``InputError`` with one line a fault.
    """
    given = {key: text.strip() for key, text in cells.items() if text.strip()}
    faults = [
        f"{ENTERED[key]}: số liệu này không ghi ô đó: để trống"
        for key in given
        if key not in row.open
    ]
    read: dict[str, Cell] = {
        key: given[key] for key in ("said_by", "document", "note") if key in given
    }
    if "page" in given:
        read["page"] = int(given["page"]) if given["page"].isdecimal() else given["page"]
    if "value" in given and "state" in given:
        faults.append("vừa có giá trị vừa chọn tình trạng: chỉ giữ một trong hai")
    least = Fraction(0)
    for key in ("value", "ceiling", "state", "said_on"):
        if key not in given or key not in row.open:
            continue
        try:
            read[key] = _cell(row.spec, key, given[key], as_of, least)
        except CellError as error:
            faults.append(f"{ENTERED[key]}: {error}")
            continue
        if key == "value" and row.spec.type == "count":
            least = Fraction(str(read[key]))
    faults += _without_source(row, given)
    if faults:
        raise InputError(faults)
    return Entered(**read)


def _cell(spec: InputSpec, key: str, text: str, as_of: date, least: Fraction) -> Cell:
    if key == "state":
        state_of(text, spec)
        return text
    if key == "said_on":
        return day_of(text)
    if key == "ceiling":
        return int(ceiling_of(text, spec, least))
    value = value_of(text, spec, as_of)
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else float(value)
    return value if isinstance(value, date) else text


def _without_source(row: Line, given: Mapping[str, str]) -> list[str]:
    """Name what is missing of the source; an empty row needs none, for it says nothing."""
    said = next((key for key in ("value", "state", "ceiling") if key in given), None)
    if said is None:
        return []
    needed = SOURCE["value" if said == "value" else "state"]
    return [
        f"{ENTERED[key]}: còn trống: số liệu phải kèm nguồn thì mới được dùng"
        for key in needed
        if key in row.open and key not in given
    ]


def _read_back(run: YearRun, name: str, row: Line) -> EnteredFigure:
    """Read the workbook again: what counts is what stands in the file."""
    again = entered_figures(run)
    notes = [str(one) for one in again.differences if one.name == name]
    notes += [str(one) for one in again.problems if one.name == name]
    return EnteredFigure(row.spec.title, again.facts.get(name, UNKNOWN), tuple(notes))
