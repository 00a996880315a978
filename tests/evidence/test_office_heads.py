"""Word and Excel files as offices really write them: tabs, one column, content controls."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import xlsxwriter

from par_rules.evidence.describe import describe
from par_rules.evidence.description import Description, Types
from tests.evidence.folders import the_set

TYPES = Types.of(the_set().document_types.values())
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BOTH = "http://schemas.openxmlformats.org/markup-compatibility/2006"
NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập – Tự do – Hạnh phúc"
DAY = "Đại Sơn, ngày 05 tháng 3 năm 2026"
TITLE = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>BÁO CÁO</w:t></w:r></w:p>"
BODY = "<w:p><w:r><w:t>Thực hiện Kế hoạch số 156/KH-UBND ngày 31/12/2025</w:t></w:r></w:p>"


def p(text: str) -> str:
    runs = "<w:tab/>".join(f"<w:t>{part}</w:t>" for part in text.split("\t"))
    return f"<w:p><w:r>{runs}</w:r></w:p>"


def table(*rows: tuple[str, ...]) -> str:
    lines = ("".join(f"<w:tc>{cell}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{line}</w:tr>' for line in lines)}</w:tbl>"


def word(body: str) -> Description:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{WORD}" xmlns:mc="{BOTH}"><w:body>{body}</w:body></w:document>',
        )
    return describe(out.getvalue(), "docx", TYPES)


def excel(*rows: tuple[str, ...]) -> Description:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    book.close()
    return describe(out.getvalue(), "xlsx", TYPES)


def read(found: Description) -> tuple[object, ...]:
    return found.type_key, found.code, found.issued, found.issuer


RIGHT = ("bao_cao", "35/BC-UBND", date(2026, 3, 5), "ỦY BAN NHÂN DÂN XÃ ĐẠI SƠN")
LEFT_CELL = p("ỦY BAN NHÂN DÂN") + p("XÃ ĐẠI SƠN") + p("Số: 35/BC-UBND")
RIGHT_CELL = p(NATION) + p(MOTTO) + p(DAY)


def test_a_table_with_an_empty_column_between() -> None:
    assert read(word(table((LEFT_CELL, p(""), RIGHT_CELL)) + TITLE + BODY)) == RIGHT


def test_a_head_inside_content_controls() -> None:
    held = f"<w:sdt><w:sdtContent>{table((LEFT_CELL, RIGHT_CELL))}</w:sdtContent></w:sdt>"
    title = f"<w:sdt><w:sdtContent>{TITLE}</w:sdtContent></w:sdt>"
    assert read(word(held + title + BODY)) == RIGHT


def test_two_columns_kept_apart_by_tabs() -> None:
    head = (
        p(f"ỦY BAN NHÂN DÂN\t{NATION}") + p(f"XÃ ĐẠI SƠN\t\t{MOTTO}") + p(f"Số: 35/BC-UBND\t{DAY}")
    )
    assert read(word(head + TITLE + BODY)) == RIGHT


def test_a_head_in_one_column() -> None:
    lines = (NATION, MOTTO, "ỦY BAN NHÂN DÂN", "XÃ ĐẠI SƠN", "Số: 35/BC-UBND", DAY)
    assert read(word("".join(map(p, lines)) + TITLE + BODY)) == RIGHT


def test_lines_that_only_cite_are_no_head() -> None:
    found = word(p("Số: 156/KH-UBND") + p("BÁO CÁO") + BODY)
    assert (found.code, found.issued) == (None, None)


def test_a_table_behind_the_addressee_is_no_head() -> None:
    letter = table((p("ỦY BAN NHÂN DÂN") + p("V/v góp ý"), RIGHT_CELL)) + p("Kính gửi: Sở Nội vụ")
    cited = table((p("Số: 156/KH-UBND"), p("Đại Sơn, ngày 31 tháng 12 năm 2025")))
    found = word(letter + cited)
    assert (found.type_key, found.code, found.issued) == ("cong_van", None, date(2026, 3, 5))


def test_what_was_deleted_or_moved_away_is_not_read() -> None:
    run = "<w:r><w:t>Số: 35/BC-UBND</w:t></w:r>"
    gone = "<w:moveFrom><w:r><w:t>Số: 11/BC-UBND</w:t></w:r></w:moveFrom>"
    struck = "<w:del><w:r><w:delText>x</w:delText></w:r></w:del>"
    number = f"<w:p>{gone}<w:ins>{run}</w:ins>{struck}</w:p>"
    left = p("ỦY BAN NHÂN DÂN") + p("XÃ ĐẠI SƠN") + number
    assert read(word(table((left, RIGHT_CELL)) + TITLE + BODY)) == RIGHT


def test_a_workbook_with_a_letterhead_tells_number_and_day() -> None:
    found = excel(
        ("ỦY BAN NHÂN DÂN\nXÃ ĐẠI SƠN", "", "", NATION),
        ("Số: 35/BC-UBND", "", "", MOTTO),
        ("", "", "", DAY),
        ("BÁO CÁO",),
        ("Kết quả giải quyết thủ tục hành chính",),
        ("TT", "Nội dung", "Số liệu"),
        ("1", "Theo 156/KH-UBND", "12"),
    )
    assert read(found) == RIGHT
    assert found.title == "Kết quả giải quyết thủ tục hành chính"


def test_a_workbook_without_one_tells_no_number() -> None:
    found = excel(
        ("Danh sách văn bản kiểm tra",),
        ("TT", "Số, ký hiệu", "Ngày"),
        ("1", "Số: 156/KH-UBND", "Đại Sơn, ngày 31 tháng 12 năm 2025"),
    )
    assert read(found) == ("danh_sach", None, None, None)


def test_a_blank_number_in_a_workbook_is_a_draft() -> None:
    found = excel(
        ("ỦY BAN NHÂN DÂN", "", NATION),
        ("Số:      /BC-UBND", "", "Đại Sơn, ngày     tháng     năm 2026"),
        ("BÁO CÁO",),
    )
    assert (found.code, found.form) == (None, "blank")
