"""The worked table of the three views, and the bounds of the index, computed by hand."""

from datetime import date
from fractions import Fraction as F
from functools import cache
from pathlib import Path

import pytest

from par_rules.criteria import CriteriaSet, load_criteria
from par_rules.scoring import Fact, Facts, Proof, Views, score
from par_rules.scoring.totals import Item, ratio_bounds
from par_rules.values import Interval

AS_OF = date(2026, 11, 24)


@cache
def criteria_2026() -> CriteriaSet:
    return load_criteria(Path(__file__).parents[2] / "criteria", "hai-phong-xa", 2026)


def known(number: int) -> Fact:
    return Fact("known", F(number))


def test_with_nothing_said_everything_is_open_and_nothing_is_secured() -> None:
    card = score(criteria_2026(), Facts({}), as_of=AS_OF)
    total = card.whole_points
    assert (total.claimed, total.secured, total.open) == (Interval(F(0), F(100)), F(0), F(100))
    assert card.self_points.maximum == 70


def test_forty_late_cases_lose_a_running_rate_of_100_per_cent() -> None:
    # 9.600 of 10.000 on time, at most 60.000 by the end: between 96/600 and (600 - 4)/600
    facts = Facts({"settled_or_overdue": known(10000), "settled_on_time": known(9600)})
    leaf = _leaf(facts, "3.2.1")
    assert leaf.claimed == Interval.point(F("2.5"))
    assert (leaf.secured, leaf.unproved, leaf.attainable) == (F(0), F("2.5"), F("2.5"))


def test_a_plan_without_its_file_claims_a_point_and_secures_none() -> None:
    plan = Fact("known", date(2026, 1, 20))
    name = next(n for n in criteria_2026().leaf("1.1.1").reads())
    leaf = _leaf(Facts({name: plan}), "1.1.1")
    assert (leaf.claimed, leaf.secured, leaf.unproved) == (Interval.point(F(1)), F(0), F(1))
    assert leaf.attainable == 1


def test_a_plan_declared_absent_can_still_earn_the_last_tier() -> None:
    name = next(n for n in criteria_2026().leaf("1.1.1").reads())
    leaf = _leaf(Facts({name: Fact("absent")}), "1.1.1")
    assert (leaf.claimed, leaf.winnable, leaf.lost) == (Interval.point(F(0)), F("0.25"), F("0.75"))


def test_evidence_secures_what_is_claimed() -> None:
    criteria = criteria_2026()
    proofs = {
        ("settled_on_time_share", r.key): Proof("passes", 1)
        for r in criteria.leaf("3.2.1").evidence
    }
    facts = Facts({"settled_or_overdue": known(100), "settled_on_time": known(94)}, proofs)
    leaf = _leaf(facts, "3.2.1")
    assert (leaf.claimed, leaf.secured, leaf.unproved) == (Interval.point(F("1.5")), F("1.5"), F(0))


def test_a_fact_of_an_unknown_input_is_refused() -> None:
    with pytest.raises(KeyError):
        score(criteria_2026(), Facts({"no_such_input": known(1)}), as_of=AS_OF)


def test_an_index_bound_drops_an_open_leaf_only_where_that_is_worse() -> None:
    # 9 of 10 sure; a leaf of 1, at most 0,5, that may not arise: 9/11 … 9/10
    items = [
        Item(Interval.point(F(9)), F(10), "yes"),
        Item(Interval(F(0), F(1, 2)), F(1), "maybe"),
    ]
    assert ratio_bounds(items) == Interval(F(9, 11), F(9, 10))


def test_where_nothing_arises_there_is_no_index() -> None:
    assert ratio_bounds([Item(Interval.point(F(0)), F(1), "no")]) is None


def _leaf(facts: Facts, number: str) -> Views:
    card = score(criteria_2026(), facts, as_of=AS_OF)
    return next(leaf.points for leaf in card.leaves if leaf.number == number)
