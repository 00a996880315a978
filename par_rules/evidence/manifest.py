"""The list of all evidence of a unit and year as data: documents, answers, findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from par_rules.criteria.copies import COPIES, CopyKind
from par_rules.evidence.document import Document
from par_rules.evidence.plain import from_plain, plain
from par_rules.scoring.facts import Fact, Proof

SCHEMA = "par-manifest/1"

Severity = Literal["blocks", "warns", "informs"]
SEVERITIES: dict[Severity, str] = {
    "blocks": "Không được tính",
    "warns": "Cần xem lại",
    "informs": "Để biết",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check found. ``leaf`` and ``requirement`` are keys; ``path`` names the document.

    "blocks" takes the document (or the requirement) out of what is secured. ``case`` names a case
    of the code that has a severity of its own (``criteria/checks.yaml``).
    """

    code: str
    severity: Severity
    leaf: str | None
    requirement: str | None
    path: str | None
    office: str | None
    what: str
    todo: str
    case: str = ""


@dataclass(frozen=True, slots=True)
class RegisterProblem:
    """A row of the register that cannot be used; ``place`` is "file: sheet!cell".

    ``whole`` says that the register is there and nothing of it can be used: what is scored then is
    a year of which nobody has said what proves it.
    """

    place: str
    what: str
    todo: str
    whole: bool = False

    def __str__(self) -> str:
        return f"{self.place}: {self.what}: {self.todo}"


@dataclass(frozen=True, slots=True)
class Link:
    """One document that the register names for a requirement, and where to look in it.

    ``url`` is the page on a portal that the document is a saved copy of, seen on ``visited``.
    ``shot_at`` is where a photo was taken. A ``withheld`` file is listed and never handed out.
    ``copy`` is the kind of copy. ``declared`` names what rests on the unit's word alone: "code",
    "issued", "shot_at", "copy".
    """

    path: str
    page: int | None
    section: str | None
    code: str | None
    issued: date | None
    sha256: str | None
    url: str | None = None
    visited: date | None = None
    valid_until: date | None = None
    shot_at: str | None = None
    withheld: bool = False
    copy: CopyKind | None = None
    declared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What evidence says to one requirement of the leaf of key ``leaf``, printed as ``number``.

    ``due`` is the day it is asked for; of several days, the last. ``links`` are all documents that
    the register names, those that fail too. ``registered`` tells of a document that the register
    of outgoing documents lists and whose file is not in the folder.
    """

    leaf: str
    number: str
    requirement: str
    title: str
    proof: Proof
    links: tuple[Link, ...]
    due: date
    explanation: str | None = None
    registered: str | None = None


@dataclass(frozen=True)
class Manifest:
    """All evidence of one unit and year, sorted, the same for the same files and day.

    ``sources`` are the files beside the documents that were read (the register), with their
    SHA-256. ``supporting`` pairs the path of a document that backs a leaf up with the printed
    number of the leaf. ``withheld`` are the paths of files that are listed and never handed out:
    those that the register keeps back, and all state secrets. ``register_dates`` holds the date
    inputs that the register answers. ``cautions`` tell of rows that are used and could be written
    better.
    """

    unit: str
    year: int
    as_of: date
    documents: tuple[Document, ...] = ()
    answers: tuple[Answer, ...] = ()
    findings: tuple[Finding, ...] = ()
    register_dates: Mapping[str, Fact] = field(default_factory=dict)
    problems: tuple[RegisterProblem, ...] = ()
    sources: tuple[tuple[str, str], ...] = ()
    supporting: tuple[tuple[str, str], ...] = ()
    withheld: tuple[str, ...] = ()
    cautions: tuple[RegisterProblem, ...] = ()

    def proofs(self) -> dict[tuple[str, str], Proof]:
        """Give the answers as scoring takes them: by leaf key and requirement key."""
        return {(answer.leaf, answer.requirement): answer.proof for answer in self.answers}

    def rows(self) -> list[dict[str, Any]]:
        """Give one row a document, with what it is linked to; columns are named in Vietnamese."""
        linked: dict[str, list[tuple[Answer, Link]]] = {}
        for answer in self.answers:
            for link in answer.links:
                linked.setdefault(link.path, []).append((answer, link))
        backed: dict[str, list[str]] = {}
        for path, number in self.supporting:
            backed.setdefault(path, []).append(f"{number} (bổ trợ)")
        found: dict[str, list[Finding]] = {}
        for finding in self.findings:
            if finding.path is not None:
                found.setdefault(finding.path, []).append(finding)
        return [
            _document_row(
                document,
                linked.get(document.path, []),
                backed.get(document.path, []),
                found.get(document.path, []),
            )
            for document in self.documents
        ]

    def finding_rows(self) -> list[dict[str, Any]]:
        """Give one row a finding; columns are named in Vietnamese."""
        titles = {(answer.leaf, answer.requirement): answer.title for answer in self.answers}
        numbers = self._numbers()
        return [
            {
                "Mã": finding.code,
                "Mức": SEVERITIES[finding.severity],
                "Tiêu chí": numbers.get(finding.leaf or "", ""),
                "Yêu cầu minh chứng": titles.get(
                    (finding.leaf or "", finding.requirement or ""), ""
                ),
                "Tệp": finding.path or "",
                "Nội dung": finding.what,
                "Việc cần làm": finding.todo,
            }
            for finding in self.findings
        ]

    def _numbers(self) -> dict[str, str]:
        return {answer.leaf: answer.number for answer in self.answers}

    def to_json(self) -> dict[str, Any]:
        """Give the manifest as JSON values; :func:`manifest_from_json` reads it back."""
        return {
            "schema": SCHEMA,
            "unit": self.unit,
            "year": self.year,
            "as_of": self.as_of.isoformat(),
            "sources": [{"path": path, "sha256": sha256} for path, sha256 in self.sources],
            "supporting": [{"path": path, "leaf": leaf} for path, leaf in self.supporting],
            "withheld": list(self.withheld),
            "documents": [plain(item) for item in self.documents],
            "answers": [plain(item) for item in self.answers],
            "findings": [plain(item) for item in self.findings],
            "register_dates": {name: plain(fact) for name, fact in self.register_dates.items()},
            "problems": [plain(item) for item in self.problems],
            "cautions": [plain(item) for item in self.cautions],
        }


def _document_row(
    document: Document,
    linked: list[tuple[Answer, Link]],
    backed: list[str],
    found: list[Finding],
) -> dict[str, Any]:
    code = document.code or next((link.code for _, link in linked if link.code), None)
    issued = document.issued or next((link.issued for _, link in linked if link.issued), None)
    return {
        "Tệp": document.path,
        "Loại": document.type_title or "",
        "Số, ký hiệu": code or "",
        "Ngày ban hành": f"{issued:%d/%m/%Y}" if issued else "",
        "Cơ quan ban hành": document.issuer or "",
        "Trích yếu": document.title or "",
        "Số trang": document.pages,
        "Ký số": _signed(document),
        "Do đơn vị khai": ", ".join(_declared(linked)),
        "Tiêu chí": ", ".join(dict.fromkeys([*(answer.number for answer, _ in linked), *backed])),
        "Phát hiện": ", ".join(dict.fromkeys(finding.code for finding in found)),
        "Kích thước (byte)": document.size,
        "SHA-256": document.sha256,
    }


def _signed(document: Document) -> str:
    if document.signature is not None:
        return document.signature.text
    return "có" if document.signed else "không"


def _declared(linked: list[tuple[Answer, Link]]) -> Iterator[str]:
    """Say what of a document only the unit says: number, day, place of a photo, copy."""
    words = {word for _, link in linked for word in link.declared}
    if "code" in words:
        yield "số, ký hiệu"
    if "issued" in words:
        yield "ngày"
    places = dict.fromkeys(link.shot_at for _, link in linked if link.shot_at)
    yield from (f"nơi chụp: {place}" for place in places)
    kinds = dict.fromkeys(link.copy for _, link in linked if link.copy)
    yield from (COPIES[kind] for kind in kinds)


def manifest_from_json(data: Mapping[str, Any]) -> Manifest:
    """Read back what ``to_json`` gave; raises ``ValueError`` for another schema."""
    if data.get("schema") != SCHEMA:
        raise ValueError(f"danh mục minh chứng không theo lược đồ {SCHEMA}")
    return Manifest(
        unit=data["unit"],
        year=data["year"],
        as_of=date.fromisoformat(data["as_of"]),
        documents=tuple(from_plain(Document, item) for item in data["documents"]),
        answers=tuple(_answer(item) for item in data["answers"]),
        findings=tuple(Finding(**item) for item in data["findings"]),
        register_dates={
            name: Fact(**_dated(item, "value", "said_on"))
            for name, item in data["register_dates"].items()
        },
        problems=tuple(RegisterProblem(**item) for item in data["problems"]),
        cautions=tuple(RegisterProblem(**item) for item in data.get("cautions", ())),
        sources=tuple((item["path"], item["sha256"]) for item in data["sources"]),
        supporting=tuple((item["path"], item["leaf"]) for item in data["supporting"]),
        withheld=tuple(data.get("withheld", ())),
    )


def _dated(item: Mapping[str, Any], *names: str) -> dict[str, Any]:
    days = {name: date.fromisoformat(item[name]) for name in names if item.get(name)}
    return {**item, **days}


def _answer(item: Mapping[str, Any]) -> Answer:
    proof = item["proof"]
    return Answer(
        **{
            **_dated(item, "due"),
            "proof": Proof(proof["answer"], proof["passing"], tuple(proof["codes"])),
            "links": tuple(from_plain(Link, link) for link in item["links"]),
        }
    )
