"""Makes the tables with faults: small files, as Word or Excel writes them, one thing wrong in each.

``TABLES`` maps a name to a maker that writes the file into a folder and gives its path.
"""

from __future__ import annotations

import unicodedata
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

HEAD = ("STT", "Tiêu chí", "Điểm tối đa", "Cách tính điểm", "Tài liệu kiểm chứng")
YES = "Có: 1 điểm; không có: 0 điểm"
SHARE = "100%: 1 điểm; từ 80% đến dưới 100%: 0,5 điểm; dưới 80%: 0 điểm"
# One field, one criterion, two leaves: 2 points in all.
GOOD: tuple[tuple[str, ...], ...] = (
    ("I", "Chỉ đạo, điều hành", "2", "", ""),
    ("1", "Kế hoạch cải cách hành chính", "2", "", ""),
    ("1.1", "Ban hành kế hoạch năm", "1", YES, "Kế hoạch"),
    ("1.2", "Tỷ lệ nhiệm vụ hoàn thành", "1", SHARE, "Báo cáo"),
)
Row = Sequence[Any]
Maker = Callable[[Path], Path]


def changed(row: int, column: int, text: Any) -> list[list[Any]]:
    """Give the good rows with one cell (from 0) changed."""
    rows: list[list[Any]] = [list(r) for r in GOOD]
    rows[row][column] = text
    return rows


def word(path: Path, rows: Sequence[Row], head: Row = HEAD, edit: Any = None) -> Path:
    """Write a Word file with one table; ``edit`` changes the document before it is saved."""
    import docx

    document = docx.Document()
    document.add_paragraph("PHỤ LỤC")
    table = document.add_table(rows=0, cols=len(head))
    for row in (head, *rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = str(text)
    if edit is not None:
        edit(document, table)
    document.save(str(path))
    return path


def excel(path: Path, rows: Sequence[Row], head: Row = HEAD, edit: Any = None) -> Path:
    """Write a workbook with one sheet; ``edit`` changes the sheet before it is saved."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Bang"
    for row in (head, *rows):
        sheet.append([None if value == "" else value for value in row])
    if edit is not None:
        edit(sheet)
    book.save(path)
    return path


def _named(name: str, write: Callable[..., Path], *args: Any, **more: Any) -> Maker:
    suffix = ".docx" if write is word else ".xlsx"
    return lambda folder: write(folder / f"{name}{suffix}", *args, **more)


def _xml(tag: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(tag)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element


def _nested(document: Any, table: Any) -> None:
    inner = table.cell(3, 3).add_table(1, 2)
    inner.cell(0, 0).text, inner.cell(0, 1).text = "100%", "1 điểm"


def _text_box(document: Any, table: Any) -> None:
    from docx.oxml import parse_xml

    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    run = table.cell(3, 3).paragraphs[0].add_run()
    run._r.append(
        parse_xml(
            f'<w:pict xmlns:w="{space}" xmlns:v="urn:schemas-microsoft-com:vml"><v:shape>'
            "<v:textbox><w:txbxContent><w:p><w:r><w:t>Có: 1 điểm</w:t></w:r></w:p>"
            "</w:txbxContent></v:textbox></v:shape></w:pict>"
        )
    )


def _raised(document: Any, table: Any) -> None:
    mark = table.cell(3, 2).paragraphs[0].add_run("2")
    mark.font.superscript = True


def _hidden_text(document: Any, table: Any) -> None:
    run = table.cell(3, 2).paragraphs[0].add_run("0")
    run.font.hidden = True


def _hidden_row(document: Any, table: Any) -> None:
    row = table.rows[4]._tr
    row.get_or_add_trPr().append(_xml("w:hidden"))


def _numbered(document: Any, table: Any) -> None:
    paragraph = table.cell(3, 0).paragraphs[0]
    properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_numId().val = 1


def _tracked(document: Any, table: Any) -> None:
    paragraph = table.cell(3, 2).paragraphs[0]._p
    gone = _xml("w:del", id="1", author="a")
    run = _xml("w:r")
    text = _xml("w:delText")
    text.text = "5"
    run.append(text)
    gone.append(run)
    paragraph.append(gone)


def _merged_points(document: Any, table: Any) -> None:
    table.cell(4, 2).text = ""
    table.cell(3, 2).merge(table.cell(4, 2))


def _two_heads(folder: Path) -> Path:
    """A heading of two rows: “Điểm” over “Điểm tối đa” and “Điểm tự chấm”."""
    import docx

    document = docx.Document()
    table = document.add_table(rows=0, cols=5)
    for row in (
        ("STT", "Tiêu chí", "Điểm", "", "Cách tính điểm"),
        ("", "", "Điểm tối đa", "Điểm tự chấm", ""),
        *((r[0], r[1], r[2], "", r[3]) for r in GOOD),
    ):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    table.cell(0, 2).merge(table.cell(0, 3))
    for column in (0, 1, 4):
        table.cell(0, column).merge(table.cell(1, column))
    path = folder / "merged-header.docx"
    document.save(str(path))
    return path


def _bytes(name: str, data: bytes) -> Maker:
    def write(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(data)
        return path

    return write


def _bomb(folder: Path) -> Path:
    path = folder / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b" " * (200 * 1024 * 1024))
    return path


def _cut(folder: Path) -> Path:
    path = word(folder / "cut.docx", GOOD)
    path.write_bytes(path.read_bytes()[:-400])
    return path


def _doctype(folder: Path) -> Path:
    made = word(folder / "plain.docx", GOOD)
    path = folder / "doctype.docx"
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml":
                data = data.replace(b"<w:document", b'<!DOCTYPE x [<!ENTITY a "b">]><w:document', 1)
            new.writestr(name, data)
    return path


def _far(folder: Path) -> Path:
    """A workbook with one letter in the last cell Excel has."""
    made = excel(folder / "near.xlsx", GOOD)
    path = folder / "far.xlsx"
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                cell = b'<row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row></sheetData>'
                data = data.replace(b"</sheetData>", cell)
            new.writestr(name, data)
    return path


def _hidden_sheet_parts(sheet: Any) -> None:
    sheet.row_dimensions[5].hidden = True
    sheet.insert_cols(3)
    sheet["C1"], sheet["C4"] = "Điểm tối đa năm trước", 9
    sheet.column_dimensions["C"].hidden = True


def _formula(sheet: Any) -> None:
    sheet["C4"] = "=0.5+0.5"


def _as_share(sheet: Any) -> None:
    sheet["C4"] = 0.95
    sheet["C4"].number_format = "0%"


def _empty(folder: Path) -> Path:
    import openpyxl

    path = folder / "empty.xlsx"
    openpyxl.Workbook().save(path)
    return path


NFD_ROWS = [[unicodedata.normalize("NFD", str(text)) for text in row] for row in GOOD]
OLD_TONES = changed(2, 3, "Đã số hoá và hoà mạng: 1 điểm; chưa số hoá: 0 điểm")
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600
CSV = "STT,Tiêu chí,Điểm tối đa\n1,Kế hoạch,1\n".encode()
ORDER = ("STT", "Điểm tối đa", "Tiêu chí", "Điểm chuẩn", "Cách tính điểm")

TABLES: dict[str, Maker] = {
    "no-points-column": _named("no-points-column", word, GOOD, (*HEAD[:2], "Chỉ số", *HEAD[3:])),
    "points-in-words": _named("points-in-words", word, changed(2, 2, "một")),
    "points-empty": _named("points-empty", excel, changed(3, 2, "")),
    "points-a-range": _named("points-a-range", word, changed(2, 2, "0-1")),
    "two-points-columns": _named("two-points-columns", excel, GOOD, ORDER),
    "parts-not-adding-up": _named("parts-not-adding-up", word, changed(1, 2, "3")),
    "note-against-column": _named("note-against-column", word, changed(2, 1, "Ban hành (2đ)")),
    "number-gap": _named("number-gap", word, changed(3, 0, "1.4")),
    "number-twice": _named("number-twice", excel, changed(3, 0, "1.1")),
    "number-of-another": _named("number-of-another", word, changed(3, 0, "2.2")),
    "number-not-read": _named("number-not-read", word, changed(3, 0, "mục x")),
    "number-a-date": _named("number-a-date", excel, changed(2, 0, date(2026, 1, 1))),
    "number-by-word": _named("number-by-word", word, changed(2, 0, ""), edit=_numbered),
    "bands-overlap": _named(
        "bands-overlap",
        word,
        changed(3, 3, "100%: 1 điểm; từ 90% đến 100%: 0,5 điểm; dưới 90%: 0 điểm"),
    ),
    "bands-gapped": _named(
        "bands-gapped", word, changed(3, 3, "Từ 90% trở lên: 1 điểm; từ 50% đến dưới 80%: 0,5 điểm")
    ),
    "band-without-points": _named(
        "band-without-points",
        excel,
        changed(3, 3, "100%: 1 điểm; từ 80% đến dưới 100%: điểm; dưới 80%: 0 điểm"),
    ),
    "band-above-maximum": _named(
        "band-above-maximum", word, changed(3, 3, "100%: 2 điểm; dưới 100%: 0 điểm")
    ),
    "shares-without-sign": _named(
        "shares-without-sign",
        excel,
        changed(3, 3, "Từ 0,95 đến 1: 1 điểm; từ 0,8 đến dưới 0,95: 0,5 điểm; dưới 0,8: 0 điểm"),
    ),
    "points-as-share": _named("points-as-share", excel, GOOD, edit=_as_share),
    "nested-table": _named("nested-table", word, changed(2, 3, ""), edit=_nested),
    "text-box": _named("text-box", word, changed(2, 3, ""), edit=_text_box),
    "raised-mark": _named("raised-mark", word, GOOD, edit=_raised),
    "hidden-text": _named("hidden-text", word, GOOD, edit=_hidden_text),
    "hidden-row": _named("hidden-row", word, GOOD, edit=_hidden_row),
    "hidden-in-sheet": _named("hidden-in-sheet", excel, GOOD, edit=_hidden_sheet_parts),
    "tracked-change": _named("tracked-change", word, GOOD, edit=_tracked),
    "points-merged": _named("points-merged", word, GOOD, edit=_merged_points),
    "formula-without-value": _named("formula-without-value", excel, GOOD, edit=_formula),
    "merged-header": _two_heads,
    "nfd": _named("nfd", word, NFD_ROWS),
    "old-tones": _named("old-tones", excel, OLD_TONES),
    "only-a-heading": _named("only-a-heading", word, ()),
    "no-table": _named("no-table", word, (), ("Nơi nhận", "Chữ ký")),
    "password": _bytes("password.xlsx", OLE),
    "doc-renamed": _bytes("doc-renamed.docx", OLE),
    "csv-renamed": _bytes("csv-renamed.xlsx", CSV),
    "no-bytes": _bytes("no-bytes.docx", b""),
    "empty-sheet": _empty,
    "cut": _cut,
    "doctype": _doctype,
    "bomb": _bomb,
    "far-cell": _far,
}
