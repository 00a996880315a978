"""One run ready to be told: all that is claimed, reached, closed, and the words for it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from par_rules.criteria.model import CriteriaSet, Leaf
from par_rules.criteria.readings import Reading
from par_rules.rules import View
from par_rules.rules.naming import Words
from par_rules.scoring import views
from par_rules.scoring.engine import Reached, reach_leaf, reach_leaves
from par_rules.scoring.facts import Facts
from par_rules.scoring.plan import plan_of
from par_rules.scoring.rounded import rounded
from par_rules.scoring.scorecard import Closed
from par_rules.scoring.totals import Item
from par_rules.scoring.trace_words import words_of
from par_rules.values import Interval


@dataclass(frozen=True)
class Telling:
    """``reached`` holds every view; ``view`` is what is claimed, with closed points if any."""

    criteria: CriteriaSet
    facts: Facts
    as_of: date
    reached: Mapping[str, Mapping[str, Reached]]
    view: View
    readings: Mapping[str, Reading]
    closed: Mapping[str, Closed]
    words: Words

    def rounded(self, points: Interval) -> Interval:
        """Round a leaf's points as the set declares it."""
        return rounded(points, self.criteria.head.rounding, "leaf")

    def item(self, leaf: Leaf, name: str = "claimed") -> Item:
        """Give the leaf as the totals take it in one view."""
        found = self.reached[name][leaf.key]
        return Item(self.rounded(found.points), leaf.max_points, found.arises)


def telling_of(
    criteria: CriteriaSet,
    facts: Facts,
    as_of: date,
    readings: Mapping[str, Reading],
    closed: Iterable[Closed] = (),
    only: str | None = None,
) -> Telling:
    """Reach all leaves, or ``only`` one and those its gates read, ready to be told."""
    reached: dict[str, dict[str, Reached]] = dict(reach_leaves(criteria, facts, as_of, only))
    claimed = {n: views.claimed(s, facts.of(n)) for n, s in criteria.inputs.items()}
    points = {key: found.points for key, found in reached["claimed"].items()}
    view = View(claimed, points, criteria.targets, frozenset(criteria.head.days_off))
    by_leaf = {line.leaf: line for line in closed}
    if by_leaf:  # gates see the closed points of the leaves that they read
        reached["claimed"] = {}
        for plan in plan_of(criteria).order:
            leaf = plan.leaf
            if leaf.key in points and leaf.key not in facts.given:
                found = reach_leaf(leaf, view)
                if leaf.key in by_leaf:
                    arises = "yes" if found.arises == "maybe" else found.arises
                    found = Reached(Interval.point(by_leaf[leaf.key].points), arises)
                points[leaf.key] = found.points
            elif leaf.key in points:
                found = Reached(points[leaf.key], "yes")
            else:
                continue
            reached["claimed"][leaf.key] = found
    return Telling(criteria, facts, as_of, reached, view, readings, by_leaf, words_of(criteria))
