"""Adds up what the leaves reach: groups, totals, indices, as one scorecard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from par_rules.criteria.model import CriteriaSet, Leaf
from par_rules.scoring.plan import Group, plan_of
from par_rules.scoring.scorecard import Arises, GroupScore, LeafScore, Scorecard, Views
from par_rules.scoring.totals import (
    Item,
    greatest_ratio,
    least_ratio,
    maximum,
    redistributed,
    total,
)
from par_rules.values import Interval, added_up, round_to

NAMES = ("claimed", "secured", "secured_due", "attainable")
HUNDRED = Fraction(100)
ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Reached:
    """A leaf in one view: all its points, unrounded, and whether it arises."""

    points: Interval
    arises: Arises


Reaches = dict[str, dict[str, Reached]]


def card_of(criteria: CriteriaSet, reached: Reaches, as_of: date) -> Scorecard:
    """Give the scorecard of what every leaf reaches in every view."""
    return _Card(criteria, reached).card(as_of)


class _Card:
    """Adds up one run; each leaf is rounded once."""

    def __init__(self, criteria: CriteriaSet, reached: Reaches) -> None:
        self.criteria = criteria
        self.plan = plan_of(criteria)
        self.roundings = criteria.head.rounding
        made: dict[int, Item] = {}
        self.items: dict[str, dict[str, Item]] = {}
        for name in NAMES:
            self.items[name] = {}
            for leaf, _ in self.plan.leaf_sums:
                found = reached[name][leaf.key]
                item = made.get(id(found))
                if item is None:
                    points = self.rounded(found.points, "leaf")
                    item = made[id(found)] = Item(points, leaf.max_points, found.arises)
                self.items[name][leaf.key] = item

    def card(self, as_of: date) -> Scorecard:
        head, plan = self.criteria.head, self.plan
        return Scorecard(
            set_key=head.key,
            year=head.year,
            as_of=as_of,
            provisional=head.provisional is not None,
            leaves=tuple(self.leaf(leaf, groups) for leaf, groups in plan.leaf_sums),
            criteria=tuple(
                GroupScore(c.key, c.number, c.title, self.points(groups))
                for c, groups in plan.criterion_sums
            ),
            fields=tuple(
                GroupScore(f.key, f.number, f.title, self.points(groups))
                for f, groups in plan.field_sums
            ),
            self_points=self.points(plan.self_sum),
            whole_points=self.points(plan.whole_sum),
            self_index=self.index(plan.self_sum),
            whole_index=self.index(plan.whole_sum),
            bonus=self.outside(plan.bonus, "bonus"),
            penalty=self.outside(plan.penalty, "penalty"),
        )

    def leaf(self, leaf: Leaf, groups: Sequence[Group]) -> LeafScore:
        return LeafScore(
            leaf.key,
            leaf.number,
            leaf.title,
            leaf.lead_office,
            leaf.scored_by,
            leaf.role,
            self.items["claimed"][leaf.key].arises,
            self.points(groups),
        )

    def rounded(self, points: Interval, at: str) -> Interval:
        for rounding in self.roundings:
            if rounding.at == at:
                low = round_to(points.low, rounding.to, rounding.mode)
                same = points.is_point
                high = low if same else round_to(points.high, rounding.to, rounding.mode)
                points = Interval(low, high)
        return points

    def of(self, groups: Sequence[Group], name: str) -> list[Item]:
        """Give leaves as they stand, and each group that redistributes as one item."""
        items, found = self.items[name], []
        for group in groups:
            members = [items[key] for key in group.keys]
            if group.redistributes is None:
                found += members
            else:
                found.append(redistributed(members, group.redistributes))
        return found

    def points(self, groups: Sequence[Group]) -> Views:
        if len(groups) == 1 and len(groups[0].keys) == 1 and groups[0].redistributes is None:
            return self.alone(groups[0].keys[0])
        claimed, attainable = self.of(groups, "claimed"), self.of(groups, "attainable")
        secured, due = self.of(groups, "secured"), self.of(groups, "secured_due")
        return Views(
            maximum(claimed, attainable),
            total(claimed),
            added_up(item.in_sum().low for item in secured),
            added_up(item.in_sum().low for item in due),
            added_up(item.in_sum().high for item in attainable),
        )

    def alone(self, key: str) -> Views:
        """Give one leaf's points, which need not be added up."""
        claimed, secured, due, attainable = (self.items[name][key] for name in NAMES)
        nothing = claimed.arises == attainable.arises == "no"
        return Views(
            ZERO if nothing else claimed.maximum,
            claimed.in_sum(),
            secured.in_sum().low,
            due.in_sum().low,
            attainable.in_sum().high,
        )

    def index(self, groups: Sequence[Group]) -> Views | None:
        claimed = self.of(groups, "claimed")
        ends = (
            least_ratio(claimed),
            greatest_ratio(claimed),
            least_ratio(self.of(groups, "secured")),
            least_ratio(self.of(groups, "secured_due")),
            greatest_ratio(self.of(groups, "attainable")),
        )
        shares = [Interval.point(HUNDRED * end) for end in ends if end is not None]
        if len(shares) < len(ends):
            return None
        low, high, secured, due, attainable = (self.rounded(s, "index").low for s in shares)
        return Views(HUNDRED, Interval(low, high), secured, due, attainable)

    def outside(self, leaves: Sequence[Leaf], role: str) -> Interval:
        points = total([self.items["claimed"][leaf.key] for leaf in leaves])
        head = self.criteria.head
        limits = head.bonus if role == "bonus" else head.penalty
        return points if limits is None else points.clamped(-limits.cap, limits.cap)
