"""Near misses: a document in the folder that almost answers a requirement, and what is wrong."""

from __future__ import annotations

from collections.abc import Sequence

from par_rules.criteria.model import CriteriaSet, Requirement
from par_rules.evidence.checks.wrong_year import accepted_from
from par_rules.evidence.document import Document
from par_rules.evidence.letters import words

# Words that every other title holds.
_COMMON = frozenset(words("của và về việc năm các cho trong theo tại xã ubnd đến có từ nêu trang"))
# Less than this share of a title's words is another subject.
_ALIKE = 0.7


def near_miss(
    requirement: Requirement, documents: Sequence[Document], criteria: CriteriaSet
) -> str | None:
    """Name the document of the right type whose title is most like the requirement's, and say
    why it does not count; None if none comes close."""
    wanted = frozenset(words(requirement.title)) - _COMMON
    best: tuple[float, Document] | None = None
    for document in documents:
        if document.type_key not in requirement.type or not wanted:
            continue
        title = f"{document.type_title or ''} {document.title or ''}"
        share = len(wanted & frozenset(words(title))) / len(wanted)
        if share >= _ALIKE and (best is None or share > best[0]):
            best = share, document
    if best is None:
        return None
    document = best[1]
    name = " ".join(part for part in (document.type_title, document.code) if part)
    return f"có {name} (“{document.path}”) nhưng {_why(requirement, document, criteria)}"


def _why(requirement: Requirement, document: Document, criteria: CriteriaSet) -> str:
    if document.form:
        return "còn là dự thảo"
    first = accepted_from(requirement, document.type_key, criteria)
    if document.issued is not None and first is not None and document.issued < first:
        return f"ban hành ngày {document.issued:%d/%m/%Y}, trước kỳ được tính"
    return "danh mục chưa nối với yêu cầu này"
