"""``score``: a criteria set and facts in, a scorecard out. Plain values only, no files.

What is the same for every unit is made once (``plan_of``): score as many units as there are with
the same ``CriteriaSet``.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from par_rules.criteria.model import CriteriaSet, Leaf
from par_rules.rules import View
from par_rules.scoring import views
from par_rules.scoring.card import NAMES, Reached, Reaches, card_of
from par_rules.scoring.facts import FAILS, UNKNOWN, Facts
from par_rules.scoring.plan import LeafPlan, plan_of
from par_rules.scoring.scorecard import Scorecard
from par_rules.values import Domain, Interval, hull

__all__ = ["NAMES", "Reached", "reach_leaf", "reach_leaves", "score"]

ZERO = Fraction(0)
Domains = Mapping[str, Domain]


def score(criteria: CriteriaSet, facts: Facts, *, as_of: date) -> Scorecard:
    """Score every leaf, group and total in the three views.

    Raises ``KeyError`` for a fact that no input of the set knows, ``ValueError`` where figures
    contradict each other (a part larger than its whole).
    """
    run = Run(criteria, facts, as_of)
    for leaf in run.plan.order:
        run.reach(leaf)
    return card_of(criteria, run.found, run.view("claimed"), as_of)


def reach_leaves(
    criteria: CriteriaSet, facts: Facts, as_of: date, only: str | None = None
) -> Reaches:
    """Give each view's reach of every leaf, in an order in which gates find their leaves.

    ``only`` names one leaf: then it and the leaves its gates read are reached, no others.
    """
    run = Run(criteria, facts, as_of, only)
    for leaf in run.chosen:
        run.reach(leaf)
    return run.found


class Run:
    """Reaches leaf after leaf; once only where views agree on all that a leaf reads.

    ``found`` holds what each view has reached so far. The leaves that a gate reads come first.
    """

    def __init__(
        self, criteria: CriteriaSet, facts: Facts, as_of: date, only: str | None = None
    ) -> None:
        self.plan = plan = plan_of(criteria)
        for name in facts.inputs:
            plan.inputs[name]
        self.chosen = plan.order if only is None else plan.with_leaned_on(only)
        self.facts = facts
        self.targets = criteria.targets
        self.claimed: dict[str, Domain] = {}
        self.later: dict[str, Domain] = {}
        names = plan.inputs if only is None else {n for leaf in self.chosen for n in leaf.reads}
        for name in names:
            given, fact = plan.inputs[name], facts.inputs.get(name, UNKNOWN)
            now = views.claimed(given.spec, fact, given.whole)
            self.claimed[name] = now
            self.later[name] = views.attainable(
                given.spec, fact, as_of, given.last_day, given.whole, now
            )
        self.found: Reaches = {name: {} for name in NAMES}
        self.points: dict[str, dict[str, Interval]] = {name: {} for name in NAMES}

    def view(self, name: str, inputs: Domains | None = None) -> View:
        """Give a view with the points of the leaves reached so far."""
        if inputs is None:
            inputs = self.later if name == "attainable" else self.claimed
        return View(inputs, self.points[name], self.targets, self.plan.days_off)

    def put(self, name: str, key: str, reached: Reached) -> None:
        """Keep what a leaf reaches in one view."""
        self.found[name][key] = reached
        self.points[name][key] = reached.points

    def reach(self, plan: LeafPlan) -> None:
        """Reach one leaf in every view."""
        key = plan.leaf.key
        given = self.facts.given.get(key)
        if given is not None:
            found = dict.fromkeys(NAMES, Reached(Interval.point(given.points), "yes"))
        else:
            found = self._all_views(plan)
        for name, reached in found.items():
            self.put(name, key, reached)

    def _all_views(self, plan: LeafPlan) -> dict[str, Reached]:
        met: list[tuple[View, Reached]] = []
        found = {
            name: self._one_view(plan, self.view(name), met) for name in ("claimed", "attainable")
        }
        for name, due_only in (("secured", False), ("secured_due", True)):
            inputs, some = self._secured(plan, due_only=due_only)
            reached = self._one_view(plan, self.view(name, inputs), met)
            found[name] = reached if some else _at_most_nothing(reached)
        return found

    def _one_view(self, plan: LeafPlan, view: View, met: list[tuple[View, Reached]]) -> Reached:
        """Reach a leaf in ``view``, or give what an equal view in ``met`` has reached."""
        for other, reached in met:
            if _equal(plan, view, other):
                return reached
        reached = reach_leaf(plan.leaf, view)
        met.append((view, reached))
        return reached

    def _secured(self, plan: LeafPlan, *, due_only: bool) -> tuple[Domains, bool]:
        """Give what evidence says of the inputs read, and whether any evidence passes at all.

        A leaf that demands none counts as one whose evidence passes.
        """
        unproved: set[str] = set()
        counted: dict[str, int] = {}
        some = not plan.demands
        for demand in plan.demands:
            proof = self.facts.proofs.get(demand.where, FAILS)
            is_met = demand.is_met(self.facts, due_only=due_only)
            some = some or is_met or proof.passing > 0
            if demand.counts is not None:
                if not (due_only and proof.answer == "not_due"):
                    counted[demand.counts] = proof.passing
            elif not is_met:
                unproved |= demand.proves
        if not unproved and not counted:
            return self.claimed, some
        inputs = {
            name: views.secured(
                self.claimed[name],
                self.plan.inputs[name].whole,
                counted.get(name),
                proved=name not in unproved,
            )
            for name in plan.reads
        }
        return inputs, some


def _equal(plan: LeafPlan, one: View, two: View) -> bool:
    """Say whether two views agree on all that a leaf reads."""
    if one.inputs is not two.inputs:
        mine, other = one.inputs, two.inputs
        for name in plan.reads:
            if mine[name] is not other[name] and mine[name] != other[name]:
                return False
    return all(one.leaves[key] == two.leaves[key] for key in plan.leans_on)


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


def _at_most_nothing(reached: Reached) -> Reached:
    """Where a leaf demands evidence and none passes at all, nothing above 0 is secured."""
    low = min(reached.points.low, ZERO)
    return Reached(
        Interval(low, max(reached.points.high, ZERO)),
        "maybe" if reached.arises == "no" else reached.arises,
    )
