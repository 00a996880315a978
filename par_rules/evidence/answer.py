"""Answers a requirement from its documents and what the checks found about them.

| documents                          | due day to come | due day passed    |
|------------------------------------|-----------------|-------------------|
| none, or drafts only               | not_due         | fails             |
| a listed file is gone              | fails           | fails             |
| at least one that nothing blocks   | passes          | passes            |
| all blocked                        | fails           | fails             |

Before its day a draft is no document yet, and what was never there is not missing; but a listed
document that is unsound, or was listed and is gone, does not wait for the day.

A series (``counts`` with several days) passes as far as documents in time do.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from par_rules.criteria.model import CriteriaSet, Leaf, Requirement
from par_rules.evidence.checks.due_days import due_days
from par_rules.evidence.checks.late import days_of_series
from par_rules.evidence.exhibits import Exhibit, distinct
from par_rules.evidence.manifest import Answer, Finding
from par_rules.scoring.facts import Proof


def answer(
    leaf: Leaf,
    requirement: Requirement,
    exhibits: Sequence[Exhibit],
    findings: Sequence[Finding],
    explanation: str | None,
    criteria: CriteriaSet,
    as_of: date,
) -> Answer:
    """Give the answer; ``exhibits`` and ``findings`` are those of this requirement only."""
    if len(due_days(requirement, criteria)) > 1:
        proof = _series(requirement, exhibits, findings, criteria, as_of)
    else:
        proof = _single(requirement, exhibits, findings, criteria, as_of)
    return Answer(
        leaf=leaf.key,
        number=leaf.number,
        requirement=requirement.key,
        title=requirement.title,
        proof=proof,
        links=tuple(exhibit.link for exhibit in exhibits),
        due=_next_day(exhibits, requirement, criteria, as_of),
        explanation=explanation,
    )


def _single(
    requirement: Requirement,
    exhibits: Sequence[Exhibit],
    findings: Sequence[Finding],
    criteria: CriteriaSet,
    as_of: date,
) -> Proof:
    passing, codes = _passing(exhibits, findings), _codes(findings)
    gone = any(exhibit.document is None for exhibit in exhibits)
    if passing and (not gone or requirement.counts is not None):
        return Proof("passes", passing, codes)
    if (
        not gone
        and set(codes) <= {"DRAFT", "UNSIGNED"}
        and due_days(requirement, criteria)[-1] >= as_of
    ):
        return Proof("not_due", 0, codes)
    return Proof("fails", 0, codes)


def _series(
    requirement: Requirement,
    exhibits: Sequence[Exhibit],
    findings: Sequence[Finding],
    criteria: CriteriaSet,
    as_of: date,
) -> Proof:
    answered = {exhibit.path for exhibit, _ in days_of_series(exhibits, criteria)}
    passing = _passing([e for e in exhibits if e.path in answered], findings)
    codes = _codes(findings)
    if passing:
        return Proof("passes", passing, codes)
    if not exhibits and due_days(requirement, criteria)[0] >= as_of:
        return Proof("not_due", 0, codes)
    return Proof("fails", 0, codes)


def _passing(exhibits: Sequence[Exhibit], findings: Sequence[Finding]) -> int:
    """Count the papers that nothing blocks, each once however many copies of it are offered."""
    blocked = {finding.path for finding in findings if finding.severity == "blocks"}
    return len(distinct([exhibit for exhibit in exhibits if exhibit.path not in blocked]))


def _codes(findings: Sequence[Finding]) -> tuple[str, ...]:
    """Give the codes that block, each once."""
    return tuple(dict.fromkeys(f.code for f in findings if f.severity == "blocks"))


def _next_day(
    exhibits: Sequence[Exhibit], requirement: Requirement, criteria: CriteriaSet, as_of: date
) -> date:
    """Give the due day; of a series the first that is still to come, else the last."""
    days = due_days(requirement, criteria)
    answered = {day for _, day in days_of_series(exhibits, criteria)} if len(days) > 1 else set()
    ahead = [day for day in days if day >= as_of and day not in answered]
    return ahead[0] if ahead else days[-1]
