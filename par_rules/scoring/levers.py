"""Levers: what still moves the self total most, each found by an exact re-run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Literal

from par_rules.criteria.model import CriteriaSet, Leaf, Requirement
from par_rules.scoring import deadlines
from par_rules.scoring.changes import Changes, ProofChange
from par_rules.scoring.cutout import Cutout, Scissors, part_of
from par_rules.scoring.engine import score
from par_rules.scoring.facts import Facts
from par_rules.scoring.moves import as_fact, best, moves
from par_rules.scoring.scorecard import Scorecard
from par_rules.scoring.stakes import missing_documents, winnable_stakes
from par_rules.values.exact import decimal_text


@dataclass(frozen=True, slots=True)
class Lever:
    """One thing to do and what it brings to the self total.

    ``changes`` is what ``what_if`` takes; ``leaves`` are the printed numbers of the leaves that
    move; the gains are points, exact, of the low end of claimed and of secured.
    """

    kind: Literal["input", "document"]
    changes: Changes
    leaves: tuple[str, ...]
    office: str
    due: date
    title: str
    move: str
    claimed_gain: Fraction
    secured_gain: Fraction

    def to_json(self) -> dict[str, Any]:
        """Give the lever as data."""
        return {
            "kind": self.kind,
            "inputs": sorted(self.changes.inputs),
            "requirements": [list(where) for where in sorted(self.changes.proofs)],
            "leaves": list(self.leaves),
            "office": self.office,
            "due": self.due.isoformat(),
            "title": self.title,
            "move": self.move,
            "claimed_gain": decimal_text(self.claimed_gain, 30),
            "secured_gain": decimal_text(self.secured_gain, 30),
        }


def levers(criteria: CriteriaSet, facts: Facts, as_of: date) -> tuple[Lever, ...]:
    """Give every lever that gains points, the largest gain first."""
    pull = _Pull(criteria, facts, as_of)
    figures, documents = list(pull.figures()), list(pull.documents())
    found = [
        *figures,
        *documents,
        *_that_add(pull.unknown_together(), figures),
        *_that_add(pull.documents_together(), documents),
    ]
    return tuple(
        sorted(
            found,
            key=lambda x: (
                -max(x.claimed_gain, x.secured_gain),
                -(x.claimed_gain + x.secured_gain),
                x.due,
                x.title,
            ),
        )
    )


def _that_add(together: Iterator[Lever], single: list[Lever]) -> Iterator[Lever]:
    """Keep what brings more together than any one of its things alone."""
    for lever in together:
        things = lever.changes.inputs.keys() | lever.changes.proofs.keys()
        parts = [x for x in single if x.changes.inputs.keys() | x.changes.proofs.keys() <= things]
        if lever.claimed_gain > max((x.claimed_gain for x in parts), default=Fraction(0)) or (
            lever.secured_gain > max((x.secured_gain for x in parts), default=Fraction(0))
        ):
            yield lever


class _Pull:
    """Tries one change after the other."""

    def __init__(self, criteria: CriteriaSet, facts: Facts, as_of: date) -> None:
        self.criteria = criteria
        self.facts = facts
        self.as_of = as_of
        self.scissors = Scissors(criteria, facts)
        self.own = [leaf for leaf in criteria.leaves() if part_of(leaf) == "self"]
        self.own = [leaf for leaf in self.own if leaf.key not in facts.given]
        self.before: dict[frozenset[str], Scorecard] = {}

    def figures(self) -> Iterator[Lever]:
        for name in self.criteria.inputs:
            readers = [leaf for leaf in self.own if name in self.scissors.reads[leaf.key]]
            if not readers:
                continue
            cut = self._cut({leaf.key for leaf in readers})
            spec = self.criteria.inputs[name]
            unknown = self.facts.of(name).state == "unknown"
            if not unknown and name not in winnable_stakes(cut, self.as_of):
                continue
            if unknown:
                due = deadlines.to_gain(cut, name, self.as_of)
            else:
                due = deadlines.to_act(self.criteria, readers[0], name, self.as_of)
            office = spec.office or readers[0].lead_office
            for move in moves(cut, name, self.as_of):
                changes = Changes(move.inputs)
                yield from self._lever("input", changes, office, due, spec.title, move.text)

    def unknown_together(self) -> Iterator[Lever]:
        """Where a leaf waits for several figures, one alone may bring nothing."""
        for leaf in self.own:
            reads = sorted(self.scissors.reads[leaf.key])
            names = [n for n in reads if self.facts.of(n).state == "unknown"]
            if len(names) < 2:
                continue
            cut = self._cut({leaf.key})
            domains, inputs = cut.claimed(), {}
            for name in names:
                found = best(cut, domains, name, domains[name])
                if found is not None:
                    domains[name] = found
                    spec = self.criteria.inputs[name]
                    inputs[name] = as_fact(spec, found, self.facts.of(name))
            due = max(deadlines.to_gain(cut, name, self.as_of) for name in names)
            title = f"Đủ {len(names)} số liệu của tiêu chí {leaf.number}: {leaf.title}"
            move = "chưa có ai khai → mức tốt nhất"
            yield from self._lever("input", Changes(inputs), leaf.lead_office, due, title, move)

    def documents(self) -> Iterator[Lever]:
        for leaf in self.own:
            for group in missing_documents(leaf, self.facts):
                title = " hoặc ".join(r.title for r in group)
                yield from self._handed_in(leaf, [group], title)

    def documents_together(self) -> Iterator[Lever]:
        """Where a leaf lacks several documents, one alone may bring nothing."""
        for leaf in self.own:
            missing = list(missing_documents(leaf, self.facts))
            if len(missing) > 1:
                title = f"Đủ {len(missing)} minh chứng của tiêu chí {leaf.number}: {leaf.title}"
                yield from self._handed_in(leaf, missing, title)

    def _handed_in(
        self, leaf: Leaf, groups: list[tuple[Requirement, ...]], title: str
    ) -> Iterator[Lever]:
        proofs = {(leaf.key, group[0].key): ProofChange("passes") for group in groups}
        due = max(
            deadlines.of_document(self.criteria, self.facts, leaf, group[0]) for group in groups
        )
        changes = Changes({}, proofs)
        yield from self._lever(
            "document", changes, leaf.lead_office, due, title, "nộp, đạt yêu cầu"
        )

    def _cut(self, keys: set[str]) -> Cutout:
        """Cut out what can move, and whole groups where points move between their leaves."""
        moved = self.scissors.leaning_on(keys)
        return self.scissors.cut(self.scissors.groups(moved))

    def _lever(
        self, kind: Literal["input", "document"], changes: Changes,
        office: str, due: date, title: str, move: str,
    ) -> Iterator[Lever]:  # fmt: skip
        touched = {leaf for leaf, _ in changes.proofs}
        for leaf in self.own:
            if self.scissors.reads[leaf.key] & changes.inputs.keys():
                touched.add(leaf.key)
        cut = self._cut(touched)
        before = self._before(cut)
        try:
            facts = changes.applied(cut.criteria, cut.facts)
            after = score(cut.criteria, facts, as_of=self.as_of)
        except ValueError:  # the figures of another leaf do not allow it
            return
        claimed = after.self_points.claimed.low - before.self_points.claimed.low
        secured = after.self_points.secured - before.self_points.secured
        if max(claimed, secured) <= 0 or (
            after.self_points.claimed.low > before.self_points.attainable
        ):
            return
        pairs = zip(before.leaves, after.leaves, strict=True)
        numbers = tuple(old.number for old, new in pairs if old != new)
        yield Lever(kind, changes, numbers, office, due, title, move, claimed, secured)

    def _before(self, cut: Cutout) -> Scorecard:
        key = frozenset(leaf.key for leaf in cut.order)
        if key not in self.before:
            self.before[key] = score(cut.criteria, cut.facts, as_of=self.as_of)
        return self.before[key]
