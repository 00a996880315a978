"""A branch: one way in which a rule can come to points, and when a view takes it.

A view takes a branch only where nothing is left open: an unknown that may still fall into three
bands takes none of them. Where a condition decides, that it is open is a branch of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction

from par_rules.rules import Points, View
from par_rules.rules.words import level_words
from par_rules.values import Domain, Interval

Test = Callable[[View], bool]
Read = Callable[[View], Domain]


@dataclass(frozen=True, slots=True)
class Branch:
    """One way through a leaf: its name, and when a view takes it.

    ``possible`` tells of the view in which nobody has said anything whether the branch can be
    taken at all: a floor that no figure reaches is no branch.
    """

    text: str
    taken: Test
    possible: Test


def always(view: View) -> bool:
    """Hold in every view."""
    return True


def under(taken: Test, inner: Iterator[Branch], name: str = "") -> Iterator[Branch]:
    """Give the branches within another one: taken only where that is taken too."""
    for branch in inner:
        yield replace(branch, text=f"{name}{branch.text}", taken=_and(taken, branch.taken))


def _and(one: Test, two: Test) -> Test:
    return lambda view: one(view) and two(view)


def settled_number(domain: Domain) -> Fraction | None:
    """Give the number where it is the one outcome left."""
    return domain.numbers.low if domain.is_settled and domain.numbers is not None else None


def absent(points: Points | None, read: Read, maximum: Fraction) -> Iterator[Branch]:
    """Give the branch of what was said not to be there, where the rule has points for it."""
    if points is not None:
        yield Branch(
            f"xác nhận là không có: {points.text(maximum)}",
            lambda view: read(view).absent and read(view).is_settled,
            lambda view: read(view).absent,
        )


def clamped(
    text: str, free: Callable[[View], Interval | None], floor: Fraction | None, cap: Fraction | None
) -> Iterator[Branch]:
    """Give the branches of points kept between floor and cap: within, under, over."""

    def settled(holds: Callable[[Fraction], bool]) -> Test:
        def test(view: View) -> bool:
            points = free(view)
            return points is not None and points.is_point and holds(points.low)

        return test

    def within(points: Fraction) -> bool:
        return (floor is None or floor <= points) and (cap is None or points <= cap)

    def may_be_under(view: View) -> bool:
        points = free(view)
        return floor is not None and points is not None and points.low < floor

    def may_be_over(view: View) -> bool:
        points = free(view)
        return cap is not None and points is not None and points.high > cap

    yield Branch(text, settled(within), always)
    if floor is not None:
        low = floor
        name = f"{text}, giữ ở mức thấp nhất {level_words(low)}"
        yield Branch(name, settled(lambda points: points < low), may_be_under)
    if cap is not None:
        high = cap
        name = f"{text}, giữ ở mức cao nhất {level_words(high)}"
        yield Branch(name, settled(lambda points: points > high), may_be_over)
