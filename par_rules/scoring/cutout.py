"""A few leaves cut out of their set with all that hangs together with them, to be scored again.

What gaps, levers and what-if ask is answered by scoring again with one thing changed. Only the
leaf and the leaves whose gates read it can come out otherwise, so only they are scored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from graphlib import TopologicalSorter

from par_rules.criteria.model import CriteriaSet, FieldOfSet, Leaf
from par_rules.rules import View
from par_rules.scoring import views
from par_rules.scoring.engine import NAMES, Reached, reach_leaf, reach_leaves
from par_rules.scoring.facts import Facts
from par_rules.scoring.rounded import rounded
from par_rules.scoring.totals import Item
from par_rules.values import Domain, Interval

ZERO = Fraction(0)


@dataclass(frozen=True)
class Cutout:
    """``counted``: the leaves whose points are added up; ``order``: all, gates after their leaves.

    ``criteria`` holds these leaves, those they lean on, and the inputs they read, nothing else;
    ``facts`` the facts about them.
    """

    criteria: CriteriaSet
    counted: tuple[Leaf, ...]
    order: tuple[Leaf, ...]
    facts: Facts

    def points(self, facts: Facts, as_of: date) -> dict[str, Interval]:
        """Score these leaves with other facts; give their sum in each view."""
        reached = reach_leaves(self.criteria, facts, as_of)
        return {name: self._sum(reached[name]) for name in NAMES}

    def points_if(self, inputs: Mapping[str, Domain]) -> Interval:
        """Give the sum where each input may be what ``inputs`` say; evidence plays no part.

        Raises ``ValueError`` where the inputs contradict each other.
        """
        found: dict[str, Reached] = {}
        points: dict[str, Interval] = {}
        days_off = frozenset(self.criteria.head.days_off)
        for leaf in self.order:
            given = self.facts.given.get(leaf.key)
            if given is not None:
                reached = Reached(Interval.point(given.points), "yes")
            else:
                reached = reach_leaf(leaf, View(inputs, points, self.criteria.targets, days_off))
            found[leaf.key] = reached
            points[leaf.key] = reached.points
        return self._sum(found)

    def claimed(self) -> dict[str, Domain]:
        """Give each input as declared."""
        specs = self.criteria.inputs
        return {n: views.claimed(spec, self.facts.of(n)) for n, spec in specs.items()}

    def attainable(self, as_of: date) -> dict[str, Domain]:
        """Give what each input may still become."""
        return {
            n: views.attainable(spec, self.facts.of(n), as_of, self.criteria.last_day_of(n))
            for n, spec in self.criteria.inputs.items()
        }

    def _sum(self, reached: Mapping[str, Reached]) -> Interval:
        found = Interval.point(ZERO)
        for leaf in self.counted:
            points = rounded(reached[leaf.key].points, self.criteria.head.rounding, "leaf")
            found += Item(points, leaf.max_points, reached[leaf.key].arises).in_sum()
        return found


def part_of(leaf: Leaf) -> str:
    """Name the total that a leaf belongs to: "self", "survey" (others score it) or "outside"."""
    if leaf.role is not None:
        return "outside"
    return "self" if leaf.scored_by == "self" else "survey"


class Scissors:
    """Cuts leaves out of one set and its facts; knows once and for all what leans on what."""

    def __init__(self, criteria: CriteriaSet, facts: Facts) -> None:
        self.criteria = criteria
        self.facts = facts
        self.leaves = {leaf.key: leaf for leaf in criteria.leaves()}
        self.leans = {key: leaf.leans_on() for key, leaf in self.leaves.items()}
        self.order = tuple(TopologicalSorter(self.leans).static_order())
        self.reads = {key: leaf.reads() for key, leaf in self.leaves.items()}

    def leaf(self, key: str) -> Cutout:
        """Cut out a leaf and what leans on it, as far as it belongs to the same total."""
        part = part_of(self.leaves[key])
        moved = self.leaning_on({key})
        return self.cut(k for k in moved if part_of(self.leaves[k]) == part)

    def leaning_on(self, keys: set[str]) -> set[str]:
        """Name the leaves and all whose gates read them, however far."""
        found = set(keys)
        for key in self.order:
            if self.leans[key] & found:
                found.add(key)
        return found

    def groups(self, keys: set[str]) -> set[str]:
        """Name the leaves and, where points of a group are redistributed, the whole group."""
        found = set(keys)
        for field in self.criteria.fields:
            for leaves, within in [(list(field.leaves()), "field")] + [
                (list(c.leaves), "criterion") for c in field.criteria
            ]:
                if any(leaf.key in found for leaf in leaves) and any(
                    leaf.not_arisen is not None
                    and leaf.not_arisen.treat == "redistribute"
                    and (leaf.not_arisen.within or "criterion") == within
                    for leaf in leaves
                ):
                    found |= {leaf.key for leaf in leaves}
        return found

    def cut(self, keys: Iterable[str]) -> Cutout:
        """Cut out these leaves, to be added up, with those that they lean on."""
        counted = set(keys)
        wanted = set(counted)
        for key in reversed(self.order):
            if key in wanted:
                wanted |= self.leans[key]
        names = set().union(*(self.reads[key] for key in wanted))
        small = self.criteria.model_copy(
            update={
                "fields": tuple(_thinned(self.criteria, wanted)),
                "inputs": {n: s for n, s in self.criteria.inputs.items() if n in names},
            }
        )
        order = tuple(self.leaves[key] for key in self.order if key in wanted)
        chosen = tuple(leaf for leaf in small.leaves() if leaf.key in counted)
        return Cutout(small, chosen, order, self._about(names, wanted))

    def _about(self, names: set[str], keys: set[str]) -> Facts:
        facts = self.facts
        return Facts(
            {n: f for n, f in facts.inputs.items() if n in names},
            {k: p for k, p in facts.proofs.items() if k[0] in keys},
            {k: g for k, g in facts.given.items() if k in keys},
        )


def _thinned(criteria: CriteriaSet, wanted: set[str]) -> Iterator[FieldOfSet]:
    for field in criteria.fields:
        kept = []
        for criterion in field.criteria:
            leaves = tuple(leaf for leaf in criterion.leaves if leaf.key in wanted)
            if leaves:
                kept.append(criterion.model_copy(update={"leaves": leaves}))
        if kept:
            yield field.model_copy(update={"criteria": tuple(kept)})
