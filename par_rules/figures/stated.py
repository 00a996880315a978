"""What people stated in the workbook, as facts: each input's cells checked and read."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from par_rules.criteria.model import CriteriaSet, InputSpec
from par_rules.figures.cells import CellError, ceiling_of, day_of, state_of, value_of
from par_rules.figures.copies import REWRITE, Place
from par_rules.figures.layout import KEY, Line, line, lines, sheet_name
from par_rules.figures.merge import DECIDING, Merged
from par_rules.figures.model import FigureProblem
from par_rules.scoring.facts import UNKNOWN, Fact


@dataclass(frozen=True)
class Stated:
    """One input as stated: its fact, and the expected end where people state only that."""

    fact: Fact
    problems: tuple[FigureProblem, ...]
    ceiling: Fraction | None = None


def read_stated(criteria: CriteriaSet, name: str, merged: Merged, as_of: date) -> Stated:
    """Read the merged cells of an input; a fault in value or state leaves it unknown."""
    row = line(criteria, name)
    problems: list[FigureProblem] = []
    fact, ceiling = UNKNOWN, None
    if not merged.differing & set(DECIDING):
        try:
            fact = _fact(row, merged, as_of)
        except _At as error:
            problems.append(_problem(name, error.place, error.error))
    try:
        ceiling = _ceiling(row, merged, fact)
    except _At as error:
        problems.append(replace(_problem(None, error.place, error.error), kept=True))
    said_on = None
    if merged.entered.said_on is not None:
        try:
            said_on = day_of(merged.entered.said_on)
        except CellError as error:
            fault = _problem(None, merged.places["said_on"], error)
            problems.append(replace(fault, kept=True))
    if fact.state == "unknown":
        return Stated(fact, tuple(problems), ceiling)
    said_by = merged.entered.said_by
    fact = replace(fact, said_by=str(said_by) if said_by else None, said_on=said_on)
    return Stated(fact, tuple(problems), ceiling)


class _At(Exception):
    def __init__(self, place: Place, error: CellError) -> None:
        self.place = place
        self.error = error
        super().__init__(str(error))


def _fact(row: Line, merged: Merged, as_of: date) -> Fact:
    cells, places = merged.entered, merged.places
    if cells.value is not None and "value" not in row.open:
        todo = "xóa ô; số liệu lấy từ nơi ghi ở cột Khoảng cho phép"
        raise _At(places["value"], CellError("ô không dùng để ghi số liệu này", todo))
    if cells.value is not None and cells.state is not None:
        beside = places["state"].cell
        if places["state"].file != places["value"].file:
            beside = str(places["state"])
        what = f"vừa có giá trị vừa chọn tình trạng (ô {beside})"
        raise _At(places["value"], CellError(what, "chỉ giữ một trong hai"))
    if cells.state is not None:
        try:
            return Fact(state_of(cells.state, row.spec), origin=str(places["state"]))
        except CellError as error:
            raise _At(places["state"], error) from None
    if cells.value is None:
        return UNKNOWN
    try:
        value = value_of(cells.value, row.spec, as_of, percent=shown_in_per_cent(row.spec, merged))
    except CellError as error:
        raise _At(places["value"], error) from None
    return Fact("known", value, origin=str(places["value"]))


def shown_in_per_cent(spec: InputSpec, merged: Merged) -> bool:
    """Say whether the value's cell holds 0.85 and shows 85 %."""
    value = merged.entered.value
    small = spec.type == "percent" and isinstance(value, int | float) and value <= 1
    return small and merged.is_percent("value")


def _ceiling(row: Line, merged: Merged, fact: Fact) -> Fraction | None:
    """Give the expected end, unless copies differ on it."""
    if merged.entered.ceiling is None or "ceiling" in merged.differing:
        return None
    if "ceiling" not in row.open:
        error = CellError("ô không dùng để ghi", "xóa ô; chỉ số đếm còn tăng mới có số dự kiến")
        raise _At(merged.places["ceiling"], error)
    if fact.state in ("absent", "not_arisen"):
        error = CellError("có số dự kiến mà tình trạng đã chọn", "xóa một trong hai")
        raise _At(merged.places["ceiling"], error)
    least = fact.value if isinstance(fact.value, Fraction) else Fraction(0)
    try:
        return ceiling_of(merged.entered.ceiling, row.spec, least)
    except CellError as error:
        raise _At(merged.places["ceiling"], error) from None


def _problem(name: str | None, place: Place, error: CellError) -> FigureProblem:
    return FigureProblem(place.file, place.where, error.what, error.todo, name)


def strangers(criteria: CriteriaSet, merged: Mapping[str, Merged]) -> Iterator[FigureProblem]:
    """Name each row whose key the set does not know."""
    for key, row in merged.items():
        if key in criteria.inputs or row.leftover:
            continue
        place = row.places["key"]
        near = difflib.get_close_matches(key, criteria.inputs, 1)
        hint = f'ý bạn là "{near[0]}"?' if near else f"không sửa cột {KEY}; {REWRITE}"
        what = f'bộ tiêu chí không có số liệu mã "{key}"'
        yield FigureProblem(place.file, place.where, what, hint)


def missing_rows(
    criteria: CriteriaSet, merged: Mapping[str, Merged], file: str, unread: Collection[str]
) -> Iterator[FigureProblem]:
    """Name each office's sheet, or rows of it, that no copy holds; not those ``unread``."""
    for office, rows in lines(criteria).items():
        gone = [row.name for row in rows if row.name not in merged or merged[row.name].leftover]
        sheet = sheet_name(criteria.head.offices[office])
        if sheet in unread:
            continue
        if len(gone) == len(rows):
            yield FigureProblem(file, sheet, "thiếu trang tính này", REWRITE)
        elif gone:
            what = f"thiếu {len(gone)} dòng, mã {', '.join(gone[:5])}"
            what += " …" if len(gone) > 5 else ""
            yield FigureProblem(file, sheet, what, REWRITE)
