"""The evidence list (danh mục minh chứng) and what the checks found, written for readers."""

from __future__ import annotations

from dataclasses import dataclass

from par_rules.criteria.copies import COPIES
from par_rules.dossier.content import Content
from par_rules.dossier.issuing_body import issuing_body
from par_rules.dossier.kept import kept
from par_rules.dossier.signature_words import signature_words
from par_rules.dossier.wording import day
from par_rules.evidence.document import Document
from par_rules.evidence.manifest import SEVERITIES, Finding, Link
from par_rules.evidence.unit import KINDS
from par_rules.values import points_text


@dataclass(frozen=True)
class EvidenceRow:
    """One linked document; ``serves`` holds the printed numbers of its leaves.

    ``title`` is the document's own, else that of the requirement it answers; ``file`` is the
    file's name without folders. ``standing`` says what is to be known of it, ``counts`` whether it
    counts at all. ``about`` tells of the signatures and of what only the unit declares,
    ``signature`` of the digital signature in words for the edition's readers.
    """

    mark: str
    code: str
    issued: str
    title: str
    issuer: str
    pages: str
    file: str
    path: str
    sha256: str
    serves: tuple[str, ...]
    counts: bool
    standing: str
    about: str = ""
    signature: str = ""


@dataclass(frozen=True)
class FindingRow:
    """One finding: how much it weighs, where, what and what to do; ``stake`` in points."""

    severity: str
    level: str
    number: str
    what: str
    todo: str
    path: str
    stake: str = ""


@kept
def evidence_rows(content: Content) -> tuple[EvidenceRow, ...]:
    """Give the linked documents in the order of their numbers, as columns of Phụ lục V (Nghị
    định số 30/2020/NĐ-CP) with the leaves beside."""
    result = content.result
    links = {link.path: link for answer in result.manifest.answers for link in answer.links}
    asked = _asked(content)
    said_by = f"do {KINDS[result.unit.kind]} khai"
    offices = tuple(office.title for office in result.criteria.head.offices.values())
    rows = []
    for path, mark in content.marks.items():
        document, link, standing = content.documents.get(path), links[path], content.standings[path]
        heading = (document.issuer or "") if document else ""
        rows.append(
            EvidenceRow(
                mark,
                (document.code if document else None) or link.code or "",
                day((document.issued if document else None) or link.issued),
                _title(document) or asked[path],
                issuing_body(heading, result.unit_title, result.city, offices),
                str(document.pages) if document and document.pages else "",
                path.rsplit("/", 1)[-1],
                path,
                document.sha256 if document else (link.sha256 or ""),
                content.serves[path],
                standing.counts,
                content.standing(path),
                _about(document, link, said_by, internal=result.internal),
                signature_words(document, internal=result.internal),
            )
        )
    return tuple(rows)


def _about(document: Document | None, link: Link, said_by: str, *, internal: bool) -> str:
    """Tell of the signature and the kind of copy; inside the house also who says so, and what the
    unit declares of a picture."""
    said = [signature_words(document, internal=internal)]
    if link.copy:
        said.append(COPIES[link.copy] + (f" ({said_by})" if internal else ""))
    if internal and document is not None and document.media in ("jpeg", "png", "heic"):
        if "issued" in link.declared:
            said.append(f"ngày {said_by}")
        if link.shot_at:
            said.append(f"nơi chụp {said_by}: {link.shot_at}")
    if internal and link.withheld:
        said.append("giữ tệp lại, không gửi")
    return "; ".join(filter(None, said))


def _asked(content: Content) -> dict[str, str]:
    """Give the title of the first requirement that each document answers, by path."""
    found: dict[str, str] = {}
    for entry in content.entries:
        for line in entry.evidence:
            for document in line.documents:
                found.setdefault(document.path, line.title)
    return found


def _title(document: Document | None) -> str:
    """Write kind and abstract as a paper is cited: "Báo cáo công tác cải cách hành chính"."""
    if document is None or not document.title:
        return ""
    kind, title = document.type_title or "", document.title
    if title.casefold().startswith(kind.casefold()):
        return title
    if title[1:2].islower():
        title = title[0].lower() + title[1:]
    return f"{kind} {title}"


def finding_rows(content: Content) -> list[FindingRow]:
    """Give all findings, those that block first."""
    numbers = {leaf.key: leaf.number for leaf in content.result.criteria.leaves()}
    order = list(SEVERITIES)
    return [
        FindingRow(
            finding.severity,
            SEVERITIES[finding.severity],
            numbers.get(finding.leaf or "", ""),
            finding.what,
            finding.todo,
            finding.path or "",
            _stake(finding, content),
        )
        for finding in sorted(
            content.result.manifest.findings, key=lambda f: order.index(f.severity)
        )
    ]


def _stake(finding: Finding, content: Content) -> str:
    """Give the points that a finding which blocks puts at stake, "" where none are."""
    if finding.severity != "blocks" or finding.leaf is None:
        return ""
    gaps = content.result.gaps
    stakes = [
        gap.stake
        for office in (*gaps.offices, *gaps.survey, *gaps.outside)
        for gap in office.gaps
        if gap.leaf == finding.leaf
        and finding.code in gap.codes
        and gap.requirement in (None, finding.requirement)
    ]
    return points_text(max(stakes)) if stakes and max(stakes) > 0 else ""


def unlinked(content: Content) -> list[str]:
    """Name the documents that serve no leaf."""
    return [path for path in content.documents if path not in content.marks]
