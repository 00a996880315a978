"""Takes all evidence of a unit and year: reads every file once, matches, checks, answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from par_rules.criteria.model import CriteriaSet, Leaf, Requirement
from par_rules.evidence import register_layout as layout
from par_rules.evidence.answer import answer
from par_rules.evidence.checks import check_exhibit, file_faults
from par_rules.evidence.checks.draft import stray_draft
from par_rules.evidence.checks.duplicates import duplicates
from par_rules.evidence.checks.grades import graded
from par_rules.evidence.checks.late import late_in_series
from par_rules.evidence.checks.missing import (
    alternatives,
    gone,
    missing,
    missing_in_series,
    no_explain,
)
from par_rules.evidence.checks.near_alike import near_alike, texts_of
from par_rules.evidence.checks.orphan import orphans
from par_rules.evidence.checks.signatures import unchecked
from par_rules.evidence.description import Types
from par_rules.evidence.document import Document
from par_rules.evidence.documents import Progress, read_documents
from par_rules.evidence.exhibits import Exhibit, Reading, exhibits
from par_rules.evidence.manifest import Answer, Finding, Manifest, RegisterProblem
from par_rules.evidence.near import issued, near_miss
from par_rules.evidence.ocr.guess import Guess
from par_rules.evidence.ocr.scans import recognise
from par_rules.evidence.outgoing import Outgoing, read_outgoing
from par_rules.evidence.placed import placed
from par_rules.evidence.register import Register, read_register
from par_rules.evidence.register_dates import register_dates
from par_rules.evidence.signatures.trust_folder import TrustFolder, read_trust
from par_rules.evidence.unit import Unit


def take_evidence(
    criteria: CriteriaSet,
    unit: Unit,
    year: int,
    folder: Path,
    *,
    as_of: date,
    cache: Path | None = None,
    progress: Progress | None = None,
    full: bool = False,
    trust: Path | None = None,
    recognised: Path | None = None,
) -> Manifest:
    """Read the documents and the register in ``folder`` and judge them for the day ``as_of``.

    Nothing in ``folder`` is changed. A broken file, register row or link is a finding or a
    problem of the manifest, never an exception. ``cache`` is a file that remembers what documents
    were read as, and which of them need not be opened; ``full`` opens and hashes all of them.
    ``trust`` is the folder of certificates that signatures are held against. ``recognised`` is
    the file that remembers what was recognised of scans, if anybody had that done; nothing of it
    is taken for read.
    ``progress`` is told how many files of how many are read, and the present one.
    """
    problems: list[RegisterProblem] = []
    types = Types.of(criteria.document_types.values())
    documents = _documents(
        folder / layout.DOCUMENT_FOLDER,
        criteria,
        cache,
        progress,
        full,
        read_trust(trust),
        problems,
    )
    register = read_register(folder / layout.FILE_NAME, criteria)
    problems.extend(register.problems)
    register, cautions = placed(register, documents)
    outgoing = read_outgoing(folder, criteria.document_types)
    problems.extend(outgoing.problems)
    by_path = {document.path: document for document in documents}
    guesses = _guesses(documents, folder, types, recognised)
    reading = Reading(criteria, unit, by_path, types, guesses)
    shown = exhibits(register.rows, reading, problems)
    judge = _Judge(reading, as_of, documents, register, outgoing, shown)
    judge.judge()
    other_years = {
        (f.leaf or "", f.requirement or "", f.path or "")
        for f in judge.findings
        if f.code == "WRONG_YEAR"
    }
    dates = register_dates(criteria, shown, other_years, problems)
    name = layout.FILE_NAME
    return Manifest(
        unit=unit.key,
        year=year,
        as_of=as_of,
        documents=documents,
        answers=tuple(judge.answers),
        findings=tuple(judge.findings),
        register_dates=dates,
        problems=tuple(problems),
        withheld=_withheld(documents, register),
        supporting=tuple((row.path, row.leaf.number) for row in register.rows if row.supporting),
        cautions=cautions,
        sources=(*((name, sha256) for sha256 in (register.sha256,) if sha256), *outgoing.sources),
    )


class _Judge:
    """Goes through leaves and requirements in printed order, then the stray files."""

    def __init__(
        self,
        reading: Reading,
        as_of: date,
        documents: Sequence[Document],
        register: Register,
        outgoing: Outgoing,
        shown: Sequence[Exhibit],
    ) -> None:
        self.criteria = reading.criteria
        self.unit = reading.unit
        self.guesses = reading.guesses
        self.as_of = as_of
        self.documents = documents
        self.paths = {document.path for document in documents}
        self.register = register
        self.faults = file_faults(documents)
        self.shown: dict[tuple[str, str], list[Exhibit]] = {}
        for exhibit in shown:
            key = (exhibit.leaf.key, exhibit.requirement.key)
            self.shown.setdefault(key, []).append(exhibit)
        declared = ((row.code, row.issued) for row in register.rows if row.path in self.paths)
        present = [*((one.code, one.issued) for one in documents), *declared]
        self.absent = tuple(outgoing.absent(present))
        self.answers: list[Answer] = []
        self.findings: list[Finding] = []

    def judge(self) -> None:
        for leaf in self.criteria.leaves():
            for requirement in leaf.evidence:
                self._requirement(leaf, requirement)
        self.findings.extend(graded(finding, self.criteria) for finding in self._strays())

    def _requirement(self, leaf: Leaf, requirement: Requirement) -> None:
        offered = self.shown.get((leaf.key, requirement.key), [])
        found = [graded(f, self.criteria) for f in self._found(leaf, requirement, offered)]
        explanation = self.register.explanation(leaf.key, requirement.key)
        made = answer(leaf, requirement, offered, found, explanation, self.criteria, self.as_of)
        if made.proof.answer != "passes":
            made = replace(made, registered=issued(requirement, self.absent, self.criteria))
        self.answers.append(made)
        self.findings.extend(found)
        for finding in found:
            self.findings.extend(
                graded(more, self.criteria) for more in no_explain(finding, explanation)
            )

    def _found(
        self, leaf: Leaf, requirement: Requirement, offered: Sequence[Exhibit]
    ) -> Iterator[Finding]:
        for exhibit in offered:
            yield from gone(exhibit, self.documents)
            faults = self.faults.get(exhibit.path, ())
            yield from check_exhibit(exhibit, faults, self.criteria, self.as_of)
        yield from late_in_series(offered, self.criteria)
        yield from missing_in_series(
            leaf, requirement, offered, self.criteria, self.as_of, self._near_day
        )
        if not offered and self._speaks_for_group(leaf, requirement):
            yield from missing(leaf, requirement, self.criteria, self.as_of, self._near)

    def _speaks_for_group(self, leaf: Leaf, requirement: Requirement) -> bool:
        """Of requirements of which any suffices, the first is told of, if none has a document."""
        mates = alternatives(leaf, requirement)
        return mates[0] == requirement and not any(
            self.shown.get((leaf.key, mate.key)) for mate in mates
        )

    def _near(self, leaf: Leaf, requirement: Requirement) -> str | None:
        return near_miss(requirement, self.documents, self.criteria, self.absent, self.unit)

    def _near_day(self, requirement: Requirement, before: date | None, day: date) -> str | None:
        after = before + timedelta(days=1) if before else None
        return issued(requirement, self.absent, self.criteria, after, day)

    def _strays(self) -> Iterator[Finding]:
        linked = {row.path for row in self.register.rows}
        told: list[Finding] = [*duplicates(self.documents, linked)]
        for document in self.documents:
            if document.path not in linked:
                faults = self.faults.get(document.path, ())
                told.extend(fault.stray(document.path) for fault in faults)
                told.extend(stray_draft(document))
        told.extend(unchecked(self.documents, linked))
        yield from told
        known = linked | {finding.path for finding in told if finding.path is not None}
        yield from orphans(self.documents, known)
        said = {row.path: (row.code, row.issued) for row in self.register.rows if row.code}
        recognised = {sha256: guess.text for sha256, guess in self.guesses.items()}
        yield from near_alike([*texts_of(self.documents, said, recognised)], linked)


def _withheld(documents: Sequence[Document], register: Register) -> tuple[str, ...]:
    kept_back = {row.path for row in register.rows if row.withheld}
    return tuple(sorted(kept_back | {one.path for one in documents if one.secrecy}))


def _guesses(
    documents: Sequence[Document], folder: Path, types: Types, memory: Path | None
) -> Mapping[str, Guess]:
    """Give what was recognised before, by SHA-256; nothing is read now."""
    if memory is None:
        return {}
    place = folder / layout.DOCUMENT_FOLDER
    return recognise(documents, place, types, memory, only_known=True).guesses


def _documents(
    folder: Path,
    criteria: CriteriaSet,
    cache: Path | None,
    progress: Progress | None,
    full: bool,
    trust: TrustFolder,
    problems: list[RegisterProblem],
) -> tuple[Document, ...]:
    if not folder.is_dir():
        problems.append(
            RegisterProblem(folder.name, "chưa có thư mục tài liệu", "tạo thư mục, chép tài liệu")
        )
        return ()
    return read_documents(
        folder, criteria.document_types, cache=cache, progress=progress, full=full, trust=trust
    )
