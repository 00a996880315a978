"""Intervals hold what they say they hold."""

from fractions import Fraction as F

import pytest
from hypothesis import given
from hypothesis import strategies as st

from par_rules.values import Domain, Interval, hull

ENDS = st.tuples(st.fractions(-10, 10, max_denominator=8), st.fractions(-10, 10, max_denominator=8))
INTERVALS = ENDS.map(lambda ends: Interval(*sorted(ends)))


def test_an_interval_does_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="ends before it begins: 2 > 1"):
        Interval(F(2), F(1))


def test_there_is_no_hull_of_nothing() -> None:
    with pytest.raises(ValueError, match="no outcome is possible"):
        hull([])


@given(st.lists(INTERVALS, min_size=1))
def test_a_hull_is_the_smallest_that_holds_all(intervals: list[Interval]) -> None:
    found = hull(intervals)

    assert found.low == min(i.low for i in intervals)
    assert found.high == max(i.high for i in intervals)


@given(INTERVALS, INTERVALS, st.integers(0, 8), st.integers(0, 8))
def test_a_sum_holds_the_sum_of_any_two_members(
    one: Interval, two: Interval, i: int, j: int
) -> None:
    member = one.low + (one.high - one.low) * F(i, 8)
    other = two.low + (two.high - two.low) * F(j, 8)

    assert (one + two).holds(Interval.point(member + other))


@given(INTERVALS, INTERVALS)
def test_what_is_clamped_lies_within_the_limits(points: Interval, limits: Interval) -> None:
    assert limits.holds(points.clamped(limits.low, limits.high))


def test_one_outcome_left_is_settled() -> None:
    assert Domain.of(F(3)).is_settled
    assert Domain(absent=True).is_settled
    assert not Domain(Interval.point(F(3)), absent=True).is_settled
    assert not Domain(options=frozenset({"yes", "no"})).is_settled
