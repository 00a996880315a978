"""Near misses: what almost answers a requirement, and what it lacks.

A document in the folder of the right type and subject; and one that the register of outgoing
documents lists while its file is not in the folder.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from par_rules.criteria.model import CriteriaSet, Requirement
from par_rules.evidence.checks.wrong_year import accepted_from
from par_rules.evidence.document import Document
from par_rules.evidence.outgoing import OutgoingEntry
from par_rules.letters import words

# Words that every other title holds.
_COMMON = frozenset(words("của và về việc năm các cho trong theo tại xã ubnd đến có từ nêu trang"))
# What follows tells where to look or what else comes with it, not what the document is about.
_ASIDE = re.compile(r", (trang|kèm|ghi|có|gửi) .*|, trong đó .*| \(.*\)")
# Less than this share of a title's words is another subject.
_ALIKE = 0.7


def near_miss(
    requirement: Requirement,
    documents: Sequence[Document],
    criteria: CriteriaSet,
    absent: Sequence[OutgoingEntry] = (),
) -> str | None:
    """Name what comes closest and say why it does not count; None if nothing comes close.

    ``absent`` are the outgoing documents whose file is not in the folder.
    """
    said = (_document(requirement, documents, criteria), issued(requirement, absent, criteria))
    return "; ".join(part for part in said if part) or None


def issued(
    requirement: Requirement,
    absent: Iterable[OutgoingEntry],
    criteria: CriteriaSet,
    after: date | None = None,
    until: date | None = None,
) -> str | None:
    """Name the outgoing document that answers while its file is not there, None without one.

    ``after`` and ``until`` narrow the days of a series: later than the one, not than the other.
    """
    wanted = subject(requirement)
    best: tuple[float, date, OutgoingEntry] | None = None
    for entry in absent:
        if entry.type_key not in requirement.type or not wanted:
            continue
        first = accepted_from(requirement, entry.type_key, criteria)
        day = entry.issued
        if day is not None and first is not None and day < first:
            continue
        if (after or until) and (day is None or not (after or day) <= day <= (until or day)):
            continue
        likeness = len(wanted & entry.subject) / len(wanted)
        rank = (likeness, day or date.min)
        if likeness >= _ALIKE and (best is None or rank > best[:2]):
            best = (*rank, entry)
    if best is None:
        return None
    entry = best[2]
    about = f" “{entry.title}”" if entry.title else ""
    return f"sổ văn bản đi có {entry.name}{about}, chưa có tệp trong thư mục"


def subject(requirement: Requirement) -> frozenset[str]:
    """Give the words that say what a requirement is about."""
    return frozenset(words(_ASIDE.sub("", requirement.title))) - _COMMON


def _document(
    requirement: Requirement, documents: Sequence[Document], criteria: CriteriaSet
) -> str | None:
    wanted = subject(requirement)
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
    last = requirement.issued[1] if requirement.issued and not requirement.in_force else None
    if document.issued is not None and last is not None and document.issued > last:
        return f"ban hành ngày {document.issued:%d/%m/%Y}, sau kỳ được tính"
    said = "danh mục chưa nối với yêu cầu này"
    if document.trouble is not None:
        return f"không đọc được tệp; {said}"
    if requirement.signature == "digital" and not document.signed:
        return f"chưa có chữ ký số; {said}"
    return said
