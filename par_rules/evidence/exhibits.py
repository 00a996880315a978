"""A document offered for a requirement: what the register says of it joined with what was read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from par_rules.criteria.model import CriteriaSet, Leaf, Requirement
from par_rules.evidence.description import Types
from par_rules.evidence.document import Document
from par_rules.evidence.issuers import issuer_key
from par_rules.evidence.manifest import Finding, Link, RegisterProblem, Severity
from par_rules.evidence.ocr.guess import Guess
from par_rules.evidence.register import RegisterRow
from par_rules.evidence.unit import Unit
from par_rules.letters import words


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One row of the register with its document; ``document`` is None where the file is gone.

    ``code``, ``issued`` and ``type_key`` are the document's own where they could be read, else
    what the register declares. ``issuer`` is a key of the criteria set, None where unknown.
    ``guess`` is what was recognised of a scan, None where nobody had it recognised.
    """

    leaf: Leaf
    requirement: Requirement
    row: RegisterRow
    document: Document | None
    code: str | None
    issued: date | None
    type_key: str | None
    issuer: str | None
    guess: Guess | None = None

    @property
    def path(self) -> str:
        """Give the file's path below the document folder."""
        return self.row.path

    @property
    def name(self) -> str:
        """Name the document for a message: by number and day, else by its file."""
        if self.code and self.issued:
            return f"{self.code} ngày {self.issued:%d/%m/%Y}"
        return self.code or f"tệp “{self.path.rpartition('/')[2]}”"

    @property
    def valid_until(self) -> date | None:
        """Give the last day on which the document proves, None where it has none.

        The register may say one; the requirement may give days of life after the day of issue.
        """
        return min(filter(None, (self.row.valid_until, self.life_ends)), default=None)

    @property
    def life_ends(self) -> date | None:
        """Give the day on which the days of life end that the requirement gives a document."""
        return last_day_of_life(self.requirement, self.issued)

    @property
    def link(self) -> Link:
        """Give what the manifest keeps of it."""
        row, sha256 = self.row, self.document.sha256 if self.document else None
        return Link(
            row.path,
            row.page,
            row.section,
            self.code,
            self.issued,
            sha256,
            row.url,
            row.visited,
            valid_until=self.valid_until,
            shot_at=row.shot_at,
            withheld=row.withheld,
            copy=row.copy,
            declared=tuple(self._declared()),
        )

    def _declared(self) -> Iterator[str]:
        """Name what only the register says; a scan and a photo say nothing."""
        read = self.document
        if self.code and (read is None or read.code is None):
            yield "code"
        if self.issued and (read is None or read.issued is None):
            yield "issued"
        if self.row.shot_at:
            yield "shot_at"
        if self.row.copy:
            yield "copy"

    def finding(
        self, code: str, severity: Severity, what: str, todo: str, case: str = ""
    ) -> Finding:
        """Make a finding about this document at its requirement."""
        return Finding(
            code=code,
            severity=severity,
            leaf=self.leaf.key,
            requirement=self.requirement.key,
            path=self.path,
            office=self.leaf.lead_office,
            what=what,
            todo=todo,
            case=case,
        )


def last_day_of_life(requirement: Requirement, issued: date | None) -> date | None:
    """Give the last day on which a document of the day ``issued`` proves; None without an end."""
    if requirement.valid_days is None or issued is None:
        return None
    return issued + timedelta(days=requirement.valid_days)


def distinct(exhibits: Sequence[Exhibit]) -> tuple[Exhibit, ...]:
    """Give each paper once: a copy of the same bytes, or of the same number and day, is no other.

    Files that are gone are left out.
    """
    kept: dict[object, Exhibit] = {}
    seen: set[str] = set()
    for exhibit in exhibits:
        if exhibit.document is None or exhibit.document.sha256 in seen:
            continue
        seen.add(exhibit.document.sha256)
        numbered = exhibit.code is not None and exhibit.issued is not None
        # Two communes that became one may have given the same number on the same day.
        body = words(exhibit.document.issuer or "") or exhibit.issuer
        paper = (exhibit.code, exhibit.issued, body) if numbered else exhibit.path
        kept.setdefault(paper, exhibit)
    return tuple(kept.values())


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that turns rows into exhibits."""

    criteria: CriteriaSet
    unit: Unit
    documents: Mapping[str, Document]
    types: Types
    guesses: Mapping[str, Guess] = field(default_factory=dict)


def exhibits(
    rows: Sequence[RegisterRow], reading: Reading, problems: list[RegisterProblem]
) -> tuple[Exhibit, ...]:
    """Join rows and documents; where both tell number or day, the document is right."""
    found = []
    for row in rows:
        if row.supporting:
            continue
        document = reading.documents.get(row.path)
        requirement = row.requirement or _fitting(row, document, reading, problems)
        if requirement is None:
            continue
        code = document.code if document and document.code else row.code
        issued = document.issued if document and document.issued else row.issued
        type_key = document.type_key if document else None
        found.append(
            Exhibit(
                leaf=row.leaf,
                requirement=requirement,
                row=row,
                document=document,
                code=code,
                issued=issued,
                type_key=type_key or reading.types.of_code(code),
                issuer=issuer_key(
                    document.issuer if document else None, issued, reading.unit, reading.criteria
                ),
                guess=reading.guesses.get(document.sha256) if document else None,
            )
        )
    return tuple(found)


def _fitting(
    row: RegisterRow,
    document: Document | None,
    reading: Reading,
    problems: list[RegisterProblem],
) -> Requirement | None:
    """Give the only requirement of the leaf that takes a document of this type."""
    kind = document.type_key if document else None
    kind = kind or reading.types.of_code(row.code)
    fits = [r for r in row.leaf.evidence if kind in r.type] if kind else list(row.leaf.evidence)
    if len(fits) == 1:
        return fits[0]
    if not row.leaf.evidence:
        what, todo = f"tiêu chí {row.leaf.number} không yêu cầu minh chứng", "bỏ dòng này"
    else:
        what = f"chưa rõ “{row.path}” dùng cho yêu cầu nào của tiêu chí {row.leaf.number}"
        todo = "chọn ở cột Yêu cầu minh chứng: " + "; ".join(
            r.title for r in fits or row.leaf.evidence
        )
    problems.append(RegisterProblem(row.place, what, todo))
    return None
