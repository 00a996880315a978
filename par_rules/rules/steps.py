"""A step of the calculation: what a rule did in one view, as lines that add up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from par_rules.rules.model import Source
from par_rules.values import Interval

Joined = Literal["sum", "either"]
ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class PassedOver:
    """A band, answer, row or branch that did not apply, and why."""

    sentence: str
    why: str


@dataclass(frozen=True, slots=True)
class Step:
    """What one rule, or one line of it, gives or adds at each end.

    With ``children`` the ends are the sums of theirs, or their least and greatest ("either").
    ``reads`` names the inputs that this line itself reads; ``note`` says in one sentence how the
    points came about.
    """

    kind: str
    label: str
    low: Fraction
    high: Fraction
    joined: Joined = "sum"
    maximum: Fraction | None = None
    sentence: str = ""
    value: str | None = None
    note: str = ""
    reads: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    passed_over: tuple[PassedOver, ...] = ()
    children: tuple[Step, ...] = ()

    @property
    def points(self) -> Interval:
        """Give the points as an interval; only a step that is no adjustment has one."""
        return Interval(self.low, self.high)


def line(
    kind: str,
    label: str,
    points: Interval,
    sentence: str = "",
    *,
    sources: Iterable[Source] | None = None,
    reads: tuple[str, ...] = (),
) -> Step:
    """Give a line without lines below it."""
    low, high, cited = points.low, points.high, tuple(sources or ())
    return Step(kind, label, low, high, sentence=sentence, sources=cited, reads=reads)


def adjustment(kind: str, label: str, sentence: str, before: Interval, after: Interval) -> Step:
    """Give the line that leads from ``before`` to ``after``."""
    return Step(kind, label, after.low - before.low, after.high - before.high, sentence=sentence)


def clamps(before: Interval, floor: Fraction | None, cap: Fraction | None) -> list[Step]:
    """Give the lines of a floor and a cap, where these change anything."""
    from par_rules.rules.words import level_words

    lines = []
    floored = before.clamped(floor, None)
    if floor is not None and floored != before:
        sentence = f"không thấp hơn {level_words(floor)}"
        lines.append(adjustment("floor", "Mức thấp nhất", sentence, before, floored))
    capped = floored.clamped(None, cap)
    if cap is not None and capped != floored:
        sentence = f"không quá {level_words(cap)}"
        lines.append(adjustment("cap", "Mức cao nhất", sentence, floored, capped))
    return lines


def added(step: Step, children: Iterable[Step]) -> Step:
    """Give ``step`` as the sum of ``children``."""
    lines = tuple(children)
    return replace(
        step,
        joined="sum",
        children=lines,
        low=sum((child.low for child in lines), ZERO),
        high=sum((child.high for child in lines), ZERO),
    )


def one_of(step: Step, children: Iterable[Step]) -> Step:
    """Give ``step`` as one of ``children``, whichever comes true; there must be one."""
    lines = tuple(children)
    return replace(
        step,
        joined="either",
        children=lines,
        low=min(child.low for child in lines),
        high=max(child.high for child in lines),
    )
