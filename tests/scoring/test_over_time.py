"""What the year may bring is inside what was thought attainable; closing stays inside too."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from par_rules.criteria import CriteriaSet
from par_rules.criteria.head import Rounding
from par_rules.criteria.model import Source
from par_rules.scoring import Fact, Facts, score
from par_rules.scoring.finalise import finalise
from par_rules.scoring.whatif import Changes, what_if
from tests.scoring.test_properties import (
    DAYS,
    by_name,
    known_facts,
    ratios,
    some_facts,
    the_set,
)

IN_THE_YEAR = st.dates(date(2025, 12, 15), date(2026, 12, 31))
AFTER_ALL = date(2027, 12, 31)  # nothing runs any more
AFTER_THE_CUT_OFF = st.dates(date(2026, 12, 15), date(2027, 2, 28))
much = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
ROUNDINGS = [
    (),
    (("leaf", "0.01", "half_up"),),
    (("index", "0.01", "half_up"),),
    (("leaf", "0.5", "down"), ("index", "1", "half_even")),
]


def running(name: str, day: date) -> bool:
    return day <= the_set().last_day_of(name)


def linked() -> Iterator[set[str]]:
    """Give the inputs that ratios bind together, however far."""
    groups: list[set[str]] = []
    for pair in ratios():
        met = [group for group in groups if group & set(pair)]
        groups = [group for group in groups if group not in met]
        groups.append(set(pair).union(*met))
    return iter(groups)


@st.composite
def earlier(draw: st.DrawFn, final: Facts, day: date) -> Facts:
    """Give facts of ``day`` from which the final ones may come about."""
    inputs: dict[str, Fact] = {}
    bound: set[str] = set()
    for group in linked():
        bound |= group
        inputs |= draw(earlier_group(final, sorted(group), day))
    for name in sorted(final.inputs.keys() - bound):
        inputs[name] = draw(earlier_fact(name, final.inputs[name], day))
    return replace(final, inputs=inputs)


@st.composite
def earlier_group(draw: st.DrawFn, final: Facts, group: list[str], day: date) -> dict[str, Fact]:
    """Keep what hangs together as it is, or unknown; two running counts may have grown."""
    now = {name: final.inputs[name] for name in group if name in final.inputs}
    pair = next((p for p in ratios() if set(p) == set(group)), None)
    if pair is not None and all(grows(name, now.get(name), day) for name in pair):
        part, whole = (now[name].value for name in pair)
        assert isinstance(part, Fraction)
        assert isinstance(whole, Fraction)
        good = draw(st.integers(0, int(part)))
        rest = draw(st.integers(0, int(whole - part)))
        earlier_ones = dict(zip(pair, (good, good + rest), strict=True))
        if all(least(name) <= number for name, number in earlier_ones.items()):
            return {
                n: replace(now[n], value=Fraction(number)) for n, number in earlier_ones.items()
            }
    return now if draw(st.booleans()) else {}


def grows(name: str, fact: Fact | None, day: date) -> bool:
    spec = the_set().inputs[name]
    known = fact is not None and isinstance(fact.value, Fraction)
    return known and spec.type == "count" and not spec.stock and running(name, day)


def least(name: str) -> int:
    numbers = the_set().inputs[name].domain().numbers
    assert numbers is not None
    return int(numbers.low)


@st.composite
def earlier_fact(draw: st.DrawFn, name: str, fact: Fact, day: date) -> Fact:
    """Give one state of the input from which the final one may come about."""
    spec = the_set().inputs[name]
    before = [fact, Fact("unknown")]
    if running(name, day) and fact.state == "known":
        late = not isinstance(fact.value, date) or fact.value >= day
        if "absent" in spec.may_be and late:
            before.append(Fact("absent"))
        if fact.value == "yes":
            before.append(Fact("known", "no"))
        numbers = spec.domain().numbers
        if grows(name, fact, day) and numbers is not None:
            assert isinstance(fact.value, Fraction)
            number = draw(st.integers(int(numbers.low), int(fact.value)))
            before.append(replace(fact, value=Fraction(number)))
        elif spec.type in ("percent", "number") or (spec.type == "count" and spec.stock):
            assert numbers is not None
            any_number = st.integers(int(numbers.low), int(numbers.high))
            before.append(Fact("known", Fraction(draw(any_number))))
    return draw(st.sampled_from(before))


@much
@given(known_facts(), st.data(), IN_THE_YEAR)
def test_the_final_score_never_exceeds_an_earlier_attainable(
    final: Facts, data: st.DataObject, day: date
) -> None:
    before = by_name(score(the_set(), data.draw(earlier(final, day)), as_of=day))
    for name, views in by_name(score(the_set(), final, as_of=AFTER_ALL)).items():
        if name in before:
            assert views.claimed.high <= before[name].attainable, name


@much
@given(known_facts(), st.data(), DAYS)
def test_a_final_score_lies_in_what_was_claimed_while_nothing_ran(
    final: Facts, data: st.DataObject, day: date
) -> None:
    still = {n for n in final.inputs if not running(n, day)}
    kept = {n: f for n, f in final.inputs.items() if n not in still or data.draw(st.booleans())}
    before = by_name(score(the_set(), replace(final, inputs=kept), as_of=day))
    for name, views in by_name(score(the_set(), final, as_of=AFTER_ALL)).items():
        if name in before:
            assert before[name].claimed.holds(views.claimed), name


@much
@given(some_facts(), AFTER_THE_CUT_OFF)
def test_closing_settles_every_leaf_within_what_was_claimed(facts: Facts, day: date) -> None:
    before = score(the_set(), facts, as_of=day)
    after = finalise(the_set(), facts, as_of=day)
    for old, new in zip(before.leaves, after.leaves, strict=True):
        assert old.points.claimed.holds(new.points.claimed), new.key
        assert new.points.claimed.is_point or new.scored_by != "self", new.key
    assert after.self_points.claimed.is_point


@much
@given(some_facts(), AFTER_THE_CUT_OFF)
def test_after_closing_the_views_still_stand_in_order(facts: Facts, day: date) -> None:
    for name, v in by_name(finalise(the_set(), facts, as_of=day)).items():
        order = [v.secured, v.claimed.low, v.claimed.high, v.attainable]
        assert order == sorted(order), name
        assert v.maximum == v.secured + v.unproved + v.open + v.winnable + v.lost, name


def rounded(steps: tuple[tuple[str, str, str], ...]) -> CriteriaSet:
    """Give the set with other roundings."""
    source = (Source(assumption="rounding"),)
    roundings = tuple(
        Rounding.model_validate({"at": at, "to": to, "mode": mode, "source": source})
        for at, to, mode in steps
    )
    head = the_set().head.model_copy(update={"rounding": roundings})
    return the_set().model_copy(update={"head": head})


@much
@given(some_facts(), DAYS, st.sampled_from(ROUNDINGS))
def test_the_views_stand_in_order_however_points_are_rounded(
    facts: Facts, day: date, steps: tuple[tuple[str, str, str], ...]
) -> None:
    for name, v in by_name(score(rounded(steps), facts, as_of=day)).items():
        order = [v.secured, v.secured_due, v.claimed.low, v.claimed.high, v.attainable]
        assert order == sorted(order), name
        assert v.maximum == v.secured + v.unproved + v.open + v.winnable + v.lost, name


@much
@given(some_facts(), st.data(), DAYS)
def test_what_if_with_the_present_values_changes_nothing(
    facts: Facts, data: st.DataObject, day: date
) -> None:
    names = data.draw(st.sets(st.sampled_from(sorted(the_set().inputs)), max_size=5))
    same = Changes({name: facts.of(name) for name in names})
    result = what_if(the_set(), facts, same, day)

    assert result.after == result.before
    assert result.leaves == ()
