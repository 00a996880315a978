"""DUP_…: files that are the same, by their bytes, their text, or their number and day."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

from par_rules.evidence.checks.fault import Fault
from par_rules.evidence.checks.mismatch import plain_code
from par_rules.evidence.document import Document
from par_rules.evidence.manifest import Finding
from par_rules.letters import words


def duplicates(documents: Sequence[Document], linked: Collection[str]) -> Iterator[Finding]:
    """Find all copies but one: the linked file is the one to keep, else the first by name."""
    by_hash: dict[str, list[Document]] = {}
    for document in documents:
        if document.size > 0 and document.sha256:
            by_hash.setdefault(document.sha256, []).append(document)
    for same in by_hash.values():
        yield from _copies(same, linked, "DUP_BYTES", "giống hệt")
    by_text: dict[str, list[Document]] = {}
    for first, *_ in by_hash.values():
        if first.text_sha256:
            by_text.setdefault(first.text_sha256, []).append(first)
    for same in by_text.values():
        yield from _copies(same, linked, "DUP_TEXT", "cùng nội dung chữ với")


def _copies(
    same: Sequence[Document], linked: Collection[str], code: str, said: str
) -> Iterator[Finding]:
    first, *copies = sorted(same, key=lambda d: (d.path not in linked, d.path))
    for copy in copies:
        what = f"“{copy.path}” {said} “{first.path}”"
        todo = "bỏ bản sao, chỉ giữ một tệp"
        if copy.path in linked:
            todo = "chỉ giữ một tệp và nối mọi yêu cầu với tệp đó"
        yield Finding(code, "warns", None, None, copy.path, None, what, todo)


def same_numbers(documents: Sequence[Document]) -> Mapping[str, Fault]:
    """Find, by path, different papers of one number, day and body.

    The body is the printed heading, so the same number from two communes that became one is no
    duplicate. A paper whose body is not known is left alone.
    """
    by_number: dict[tuple[str, date, tuple[str, ...]], list[Document]] = {}
    for document in documents:
        if document.code and document.issued and document.issuer:
            key = (plain_code(document.code), document.issued, words(document.issuer))
            by_number.setdefault(key, []).append(document)
    return {
        document.path: Fault(
            "DUP_ID",
            "blocks",
            f"“{document.path}” và "
            + ", ".join(f"“{o.path}”" for o in same if o.path != document.path)
            + f" khác nội dung mà cùng số {document.code} ngày {document.issued:%d/%m/%Y}",
            "đối chiếu với sổ văn bản đi; chỉ giữ bản đúng",
        )
        for same in by_number.values()
        if len({_content(d) for d in same}) > 1
        for document in same
    }


def _content(document: Document) -> str:
    return document.text_sha256 or document.sha256
