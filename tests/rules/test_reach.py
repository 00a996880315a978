"""The one law of the rules: what is known better never lets a score be more (RULES.md §4)."""

from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from par_rules.criteria import CriteriaSet, Leaf, load_criteria
from par_rules.criteria.walk import open_view
from par_rules.rules import View
from par_rules.values import Interval
from tests.rules.any_rule import shorter, smaller

CRITERIA = Path(__file__).parents[2] / "criteria"


@cache
def the_set() -> CriteriaSet:
    return load_criteria(CRITERIA, "hai-phong-xa", 2026)


@st.composite
def leaf_and_views(draw: st.DrawFn) -> tuple[Leaf, View, View]:
    """Give a leaf, what it reads known in part, and the same known better."""
    leaf = draw(st.sampled_from(list(the_set().leaves())))
    wide = open_view(the_set())
    views = []
    for _ in range(2):
        inputs = {n: draw(smaller(wide.inputs[n])) for n in sorted(leaf.reads())}
        leaves = {key: draw(shorter(wide.leaves[key])) for key in sorted(leaf.leans_on())}
        wide = View(inputs, leaves, wide.targets, wide.days_off)
        views.append(wide)
    return leaf, views[0], views[1]


def reached(leaf: Leaf, view: View) -> Interval | None:
    """Give what the rule may give; None where its figures contradict each other."""
    try:
        return leaf.rule.reach(view, leaf.max_points)
    except ValueError:
        return None


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(leaf_and_views())
def test_a_smaller_domain_never_gives_a_larger_enclosure(case: tuple[Leaf, View, View]) -> None:
    leaf, wide, narrow = case
    outer, inner = reached(leaf, wide), reached(leaf, narrow)
    # Figures that contradict each other (a part larger than its whole) are refused at the border.
    assume(outer is not None)

    assert outer is not None
    assert inner is None or outer.holds(inner), leaf.key


def test_every_rule_of_the_set_ends_at_its_maximum() -> None:
    for leaf in the_set().leaves():
        found = leaf.rule.reach(open_view(the_set()), leaf.max_points)

        assert found.high == leaf.max_points, leaf.key
        assert found.low >= leaf.min_points, leaf.key
