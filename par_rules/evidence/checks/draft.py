"""DRAFT: a document without number or day, or that calls itself a draft, proves nothing."""

from __future__ import annotations

from collections.abc import Iterator

from par_rules.criteria.model import CriteriaSet
from par_rules.evidence.document import Document
from par_rules.evidence.exhibits import Exhibit
from par_rules.evidence.manifest import Finding
from par_rules.evidence.sniff import promised

_TODO = "lấy bản đã ban hành: đủ số, ký hiệu, ngày, có chữ ký số hoặc bản quét đã ký, đóng dấu"


def draft(exhibit: Exhibit, criteria: CriteriaSet) -> Iterator[Finding]:
    """Find what a document lacks of being issued."""
    reasons = list(_reasons(exhibit, criteria))
    if reasons:
        name = exhibit.document.title if exhibit.document else None
        what = f"“{name or exhibit.path.rpartition('/')[2]}” còn là dự thảo: {'; '.join(reasons)}"
        yield exhibit.finding("DRAFT", "blocks", what, _TODO)


def _reasons(exhibit: Exhibit, criteria: CriteriaSet) -> Iterator[str]:
    document, requirement = exhibit.document, exhibit.requirement
    assert document is not None
    said = form_fault(document)
    if said is not None:
        yield said
    elif _is_numbered(exhibit, criteria):
        if exhibit.code is None:
            yield "không đọc được số, ký hiệu và danh mục cũng chưa ghi"
        if exhibit.issued is None:
            yield "không đọc được ngày ban hành và danh mục cũng chưa ghi"
    if requirement.signature != "none" and _is_word(document):
        yield "là bản Word, chưa phải bản phát hành"


def _is_word(document: Document) -> bool:
    """Say whether the file is one that Word writes and calls itself so (else it is BAD_TYPE)."""
    named = document.path.lower().endswith((".doc", ".docx"))
    return named and document.media in ("doc", "docx") and promised(document.path) == document.media


def _is_numbered(exhibit: Exhibit, criteria: CriteriaSet) -> bool:
    """Say whether a document of this kind must carry number and day."""
    keys = (exhibit.type_key,) if exhibit.type_key else exhibit.requirement.type
    kinds = [criteria.document_types.get(key) for key in keys]
    return all(kind is not None and kind.numbered for kind in kinds)


def form_fault(document: Document) -> str | None:
    """Say what the page itself shows of being a draft."""
    if document.form == "draft":
        return "trên văn bản ghi là dự thảo"
    if document.form == "blank":
        return "chỗ ghi số hoặc ngày ban hành còn để trống"
    return None


def stray_draft(document: Document) -> Iterator[Finding]:
    """Find a draft among the files that no requirement uses."""
    said = form_fault(document)
    if said is not None:
        what = f"“{document.title or document.path.rpartition('/')[2]}” còn là dự thảo: {said}; "
        what += "không tiêu chí nào dùng"
        yield Finding("DRAFT", "warns", None, None, document.path, None, what, _TODO)
