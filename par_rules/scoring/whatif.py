"""What if: the same year scored again with some inputs or documents otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from par_rules.criteria.model import CriteriaSet
from par_rules.scoring.changes import ChangeError, Changes, parse_changes
from par_rules.scoring.engine import score
from par_rules.scoring.facts import Facts
from par_rules.scoring.facts_file import contradictory_leaves
from par_rules.scoring.scorecard import Scorecard, Views

__all__ = ["ChangeError", "ChangedLeaf", "Changes", "WhatIf", "parse_changes", "what_if"]


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
