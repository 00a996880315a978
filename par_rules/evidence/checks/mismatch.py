"""MISMATCH: the register says another number or day than the document itself."""

from __future__ import annotations

from collections.abc import Iterator

from par_rules.evidence.exhibits import Exhibit
from par_rules.evidence.manifest import Finding

_TODO = "sửa danh mục cho khớp, hoặc thay đúng tệp"


def mismatch(exhibit: Exhibit) -> Iterator[Finding]:
    """Find where both tell and differ; then the document is right, and perhaps the wrong one."""
    row, document = exhibit.row, exhibit.document
    if document is None:
        return
    if row.code and document.code and plain_code(row.code) != plain_code(document.code):
        what = f"danh mục ghi số {row.code}, trên văn bản “{row.path}” là {document.code}"
        yield exhibit.finding("MISMATCH", "blocks", what, _TODO)
    if row.issued and document.issued and row.issued != document.issued:
        what = (
            f"danh mục ghi ngày {row.issued:%d/%m/%Y}, "
            f"trên văn bản “{row.path}” là {document.issued:%d/%m/%Y}"
        )
        yield exhibit.finding("MISMATCH", "blocks", what, _TODO)


def plain_code(code: str) -> str:
    """Give a number and symbol without what people write in different ways."""
    return code.lstrip("0").replace("–", "-").replace(" ", "").casefold()
