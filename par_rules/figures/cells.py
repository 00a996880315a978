"""What a cell of the workbook means for its input; raises ``CellError`` where it means nothing."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction

from par_rules.criteria.model import InputSpec
from par_rules.figures.model import Cell
from par_rules.figures.wording import (
    OPTION_WORDS,
    STATE_WORDS,
    number_text,
    plain,
    range_text,
    said_text,
)
from par_rules.scoring.facts import State

PLAIN_NUMBER = re.compile(r"-?\d{1,15}(,\d{1,15})?")
GROUPED_NUMBER = re.compile(r"-?\d{1,3}(?:(?:\.\d{3})+|(?:[ \u00a0\u202f]\d{3})+)(,\d{1,15})?")
WRITTEN_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
SPREADSHEET_ERROR = re.compile(r"#[A-Z0-9/?!]+")


class CellError(Exception):
    """A cell cannot be used; ``what`` is wrong and ``todo`` mends it, in Vietnamese."""

    def __init__(self, what: str, todo: str) -> None:
        self.what = what
        self.todo = todo
        super().__init__(f"{what}: {todo}")


def value_of(
    cell: Cell, spec: InputSpec, as_of: date, *, percent: bool = False
) -> Fraction | date | str:
    """Give the value in a cell, checked against the input's type and range.

    ``percent``: the cell is shown as a percentage, so that 0.85 in it is 85.
    """
    if spec.type in ("yes_no", "choice"):
        return _option(cell, spec)
    if spec.type == "date":
        day = day_of(cell)
        _check_range(day, spec)
        if day > as_of:
            raise CellError(
                f"ngày {day:%d/%m/%Y} sau ngày chấm điểm {as_of:%d/%m/%Y}",
                "việc chưa làm thì để trống",
            )
        return day
    number = number_of(cell, spec)
    if percent and not isinstance(cell, str):
        number *= 100
    if spec.type == "count" and number.denominator != 1:
        raise CellError(f"{number_text(number)} không phải số nguyên", "ghi số đếm được, số nguyên")
    _check_range(number, spec)
    return number


def ceiling_of(cell: Cell, spec: InputSpec, value: Fraction) -> Fraction:
    """Give the expected end of a running count: whole, in range, not below ``value``."""
    number = number_of(cell, spec)
    if number.denominator != 1:
        raise CellError(f"{number_text(number)} không phải số nguyên", "ghi số dự kiến, số nguyên")
    _check_range(number, spec)
    if number < value:
        raise CellError(
            f"dự kiến {number_text(number)} nhỏ hơn giá trị hiện có {number_text(value)}",
            "số đếm chỉ tăng; xem lại cả hai ô",
        )
    return number


def state_of(cell: Cell, spec: InputSpec) -> State:
    """Give the state chosen in a cell, if the input admits it."""
    admitted = " hoặc ".join(f"“{STATE_WORDS[state]}”" for state in spec.may_be)
    for state, word in STATE_WORDS.items():
        if isinstance(cell, str) and plain(cell) == word:
            if state in spec.may_be:
                return "absent" if state == "absent" else "not_arisen"
            todo = (
                f"chỉ chọn {admitted}" if admitted else "xóa tình trạng, ghi giá trị (có thể là 0)"
            )
            raise CellError(f"số liệu này không được chọn “{word}”", todo)
    raise CellError(
        f"tình trạng {_shown(cell)} không có trong danh sách",
        f"chọn {admitted} hoặc để trống" if admitted else "để trống",
    )


def day_of(cell: Cell) -> date:
    """Give the day in a cell: a date cell, or text as dd/mm/yyyy."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    found = WRITTEN_DAY.fullmatch(cell.strip()) if isinstance(cell, str) else None
    if found:
        day, month, year = (int(part) for part in found.groups())
        try:
            return date(year, month, day)
        except ValueError:
            raise CellError(
                f"không có ngày {_shown(cell)}", "xem lại ngày, tháng; ghi dạng dd/mm/yyyy"
            ) from None
    raise CellError(f"{_shown(cell)} không phải là ngày", "ghi ngày dạng dd/mm/yyyy")


def number_of(cell: Cell, spec: InputSpec) -> Fraction:
    """Give the exact number in a cell: a number cell as it is shown, or text as in 1.234,5.

    Text that could be read in two ways is refused: "1.234" of an input that is not counted.
    """
    if isinstance(cell, bool) or cell is None:
        raise CellError(f"{_shown(cell)} không phải là số", "ghi số")
    if isinstance(cell, int | float):
        written = Decimal(repr(cell))
        if not written.is_finite():
            raise CellError("ô không chứa số hữu hạn", "ghi lại số")
        return Fraction(written)
    if isinstance(cell, date | time | timedelta):
        raise CellError(
            f"ô chứa ngày hoặc giờ {_shown(cell)}, cần một số",
            "đổi định dạng ô về số rồi ghi lại",
        )
    return _written_number(cell.strip().replace("−", "-"), spec)


def _written_number(text: str, spec: InputSpec) -> Fraction:
    if SPREADSHEET_ERROR.fullmatch(text):
        raise CellError(f"công thức trong ô bị lỗi {text}", "sửa công thức hoặc ghi thẳng số")
    if spec.type == "percent" and text.endswith("%"):
        text = text[:-1].rstrip()
    if plain(text) in STATE_WORDS.values():
        raise CellError(f"“{text}” ghi ở ô giá trị", "chọn ở cột Tình trạng, để trống ô giá trị")
    counted = spec.type == "count"
    grouped = GROUPED_NUMBER.fullmatch(text)
    plain_number = PLAIN_NUMBER.fullmatch(text)
    if plain_number and re.fullmatch(r"-?[1-9]\d{0,2},\d{3}", text):
        raise _ambiguous(text)
    if grouped and not counted and re.fullmatch(r"-?\d{1,3}\.\d{3}", text):
        raise _ambiguous(text)
    if not grouped and not plain_number:
        raise CellError(f"{_shown(text)} không phải là số", "chỉ ghi số, ví dụ 1.234,5")
    return Fraction(re.sub(r"[.\s]", "", text).replace(",", "."))


def _ambiguous(text: str) -> CellError:
    return CellError(
        f"“{text}” hiểu được hai cách (số nghìn hoặc số lẻ)",
        "ghi lại bằng số, không để ô ở dạng chữ",
    )


def _option(cell: Cell, spec: InputSpec) -> str:
    words = {OPTION_WORDS[key]: key for key in ("yes", "no")}
    if spec.type == "choice":
        words = {plain(option): option for option in spec.options}
    if isinstance(cell, str) and plain(cell) in words:
        return words[plain(cell)]
    choices = " hoặc ".join(f"“{word}”" for word in words)
    raise CellError(f"{_shown(cell)} không có trong danh sách", f"chọn {choices}")


def _check_range(value: Fraction | date, spec: InputSpec) -> None:
    if spec.range is None:
        return
    low, high = spec.range
    inside = (
        low <= value <= high  # type: ignore[operator]
    )
    if not inside:
        raise CellError(
            f"{said_text(value)} ngoài khoảng cho phép ({range_text(spec)})",
            "xem lại số liệu; nếu đúng thì báo người phụ trách bộ tiêu chí",
        )


def _shown(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "“TRUE”" if cell else "“FALSE”"
    if isinstance(cell, datetime | date):
        return f"“{cell:%d/%m/%Y}”"
    if isinstance(cell, int | float):
        return f"“{number_text(Fraction(Decimal(repr(cell))))}”"
    text = str(cell if cell is not None else "")
    return f"“{text if len(text) <= 40 else text[:39] + '…'}”"
