"""The whole text of real documents, and the bounds of it."""

from __future__ import annotations

import io
import zipfile

import pytest
import xlsxwriter

from par_rules.evidence.office_files import Unreadable
from par_rules.evidence.search import text as reading
from par_rules.evidence.search.text import text_of
from tests.evidence.folders import made

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BOTH = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def docx(body: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{WORD}" xmlns:mc="{BOTH}"><w:body>{body}</w:body></w:document>',
        )
    return out.getvalue()


def test_every_page_of_a_pdf_has_its_number() -> None:
    parts = text_of(made("CDDH-02"), "pdf")
    assert [place for place, _ in parts][:2] == ["trang 1", "trang 2"]
    assert "kỹ năng số" in dict(parts)["trang 22"]


def test_the_clerks_stamp_is_text_too() -> None:
    assert dict(text_of(made("CDDH-01"), "pdf"))["trang 1"].endswith(" 156 31 12")


def test_a_scan_has_no_text() -> None:
    assert text_of(made("CDDH-13"), "pdf") == []


def test_a_word_file_gives_tables_and_drops_what_older_programs_would_show() -> None:
    inner = (
        "<w:p><w:r><w:t>Số liệu</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>trong bảng</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        "<w:p><w:r><mc:AlternateContent><mc:Choice><w:t>khung chữ</w:t></mc:Choice>"
        "<mc:Fallback><w:t>khung chữ</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        "<w:p><w:r><w:delText>đã xóa</w:delText></w:r></w:p>"
    )
    assert text_of(docx(inner), "docx") == [("", "Số liệu trong bảng khung chữ")]


def test_every_sheet_of_a_workbook_is_read() -> None:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    for name, cell in (("Tổng hợp", "Một cửa"), ("Quý I", 12)):
        sheet = book.add_worksheet(name)
        sheet.write(4, 2, cell)
    book.close()
    assert text_of(out.getvalue(), "xlsx") == [
        ("trang tính Tổng hợp", "Một cửa"),
        ("trang tính Quý I", "12"),
    ]


def test_a_long_text_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_CHARACTERS", 10)
    assert text_of("Kế hoạch năm 2026".encode(), "text") == [("", "Kế hoạch n")]


def test_a_broken_word_file_is_told() -> None:
    with pytest.raises(Unreadable):
        text_of(b"PK\x03\x04 broken", "docx")
