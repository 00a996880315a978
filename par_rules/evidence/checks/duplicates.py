"""DUP_BYTES: two files of different names hold the same bytes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from par_rules.evidence.document import Document
from par_rules.evidence.manifest import Finding


def duplicates(documents: Sequence[Document], linked: Collection[str]) -> Iterator[Finding]:
    """Find all copies but one: the linked file is the one to keep, else the first by name."""
    by_hash: dict[str, list[Document]] = {}
    for document in documents:
        if document.size > 0 and document.sha256:
            by_hash.setdefault(document.sha256, []).append(document)
    for same in by_hash.values():
        first, *copies = sorted(same, key=lambda d: (d.path not in linked, d.path))
        for copy in copies:
            what = f"“{copy.path}” trùng từng byte với “{first.path}”"
            todo = (
                "bỏ bản sao, chỉ giữ một tệp"
                if copy.path not in linked
                else ("chỉ giữ một tệp và nối mọi yêu cầu với tệp đó")
            )
            yield Finding("DUP_BYTES", "warns", None, None, copy.path, None, what, todo)
