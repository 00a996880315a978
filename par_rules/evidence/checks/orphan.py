"""ORPHAN: a file in the folder that no requirement uses."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from par_rules.evidence.document import Document
from par_rules.evidence.manifest import Finding


def orphans(documents: Sequence[Document], known: Collection[str]) -> Iterator[Finding]:
    """Find the files that are neither linked nor already told of (paths ``known``)."""
    for document in documents:
        if document.path not in known:
            what = f"“{document.path}” không được tiêu chí nào dùng"
            todo = "nối vào danh mục minh chứng nếu là minh chứng; nếu không thì để ngoài thư mục"
            yield Finding("ORPHAN", "informs", None, None, document.path, None, what, todo)
