"""Every line of a trace is what its own lines add up to, and the root is what the engine gives."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from par_rules.criteria.model import CriteriaSet
from par_rules.scoring import Fact, Facts, Scorecard, score
from par_rules.scoring.trace import Trace, explain_leaf, explain_leaves, explain_set
from par_rules.values import Interval
from tests.scoring.test_properties import DAYS, a_fact, many_inputs, some_facts, the_set
from tests.shapes.test_shapes import FILES, build, read

TODAY = date(2026, 11, 24)


@cache
def shape(path: Path) -> CriteriaSet:
    return build(read(path))


def shape_facts(criteria: CriteriaSet) -> st.SearchStrategy[Facts]:
    """Every input in any of its states, unknown too."""
    states = {n: st.just(Fact("unknown")) | a_fact(s) for n, s in criteria.inputs.items()}
    return st.fixed_dictionaries(states).map(Facts)


def adds_up(trace: Trace) -> None:
    """Check a line and all below it, by the same two operations a reader has."""
    for line in trace.walk():
        if not line.children:
            continue
        lows = [child.low for child in line.children]
        highs = [child.high for child in line.children]
        combined = (sum(lows), sum(highs)) if line.joined == "sum" else (min(lows), max(highs))
        assert (line.low, line.high) == combined, (trace.key, line.kind, line.label)


def agrees(criteria: CriteriaSet, facts: Facts, as_of: date) -> None:
    """Check the traces of all leaves and of the set against the scorecard."""
    card = score(criteria, facts, as_of=as_of)
    traces = explain_leaves(criteria, facts, as_of)
    assert list(traces) == [leaf.key for leaf in card.leaves]
    for leaf in card.leaves:
        adds_up(traces[leaf.key])
        assert traces[leaf.key].points == leaf.points.claimed, leaf.key
    whole = explain_set(criteria, facts, as_of)
    the_whole(whole, card)
    if card.whole_index is not None:
        groups = {g.key: g.points.claimed for g in (*card.fields, *card.criteria)}
        lines = {line.key: line for line in whole.children[0].walk()}
        for key in wholly_counted(criteria):
            assert lines[key].points == groups[key], key


def wholly_counted(criteria: CriteriaSet) -> Iterator[str]:
    """Name the groups of which every leaf is in the total of the whole set."""
    held = criteria.head.survey["held"]
    for field in criteria.fields:
        groups = {field.key: tuple(field.leaves())} | {c.key: c.leaves for c in field.criteria}
        for key, leaves in groups.items():
            if all(x.role is None and (held or x.scored_by != "survey") for x in leaves):
                yield key


def the_whole(trace: Trace, card: Scorecard) -> None:
    adds_up(trace)
    found = {line.key: line for line in [trace, *trace.aside]}
    for key, index, points in (
        ("whole", card.whole_index, card.whole_points),
        ("self", card.self_index, card.self_points),
    ):
        total = found[key] if index is None else found[key].children[0]
        assert (total.points, total.maximum) == (points.claimed, points.maximum)
        if index is not None:
            assert found[key].points == index.claimed
    nothing = Interval.point(card.bonus.low * 0)
    assert (found["bonus"].points if "bonus" in found else nothing) == card.bonus
    assert (found["penalty"].points if "penalty" in found else nothing) == card.penalty


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_lines_of_every_shape_add_up(path: Path) -> None:
    criteria = shape(path)

    @given(facts=shape_facts(criteria), as_of=DAYS)
    def adding(facts: Facts, as_of: date) -> None:
        try:
            score(criteria, facts, as_of=as_of)
        except ValueError:  # figures that contradict each other are refused before any trace
            assume(False)
        agrees(criteria, facts, as_of)

    adding()


@many_inputs
@given(facts=some_facts(), as_of=DAYS)
def test_the_lines_of_the_2026_set_add_up(facts: Facts, as_of: date) -> None:
    agrees(the_set(), facts, as_of)


def test_nothing_known_is_explained_as_well() -> None:
    agrees(the_set(), Facts({}), TODAY)


def test_one_leaf_alone_is_explained_as_among_all() -> None:
    facts = Facts({"inspection_findings": Fact("absent")})
    assert (
        explain_leaf(the_set(), facts, TODAY, "1.6.2")
        == (explain_leaves(the_set(), facts, TODAY)["inspection_findings_remedied"])
    )
