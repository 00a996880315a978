"""Closing a score after the cut-off: what is open, not yet due, and without evidence."""

from datetime import date
from fractions import Fraction as F
from typing import Any

import pytest

from par_rules.criteria import CriteriaSet
from par_rules.scoring import Fact, Facts, Proof, Scorecard, score
from par_rules.scoring.finalise import ClosingError, finalise
from par_rules.values import Interval
from tests.scoring.small_set import SOURCE, graded, small_set, yes_no

AFTER = date(2026, 12, 20)  # the cut-off is 14/12
DOCUMENT = [{"key": "paper", "title": "Văn bản", "type": ["bao_cao"]}]
CLOSING = {"open": "low", "not_due": "high", "unproved": "keep", "source": SOURCE}


def three_leaves(closing: dict[str, Any] | None = CLOSING) -> CriteriaSet:
    """2 points that ended at the cut-off, 3 that may still come, 5 surveyed."""
    leaves = [
        graded("sent", "2", evidence=DOCUMENT),
        graded("annual", "3"),
        graded("survey", "5", scored_by="survey"),
    ]
    return small_set(leaves, {"annual": yes_no(last_day=date(2026, 12, 31))}, closing=closing)


def points(card: Scorecard) -> dict[str, Interval]:
    return {leaf.key: leaf.points.claimed for leaf in card.leaves}


def test_what_nobody_said_gets_the_low_end_and_what_is_not_due_the_high_end() -> None:
    card = finalise(three_leaves(), Facts({}), as_of=AFTER)

    assert points(card) == {
        "sent": Interval.point(F(0)),
        "annual": Interval.point(F(3)),
        "survey": Interval(F(0), F(5)),  # never closed: others score it
    }
    assert card.self_points.claimed == Interval.point(F(3))
    assert card.finalised


def test_a_closed_leaf_is_listed_with_its_rule_and_source() -> None:
    card = finalise(three_leaves(), Facts({}), as_of=AFTER)

    assert [(line.leaf, str(line.how), line.before, line.points) for line in card.closed] == [
        ("sent", "open", Interval(F(0), F(2)), F(0)),
        ("annual", "not_due", Interval(F(0), F(3)), F(3)),
    ]
    assert card.closed[0].rule == (
        "Nội dung chưa ai xác nhận đến thời điểm chốt được tính ở mức thấp nhất."
    )
    assert card.to_json()["closed"][1] == {
        "leaf": "annual",
        "number": "annual",
        "how": "not_due",
        "before": ["0", "3"],
        "points": "3",
        "rule": "Nội dung chưa đến hạn tại thời điểm chốt được tính ở mức cao nhất.",
        "sources": [{"assumption": "test"}],
    }


def test_what_is_not_due_gets_the_low_end_where_the_rule_says_so() -> None:
    card = finalise(three_leaves({**CLOSING, "not_due": "low"}), Facts({}), as_of=AFTER)

    assert points(card)["annual"] == Interval.point(F(0))


def test_the_day_after_its_last_day_nothing_is_not_yet_due() -> None:
    card = finalise(three_leaves(), Facts({}), as_of=date(2027, 1, 1))

    assert [line.how for line in card.closed] == ["open", "open"]


def test_on_its_last_day_a_figure_is_still_not_due() -> None:
    card = finalise(three_leaves(), Facts({}), as_of=date(2026, 12, 31))

    assert [line.how for line in card.closed] == ["open", "not_due"]


@pytest.mark.parametrize(("unproved", "handed_in"), [("keep", 2), ("drop", 0)])
def test_points_without_evidence_are_kept_or_dropped(unproved: str, handed_in: int) -> None:
    criteria = three_leaves({**CLOSING, "unproved": unproved})
    card = finalise(criteria, Facts({"sent": Fact("known", "yes")}), as_of=AFTER)

    assert points(card)["sent"] == Interval.point(F(handed_in))
    views = card.leaves[0].points
    assert (views.secured, views.unproved) == (F(0), F(handed_in))


def test_what_is_known_and_proved_stays_as_it_was() -> None:
    facts = Facts({"sent": Fact("known", "yes")}, {("sent", "paper"): Proof("passes")})
    criteria = three_leaves({**CLOSING, "unproved": "drop"})

    assert (
        finalise(criteria, facts, as_of=AFTER).leaves[0]
        == (score(criteria, facts, as_of=AFTER).leaves[0])
    )


def test_a_gate_sees_the_closed_points_of_the_leaf_it_reads() -> None:
    gate = graded("second", "2")
    gate["rule"] = {
        "kind": "gate",
        "all_of": [{"leaf": "first", "above": "0"}],
        "then": gate["rule"],
        "otherwise": {"points": "0"},
    }
    criteria = small_set([graded("first", "1"), gate], closing=CLOSING)
    card = finalise(criteria, Facts({"second": Fact("known", "yes")}), as_of=AFTER)

    assert points(card)["second"] == Interval.point(F(0))
    assert [line.leaf for line in card.closed] == ["first"]


def test_a_gate_secures_no_more_than_the_leaf_it_reads() -> None:
    # second: 2 points if first has any; first has none that evidence secures
    gate = graded("second", "2")
    gate["rule"] = {
        "kind": "gate",
        "all_of": [{"leaf": "first", "above": "0"}],
        "then": gate["rule"],
        "otherwise": {"points": "0"},
    }
    criteria = small_set([graded("first", "1", evidence=DOCUMENT), gate])
    said = Fact("known", "yes")
    _, second = score(criteria, Facts({"first": said, "second": said}), as_of=AFTER).leaves

    assert second.points.claimed == Interval.point(F(2))
    assert (second.points.secured, second.points.unproved) == (F(0), F(2))


def test_the_final_score_lies_in_what_was_claimed_before() -> None:
    before = score(three_leaves(), Facts({}), as_of=AFTER)
    after = finalise(three_leaves(), Facts({}), as_of=AFTER)

    assert before.self_points.claimed.holds(after.self_points.claimed)


def test_nothing_is_closed_on_the_day_of_the_cut_off() -> None:
    with pytest.raises(ClosingError) as caught:
        finalise(three_leaves(), Facts({}), as_of=date(2026, 12, 14))
    assert str(caught.value) == (
        "Chưa qua thời điểm chốt số liệu 14/12/2026 (đang tính đến ngày 14/12/2026): "
        "chỉ chốt điểm từ ngày hôm sau trở đi."
    )


def test_a_set_without_a_closing_rule_is_not_closed() -> None:
    with pytest.raises(ClosingError) as caught:
        finalise(three_leaves(None), Facts({}), as_of=AFTER)
    assert str(caught.value) == (
        "Bộ tiêu chí chưa có quy tắc chốt điểm: thêm khóa closing vào set.yaml, kèm nguồn."
    )
