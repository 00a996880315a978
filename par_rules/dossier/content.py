"""Looks up what belongs to what in a year's result: entries, evidence, figures, readings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from par_rules.criteria.model import InputSpec, Leaf, Requirement
from par_rules.dossier.kept import kept
from par_rules.dossier.leaf_entry import DocumentLine, EvidenceLine, LeafEntry, State
from par_rules.dossier.standing import Standing, standings
from par_rules.dossier.wording import ANSWERS, day, file_only
from par_rules.dossier.year_result import YearResult
from par_rules.evidence.document import Document
from par_rules.evidence.manifest import Answer, Link
from par_rules.figures.model import FigureRow
from par_rules.figures.wording import number_text, said_text, state_text
from par_rules.scoring.facts import FAILS
from par_rules.scoring.gaps import Gap

if TYPE_CHECKING:
    from par_rules.criteria.readings import Reading


class Content:
    """Looks up what belongs to what, once for a whole dossier."""

    def __init__(self, result: YearResult) -> None:
        self.result = result

    @cached_property
    def entries(self) -> tuple[LeafEntry, ...]:
        """Give one entry a leaf, in printed order."""
        return tuple(self._entries())

    @cached_property
    def marks(self) -> Mapping[str, str]:
        """Number the linked documents "MC 01", "MC 02" … as the leaves come to them, by path.

        Those that do not count come after the others, and not at all in the submission.
        """
        answers = self._answers
        paths = [
            link.path
            for leaf in self.result.criteria.leaves()
            for requirement in leaf.evidence
            if (leaf.key, requirement.key) in answers
            for link in answers[leaf.key, requirement.key].links
        ]
        counted = [path for path in dict.fromkeys(paths) if self.standings[path].counts]
        others = [path for path in dict.fromkeys(paths) if not self.standings[path].counts]
        shown = [*counted, *others] if self.result.internal else counted
        return {path: f"MC {n:02d}" for n, path in enumerate(shown, 1)}

    @cached_property
    def standings(self) -> Mapping[str, Standing]:
        """Give the standing of every linked document, by path."""
        return standings(self.result.manifest)

    @cached_property
    def counted(self) -> int:
        """Give the number of documents that count."""
        return sum(self.standings[path].counts for path in self.marks)

    @cached_property
    def documents(self) -> Mapping[str, Document]:
        """Give the documents of the year by path."""
        return {document.path: document for document in self.result.manifest.documents}

    @cached_property
    def serves(self) -> Mapping[str, tuple[str, ...]]:
        """Give the printed numbers of the leaves that each linked document serves."""
        found: dict[str, list[str]] = {path: [] for path in self.marks}
        for entry in self.entries:
            for line in entry.evidence:
                for document in line.documents:
                    found[document.path].append(entry.leaf.number)
        return {path: tuple(dict.fromkeys(numbers)) for path, numbers in found.items()}

    @cached_property
    def figures(self) -> Mapping[str, FigureRow]:
        """Give a row for every input, by name, in the set's order; dates from the register too."""
        rows = {row.name: row for row in self.result.figures.rows}
        return {
            name: rows.get(name) or self._from_fact(name, spec)
            for name, spec in self.result.criteria.inputs.items()
        }

    @cached_property
    def read_by(self) -> Mapping[str, tuple[str, ...]]:
        """Give the printed numbers of the leaves that read each figure."""
        found: dict[str, list[str]] = {name: [] for name in self.figures}
        for entry in self.entries:
            for figure in entry.figures:
                found[figure.name].append(entry.leaf.number)
        return {name: tuple(numbers) for name, numbers in found.items()}

    def _from_fact(self, name: str, spec: InputSpec) -> FigureRow:
        fact = self.result.facts.of(name)
        return FigureRow(
            name=name,
            title=spec.title,
            office=self.office(spec.office) if spec.office else "",
            unit=spec.unit or "",
            state=state_text(fact),
            value_text=said_text(fact.value),
            ceiling_text="",
            said_by=fact.said_by or "",
            said_on=fact.said_on,
            document="",
            page="",
            note="",
            origin=fact.origin or "",
        )

    @cached_property
    def declared(self) -> int:
        """Give the number of figures that somebody has given."""
        return sum(fact.state != "unknown" for fact in self.result.facts.inputs.values())

    @property
    def days_text(self) -> str:
        """Say from which days the figures are."""
        days = [row.said_on for row in self.figures.values() if row.said_on and row.value_text]
        if not days:
            return "chưa có số liệu nào được kê khai"
        return f"số liệu lấy từ ngày {day(min(days))} đến ngày {day(max(days))}"

    def figure_document(self, row: FigureRow) -> str:
        """Name the document that a figure refers to; one that is no evidence is not sent along."""
        named = file_only(row.document)
        return "" if named in self._not_sent else named

    @cached_property
    def _not_sent(self) -> frozenset[str]:
        if self.result.internal:
            return frozenset()
        return frozenset(
            path.rsplit("/", 1)[-1] for path, s in self.standings.items() if not s.counts
        )

    @cached_property
    def readings(self) -> tuple[Reading, ...]:
        """Give the unclear places of the plan that touch a leaf, each once, by key."""
        found = {r.key: r for entry in self.entries for r in entry.readings}
        return tuple(found[key] for key in sorted(found))

    def office(self, key: str) -> str:
        """Give the title of an office."""
        office = self.result.criteria.head.offices.get(key)
        return office.title if office is not None else key

    @cached_property
    def _answers(self) -> Mapping[tuple[str, str], Answer]:
        return {(a.leaf, a.requirement): a for a in self.result.manifest.answers}

    def _entries(self) -> Iterator[LeafEntry]:
        scores = {score.key: score for score in self.result.scorecard.leaves}
        gaps = self._gaps()
        for field in self.result.criteria.fields:
            for criterion in field.criteria:
                for leaf in criterion.leaves:
                    yield LeafEntry(
                        field,
                        criterion,
                        leaf,
                        scores[leaf.key],
                        self.office(leaf.lead_office),
                        tuple(self.office(key) for key in leaf.co_offices),
                        tuple(self.figures[name] for name in self._figure_names(leaf)),
                        tuple(self._evidence(leaf)),
                        tuple(gaps.get(leaf.key, ())),
                        self.result.traces.get(leaf.key),
                    )

    def _figure_names(self, leaf: Leaf) -> list[str]:
        reads = leaf.reads()
        return [name for name in self.result.criteria.inputs if name in reads]

    def _gaps(self) -> dict[str, list[Gap]]:
        found: dict[str, list[Gap]] = {}
        gaps = self.result.gaps
        for office in (*gaps.offices, *gaps.survey, *gaps.outside):
            for gap in office.gaps:
                found.setdefault(gap.leaf, []).append(gap)
        return found

    def _evidence(self, leaf: Leaf) -> Iterator[EvidenceLine]:
        findings = self.result.manifest.findings
        for requirement in leaf.evidence:
            answer = self._answers.get((leaf.key, requirement.key))
            key = (leaf.key, requirement.key)
            state, text = self._answered(requirement, answer)
            yield EvidenceLine(
                requirement.key,
                requirement.title,
                text,
                state,
                answer.due if answer else None,
                tuple(self._documents(answer)) if answer else (),
                (answer.explanation or "") if answer else "",
                tuple(f for f in findings if (f.leaf, f.requirement) == key),
            )

    def _answered(self, requirement: Requirement, answer: Answer | None) -> tuple[State, str]:
        """Give the state and its words; where documents are counted, how many of how many."""
        proof = answer.proof if answer is not None else FAILS
        if requirement.counts is None or proof.answer != "passes":
            return proof.answer, ANSWERS[proof.answer]
        wanted = self.result.facts.of(requirement.counts).value
        if not isinstance(wanted, Fraction):
            return "passes", f"{proof.passing} tài liệu"
        state: State = "passes" if proof.passing >= wanted else "fails"
        return state, f"{proof.passing}/{number_text(wanted)} tài liệu"

    def _documents(self, answer: Answer) -> Iterator[DocumentLine]:
        for link in answer.links:
            if link.path in self.marks:
                yield self._document(link)

    def _document(self, link: Link) -> DocumentLine:
        document = self.documents.get(link.path)
        code = link.code or (document.code if document else None)
        issued = link.issued or (document.issued if document else None)
        places = [f"trang {link.page}"] if link.page else []
        places += [link.section] if link.section else []
        return DocumentLine(
            self.marks[link.path],
            code or link.path.rsplit("/", 1)[-1],
            day(issued),
            ", ".join(places),
            link.path,
            (document.title or "") if document else "",
            self.standing(link.path),
            link.page,
        )

    def standing(self, path: str) -> str:
        """Say of a linked document what the edition's readers are to know."""
        found = self.standings[path]
        return found.words if self.result.internal else found.sent


def used_text(reading: Reading) -> str:
    """Give the reading that is used."""
    return next(way.text for way in reading.readings if way.key == reading.used)


def other_texts(reading: Reading) -> list[str]:
    """Give the readings that are not used."""
    return [way.text for way in reading.readings if way.key != reading.used]


@kept
def content_of(result: YearResult) -> Content:
    """Give what belongs to what in a result, looked up once."""
    return Content(result)
