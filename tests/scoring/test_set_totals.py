"""Totals of a whole set, worked by hand: sums, bonus and penalty, ceiling, rounding, class."""

from datetime import date
from fractions import Fraction as F
from typing import Any

import pytest

from par_rules.criteria import CriteriaSet
from par_rules.scoring import Fact, Facts, score
from par_rules.values import Interval, exact
from par_rules.values.exact import decimal_text
from tests.scoring.small_set import SOURCE, graded, small_set, yes_no

AS_OF = date(2026, 12, 20)
CLASSES = {
    "on": "rounded",
    "bands": [
        {"name": "Tốt", "at_least": "90"},
        {"name": "Khá", "at_least": "70", "below": "90"},
        {"name": "Trung bình", "below": "70"},
    ],
    "source": SOURCE,
}


def yes(*names: str, no: tuple[str, ...] = ()) -> Facts:
    said = {name: Fact("known", "yes") for name in names}
    return Facts({**said, **{name: Fact("known", "no") for name in no}})


def outside(role: str, points: str, **more: Any) -> dict[str, Any]:
    """Give a bonus of ``points``, or a penalty of so many."""
    if role == "bonus":
        return graded(role, points, role=role, **more)
    leaf = graded(role, "0", role=role, min_points=f"-{points}", **more)
    leaf["rule"]["grades"] = [{"is": "yes", "points": f"-{points}"}, {"is": "no", "points": "0"}]
    return leaf


def with_outside(cap: str = "2", **head: Any) -> CriteriaSet:
    """90 and 10 points inside, a bonus of 3 and a penalty of 1 outside."""
    counted = {"cap": cap, "counted": True, "source": SOURCE}
    leaves = [graded("a", "90"), graded("b", "10"), outside("bonus", "3"), outside("penalty", "1")]
    return small_set(leaves, **{"bonus": counted, "penalty": counted, **head})


def test_what_counts_outside_enters_the_total_within_its_cap() -> None:
    # 90 + min(3, 2) − 1 = 91
    card = score(with_outside(), yes("a", "bonus", "penalty", no=("b",)), as_of=AS_OF)

    assert (card.bonus, card.penalty) == (Interval.point(F(2)), Interval.point(F(-1)))
    assert card.whole_index is not None
    assert card.whole_index.claimed == Interval.point(F(90))
    assert card.total is not None
    assert card.total.claimed == Interval.point(F(91))
    assert card.total.maximum == 102


def test_what_is_not_counted_stays_out_of_the_total() -> None:
    aside = {"cap": "2", "counted": False, "source": SOURCE}
    card = score(with_outside(bonus=aside), yes("a", "b", "bonus", "penalty"), as_of=AS_OF)

    assert card.total is not None
    assert card.total.claimed == Interval.point(F(99))


def test_the_total_stays_under_its_ceiling() -> None:
    criteria = with_outside(ceiling={"at": "100", "source": SOURCE})
    card = score(criteria, yes("a", "b", "bonus", no=("penalty",)), as_of=AS_OF)

    assert card.total is not None
    assert (card.total.claimed, card.total.maximum) == (Interval.point(F(100)), F(100))


def test_the_five_parts_of_the_total_add_up() -> None:
    total = score(with_outside(), yes("a"), as_of=AS_OF).total

    assert total is not None
    parts = total.secured + total.unproved + total.open + total.winnable + total.lost
    assert parts == total.maximum


def test_rounding_comes_after_bonus_and_penalty_and_the_exact_total_stays() -> None:
    # 1/3 of 100 = 33,333… ; + 0,006 = 33,339… : rounded together 33,34, apart 33,33 + 0,006
    counted = {"cap": "2", "counted": True, "source": SOURCE}
    rounding = [{"at": "index", "to": "0.01", "mode": "half_up", "source": SOURCE}]
    leaves = [graded("a", "1"), graded("b", "2"), outside("bonus", "0.006")]
    criteria = small_set(leaves, bonus=counted, rounding=rounding)
    card = score(criteria, yes("a", "bonus", no=("b",)), as_of=AS_OF)

    assert card.exact_total is not None
    assert card.total is not None
    assert card.exact_total.claimed == Interval.point(F(100, 3) + F("0.006"))
    assert card.total.claimed == Interval.point(F("33.34"))
    assert card.whole_index is not None
    assert card.whole_index.claimed == Interval.point(F("33.33"))


def test_raw_arisen_and_rescaled_totals_stand_side_by_side() -> None:
    # 6 of 10 points earned; 2 did not arise: 6 of 8 = 75
    excluded = {
        "when": [{"input": "c", "is": "no"}],
        "treat": "exclude",
        "source": SOURCE,
    }
    leaves = [graded("a", "6"), graded("b", "2"), graded("c", "2", not_arisen=excluded)]
    card = score(small_set(leaves), yes("a", no=("b", "c")), as_of=AS_OF)

    assert card.whole_sums.raw == Interval.point(F(6))
    assert (card.whole_sums.maximum, card.whole_sums.arisen) == (F(10), Interval.point(F(8)))
    assert card.whole_index is not None
    assert card.whole_index.claimed == Interval.point(F(75))


@pytest.mark.parametrize(
    ("points", "name"), [("90", "Tốt"), ("89.99", "Khá"), ("70", "Khá"), ("69.99", "Trung bình")]
)
def test_a_class_begins_at_its_lower_end(points: str, name: str) -> None:
    rest = decimal_text(100 - exact(points))
    criteria = small_set([graded("a", points), graded("b", rest)], classes=CLASSES)

    assert score(criteria, yes("a", no=("b",)), as_of=AS_OF).class_name == name


@pytest.mark.parametrize(("judged", "name"), [("rounded", "Tốt"), ("exact", "Khá")])
def test_89_995_is_classed_as_the_set_declares(judged: str, name: str) -> None:
    rounding = [{"at": "index", "to": "0.01", "mode": "half_up", "source": SOURCE}]
    criteria = small_set(
        [graded("a", "89.995"), graded("b", "10.005")],
        classes={**CLASSES, "on": judged},
        rounding=rounding,
    )

    assert score(criteria, yes("a", no=("b",)), as_of=AS_OF).class_name == name


def test_no_class_is_given_while_the_total_may_still_fall_into_two() -> None:
    criteria = small_set([graded("a", "85"), graded("b", "15")], classes=CLASSES)

    assert score(criteria, yes("a"), as_of=AS_OF).class_name is None


def test_an_open_total_within_one_class_has_that_class() -> None:
    criteria = small_set([graded("a", "95"), graded("b", "5")], classes=CLASSES)

    assert score(criteria, yes("a"), as_of=AS_OF).class_name == "Tốt"


def test_no_class_is_given_while_the_set_is_provisional() -> None:
    criteria = small_set([graded("a", "100")], classes=CLASSES, provisional={"reason": "Tạm."})

    assert score(criteria, yes("a"), as_of=AS_OF).class_name is None


@pytest.mark.parametrize(("violated", "name"), [("no", "Tốt"), ("yes", "Trung bình"), (None, None)])
def test_a_veto_leaves_a_lower_class_at_best(violated: str | None, name: str | None) -> None:
    veto = [{"when": [{"input": "violated", "is": "yes"}], "best": "Trung bình", "source": SOURCE}]
    criteria = small_set(
        [graded("a", "100")], {"violated": yes_no()}, classes={**CLASSES, "veto": veto}
    )
    said = {"a": Fact("known", "yes")}
    if violated is not None:
        said["violated"] = Fact("known", violated)

    assert score(criteria, Facts(said), as_of=AS_OF).class_name == name


def test_a_veto_never_lifts_a_class() -> None:
    veto = [{"when": [{"leaf": "b", "at_most": "0"}], "best": "Khá", "source": SOURCE}]
    criteria = small_set([graded("a", "60"), graded("b", "40")], classes={**CLASSES, "veto": veto})

    assert score(criteria, yes("a", no=("b",)), as_of=AS_OF).class_name == "Trung bình"


@pytest.mark.parametrize(("at", "points"), [("leaf", "0.99"), ("index", "1")])
def test_three_thirds_are_rounded_where_the_set_says(at: str, points: str) -> None:
    # 1/3 three times: 0,33 + 0,33 + 0,33 rounded each, 1 rounded together
    count = {"title": "Số lượng", "type": "count", "range": ["0", "3"], "from": "declared"}
    third = {
        "kind": "linear",
        "value": {"form": "input", "of": "n"},
        "anchors": [{"at": "0", "points": "0"}, {"at": "3", "of_max": "100"}],
    }
    leaves = [{**graded(key, "1"), "rule": third} for key in ("a", "b", "c")]
    rounding = [{"at": at, "to": "0.01", "mode": "half_up", "source": SOURCE}]
    criteria = small_set(leaves, {"n": count}, rounding=rounding)
    card = score(criteria, Facts({"n": Fact("known", F(1))}), as_of=AS_OF)

    assert card.self_points.claimed == Interval.point(F(points))
