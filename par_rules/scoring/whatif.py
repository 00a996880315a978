"""What if: the same year scored again with some inputs or documents otherwise."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from par_rules.criteria.model import CriteriaSet
from par_rules.scoring.changes import ChangeError, Changes, parse_changes
from par_rules.scoring.engine import score
from par_rules.scoring.facts import Facts, Proof
from par_rules.scoring.facts_file import contradictory_leaves
from par_rules.scoring.gap_text import fact_text
from par_rules.scoring.scorecard import Scorecard, Views

__all__ = [
    "ChangeError",
    "ChangedLeaf",
    "Changes",
    "WhatIf",
    "parse_changes",
    "suppositions",
    "what_if",
]

ANSWERS = {"passes": "đạt", "fails": "không đạt", "not_due": "chưa đến hạn"}


@dataclass(frozen=True, slots=True)
class ChangedLeaf:
    """A leaf that comes out otherwise in any view."""

    key: str
    number: str
    title: str
    before: Views
    after: Views


@dataclass(frozen=True, slots=True)
class WhatIf:
    """Both scorecards, and the leaves that differ, in printed order."""

    before: Scorecard
    after: Scorecard
    leaves: tuple[ChangedLeaf, ...]

    def rows(self) -> list[dict[str, Any]]:
        """Give one flat row a changed leaf, for a table."""
        return [
            {
                "number": leaf.number,
                "title": leaf.title,
                **{f"{name}_before": text for name, text in leaf.before.to_json().items()},
                **{f"{name}_after": text for name, text in leaf.after.to_json().items()},
            }
            for leaf in self.leaves
        ]


def what_if(criteria: CriteriaSet, facts: Facts, changes: Changes, as_of: date) -> WhatIf:
    """Score before and after; raises ``ChangeError`` where changed figures cannot all be true."""
    changed = changes.applied(criteria, facts)
    faults = [text for _, text in contradictory_leaves(criteria, changed)]
    if faults:
        raise ChangeError(faults)
    after = score(criteria, changed, as_of=as_of)
    before = score(criteria, facts, as_of=as_of)
    pairs = zip(before.leaves, after.leaves, strict=True)
    leaves = (
        ChangedLeaf(old.key, old.number, old.title, old.points, new.points)
        for old, new in pairs
        if old != new
    )
    return WhatIf(before, after, tuple(leaves))


def suppositions(criteria: CriteriaSet, facts: Facts, changes: Changes) -> Iterator[str]:
    """Say each change in words, with what stands now: "Nếu “…” là 40 (nay là 37)"."""
    changed = changes.applied(criteria, facts)
    for name in changes.inputs:
        spec = criteria.inputs[name]
        now, new = fact_text(spec, facts.of(name)), fact_text(spec, changed.of(name))
        yield f"Nếu “{spec.title}” là {new} (nay là {now})"
    for key, wanted in changes.proofs:
        leaf = criteria.leaf(key)
        requirement = next(r for r in leaf.evidence if r.key == wanted)
        counts = requirement.counts is not None
        before, after = (_answered(f.proof(key, wanted), counts) for f in (facts, changed))
        yield f"Nếu minh chứng “{requirement.title}” ({leaf.number}) {after} (nay {before})"


def _answered(proof: Proof, counts: bool) -> str:
    if counts and proof.answer != "not_due":
        return f"có {proof.passing} tài liệu đạt"
    return ANSWERS[proof.answer]
