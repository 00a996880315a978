"""Near misses: what almost answers a requirement, and all that it lacks.

A document in the folder of the right type and subject; and one that the register of outgoing
documents lists while its file is not in the folder.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from par_rules.criteria.model import CriteriaSet, Requirement
from par_rules.evidence.checks.wrong_year import accepted_from
from par_rules.evidence.document import Document
from par_rules.evidence.exhibits import last_day_of_life
from par_rules.evidence.issuers import issuer_key, issuer_title
from par_rules.evidence.outgoing import OutgoingEntry
from par_rules.evidence.unit import Unit
from par_rules.letters import words

# Words that every other title holds.
_COMMON = frozenset(
    words("của và về việc năm các cho trong theo tại xã phường đặc khu ubnd đến có từ nêu trang")
)
# What follows tells where to look or what else comes with it, not what the document is about.
_ASIDE = re.compile(r", (trang|kèm|ghi|có|gửi) .*|, trong đó .*| \(.*\)")
# Less than this share of a title's words is another subject.
_ALIKE = 0.7


def near_miss(
    requirement: Requirement,
    documents: Sequence[Document],
    criteria: CriteriaSet,
    absent: Sequence[OutgoingEntry] = (),
    unit: Unit | None = None,
) -> str | None:
    """Name what comes closest and say why it does not count; None if nothing comes close.

    ``absent`` are the outgoing documents whose file is not in the folder. Without the ``unit``
    nobody can say which heading is its own: then issuers are not looked at.
    """
    closest = _document(requirement, documents, criteria, unit)
    said = (closest, issued(requirement, absent, criteria))
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
    requirement: Requirement,
    documents: Sequence[Document],
    criteria: CriteriaSet,
    unit: Unit | None,
) -> str | None:
    """Name the document whose title holds most of the words; of equals the one that lacks least."""
    wanted = subject(requirement)
    best: tuple[float, int, Document, tuple[str, ...]] | None = None
    for document in documents:
        if document.type_key not in requirement.type or not wanted:
            continue
        title = f"{document.type_title or ''} {document.title or ''}"
        share = len(wanted & frozenset(words(title))) / len(wanted)
        if share < _ALIKE:
            continue
        lacks = tuple(_lacks(requirement, document, criteria, unit))
        if best is None or (share, -len(lacks)) > best[:2]:
            best = (share, -len(lacks), document, lacks)
    if best is None:
        return None
    *_, document, lacks = best
    name = " ".join(part for part in (document.type_title, document.code) if part)
    said = "; ".join(lacks) or "danh mục chưa nối với yêu cầu này"
    return f"có {name} (“{document.path}”) nhưng {said}"


def _lacks(
    requirement: Requirement, document: Document, criteria: CriteriaSet, unit: Unit | None
) -> Iterator[str]:
    """Say all that a document lacks of what is asked for, each by itself."""
    if document.form:
        yield "còn là dự thảo"
    elif requirement.signature != "none" and document.media in ("doc", "docx"):
        yield "là bản Word, chưa phải bản phát hành"
    if document.trouble is not None:
        yield "không đọc được hết tệp"
    key = issuer_key(document.issuer, document.issued, unit, criteria) if unit else None
    if unit and key and requirement.issuer and key not in requirement.issuer:
        yield f"do {issuer_title(key, unit, criteria)} ban hành"
    yield from _day(requirement, document, criteria)
    if requirement.signature == "digital" and not document.signed and not document.form:
        yield "chưa có chữ ký số"
    elif requirement.signature == "digital_or_seal" and _is_unsealed(document):
        yield "chưa có chữ ký số, cũng không phải bản quét có dấu"


def _is_unsealed(document: Document) -> bool:
    """Say whether a page of text bears no signature: a scan may show a seal that nobody reads."""
    return document.media == "pdf" and not (document.signed or document.form or document.dpi)


def _day(requirement: Requirement, document: Document, criteria: CriteriaSet) -> Iterator[str]:
    day = document.issued
    if day is None:
        return
    first = accepted_from(requirement, document.type_key, criteria)
    last = requirement.issued[1] if requirement.issued and not requirement.in_force else None
    ends = last_day_of_life(requirement, day)
    if first is not None and day < first:
        yield f"ban hành ngày {day:%d/%m/%Y}, trước kỳ được tính"
    elif last is not None and day > last:
        yield f"ban hành ngày {day:%d/%m/%Y}, sau kỳ được tính"
    elif ends is not None and ends < criteria.head.cut_off:
        yield f"ban hành ngày {day:%d/%m/%Y}, chỉ có giá trị đến hết ngày {ends:%d/%m/%Y}"
