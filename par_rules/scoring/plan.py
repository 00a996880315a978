"""A criteria set made ready to be scored many times: what is the same for every unit."""

from __future__ import annotations

import weakref
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from graphlib import TopologicalSorter

from par_rules.criteria.model import CriteriaSet, Criterion, FieldOfSet, InputSpec, Leaf
from par_rules.scoring import views
from par_rules.scoring.facts import FAILS, Facts
from par_rules.values import Domain, added_up

Where = tuple[str, str]


@dataclass(frozen=True, slots=True)
class InputPlan:
    """An input with all it may be and the day after which it no longer changes."""

    spec: InputSpec
    whole: Domain
    last_day: date


@dataclass(frozen=True, slots=True)
class Demand:
    """An evidence requirement: any of ``enough`` meets it, and it proves or counts inputs."""

    where: Where
    enough: tuple[Where, ...]
    proves: frozenset[str]
    counts: str | None

    def is_met(self, facts: Facts, *, due_only: bool) -> bool:
        """Say whether it passes; with ``due_only`` what is not yet due counts as passing."""
        return any(
            views.passes(facts.proofs.get(where, FAILS), due_only=due_only) for where in self.enough
        )


@dataclass(frozen=True, slots=True)
class LeafPlan:
    """A leaf, the inputs it reads, the leaves its gates read, the evidence it demands."""

    leaf: Leaf
    reads: tuple[str, ...]
    leans_on: tuple[str, ...]
    demands: tuple[Demand, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Leaves that enter a sum each by itself, or together where their maximum is redistributed."""

    keys: tuple[str, ...]
    redistributes: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Sum:
    """Leaves to be added up, in printed order, and the sum of their maxima."""

    groups: tuple[Group, ...]
    maximum: Fraction

    @property
    def alone(self) -> str | None:
        """Give the one leaf of the sum, if there is only one and nothing is redistributed."""
        if len(self.groups) == 1 and self.groups[0].redistributes is None:
            keys = self.groups[0].keys
            return keys[0] if len(keys) == 1 else None
        return None


@dataclass(frozen=True, slots=True)
class Plan:
    """All of a set that scoring looks up; ``order``: gates after the leaves they read."""

    inputs: dict[str, InputPlan]
    order: tuple[LeafPlan, ...]
    leaf_sums: tuple[tuple[Leaf, Sum], ...]
    criterion_sums: tuple[tuple[Criterion, Sum], ...]
    field_sums: tuple[tuple[FieldOfSet, Sum], ...]
    self_sum: Sum
    whole_sum: Sum
    bonus: Sum
    penalty: Sum
    days_off: frozenset[date]

    def with_leaned_on(self, key: str) -> tuple[LeafPlan, ...]:
        """Give the leaf and all leaves that its gates read, however far, those first."""
        wanted = {key}
        for plan in reversed(self.order):
            if plan.leaf.key in wanted:
                wanted.update(plan.leans_on)
        return tuple(plan for plan in self.order if plan.leaf.key in wanted)


_PLANS: dict[int, tuple[weakref.ref[CriteriaSet], Plan]] = {}


def plan_of(criteria: CriteriaSet) -> Plan:
    """Give the plan of a set, made at the first call and kept as long as the set is."""
    key = id(criteria)
    found = _PLANS.get(key)
    if found is not None and found[0]() is criteria:
        return found[1]
    made = _plan(criteria)
    _PLANS[key] = weakref.ref(criteria, lambda _: _PLANS.pop(key, None)), made
    return made


def _plan(criteria: CriteriaSet) -> Plan:
    leaves = {leaf.key: leaf for leaf in criteria.leaves()}
    leans = {key: leaf.leans_on() for key, leaf in leaves.items()}
    order = tuple(_leaf_plan(leaves[key], leans[key]) for key in _ordered(leans))
    groups = tuple(_groups(criteria))
    inside = [leaf for leaf in leaves.values() if leaf.role is None]
    surveyed = criteria.head.survey.get("held", True)
    return Plan(
        {
            name: InputPlan(spec, spec.domain(), criteria.last_day_of(name))
            for name, spec in criteria.inputs.items()
        },
        order,
        tuple((leaf, _sum(groups, [leaf])) for leaf in leaves.values()),
        tuple((c, _sum(groups, c.leaves)) for f in criteria.fields for c in f.criteria),
        tuple((f, _sum(groups, f.leaves())) for f in criteria.fields),
        _sum(groups, (leaf for leaf in inside if leaf.scored_by == "self")),
        _sum(groups, (leaf for leaf in inside if surveyed or leaf.scored_by != "survey")),
        _sum(groups, (leaf for leaf in leaves.values() if leaf.role == "bonus")),
        _sum(groups, (leaf for leaf in leaves.values() if leaf.role == "penalty")),
        frozenset(criteria.head.days_off),
    )


def _ordered(leans: dict[str, frozenset[str]]) -> Iterator[str]:
    """Give the leaves in an order in which gates find theirs, the same whatever the files'."""
    sorter = TopologicalSorter({key: sorted(leans[key]) for key in sorted(leans)})
    return (key for key in sorter.static_order() if key in leans)


def _leaf_plan(leaf: Leaf, leans_on: frozenset[str]) -> LeafPlan:
    demands = []
    for requirement in leaf.evidence:
        mates = [requirement]
        if requirement.need == "any" and requirement.group is not None:
            mates = [r for r in leaf.evidence if r.group == requirement.group]
        demands.append(
            Demand(
                (leaf.key, requirement.key),
                tuple((leaf.key, mate.key) for mate in mates),
                views.proves(leaf, requirement),
                requirement.counts,
            )
        )
    return LeafPlan(leaf, tuple(sorted(leaf.reads())), tuple(sorted(leans_on)), tuple(demands))


def _groups(criteria: CriteriaSet) -> Iterator[Group]:
    """Give the leaves by the group that redistributes, if any does: a field, else a criterion."""
    for field in criteria.fields:
        leaves = list(field.leaves())
        if any(moves(leaf, "field") for leaf in leaves):
            yield Group(tuple(leaf.key for leaf in leaves), field.max_points)
            continue
        for criterion in field.criteria:
            moving = any(moves(leaf, "criterion") for leaf in criterion.leaves)
            keys = tuple(leaf.key for leaf in criterion.leaves)
            yield Group(keys, criterion.max_points if moving else None)


def moves(leaf: Leaf, within: str) -> bool:
    """Say whether a leaf that does not arise leaves its points to its ``within``."""
    treatment = leaf.not_arisen
    return (
        treatment is not None
        and treatment.treat == "redistribute"
        and (treatment.within or "criterion") == within
    )


def _sum(groups: Sequence[Group], leaves: Iterable[Leaf]) -> Sum:
    """Give the groups of some leaves; one that redistributes does so only where all are there."""
    wanted = {leaf.key: leaf for leaf in leaves}
    found = []
    for group in groups:
        chosen = tuple(key for key in group.keys if key in wanted)
        if chosen:
            whole = len(chosen) == len(group.keys)
            found.append(Group(chosen, group.redistributes if whole else None))
    return Sum(tuple(found), added_up(leaf.max_points for leaf in wanted.values()))
