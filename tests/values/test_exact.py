"""Numbers are read and written as they stand, and added up without error."""

from decimal import Decimal
from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from par_rules.values import added_up, exact, points_text
from par_rules.values.exact import decimal_text

FRACTIONS = st.fractions(-100, 100, max_denominator=60)


@pytest.mark.parametrize(
    ("written", "number"),
    [("1.25", F(5, 4)), ("-0.5", F(-1, 2)), ("003.10", F(31, 10)), (7, F(7)), (F(1, 3), F(1, 3))],
)
def test_a_number_is_what_was_written(written: str | int | F, number: F) -> None:
    assert exact(written) == number


def test_a_decimal_is_exact() -> None:
    assert exact(Decimal("0.1")) == F(1, 10)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (F(3, 2), "1,5"),
        (F(1, 3), "0,3333"),
        (F(-1, 4), "−0,25"),
        (F(2), "2"),
        (F(1, 100000), "0"),
        (F(-1, 100000), "0"),
        (F(99995, 100000), "1"),
    ],
)
def test_points_are_written_with_a_comma(number: F, text: str) -> None:
    assert points_text(number) == text


@given(st.decimals(-1000, 1000, places=6))
def test_a_decimal_is_written_and_read_back(number: Decimal) -> None:
    assert exact(decimal_text(F(number), 6)) == F(number)


@given(st.lists(FRACTIONS))
def test_a_sum_is_that_of_python(numbers: list[F]) -> None:
    assert added_up(numbers) == sum(numbers, F(0))
