"""Confronts the declared figures with the manifest: a figure that no document stands behind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from par_rules.criteria.model import CriteriaSet, Leaf, Requirement
from par_rules.evidence.checks.grades import graded
from par_rules.evidence.checks.missing import alternatives, no_explain
from par_rules.evidence.manifest import Answer, Finding, Manifest
from par_rules.scoring.facts import Fact
from par_rules.scoring.views import proves


def with_claims(criteria: CriteriaSet, manifest: Manifest, inputs: Mapping[str, Fact]) -> Manifest:
    """Add MISSING where a figure is declared and nothing is offered to prove it.

    Such a requirement is told of before its day comes, because the figure claims its points now;
    its answer stays "not due". What was declared not to be ("không", 0) claims nothing. Doing it
    twice adds nothing.
    """
    answers = {(answer.leaf, answer.requirement): answer for answer in manifest.answers}
    told = {(f.leaf, f.requirement) for f in manifest.findings if f.code == "MISSING"}
    added: list[Finding] = []
    for leaf in criteria.leaves():
        for requirement in leaf.evidence:
            answer = answers.get((leaf.key, requirement.key))
            if answer is None or (leaf.key, requirement.key) in told:
                continue
            if not _speaks(leaf, requirement, answers):
                continue
            for finding in _unproved(criteria, leaf, requirement, answer, inputs):
                told_of = [finding, *no_explain(finding, answer.explanation)]
                added += [graded(one, criteria) for one in told_of]
    order = {leaf.key: position for position, leaf in enumerate(criteria.leaves())}
    findings = sorted(
        [*manifest.findings, *added], key=lambda f: order.get(f.leaf or "", len(order))
    )
    return replace(manifest, findings=tuple(findings))


def _speaks(
    leaf: Leaf, requirement: Requirement, answers: Mapping[tuple[str, str], Answer]
) -> bool:
    """Say whether nothing is offered; of requirements of which any suffices, ask the first."""
    mates = alternatives(leaf, requirement)
    offered = (answers.get((leaf.key, mate.key)) for mate in mates)
    return mates[0] == requirement and not any(a is not None and a.links for a in offered)


def _unproved(
    criteria: CriteriaSet,
    leaf: Leaf,
    requirement: Requirement,
    answer: Answer,
    inputs: Mapping[str, Fact],
) -> Iterator[Finding]:
    names = set(proves(leaf, requirement))
    if requirement.counts is not None:
        names.add(requirement.counts)
    claimed = [criteria.inputs[n].title for n in sorted(names) if _claims(inputs.get(n))]
    if not claimed:
        return
    figures = "; ".join(f"“{title}”" for title in claimed)
    registered = f"; {answer.registered}" if answer.registered else ""
    yield Finding(
        code="MISSING",
        severity="blocks",
        leaf=leaf.key,
        requirement=requirement.key,
        path=None,
        office=leaf.lead_office,
        what=f"đã kê khai {figures} nhưng chưa có “{requirement.title}” "
        f"(hạn {answer.due:%d/%m/%Y}){registered}",
        todo="đưa văn bản vào thư mục tai-lieu và nối trong danh mục; không có thì ghi giải trình",
    )


def _claims(fact: Fact | None) -> bool:
    return fact is not None and fact.state == "known" and fact.value not in (None, "no", 0)
