"""MISMATCH: the register says another number or day than the document itself, or one that only a
machine read from a scan."""

from __future__ import annotations

from collections.abc import Iterator

from par_rules.evidence.exhibits import Exhibit
from par_rules.evidence.manifest import Finding

_TODO = "sửa danh mục cho khớp, hoặc thay đúng tệp"
_GUESSED = "do máy nhận dạng từ bản quét"
_DIFFERS = "trong danh mục khác với chữ máy nhận dạng từ bản quét là"
_LOOK = "so với bản gốc, sửa cho đúng, rồi ghi cột Người xác nhận"


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
    if row.confirmed_by is None and (said := "; ".join(_unconfirmed(exhibit))):
        what = f"{said}; chưa ai xác nhận (“{row.path}”)"
        yield exhibit.finding("MISMATCH", "warns", what, _LOOK, "unconfirmed")


def _unconfirmed(exhibit: Exhibit) -> Iterator[str]:
    """Name the number and the day that a machine proposed and that count as the document's own."""
    row, document, guess = exhibit.row, exhibit.document, exhibit.guess
    assert document is not None
    code, issued = (guess.code, guess.issued) if guess else (None, None)
    if row.code and document.code is None and (row.guessed or code):
        same = code is None or plain_code(code) == plain_code(row.code)
        yield f"số {row.code} " + (_GUESSED if same else f"{_DIFFERS} {code}")
    if row.issued and document.issued is None and (row.guessed or issued):
        same = issued is None or issued == row.issued
        yield f"ngày {row.issued:%d/%m/%Y} " + (
            _GUESSED if same else f"{_DIFFERS} {issued:%d/%m/%Y}"
        )


def plain_code(code: str) -> str:
    """Give a number and symbol without what people write in different ways."""
    return code.lstrip("0").replace("–", "-").replace(" ", "").casefold()
