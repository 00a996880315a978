"""What waits for the chairman's signature: drafts at hand, and what is due within a week."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from par_rules.dossier.year_result import YearResult
from par_rules.evidence.checks.missing import alternatives

WEEK = timedelta(days=7)
# Papers of this issuer are signed by the chairman or on his behalf.
ISSUER = "ubnd_xa"
DRAFTS = frozenset(("DRAFT", "UNSIGNED"))


@dataclass(frozen=True, slots=True)
class ToSign:
    """A paper to sign: its title, who prepares it, by when, and how it stands."""

    title: str
    office: str
    due: date
    state: str


def to_sign(result: YearResult) -> tuple[ToSign, ...]:
    """Give the papers to sign in the week from ``as_of``, the nearest day first."""
    return tuple(sorted(_found(result), key=lambda paper: (paper.due, paper.title)))


def _found(result: YearResult) -> Iterator[ToSign]:
    leaves = {leaf.key: leaf for leaf in result.criteria.leaves()}
    issued = {(a.leaf, a.requirement) for a in result.manifest.answers if a.registered}
    for office in (*result.gaps.offices, *result.gaps.outside):
        for gap in office.gaps:
            if gap.requirement is None or gap.due is None:
                continue
            own = [r for r in leaves[gap.leaf].evidence if r.key == gap.requirement]
            wanted = [mate for r in own for mate in alternatives(leaves[gap.leaf], r)]
            papers = [r for r in wanted if ISSUER in r.issuer and r.signature != "none"]
            if not papers or any((gap.leaf, r.key) in issued for r in papers):
                continue
            drafted = bool(DRAFTS & set(gap.codes))
            if drafted or gap.due <= result.as_of + WEEK:
                title = " hoặc ".join(r.title for r in papers)
                yield ToSign(title, office.title, gap.due, _state(gap.due, result.as_of, drafted))


def _state(due: date, as_of: date, drafted: bool) -> str:
    there = "đã có dự thảo" if drafted else "chưa có dự thảo"
    return f"{there}, quá hạn" if due < as_of else there
