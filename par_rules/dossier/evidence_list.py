"""The evidence list (danh mục minh chứng) and what the checks found, written for readers."""

from __future__ import annotations

from dataclasses import dataclass

from par_rules.dossier.content import Content
from par_rules.dossier.wording import day
from par_rules.evidence.document import Document
from par_rules.evidence.manifest import SEVERITIES


@dataclass(frozen=True)
class EvidenceRow:
    """One linked document; ``serves`` holds the printed numbers of its leaves."""

    mark: str
    code: str
    issued: str
    title: str
    issuer: str
    pages: str
    path: str
    sha256: str
    serves: tuple[str, ...]


@dataclass(frozen=True)
class FindingRow:
    """One finding: how much it weighs, where, what and what to do."""

    severity: str
    level: str
    number: str
    what: str
    todo: str
    path: str


def evidence_rows(content: Content) -> list[EvidenceRow]:
    """Give the linked documents in the order of their numbers, as columns of Phụ lục V (Nghị
    định số 30/2020/NĐ-CP) with the leaves beside."""
    links = {link.path: link for answer in content.result.manifest.answers for link in answer.links}
    rows = []
    for path, mark in content.marks.items():
        document, link = content.documents.get(path), links[path]
        kind = (document.type_title or "") if document else ""
        title = _named(kind, _title(document, path))
        rows.append(
            EvidenceRow(
                mark,
                (document.code if document else None) or link.code or "",
                day((document.issued if document else None) or link.issued),
                title,
                (document.issuer or "") if document else "",
                str(document.pages) if document and document.pages else "",
                path,
                document.sha256 if document else (link.sha256 or ""),
                content.serves[path],
            )
        )
    return rows


def _named(kind: str, title: str) -> str:
    """Write kind and abstract as a paper is cited: "Báo cáo công tác cải cách hành chính"."""
    if title.casefold().startswith(kind.casefold()):
        return title
    if title[1:2].islower():
        title = title[0].lower() + title[1:]
    return f"{kind} {title}"


def _title(document: Document | None, path: str) -> str:
    title = document.title if document else None
    return title or path.rsplit("/", 1)[-1]


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
        )
        for finding in sorted(
            content.result.manifest.findings, key=lambda f: order.index(f.severity)
        )
    ]


def unlinked(content: Content) -> list[str]:
    """Name the documents that serve no leaf."""
    return [path for path in content.documents if path not in content.marks]
