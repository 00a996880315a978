"""Closes a score after the cut-off by the set's closing rule (RULES.md §8), and says where."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Literal

from par_rules.criteria.head import Closing
from par_rules.criteria.model import CriteriaSet
from par_rules.criteria.unread import unread_leaves
from par_rules.scoring.card import Reached, card_of
from par_rules.scoring.engine import Run
from par_rules.scoring.facts import Facts
from par_rules.scoring.plan import LeafPlan
from par_rules.scoring.scorecard import Closed, Scorecard
from par_rules.values import Interval

OPEN = "Nội dung chưa ai xác nhận đến thời điểm chốt được tính ở mức thấp nhất."
NOT_DUE = {
    "high": "Nội dung chưa đến hạn tại thời điểm chốt được tính ở mức cao nhất.",
    "low": "Nội dung chưa đến hạn tại thời điểm chốt được tính ở mức thấp nhất.",
}
UNPROVED = "Điểm chưa đủ minh chứng không được đưa vào điểm tự chấm."
How = Literal["open", "not_due", "unproved"]


class ClosingError(Exception):
    """The score cannot be closed; the text says why, in Vietnamese."""


def finalise(criteria: CriteriaSet, facts: Facts, *, as_of: date) -> Scorecard:
    """Score with every self-scored leaf settled; ``closed`` lists those the rule settled.

    An open leaf gets the low end of what is claimed, or the end that ``not_due`` names where all
    its unknowns may still change on the day; with ``unproved: drop`` a leaf counts as secured.
    A leaf that may not arise is closed as one that arose. Raises ``ClosingError`` on or before
    the cut-off, and where the set has no closing rule.
    """
    closing = _rule(criteria, as_of)
    run = Run(criteria, facts, as_of)
    closed = {}
    for leaf in run.plan.order:
        run.reach(leaf)
        if leaf.leaf.scored_by == "self":
            found = _close(run, leaf, closing, as_of)
            if found is not None:
                closed[leaf.leaf.key] = found
    card = card_of(criteria, run.found, run.view("claimed"), as_of)
    lines = tuple(closed[leaf.key] for leaf in criteria.leaves() if leaf.key in closed)
    return replace(card, finalised=True, closed=lines)


def _rule(criteria: CriteriaSet, as_of: date) -> Closing:
    head = criteria.head
    if head.closing is None:
        raise ClosingError(
            "Bộ tiêu chí chưa có quy tắc chốt điểm: thêm khóa closing vào set.yaml, kèm nguồn."
        )
    if as_of <= head.cut_off:
        raise ClosingError(
            f"Chưa qua thời điểm chốt số liệu {head.cut_off:%d/%m/%Y} (đang tính đến ngày "
            f"{as_of:%d/%m/%Y}): chỉ chốt điểm từ ngày hôm sau trở đi."
        )
    waiting = [leaf.number for leaf in unread_leaves(criteria)]
    if waiting:
        raise ClosingError(
            f"Chưa chốt được điểm: {len(waiting)} tiêu chí chưa có cách tính "
            f"({', '.join(waiting)}): viết quy tắc cho các tiêu chí này trước."
        )
    return head.closing


def _close(run: Run, leaf: LeafPlan, closing: Closing, as_of: date) -> Closed | None:
    """Settle what a leaf claims; None where it was settled by itself."""
    key = leaf.leaf.key
    before = run.found["claimed"][key]
    secured = run.found["secured"][key].points.low
    is_open = not before.points.is_point or before.arises == "maybe"
    how: How = "not_due" if is_open and _not_due(run, leaf, as_of) else "open"
    points = before.points.low
    if how == "not_due" and closing.not_due == "high":
        points = before.points.high
    if closing.unproved == "drop" and before.arises != "no" and how != "not_due":
        if secured != before.points.low:
            how, is_open, points = "unproved", True, secured
        run.put("secured_due", key, run.found["secured"][key])
    if not is_open:
        return None
    arises = "yes" if before.arises == "maybe" else before.arises
    run.put("claimed", key, Reached(Interval.point(points), arises))
    rule = {"open": OPEN, "not_due": NOT_DUE[closing.not_due], "unproved": UNPROVED}[how]
    shown = leaf.leaf
    return Closed(key, shown.number, shown.title, how, before.points, points, rule, closing.source)


def _not_due(run: Run, leaf: LeafPlan, as_of: date) -> bool:
    """Say whether all that the leaf does not know may still change on the day."""
    unknown = [name for name in leaf.reads if not run.claimed[name].is_settled]
    return bool(unknown) and all(run.plan.inputs[name].last_day >= as_of for name in unknown)
