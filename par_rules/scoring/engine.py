"""``score``: a criteria set and facts in, a scorecard out. Plain values only, no files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from graphlib import TopologicalSorter

from par_rules.criteria.model import CriteriaSet, Criterion, FieldOfSet, Leaf
from par_rules.rules import View
from par_rules.scoring import views
from par_rules.scoring.facts import Facts
from par_rules.scoring.scorecard import Arises, GroupScore, LeafScore, Scorecard, Views
from par_rules.scoring.totals import Item, maximum, ratio_bounds, redistributed, total
from par_rules.values import Domain, Interval, hull, round_to

NAMES = ("claimed", "secured", "secured_due", "attainable")
ZERO = Fraction(0)


@dataclass(frozen=True, slots=True)
class Reached:
    """A leaf in one view: all its points, unrounded, and whether it arises."""

    points: Interval
    arises: Arises


def score(criteria: CriteriaSet, facts: Facts, *, as_of: date) -> Scorecard:
    """Score every leaf, group and total in the three views.

    Raises ``KeyError`` for a fact or proof that no input or leaf of the set knows.
    """
    reached = reach_leaves(criteria, facts, as_of)
    return _Card(criteria, reached, as_of).card()


def reach_leaves(
    criteria: CriteriaSet, facts: Facts, as_of: date, only: str | None = None
) -> dict[str, dict[str, Reached]]:
    """Give each view's reach of every leaf, in an order in which gates find their leaves.

    ``only`` names one leaf: then it and the leaves its gates read are reached, no others.
    """
    for name in facts.inputs:
        criteria.inputs[name]
    claimed = {n: views.claimed(s, facts.of(n)) for n, s in criteria.inputs.items()}
    later = {
        n: views.attainable(s, facts.of(n), as_of, criteria.last_day_of(n))
        for n, s in criteria.inputs.items()
    }
    days_off = frozenset(criteria.head.days_off)
    leaves = {leaf.key: leaf for leaf in criteria.leaves()}
    if only is not None:
        leaves = {key: leaves[key] for key in leaned_on(criteria, only)}
    found: dict[str, dict[str, Reached]] = {name: {} for name in NAMES}
    points: dict[str, dict[str, Interval]] = {name: {} for name in NAMES}
    for key in TopologicalSorter({k: leaf.leans_on() for k, leaf in leaves.items()}).static_order():
        leaf = leaves[key]
        given = facts.given.get(key)
        for name in NAMES:
            inputs = _inputs(criteria, leaf, facts, name, claimed, later)
            view = View(inputs, points[name], criteria.targets, days_off)
            if given is not None:
                reached = Reached(Interval.point(given.points), "yes")
            else:
                reached = reach_leaf(leaf, view)
                if name in ("secured", "secured_due"):
                    reached = _at_most_nothing_unproved(leaf, reached, facts, name)
            found[name][key] = reached
            points[name][key] = reached.points
    return found


def leaned_on(criteria: CriteriaSet, key: str) -> set[str]:
    """Name the leaf and all leaves that its gates read, however far."""
    found: set[str] = set()
    todo = [key]
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo += criteria.leaf(name).leans_on()
    return found


def _inputs(
    criteria: CriteriaSet,
    leaf: Leaf,
    facts: Facts,
    name: str,
    claimed: dict[str, Domain],
    later: dict[str, Domain],
) -> dict[str, Domain]:
    if name == "claimed":
        return claimed
    if name == "attainable":
        return later
    return views.secured_inputs(criteria, leaf, facts, due_only=name == "secured_due")


def reach_leaf(leaf: Leaf, view: View) -> Reached:
    """Enclose a leaf's score; what does not arise comes before the rule."""
    if leaf.not_arisen is None:
        return Reached(leaf.rule.reach(view, leaf.max_points), "yes")
    may_not, may = leaf.not_arisen.truths(view)
    outcomes = [leaf.rule.reach(view, leaf.max_points)] if may else []
    if leaf.not_arisen.treat == "full":
        outcomes += [Interval.point(leaf.max_points)] * may_not
        return Reached(hull(outcomes), "yes")
    if not may:
        return Reached(Interval.point(ZERO), "no")
    return Reached(hull(outcomes), "maybe" if may_not else "yes")


def _at_most_nothing_unproved(leaf: Leaf, reached: Reached, facts: Facts, name: str) -> Reached:
    """Where a leaf demands evidence and none passes at all, nothing above 0 is secured."""
    due_only = name == "secured_due"
    if not leaf.evidence or any(
        views.is_met(r, leaf, facts, due_only=due_only) or facts.proof(leaf.key, r.key).passing
        for r in leaf.evidence
    ):
        return reached
    low = min(reached.points.low, ZERO)
    return Reached(
        Interval(low, max(reached.points.high, ZERO)),
        "maybe" if reached.arises == "no" else reached.arises,
    )


class _Card:
    """Adds up one run."""

    def __init__(
        self, criteria: CriteriaSet, reached: dict[str, dict[str, Reached]], as_of: date
    ) -> None:
        self.criteria = criteria
        self.reached = reached
        self.as_of = as_of

    def card(self) -> Scorecard:
        head = self.criteria.head
        surveyed = head.survey.get("held", True)
        inside = [leaf for leaf in self.criteria.leaves() if leaf.role is None]
        whole = [leaf for leaf in inside if surveyed or leaf.scored_by != "survey"]
        own = [leaf for leaf in inside if leaf.scored_by == "self"]
        return Scorecard(
            set_key=head.key,
            year=head.year,
            as_of=self.as_of,
            provisional=head.provisional is not None,
            leaves=tuple(self._leaf(leaf) for leaf in self.criteria.leaves()),
            criteria=tuple(
                self._group(c, c.leaves) for f in self.criteria.fields for c in f.criteria
            ),
            fields=tuple(self._group(f, list(f.leaves())) for f in self.criteria.fields),
            self_points=self._points(own),
            whole_points=self._points(whole),
            self_index=self._index(own),
            whole_index=self._index(whole),
            bonus=self._outside("bonus"),
            penalty=self._outside("penalty"),
        )

    def _leaf(self, leaf: Leaf) -> LeafScore:
        arises = self.reached["claimed"][leaf.key].arises
        return LeafScore(
            leaf.key,
            leaf.number,
            leaf.title,
            leaf.lead_office,
            leaf.scored_by,
            leaf.role,
            arises,
            self._points([leaf]),
        )

    def _group(self, group: Criterion | FieldOfSet, leaves: Sequence[Leaf]) -> GroupScore:
        return GroupScore(group.key, group.number, group.title, self._points(leaves))

    def _item(self, leaf: Leaf, name: str) -> Item:
        reached = self.reached[name][leaf.key]
        return Item(self._rounded(reached.points, "leaf"), leaf.max_points, reached.arises)

    def _rounded(self, points: Interval, at: str) -> Interval:
        for rounding in self.criteria.head.rounding:
            if rounding.at == at:
                points = Interval(
                    round_to(points.low, rounding.to, rounding.mode),
                    round_to(points.high, rounding.to, rounding.mode),
                )
        return points

    def _items(self, leaves: Sequence[Leaf], name: str) -> list[Item]:
        """Give leaves as they stand, and each group that redistributes as one item."""
        wanted = {leaf.key for leaf in leaves}
        items: list[Item] = []
        for group, group_maximum, redistributes in self._groups():
            chosen = [leaf for leaf in group if leaf.key in wanted]
            if redistributes and len(chosen) == len(group):
                items.append(redistributed([self._item(x, name) for x in group], group_maximum))
            else:
                items += [self._item(leaf, name) for leaf in chosen]
        return items

    def _groups(self) -> Iterator[tuple[list[Leaf], Fraction, bool]]:
        for field in self.criteria.fields:
            if any(_moves(leaf, "field") for leaf in field.leaves()):
                yield list(field.leaves()), field.max_points, True
                continue
            for criterion in field.criteria:
                moves = any(_moves(leaf, "criterion") for leaf in criterion.leaves)
                yield list(criterion.leaves), criterion.max_points, moves

    def _points(self, leaves: Sequence[Leaf]) -> Views:
        items = {name: self._items(leaves, name) for name in NAMES}
        sums = {name: total(found) for name, found in items.items()}
        return Views(
            maximum(items["claimed"], items["attainable"]),
            sums["claimed"],
            sums["secured"].low,
            sums["secured_due"].low,
            sums["attainable"].high,
        )

    def _index(self, leaves: Sequence[Leaf]) -> Views | None:
        bounds: dict[str, Interval] = {}
        for name in NAMES:
            ratio = ratio_bounds(self._items(leaves, name))
            if ratio is None:
                return None
            bounds[name] = self._rounded(ratio.scaled(Fraction(100)), "index")
        return Views(
            Fraction(100),
            bounds["claimed"],
            bounds["secured"].low,
            bounds["secured_due"].low,
            bounds["attainable"].high,
        )

    def _outside(self, role: str) -> Interval:
        leaves = [leaf for leaf in self.criteria.leaves() if leaf.role == role]
        points = total([self._item(leaf, "claimed") for leaf in leaves])
        limits = self.criteria.head.bonus if role == "bonus" else self.criteria.head.penalty
        if limits is None:
            return points
        return points.clamped(-limits.cap, limits.cap)


def _moves(leaf: Leaf, within: str) -> bool:
    treatment = leaf.not_arisen
    return (
        treatment is not None
        and treatment.treat == "redistribute"
        and (treatment.within or "criterion") == within
    )
