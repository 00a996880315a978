"""The one law of the rules: what is known better never lets a score be more (RULES.md §4)."""

from fractions import Fraction
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from par_rules.criteria import CriteriaSet, Leaf, load_criteria
from par_rules.criteria.walk import open_view
from par_rules.rules import View
from par_rules.values import Domain, Interval

CRITERIA = Path(__file__).parents[2] / "criteria"


@cache
def the_set() -> CriteriaSet:
    return load_criteria(CRITERIA, "hai-phong-xa", 2026)


@st.composite
def smaller(draw: st.DrawFn, domain: Domain) -> Domain:
    """Give a domain that holds some of the outcomes of ``domain``, and at least one."""
    kinds = ["numbers"] * (domain.numbers is not None) + ["options"] * bool(domain.options)
    kinds += ["absent"] * domain.absent + ["not_arisen"] * domain.not_arisen
    kept = draw(st.sets(st.sampled_from(kinds), min_size=1))
    numbers = None
    if domain.numbers is not None and "numbers" in kept:
        ends = st.integers(int(domain.numbers.low), int(domain.numbers.high))
        low, high = sorted((draw(ends), draw(ends)))
        numbers = Interval(Fraction(low), Fraction(high))
    options = frozenset[str]()
    if "options" in kept:
        options = draw(st.frozensets(st.sampled_from(sorted(domain.options)), min_size=1))
    return Domain(numbers, domain.whole, options, "absent" in kept, "not_arisen" in kept)


@st.composite
def shorter(draw: st.DrawFn, points: Interval) -> Interval:
    """Give a piece of ``points``."""
    ends = sorted(draw(st.tuples(st.integers(0, 8), st.integers(0, 8))))
    low, high = (points.low + (points.high - points.low) * Fraction(end, 8) for end in ends)
    return Interval(low, high)


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
