"""Gaps: what is missing, open, still to be won or lost, per lead office, in points and by day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from par_rules.criteria.model import CriteriaSet, Leaf, Requirement
from par_rules.rules.words import day_text
from par_rules.scoring import deadlines, views
from par_rules.scoring import gap_text as words
from par_rules.scoring.cutout import Cutout, Scissors, part_of
from par_rules.scoring.facts import Facts
from par_rules.scoring.gap_list import (
    KINDS,
    LACKS,
    PARTS,
    Gap,
    Gaps,
    Kind,
    Lack,
    OfficeGaps,
    by_deadline,
)
from par_rules.scoring.losses import lost_reasons
from par_rules.scoring.scorecard import Scorecard, Views
from par_rules.scoring.stakes import (
    document_stake,
    missing_documents,
    unknown_stake,
    winnable_stakes,
)

if TYPE_CHECKING:
    from par_rules.evidence.manifest import Finding, Manifest

__all__ = [
    "KINDS",
    "LACKS",
    "PARTS",
    "Gap",
    "Gaps",
    "Kind",
    "Lack",
    "OfficeGaps",
    "by_deadline",
    "find_gaps",
]


def find_gaps(
    criteria: CriteriaSet,
    facts: Facts,
    scorecard: Scorecard,
    *,
    as_of: date,
    manifest: Manifest | None = None,
) -> Gaps:
    """Find all gaps; where a manifest is given, its findings say what is wrong with a document.

    ``scorecard`` is that of the same facts and day.
    """
    search = _Search(criteria, facts, as_of, manifest)
    points = {leaf.key: leaf.points for leaf in scorecard.leaves}
    parts: dict[str, dict[str, list[Leaf]]] = {"self": {}, "survey": {}, "outside": {}}
    for leaf in criteria.leaves():
        parts[part_of(leaf)].setdefault(leaf.lead_office, []).append(leaf)
    offices = {
        part: tuple(
            _office(criteria, key, leaves, points, search)
            for key, leaves in sorted(by_office.items(), key=lambda i: _rank(criteria, i[0]))
        )
        for part, by_office in parts.items()
    }
    head = criteria.head
    return Gaps(
        head.key,
        head.year,
        as_of,
        scorecard.provisional,
        offices["self"],
        offices["survey"],
        offices["outside"],
    )


def _rank(criteria: CriteriaSet, office: str) -> tuple[bool, int]:
    """Inside offices first, then the others, each as the set lists them."""
    offices = criteria.head.offices
    known = office in offices
    return (
        not (known and offices[office].inside),
        list(offices).index(office) if known else len(offices),
    )


def _office(
    criteria: CriteriaSet,
    key: str,
    leaves: list[Leaf],
    points: Mapping[str, Views],
    search: _Search,
) -> OfficeGaps:
    office = criteria.head.offices.get(key)
    sums = {
        name: sum((getattr(points[leaf.key], name) for leaf in leaves), Fraction(0))
        for name in PARTS
    }
    title = office.title if office is not None else key
    return OfficeGaps(key, title, **sums, gaps=search.of_leaves(leaves, points))


class _Search:
    """Looks for the gaps of leaves, one kind after the other."""

    def __init__(
        self, criteria: CriteriaSet, facts: Facts, as_of: date, manifest: Manifest | None
    ) -> None:
        self.criteria = criteria
        self.facts = facts
        self.as_of = as_of
        self.scissors = Scissors(criteria, facts)
        self.findings: dict[tuple[str, str], list[Finding]] = {}
        self.due: dict[tuple[str, str], date] = {}
        self.manifest = manifest
        if manifest is not None:
            self.due = {(a.leaf, a.requirement): a.due for a in manifest.answers}
            for finding in manifest.findings:
                if finding.severity == "blocks" and finding.leaf and finding.requirement:
                    about = (finding.leaf, finding.requirement)
                    self.findings.setdefault(about, []).append(finding)

    def of_leaves(self, leaves: list[Leaf], points: Mapping[str, Views]) -> tuple[Gap, ...]:
        """Give the gaps of all these leaves, the largest stake first."""
        found = [gap for leaf in leaves for gap in self.of_leaf(leaf, points[leaf.key])]
        kinds = list(KINDS)
        return tuple(
            sorted(found, key=lambda g: (-g.stake, kinds.index(g.kind), g.due or date.max))
        )

    def of_leaf(self, leaf: Leaf, points: Views) -> Iterator[Gap]:
        cut = self.scissors.leaf(leaf.key)
        if len(cut.counted) > 1:
            yield from self._with_those_that_lean(leaf, cut)
        elif leaf.key not in self.facts.given:
            yield from self._acts(leaf, cut)
        if points.lost > 0:
            yield self._lost(leaf, points.lost)

    def _acts(self, leaf: Leaf, cut: Cutout) -> Iterator[Gap]:
        yield from self._documents(leaf, cut)
        yield from self._unknown(leaf, cut)
        yield from self._winnable(leaf, cut)

    def _with_those_that_lean(self, leaf: Leaf, cut: Cutout) -> Iterator[Gap]:
        """Name the leaves that stand or fall with this one, where they do."""
        others = ", ".join(other.number for other in cut.counted if other.key != leaf.key)
        alone = {
            (gap.kind, gap.requirement, gap.input): gap.stake
            for gap in self._acts(leaf, self.scissors.cut({leaf.key}))
        }
        for gap in self._acts(leaf, cut):
            same = alone.get((gap.kind, gap.requirement, gap.input)) == gap.stake
            yield gap if same else replace(gap, what=f"{gap.what} (kéo theo tiêu chí {others})")

    def _gap(self, leaf: Leaf, kind: Kind, stake: Fraction, what: str, **more: Any) -> Gap:
        found = {"requirement": None, "input": None, "due": None, **more}
        return Gap(
            leaf.lead_office, leaf.key, leaf.number, leaf.title,
            kind=kind, stake=stake, what=what, **found,
        )  # fmt: skip

    def _documents(self, leaf: Leaf, cut: Cutout) -> Iterator[Gap]:
        for missing in missing_documents(leaf, self.facts):
            stake = document_stake(cut, leaf, missing, self.as_of)
            if stake == 0 and self._nothing_to_prove(leaf, missing):
                continue
            waits = views.is_met(missing[0], leaf, self.facts, due_only=True)
            if missing[0].counts is not None:
                waits = self.facts.proof(leaf.key, missing[0].key).answer == "not_due"
            due = min(self._due(leaf, r) for r in missing)
            what, todo = self._said(leaf, missing)
            if day_text(due) not in what + todo:
                todo += words.by(due, self.as_of)
            proofs = (self.facts.proof(leaf.key, r.key) for r in missing)
            codes = tuple(dict.fromkeys(code for proof in proofs for code in proof.codes))
            yield self._gap(
                leaf, "not_due" if waits else "unproved", stake, what,
                requirement=missing[0].key, due=due, todo=todo, codes=codes,
                lack=None if waits else self._lack(leaf, missing, due),
            )  # fmt: skip

    def _lack(self, leaf: Leaf, missing: tuple[Requirement, ...], due: date) -> Lack:
        """Say how what does not prove stands; without a manifest, as far as the codes tell."""
        about = [(leaf.key, r.key) for r in missing]
        if self.manifest is not None:
            listed = any(f.path for where in about for f in self.findings.get(where, ()))
        else:
            known = [self.facts.proofs[where] for where in about if where in self.facts.proofs]
            codes = {code for proof in known for code in proof.codes}
            gone = "MISSING" in codes and due >= self.as_of  # nothing at all would not be due yet
            listed = gone or bool(codes - {"MISSING"})
        if listed:
            return "unusable"
        return "overdue" if due < self.as_of else "short"

    def _nothing_to_prove(self, leaf: Leaf, missing: tuple[Requirement, ...]) -> bool:
        """Nobody proves what is declared not to have been done."""
        names = {n for r in missing for n in views.proves(leaf, r)}
        names |= {r.counts for r in missing if r.counts is not None}
        facts = [self.facts.of(name) for name in names]
        return bool(facts) and all(f.state == "absent" or f.value in ("no", 0) for f in facts)

    def _due(self, leaf: Leaf, requirement: Requirement) -> date:
        known = self.due.get((leaf.key, requirement.key))
        if known is not None and not isinstance(requirement.due, tuple):
            return known
        return deadlines.of_document(self.criteria, self.facts, leaf, requirement)

    def _said(self, leaf: Leaf, missing: tuple[Requirement, ...]) -> tuple[str, str]:
        found = [f for r in missing for f in self.findings.get((leaf.key, r.key), ())]
        if found:
            return words.joined(f.what for f in found), words.joined(f.todo for f in found)
        counts = missing[0].counts
        fact = self.facts.of(counts) if counts is not None else None
        proof = self.facts.proof(leaf.key, missing[0].key)
        return words.missing_text(missing, proof, fact), words.hand_in_text(missing)

    def _unknown(self, leaf: Leaf, cut: Cutout) -> Iterator[Gap]:
        for name in sorted(leaf.reads()):
            spec = self.criteria.inputs[name]
            if self.facts.of(name).state == "unknown":
                due = deadlines.to_say(cut, leaf, name, self.as_of)
                to_come = self.criteria.last_day_of(name) >= self.as_of and (
                    spec.type == "date" or due > self.criteria.head.submission_deadline
                )
                what, todo = words.unknown_text(self.criteria, leaf, spec, to_come=to_come)
                yield self._gap(
                    leaf, "open", unknown_stake(cut, name), what,
                    input=name, due=due, todo=todo + words.by(due, self.as_of),
                )  # fmt: skip

    def _winnable(self, leaf: Leaf, cut: Cutout) -> Iterator[Gap]:
        reads = leaf.reads()
        for name, stake in sorted(winnable_stakes(cut, self.as_of).items()):
            if name in reads:
                what, todo = words.winnable_text(self.criteria.inputs[name], self.facts.of(name))
                due = deadlines.to_act(self.criteria, leaf, name, self.as_of)
                yield self._gap(
                    leaf, "winnable", stake, what,
                    input=name, due=due, todo=todo + words.by(due, self.as_of),
                )  # fmt: skip

    def _lost(self, leaf: Leaf, lost: Fraction) -> Gap:
        causes = list(lost_reasons(self.scissors.cut({leaf.key}), leaf, self.as_of))
        names = [name for name, _ in causes]
        return self._gap(
            leaf, "lost", lost, "; ".join(text for _, text in causes),
            input=names[0] if len(names) == 1 else None, todo=words.LOST_TODO,
        )  # fmt: skip
