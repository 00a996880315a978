"""Writes a gap as something that an office can do: what, with which document, how."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from functools import cached_property

from par_rules.criteria.model import Leaf, Requirement
from par_rules.dossier.reminders.model import Ask
from par_rules.dossier.year_result import YearResult
from par_rules.evidence.checks.missing import alternatives
from par_rules.evidence.manifest import Answer, Finding
from par_rules.evidence.near import near_miss
from par_rules.figures.wording import number_text
from par_rules.scoring import gap_text
from par_rules.scoring.gaps import Gap


class Asks:
    """Looks up, once for all lists, what belongs to a gap."""

    def __init__(self, result: YearResult) -> None:
        self.result = result

    def of(self, gap: Gap) -> Ask:
        """Give what the gap asks its office for."""
        text, nearest, todo = gap.what, "", self._todo(gap)
        if gap.requirement is not None:
            text, nearest, todo = self._document(gap, gap.requirement, todo)
        elif gap.kind == "open" and gap.input is not None:
            text = f"Khai số liệu: {self.result.criteria.inputs[gap.input].title}"
        elif gap.kind == "winnable" and gap.input is not None:
            text = self._stands(gap.input)
        return Ask(
            gap.kind, gap.requirement, gap.input, text, nearest, todo, gap.due, gap.stake
        )  # fmt: skip

    def supplied(self, gap: Gap) -> Ask:
        """Give what a gap asks the office for that owes its figure, not the lead office."""
        ask, spec = self.of(gap), self.result.criteria.inputs[gap.input or ""]
        return replace(
            ask, text=f"Cung cấp số liệu: {spec.title}", todo=gap_text.TO_FILL[spec.from_]
        )

    def supplier(self, gap: Gap) -> str | None:
        """Give the office that has to give the figure where it is not the lead office."""
        if gap.input is None or gap.kind in ("lost", "winnable"):
            return None
        head = self.result.criteria.head
        owner = self.result.criteria.inputs[gap.input].office
        return owner if owner in head.offices and owner != gap.office else None

    def _stands(self, name: str) -> str:
        """Say how far something has come that can still be done."""
        spec, fact = self.result.criteria.inputs[name], self.result.facts.of(name)
        if fact.state == "absent" or fact.value == "no":
            return f"{spec.title}: hiện chưa {'có' if fact.state == 'absent' else 'đạt'}"
        return f"{spec.title}: hiện là {gap_text.fact_text(spec, fact)}"

    def _todo(self, gap: Gap) -> str:
        """Drop the day, which stands on its own."""
        return gap.todo.removesuffix(gap_text.by(gap.due, self.result.as_of))

    def _document(self, gap: Gap, key: str, todo: str) -> tuple[str, str, str]:
        """Say what to hand in or to mend; ``todo`` is kept where the checks say what to do."""
        leaf = self.leaves[gap.leaf]
        wanted = alternatives(leaf, next(r for r in leaf.evidence if r.key == key))
        found = [f for r in wanted for f in self.findings.get((gap.leaf, r.key), ())]
        listed = [f for f in found if f.path]
        said = [self._counted(gap.leaf, wanted[0])] if wanted[0].counts else []
        if isinstance(wanted[0].due, tuple):
            listed = found  # what is missing of a series is told by day
        said += [f.what for f in listed]
        if wanted[0].counts or not listed:
            text = gap_text.hand_in_text(wanted)
            said += [] if listed else list(self._near(gap.leaf, wanted))
            todo = gap_text.joined(f.todo for f in listed)
        else:
            titles = " hoặc ".join(f"“{r.title}”" for r in wanted)
            text = f"Sửa hoặc thay minh chứng {titles}"
        return text, gap_text.joined(filter(None, said)), todo

    def _counted(self, leaf: str, requirement: Requirement) -> str:
        asked = self.result.facts.of(requirement.counts or "").value
        if not isinstance(asked, Fraction):
            return ""
        there = self.result.facts.proof(leaf, requirement.key).passing
        return f"{there} trên {number_text(asked)} tài liệu đạt yêu cầu"

    def _near(self, leaf: str, wanted: tuple[Requirement, ...]) -> Iterator[str]:
        """Name what comes closest in the folder, and in the register of outgoing documents."""
        criteria = self.result.criteria
        for requirement in wanted:
            answer = self.answers.get((leaf, requirement.key))
            linked = {link.path for link in answer.links} if answer else set()
            others = [d for d in self.result.manifest.documents if d.path not in linked]
            near = near_miss(requirement, others, criteria, unit=self.result.unit)
            yield (near or "").removeprefix("có ")
            yield (answer.registered or "") if answer else ""

    @cached_property
    def leaves(self) -> Mapping[str, Leaf]:
        """Give the leaves by key."""
        return {leaf.key: leaf for leaf in self.result.criteria.leaves()}

    @cached_property
    def answers(self) -> Mapping[tuple[str, str], Answer]:
        """Give what evidence says, by keys of leaf and requirement."""
        return {(a.leaf, a.requirement): a for a in self.result.manifest.answers}

    @cached_property
    def findings(self) -> Mapping[tuple[str, str], list[Finding]]:
        """Give what blocks a requirement, by keys of leaf and requirement."""
        found: dict[tuple[str, str], list[Finding]] = {}
        for finding in self.result.manifest.findings:
            if finding.severity == "blocks" and finding.leaf and finding.requirement:
                found.setdefault((finding.leaf, finding.requirement), []).append(finding)
        return found
