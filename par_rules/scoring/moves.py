"""The best that one figure can still do for a few leaves, and the least change that gets there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from par_rules.criteria.model import InputSpec
from par_rules.rules.forms import Ratio
from par_rules.rules.words import day_text, number_text
from par_rules.scoring.cutout import Cutout
from par_rules.scoring.facts import Fact
from par_rules.scoring.gap_text import fact_text
from par_rules.scoring.stakes import outcomes, ratios
from par_rules.values import Domain, Interval

Domains = dict[str, Domain]


@dataclass(frozen=True, slots=True)
class Move:
    """New facts for one or two inputs, and the move in words: "không → có"."""

    inputs: Mapping[str, Fact]
    text: str


def moves(cut: Cutout, name: str, as_of: date) -> Iterator[Move]:
    """Give the moves to try for an input that is unknown or still running."""
    fact, spec = cut.facts.of(name), cut.criteria.inputs[name]
    now, later = cut.claimed(), cut.attainable(as_of)
    if fact.state != "unknown" and now[name] == later[name]:
        return
    pairs = [r for r in ratios(cut) if name in (r.part, r.whole)]
    if fact.state == "unknown":
        halves = {n for r in pairs for n in (r.part, r.whole)} - {name}
        if any(not now[n].is_settled for n in halves):
            return  # half a ratio decides nothing; both together are a move of their leaf
    elif spec.type == "count" and not spec.stock:
        together = [r for r in pairs if _both_grow(r, later)]
        for ratio in together:
            if name == ratio.part:
                yield from _more_cases(cut, ratio, now, later)
        if together:
            return
    found = best(cut, now, name, _in_time(cut, name, later[name]))
    if found is not None:
        yield Move({name: as_fact(spec, found, fact)}, _in_words(spec, fact, found))


def _in_time(cut: Cutout, name: str, open_to: Domain) -> Domain:
    """What is still to be done on some day is done before the input no longer changes."""
    last = Fraction(cut.criteria.last_day_of(name).toordinal())
    if cut.criteria.inputs[name].type != "date":
        return open_to
    if open_to.numbers is None or not open_to.numbers.low <= last < open_to.numbers.high:
        return open_to
    return replace(open_to, numbers=Interval(open_to.numbers.low, last))


def _both_grow(ratio: Ratio, later: Domains) -> bool:
    return None not in (later[ratio.part].grows_from, later[ratio.whole].grows_from)


def _more_cases(cut: Cutout, ratio: Ratio, now: Domains, later: Domains) -> Iterator[Move]:
    """Both halves of a running ratio grow by the same: further cases that all go well.

    Where the part counts what went wrong, only the whole grows.
    """
    part, whole = later[ratio.part], later[ratio.whole]
    assert part.numbers is not None
    assert whole.numbers is not None
    k, n = part.numbers.low, whole.numbers.low
    spec = cut.criteria.inputs[ratio.part]
    for grows, most in ((1, min(part.numbers.high - k, whole.numbers.high - n)),
                        (0, whole.numbers.high - n)):  # fmt: skip

        def low(more: int, grows: int = grows) -> Fraction | None:
            new = {ratio.part: Domain.of(k + grows * more, whole=True),
                   ratio.whole: Domain.of(n + more, whole=True)}  # fmt: skip
            return _low(cut, {**now, **new})

        today, top = low(0), low(int(most))
        if today is None or top is None or top <= today:
            continue
        more = _least(low, 0, int(most))
        facts = {
            ratio.part: Fact("known", k + grows * more),
            ratio.whole: Fact("known", n + more),
        }
        word = "đạt" if grows else "không vi phạm"
        unit = spec.unit or "trường hợp"
        yield Move(facts, f"thêm ít nhất {number_text(Fraction(more))} {unit}, tất cả đều {word}")
        return


def _least(low: Callable[[int], Fraction | None], start: int, goal: int) -> int:
    """Give the number nearest to ``start`` that gives no less than ``goal`` does."""
    most, at_start, near, far = low(goal), low(start), start, goal
    if most is None:
        return goal
    if at_start is not None and at_start >= most:
        return start
    while abs(far - near) > 1:
        middle = (near + far) // 2
        found = low(middle)
        near, far = (near, middle) if found is not None and found >= most else (middle, far)
    return far


def _low(cut: Cutout, domains: Domains) -> Fraction | None:
    try:
        return cut.points_if(domains).low
    except ValueError:
        return None


def best(cut: Cutout, now: Domains, name: str, open_to: Domain) -> Domain | None:
    """Give the outcome of ``name`` that earns most, the nearest to what it is; None if none can."""
    found: list[tuple[Fraction, int, Domain]] = []
    for option in _options(cut, now, name, open_to):
        low = _low(cut, {**now, name: option})
        if low is not None:
            found.append((-low, len(found), option))
    if not found:
        return None
    goal = min(found)[2]
    start = _start(cut, now, name, found)
    if goal.numbers is None or start is None or goal.numbers.low.denominator != 1:
        return goal

    def low_at(number: int) -> Fraction | None:
        return _low(cut, {**now, name: Domain.of(number, whole=goal.whole)})

    return Domain.of(_least(low_at, start, int(goal.numbers.low)), whole=goal.whole)


def _options(cut: Cutout, now: Domains, name: str, open_to: Domain) -> Iterator[Domain]:
    """Give single outcomes, those level with another figure too: all of the whole."""
    yield from outcomes(cut, open_to)
    if open_to.numbers is None:
        return
    for other, domain in sorted(now.items()):
        if other != name and domain.is_settled and domain.numbers is not None:
            level = domain.numbers.low
            whole_enough = not open_to.whole or level.denominator == 1
            if open_to.numbers.low < level < open_to.numbers.high and whole_enough:
                yield Domain.of(level, whole=open_to.whole)


def _start(
    cut: Cutout, now: Domains, name: str, found: list[tuple[Fraction, int, Domain]]
) -> int | None:
    """Give where a number comes from: its present value, else the end that earns least."""
    present = now[name]
    if present.is_settled and present.numbers is not None:
        return int(present.numbers.low)
    numbers = [(loss, option.numbers.low) for loss, _, option in found if option.numbers]
    return int(max(numbers)[1]) if numbers else None


def as_fact(spec: InputSpec, outcome: Domain, now: Fact) -> Fact:
    """Write a single outcome as a fact; where from and ceiling stay."""
    if outcome.absent:
        return replace(now, state="absent", value=None)
    if outcome.not_arisen:
        return replace(now, state="not_arisen", value=None)
    if outcome.options:
        return replace(now, state="known", value=next(iter(outcome.options)))
    assert outcome.numbers is not None
    number = outcome.numbers.low
    value = date.fromordinal(int(number)) if spec.type == "date" else number
    return replace(now, state="known", value=value)


def _in_words(spec: InputSpec, fact: Fact, outcome: Domain) -> str:
    new = as_fact(spec, outcome, fact)
    said = fact_text(spec, fact)
    if isinstance(new.value, date):
        return f"{said} → chậm nhất {day_text(new.value)}"
    return f"{said} → {fact_text(spec, new)}"
