"""Adds up what the leaves reach: groups, totals, indices, as one scorecard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from operator import is_

from par_rules.criteria.model import CriteriaSet, Leaf
from par_rules.rules import View
from par_rules.scoring.classes import class_of
from par_rules.scoring.plan import Sum, plan_of
from par_rules.scoring.rounded import rounded
from par_rules.scoring.scorecard import Arises, GroupScore, LeafScore, Scorecard, Sums, Views
from par_rules.scoring.totals import (
    Item,
    greatest_ratio,
    least_ratio,
    maximum,
    redistributed,
    total,
)
from par_rules.values import Interval, added_up

NAMES = ("claimed", "secured", "secured_due", "attainable")
ROLES = ("bonus", "penalty")
HUNDRED = Fraction(100)
ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Reached:
    """A leaf in one view: all its points, unrounded, and whether it arises."""

    points: Interval
    arises: Arises


Reaches = dict[str, dict[str, Reached]]


def card_of(criteria: CriteriaSet, reached: Reaches, claimed: View, as_of: date) -> Scorecard:
    """Give the scorecard of what every leaf reaches in every view.

    ``claimed`` is the view in which conditions of a class are judged.
    """
    return _Card(criteria, reached, claimed).card(as_of)


class _Card:
    """Adds up one run; each leaf is rounded once."""

    def __init__(self, criteria: CriteriaSet, reached: Reaches, claimed: View) -> None:
        self.criteria = criteria
        self.claimed = claimed
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
                    points = rounded(found.points, self.roundings, "leaf")
                    item = made[id(found)] = Item(points, leaf.max_points, found.arises)
                self.items[name][leaf.key] = item

    def card(self, as_of: date) -> Scorecard:
        head, plan = self.criteria.head, self.plan
        whole, bonus, penalty = self.index(plan.whole_sum), *map(self.outside, ROLES)
        exact_total = None if whole is None else self.with_outside(whole, bonus, penalty)
        total_ = None if exact_total is None else self.rounded_views(exact_total)
        own = self.index(plan.self_sum)
        return Scorecard(
            set_key=head.key,
            year=head.year,
            as_of=as_of,
            provisional=head.provisional is not None,
            leaves=tuple(self.leaf(leaf, alone) for leaf, alone in plan.leaf_sums),
            criteria=tuple(
                GroupScore(c.key, c.number, c.title, self.points(leaves))
                for c, leaves in plan.criterion_sums
            ),
            fields=tuple(
                GroupScore(f.key, f.number, f.title, self.points(leaves))
                for f, leaves in plan.field_sums
            ),
            self_points=self.points(plan.self_sum),
            whole_points=self.points(plan.whole_sum),
            self_sums=self.sums(plan.self_sum),
            whole_sums=self.sums(plan.whole_sum),
            self_index=None if own is None else self.rounded_views(own),
            whole_index=None if whole is None else self.rounded_views(whole),
            bonus=bonus.claimed,
            penalty=penalty.claimed,
            exact_total=exact_total,
            total=total_,
            class_name=class_of(head, total_, exact_total, self.claimed),
        )

    def leaf(self, leaf: Leaf, leaves: Sum) -> LeafScore:
        return LeafScore(
            leaf.key,
            leaf.number,
            leaf.title,
            leaf.lead_office,
            leaf.scored_by,
            leaf.role,
            self.items["claimed"][leaf.key].arises,
            self.points(leaves),
        )

    def of(self, leaves: Sum, name: str) -> list[Item]:
        """Give leaves as they stand, and each group that redistributes as one item."""
        items = self.items[name]
        found: list[Item] = []
        for group in leaves.groups:
            members = [items[key] for key in group.keys]
            if group.redistributes is None:
                found += members
            else:
                found.append(redistributed(members, group.redistributes))
        return found

    def points(self, leaves: Sum) -> Views:
        """Add up; ends that are the same in two views are added once."""
        if leaves.alone is not None:
            return self.alone(leaves.alone)
        items = {name: self.of(leaves, name) for name in NAMES}
        claimed = [item.in_sum() for item in items["claimed"]]
        lows, highs = [p.low for p in claimed], [p.high for p in claimed]
        low = added_up(lows)
        high = low if _same(highs, lows) else added_up(highs)
        secured = [item.in_sum().low for item in items["secured"]]
        due = [item.in_sum().low for item in items["secured_due"]]
        attainable = [item.in_sum().high for item in items["attainable"]]
        secured_sum = low if _same(secured, lows) else added_up(secured)
        return Views(
            maximum(items["claimed"], items["attainable"], leaves.maximum),
            Interval(low, high),
            secured_sum,
            secured_sum if _same(due, secured) else added_up(due),
            high if _same(attainable, highs) else added_up(attainable),
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

    def sums(self, leaves: Sum) -> Sums:
        """Give what was earned, of what, before anything is moved or rescaled."""
        items = [self.items["claimed"][key] for group in leaves.groups for key in group.keys]
        sure = added_up(item.maximum for item in items if item.arises == "yes")
        most = added_up(item.maximum for item in items if item.arises != "no")
        return Sums(leaves.maximum, total(items), Interval(sure, most))

    def index(self, leaves: Sum) -> Views | None:
        """Give ``100·Σp / ΣM`` over what arose, unrounded; None where nothing arises."""
        claimed = self.of(leaves, "claimed")
        ends = (
            least_ratio(claimed),
            greatest_ratio(claimed),
            least_ratio(self.of(leaves, "secured")),
            least_ratio(self.of(leaves, "secured_due")),
            greatest_ratio(self.of(leaves, "attainable")),
        )
        shares = [HUNDRED * end for end in ends if end is not None]
        if len(shares) < len(ends):
            return None
        low, high, secured, due, attainable = shares
        return Views(HUNDRED, Interval(low, high), secured, due, attainable)

    def rounded_views(self, found: Views) -> Views:
        return each_end(
            found, lambda end: rounded(Interval.point(end), self.roundings, "index").low
        )

    def outside(self, role: str) -> Views:
        """Give the bonus or penalty within its cap."""
        head = self.criteria.head
        leaves, limits = self.plan.bonus, head.bonus
        if role == "penalty":
            leaves, limits = self.plan.penalty, head.penalty
        found = self.points(leaves)
        if limits is None:
            return found
        cap = limits.cap
        capped = each_end(found, lambda end: max(min(end, cap), -cap))
        return replace(capped, maximum=min(found.maximum, cap))

    def with_outside(self, index: Views, bonus: Views, penalty: Views) -> Views:
        """Add what counts of bonus and penalty, and keep the sum under the ceiling."""
        head, found = self.criteria.head, index
        for points, limits in ((bonus, head.bonus), (penalty, head.penalty)):
            if limits is not None and limits.counted:
                found = Views(
                    found.maximum + points.maximum,
                    found.claimed + points.claimed,
                    found.secured + points.secured,
                    found.secured_due + points.secured_due,
                    found.attainable + points.attainable,
                )
        if head.ceiling is None:
            return found
        at = head.ceiling.at
        return replace(each_end(found, lambda e: min(e, at)), maximum=min(found.maximum, at))


def _same(one: list[Fraction], two: list[Fraction]) -> bool:
    """Say whether both hold the very same numbers, as views that agree do."""
    return all(map(is_, one, two))


def each_end(found: Views, change: Callable[[Fraction], Fraction]) -> Views:
    """Give views with every end changed; the maximum stays."""
    low = change(found.claimed.low)
    high = low if found.claimed.is_point else change(found.claimed.high)
    return Views(
        found.maximum,
        Interval(low, high),
        change(found.secured),
        change(found.secured_due),
        change(found.attainable),
    )
