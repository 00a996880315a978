"""The one law for every kind and form: what is known better never lets a score be more."""

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from par_rules.rules import View
from par_rules.values import Domain, Interval
from tests.rules.any_rule import (
    FORM,
    LEAVES,
    NESTED,
    OPEN,
    RULE,
    SIMPLE,
    forms,
    linear,
    narrower,
    numbers_within,
    rules,
    smaller,
)

MAXIMUM = LEAVES["second"].high
KINDS = [*SIMPLE, *NESTED]
much = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])


def reached(rule: Any, view: View) -> Interval | None:
    """Give what the rule may give; None where it gives nothing for such figures."""
    try:
        found: Interval = rule.reach(view, MAXIMUM)
    except (ValueError, LookupError):
        return None
    return found


@pytest.mark.parametrize("kind", KINDS)
@much
@given(st.data())
def test_a_smaller_domain_never_gives_a_larger_enclosure(kind: str, data: st.DataObject) -> None:
    rule = data.draw(rules(kind))
    names, leaves = sorted(set(rule.reads())), sorted(set(rule.leaves()))
    wide = data.draw(narrower(OPEN, names, leaves))
    narrow = data.draw(narrower(wide, names, leaves))
    outer, inner = reached(rule, wide), reached(rule, narrow)
    # A state for which a rule gives nothing, or a part above its whole, is refused at the border.
    assume(outer is not None and inner is not None)

    assert outer is not None
    assert inner is not None
    assert outer.holds(inner)


@much
@given(linear(moves=True).map(RULE.validate_python), st.data())
def test_a_line_with_a_moving_anchor_encloses_every_place_of_it(
    rule: Any, data: st.DataObject
) -> None:
    names = sorted(set(rule.reads()))
    wide = data.draw(numbers_within(OPEN, names, known=False))
    outer = reached(rule, wide)
    for _ in range(4):
        inner = reached(rule, data.draw(numbers_within(wide, names, known=True)))
        assert outer is None or inner is None or outer.holds(inner)


def test_a_line_to_an_open_best_unit_ends_at_both_of_its_places() -> None:
    # 10 of a best that lies from 16 to 20, 4 points: 10/20 × 4 … 10/16 × 4
    to_best = {"at": {"form": "input", "of": "c"}, "points": "4"}
    anchors: list[Any] = [{"at": "0", "points": "0"}, to_best]
    written = {"kind": "linear", "value": {"form": "input", "of": "share"}, "anchors": anchors}
    inputs = {"share": Domain.of(10), "c": Domain.between(16, 20, whole=True)}

    found = reached(RULE.validate_python(written), View(inputs))
    assert found == Interval(Fraction(2), Fraction("2.5"))


def covers(wide: Domain, narrow: Domain) -> bool:
    """Say whether a value's domain holds another one."""
    if narrow.numbers is not None and (
        wide.numbers is None or not wide.numbers.holds(narrow.numbers)
    ):
        return False
    return wide.absent >= narrow.absent and wide.not_arisen >= narrow.not_arisen


@much
@given(forms(), st.data())
def test_a_value_form_encloses_what_it_gives_for_a_smaller_domain(
    written: dict[str, Any], data: st.DataObject
) -> None:
    form = FORM.validate_python(written)
    names = sorted(set(form.reads()))
    wide = data.draw(narrower(OPEN, names, []))
    narrow = data.draw(narrower(wide, names, []))

    assert covers(form.reach(wide), form.reach(narrow))


@given(smaller(OPEN.of("a")), smaller(OPEN.of("a")))
def test_two_domains_joined_hold_both(one: Domain, two: Domain) -> None:
    joined = one.joined(two)

    assert covers(joined, one)
    assert covers(joined, two)
