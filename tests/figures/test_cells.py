"""What a cell means: numbers exactly as they are shown, days, words; all else is refused."""

import re
from datetime import date, datetime, time
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from par_rules.criteria import InputSpec
from par_rules.figures.cells import CellError, ceiling_of, day_of, number_of, state_of, value_of
from par_rules.figures.model import Cell
from par_rules.figures.wording import number_text

DAY = date(2026, 11, 24)
COUNT = InputSpec.model_validate(
    {"title": "Số hồ sơ", "type": "count", "range": [0, 60000], "from": "declared"}
)
MONEY = InputSpec.model_validate(
    {"title": "Kinh phí", "type": "number", "range": [0, 500000], "from": "declared"}
)
SHARE = InputSpec.model_validate(
    {"title": "Tỷ lệ", "type": "percent", "range": [0, 100], "from": "survey"}
)
SENT = InputSpec.model_validate(
    {
        "title": "Ngày gửi",
        "type": "date",
        "range": [date(2026, 3, 1), date(2026, 12, 14)],
        "may_be": ["absent"],
        "from": "declared",
    }
)
ASKED = InputSpec.model_validate({"title": "Đã gửi", "type": "yes_no", "from": "declared"})
GRADE = InputSpec.model_validate(
    {"title": "Mức", "type": "choice", "options": ["Tốt", "Khá"], "from": "declared"}
)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (1234, Fraction(1234)),
        (0.1, Fraction(1, 10)),
        (14300.55, Fraction(1430055, 100)),
        ("1234", Fraction(1234)),
        ("1.234,5", Fraction(12345, 10)),
        ("1.234.567", Fraction(1234567)),
        ("1 234 567", Fraction(1234567)),
        ("1\u00a0234", Fraction(1234)),
        ("12,25", Fraction(1225, 100)),
        ("0,125", Fraction(1, 8)),
        (" 7 ", Fraction(7)),
    ],
)
def test_a_number_is_read_exactly(cell: Cell, number: Fraction) -> None:
    assert number_of(cell, MONEY) == number


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        ("1.234", "“1.234” hiểu được hai cách (số nghìn hoặc số lẻ)"),
        ("1,234", "“1,234” hiểu được hai cách (số nghìn hoặc số lẻ)"),
        ("12 hồ sơ", "“12 hồ sơ” không phải là số"),
        ("NaN", "“NaN” không phải là số"),
        ("inf", "“inf” không phải là số"),
        ("1e5", "“1e5” không phải là số"),
        ("1.23,4", "“1.23,4” không phải là số"),
        ("85%", "“85%” không phải là số"),
        (float("nan"), "ô không chứa số hữu hạn"),
        (float("-inf"), "ô không chứa số hữu hạn"),
        (True, "“TRUE” không phải là số"),
        (None, "“” không phải là số"),
        ("#DIV/0!", "công thức trong ô bị lỗi #DIV/0!"),
        ("không có", "“không có” ghi ở ô giá trị"),
        (date(2026, 5, 1), "ô chứa ngày hoặc giờ “01/05/2026”, cần một số"),
        (time(8, 30), "ô chứa ngày hoặc giờ “08:30:00”, cần một số"),
    ],
)
def test_what_is_no_clear_number_is_refused(cell: Cell, what: str) -> None:
    with pytest.raises(CellError) as error:
        number_of(cell, MONEY)
    assert error.value.what == what


def test_of_a_count_a_dot_can_only_stand_between_thousands() -> None:
    assert value_of("1.234", COUNT, DAY) == 1234


@given(st.integers(-(10**12), 10**12), st.integers(0, 4))
def test_what_is_written_for_readers_reads_back(digits: int, places: int) -> None:
    number = Fraction(digits, 10**places)
    text = number_text(number)
    if re.fullmatch(r"−?[1-9]\d{0,2}[.,]\d{3}", text):
        with pytest.raises(CellError, match="hiểu được hai cách"):
            number_of(text, MONEY)
    else:
        assert number_of(text, MONEY) == number


@given(st.floats(0, 500000))
def test_a_number_cell_is_the_decimal_that_is_shown(number: float) -> None:
    assert number_of(number, MONEY) == Fraction(repr(number))


@pytest.mark.parametrize(
    ("cell", "percent", "value"),
    [
        ("85%", False, Fraction(85)),
        ("85,5 %", False, Fraction(855, 10)),
        (85.5, False, Fraction(855, 10)),
        (0.855, True, Fraction(855, 10)),
        (0.855, False, Fraction(855, 1000)),
    ],
)
def test_a_per_cent_may_carry_its_sign(cell: Cell, percent: bool, value: Fraction) -> None:
    assert value_of(cell, SHARE, DAY, percent=percent) == value


def test_a_value_out_of_range_is_refused_with_the_range() -> None:
    with pytest.raises(CellError) as error:
        value_of(60001, COUNT, DAY)
    assert str(error.value) == (
        "60.001 ngoài khoảng cho phép (từ 0 đến 60.000): "
        "xem lại số liệu; nếu đúng thì báo người phụ trách bộ tiêu chí"
    )


def test_a_count_is_whole() -> None:
    with pytest.raises(CellError) as error:
        value_of(12.5, COUNT, DAY)
    assert str(error.value) == "12,5 không phải số nguyên: ghi số đếm được, số nguyên"


@pytest.mark.parametrize("cell", [date(2026, 3, 18), datetime(2026, 3, 18, 9, 14), "18/3/2026"])
def test_a_day_is_a_date_cell_or_written_day_first(cell: Cell) -> None:
    assert day_of(cell) == date(2026, 3, 18)


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        ("31/02/2026", "không có ngày “31/02/2026”"),
        ("2026-03-18", "“2026-03-18” không phải là ngày"),
        ("18/3/26", "“18/3/26” không phải là ngày"),
        (46099, "“46.099” không phải là ngày"),
        (None, "“” không phải là ngày"),
    ],
)
def test_what_is_no_day_is_refused(cell: Cell, what: str) -> None:
    with pytest.raises(CellError) as error:
        day_of(cell)
    assert error.value.what == what


def test_a_day_after_the_day_of_the_score_is_refused() -> None:
    with pytest.raises(CellError) as error:
        value_of(date(2026, 12, 1), SENT, DAY)
    assert error.value.what == "ngày 01/12/2026 sau ngày chấm điểm 24/11/2026"


def test_words_of_a_list_are_read_whatever_their_case_and_form() -> None:
    assert value_of("Có", ASKED, DAY) == "yes"
    assert value_of(" KHÔNG ", ASKED, DAY) == "no"
    assert value_of("co\u0301", ASKED, DAY) == "yes"
    assert value_of("khá", GRADE, DAY) == "Khá"


@pytest.mark.parametrize("cell", ["co", "x", 1, True])
def test_other_words_are_refused(cell: Cell) -> None:
    with pytest.raises(CellError) as error:
        value_of(cell, ASKED, DAY)
    assert error.value.todo == "chọn “có” hoặc “không”"


def test_only_admitted_states_are_taken() -> None:
    assert state_of("Không có", SENT) == "absent"
    with pytest.raises(CellError) as error:
        state_of("không phát sinh", SENT)
    assert str(error.value) == "số liệu này không được chọn “không phát sinh”: chỉ chọn “không có”"
    with pytest.raises(CellError) as error:
        state_of("chưa", SENT)
    assert str(error.value) == (
        "tình trạng “chưa” không có trong danh sách: chọn “không có” hoặc để trống"
    )


def test_an_expected_end_is_not_below_what_there_is() -> None:
    assert ceiling_of(43, COUNT, Fraction(40)) == 43
    with pytest.raises(CellError) as error:
        ceiling_of(39, COUNT, Fraction(40))
    assert error.value.what == "dự kiến 39 nhỏ hơn giá trị hiện có 40"
