"""Rounding as a set declares it, worked by hand."""

from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from par_rules.values import round_to
from par_rules.values.rounding import Mode

MODES: tuple[Mode, ...] = ("half_up", "half_even", "down")
NUMBERS = st.fractions(-1000, 1000, max_denominator=1000)
STEPS = st.sampled_from([F("0.01"), F("0.05"), F("0.25"), F(1), F(3)])


@pytest.mark.parametrize(
    ("number", "mode", "rounded"),
    [
        ("0.125", "half_up", "0.13"),
        ("-0.125", "half_up", "-0.13"),  # away from zero
        ("0.125", "half_even", "0.12"),
        ("0.135", "half_even", "0.14"),
        ("-0.125", "half_even", "-0.12"),
        ("0.129", "down", "0.12"),
        ("-0.129", "down", "-0.12"),  # towards zero
        ("89.995", "half_up", "90"),
        ("89.995", "down", "89.99"),
        ("0.12", "half_up", "0.12"),
    ],
)
def test_a_number_is_rounded_to_hundredths(number: str, mode: Mode, rounded: str) -> None:
    assert round_to(F(number), F("0.01"), mode) == F(rounded)


def test_a_step_need_not_be_a_power_of_ten() -> None:
    assert round_to(F("1.3"), F("0.25"), "half_up") == F("1.25")
    assert round_to(F("1.375"), F("0.25"), "half_up") == F("1.5")


@given(NUMBERS, STEPS, st.sampled_from(MODES))
def test_what_is_rounded_is_a_multiple_less_than_a_step_away(
    number: F, step: F, mode: Mode
) -> None:
    rounded = round_to(number, step, mode)

    assert (rounded / step).denominator == 1
    assert abs(rounded - number) < step
    assert mode == "down" or abs(rounded - number) <= step / 2


@given(NUMBERS, NUMBERS, STEPS, st.sampled_from(MODES))
def test_rounding_keeps_order(one: F, two: F, step: F, mode: Mode) -> None:
    low, high = sorted((one, two))

    assert round_to(low, step, mode) <= round_to(high, step, mode)


def test_a_step_is_above_nothing() -> None:
    with pytest.raises(ValueError, match="above 0"):
        round_to(F(1), F(0), "half_up")
