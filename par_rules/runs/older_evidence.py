"""Tells of reports that are older than the figure they should prove.

A plan or a decision may well be older than what is counted by it; a report, an export or a
follow-up book cannot tell of what came after it. Nothing is taken from the score for it: the report
of the year's end is still to come.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from par_rules.criteria.model import CriteriaSet, Leaf, Requirement
from par_rules.evidence.manifest import Answer, Manifest
from par_rules.figures.layout import is_running
from par_rules.scoring.facts import Fact
from par_rules.scoring.views import proves

TELLS = frozenset({"bao_cao", "ket_xuat", "so_theo_doi"})
# Days by which a report may lie before the day its figure was given.
NEAR = timedelta(days=31)


def older_evidence(
    criteria: CriteriaSet, manifest: Manifest, inputs: Mapping[str, Fact]
) -> Iterator[str]:
    """Give a line for each requirement whose newest report is too old for a running figure."""
    answers = {(answer.leaf, answer.requirement): answer for answer in manifest.answers}
    for leaf in criteria.leaves():
        for requirement in leaf.evidence:
            answer = answers.get((leaf.key, requirement.key))
            newest = _newest(requirement, answer)
            given = _given(criteria, leaf, requirement, inputs)
            if newest is not None and given is not None and newest < given - NEAR:
                yield (
                    f"tiêu chí {leaf.number}: số liệu cung cấp ngày {given:%d/%m/%Y} dựa vào "
                    f"“{requirement.title}” mới nhất ngày {newest:%d/%m/%Y}: bổ sung tài liệu đến "
                    "ngày của số liệu"
                )


def _newest(requirement: Requirement, answer: Answer | None) -> date | None:
    """Give the day of the newest document, where all are reports that pass and have a day."""
    if answer is None or answer.proof.answer != "passes" or requirement.counts is not None:
        return None
    days = [link.issued for link in answer.links]
    if not TELLS.issuperset(requirement.type) or None in days:
        return None
    return max((day for day in days if day is not None), default=None)


def _given(
    criteria: CriteriaSet, leaf: Leaf, requirement: Requirement, inputs: Mapping[str, Fact]
) -> date | None:
    """Give the last day on which a running figure that the requirement proves was given."""
    facts = [
        inputs[n] for n in proves(leaf, requirement) if n in inputs and is_running(criteria, n)
    ]
    days = [fact.said_on for fact in facts if fact.state == "known"]
    return max((day for day in days if day is not None), default=None)
