"""What holds for any facts: over the real set of 2026, whatever is known, absent and proved."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from par_rules.criteria import CriteriaSet, InputSpec, load_criteria
from par_rules.rules.forms import Ratio
from par_rules.scoring import Fact, Facts, Proof, Scorecard, Views, score

CRITERIA = Path(__file__).parents[2] / "criteria"
Answer = Literal["fails", "not_due", "passes"]
DAYS = st.dates(date(2025, 12, 1), date(2027, 1, 31))
# A set has many inputs: what one example holds is much, and that is meant.
many_inputs = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@cache
def the_set() -> CriteriaSet:
    return load_criteria(CRITERIA, "hai-phong-xa", 2026)


@cache
def ratios() -> tuple[tuple[str, str], ...]:
    """Name the part and the whole of every ratio whose part is counted among its whole."""
    found = {(r.part, r.whole) for leaf in the_set().leaves() for r in ratios_in(leaf.rule)}
    return tuple(sorted(found))


def ratios_in(model: object) -> Iterator[Ratio]:
    if isinstance(model, Ratio) and not model.may_exceed:
        yield model
    if isinstance(model, BaseModel):
        for name in type(model).model_fields:
            yield from ratios_in(getattr(model, name))
    elif isinstance(model, tuple):
        for inner in model:
            yield from ratios_in(inner)


@st.composite
def a_fact(draw: st.DrawFn, spec: InputSpec) -> Fact:
    """Any state but unknown: absent or not arisen where allowed, else a value of the domain."""
    state = draw(st.sampled_from(["known", *spec.may_be]))
    if state != "known":
        return Fact("absent" if state == "absent" else "not_arisen")
    domain = spec.domain()
    if domain.numbers is None:
        return Fact("known", draw(st.sampled_from(sorted(domain.options))))
    low, high = int(domain.numbers.low), int(domain.numbers.high)
    value = draw(st.integers(low, high) | st.sampled_from([low, high]))
    if spec.type == "date":
        return Fact("known", date.fromordinal(value))
    if spec.type != "count":
        return Fact("known", Fraction(value))
    ceiling = draw(st.none() | st.integers(value, high).map(Fraction))
    return Fact("known", Fraction(value), ceiling=ceiling)


def number(fact: Fact | None) -> Fraction | None:
    return fact.value if fact is not None and isinstance(fact.value, Fraction) else None


def with_parts_in_their_wholes(facts: dict[str, Fact]) -> dict[str, Fact]:
    """Cut parts down to their wholes, ceilings too; again where a whole was itself a part."""
    again = True
    while again:
        again = False
        for part, whole in ratios():
            least, most = number(facts.get(part)), number(facts.get(whole))
            if least is not None and most is not None and least > most:
                facts[part] = replace(facts[part], value=most)
                again = True
            ceiling, top = (facts.get(n, Fact("unknown")).ceiling for n in (part, whole))
            if ceiling is not None and top is not None and ceiling > top:
                facts[part] = replace(facts[part], ceiling=top)
                again = True
    return facts


def chosen(draw: st.DrawFn, names: list[str]) -> list[str]:
    marks = draw(st.lists(st.booleans(), min_size=len(names), max_size=len(names)))
    return [name for name, mark in zip(names, marks, strict=True) if mark]


@st.composite
def known_facts(draw: st.DrawFn) -> Facts:
    """All that about half of the leaves read, with any answer to what evidence they ask for."""
    criteria = the_set()
    leaves = [criteria.leaf(key) for key in chosen(draw, [x.key for x in criteria.leaves()])]
    names = sorted({name for leaf in leaves for name in leaf.reads()})
    inputs = {name: draw(a_fact(criteria.inputs[name])) for name in names}
    answers: tuple[Answer, ...] = get_args(Answer)
    proofs = {}
    for leaf in leaves:
        for requirement in leaf.evidence:
            passing = draw(st.integers(0, 12)) if requirement.counts is not None else 0
            answer = draw(st.sampled_from(answers))
            proofs[leaf.key, requirement.key] = Proof(answer, passing)
    return Facts(with_parts_in_their_wholes(inputs), proofs)


@st.composite
def some_facts(draw: st.DrawFn) -> Facts:
    """The same, with some inputs unknown though their leaf knows others."""
    facts = draw(known_facts())
    kept = chosen(draw, list(facts.inputs))
    return replace(facts, inputs={name: facts.inputs[name] for name in kept})


def by_name(card: Scorecard) -> dict[str, Views]:
    """Give every view of the card: leaves, groups, totals and indices that there are."""
    found = {f"leaf {leaf.key}": leaf.points for leaf in card.leaves}
    found |= {f"group {x.number} {x.key}": x.points for x in (*card.criteria, *card.fields)}
    found |= {"self": card.self_points, "whole": card.whole_points}
    indices = {
        "self index": card.self_index,
        "whole index": card.whole_index,
        "total": card.total,
        "exact total": card.exact_total,
    }
    return found | {name: index for name, index in indices.items() if index is not None}


def pairs(before: Facts, after: Facts, day: date, later: date) -> list[tuple[str, Views, Views]]:
    """Score twice and set side by side what both cards have."""
    one = by_name(score(the_set(), before, as_of=day))
    two = by_name(score(the_set(), after, as_of=later))
    return [(name, one[name], two[name]) for name in one if name in two]


@many_inputs
@given(some_facts(), DAYS)
def test_secured_claimed_and_attainable_stand_in_order(facts: Facts, day: date) -> None:
    for name, views in by_name(score(the_set(), facts, as_of=day)).items():
        claimed = views.claimed
        order = [views.secured, views.secured_due, claimed.low, claimed.high, views.attainable]
        assert order == sorted(order), name


@many_inputs
@given(some_facts(), DAYS)
def test_the_five_parts_add_up_to_the_maximum(facts: Facts, day: date) -> None:
    for name, v in by_name(score(the_set(), facts, as_of=day)).items():
        assert v.maximum == v.secured + v.unproved + v.open + v.winnable + v.lost, name


@many_inputs
@given(known_facts(), st.data(), DAYS)
def test_learning_an_unknown_never_widens_what_is_claimed(
    facts: Facts, data: st.DataObject, day: date
) -> None:
    assume(facts.inputs)
    learned = data.draw(st.sampled_from(sorted(facts.inputs)))
    unknown = data.draw(st.sets(st.sampled_from(sorted(facts.inputs)))) | {learned}
    before = {name: fact for name, fact in facts.inputs.items() if name not in unknown}
    after = before | {learned: facts.inputs[learned]}

    for name, one, two in pairs(
        replace(facts, inputs=before), replace(facts, inputs=after), day, day
    ):
        assert one.claimed.holds(two.claimed), f"{learned}: {name}"


@many_inputs
@given(some_facts(), st.data(), DAYS)
def test_one_more_requirement_that_passes_never_lowers_what_is_secured(
    facts: Facts, data: st.DataObject, day: date
) -> None:
    asked = [
        (leaf.key, r.key, r.counts is not None)
        for leaf in the_set().leaves()
        for r in leaf.evidence
    ]
    leaf, key, counts = data.draw(st.sampled_from(asked))
    old = facts.proof(leaf, key)
    new = replace(old, answer="passes", passing=old.passing + counts)
    after = replace(facts, proofs={**facts.proofs, (leaf, key): new})

    for name, one, two in pairs(facts, after, day, day):
        assert one.secured <= two.secured, f"{leaf} {key}: {name}"


@many_inputs
@given(some_facts(), DAYS, st.integers(1, 400))
def test_what_is_attainable_never_rises_with_time(facts: Facts, day: date, days: int) -> None:
    for name, one, two in pairs(facts, facts, day, day + timedelta(days=days)):
        assert one.attainable >= two.attainable, name


@many_inputs
@given(some_facts(), DAYS)
def test_nothing_attainable_is_above_the_maximum(facts: Facts, day: date) -> None:
    for name, views in by_name(score(the_set(), facts, as_of=day)).items():
        assert views.lost >= 0, name
