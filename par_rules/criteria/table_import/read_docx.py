"""Reads the tables of a Word file: merged cells at all their places, only what a reader sees.

Bounded as every Word file from outside is (``evidence.office_files``); nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from par_rules.criteria.table_import.cells import Cell, Remark, SourceFile, SourceTable, TableError
from par_rules.evidence.office_files import Unreadable, check_size, open_archive, read_xml
from par_rules.letters import clean
from par_rules.word_text import GONE, W, text, within

_BOX = f"{W}txbxContent"
_GONE = GONE | {_BOX}
_TABLE = frozenset((f"{W}tbl",))
_PARAGRAPH = frozenset((f"{W}p",))
MOST_ROWS = 2_000
MOST_COLUMNS = 60
BOX = "có hộp văn bản, chữ trong hộp không được đọc: chép chữ ra ngoài hộp rồi nhập lại"
NESTED = "có bảng lồng trong ô, bảng đó không được đọc: tách ra thành hàng của bảng ngoài"
NUMBERED = "số thứ tự do Word tự đánh nên không đọc được: gõ số vào ô"
HIDDEN_ROW = "hàng ẩn, không đọc"
HIDDEN_TEXT = "có chữ ẩn, không đọc"
MARK = "bỏ dấu chú thích viết nhỏ ở trên"
CHANGED = "có sửa đổi chưa chấp nhận (Track Changes): chữ đã xóa bị bỏ qua, chữ thêm vào được đọc"


def read_docx(data: bytes, name: str) -> SourceFile:
    """Give the tables of the body in order; raises ``TableError``."""
    try:
        archive = open_archive(data)
        check_size(archive)
        if "word/document.xml" not in archive.namelist():
            raise TableError(
                f"{name}: không phải tệp Word (.docx): mở bằng Word, lưu lại dạng .docx"
            )
        body = read_xml(archive, "word/document.xml").find(f"{W}body")
    except Unreadable as error:
        raise TableError(f"{name}: {error}: mở bằng Word, lưu lại rồi nhập") from None
    remarks: list[Remark] = []
    tables = []
    if body is not None:
        for number, element in enumerate(within(body, _TABLE, _GONE), 1):
            tables.append(_table(element, f"bảng {number}", remarks))
        told = any(cell.fault == BOX for t in tables for row in t.rows for cell in row)
        if not told and any(True for _ in body.iter(_BOX)):
            remarks.append(Remark(name, BOX))
        if any(True for _ in body.iter(f"{W}del")):
            remarks.append(Remark(name, CHANGED))
    return SourceFile(name, tuple(tables), tuple(remarks))


def _children(parent: Element, tag: str) -> Iterator[Element]:
    """Give rows of a table or cells of a row, those inside content controls too."""
    return within(parent, {tag}, _GONE | _TABLE | _PARAGRAPH)


def _table(table: Element, name: str, remarks: list[Remark]) -> SourceTable:
    rows: list[tuple[Cell, ...]] = []
    above: dict[int, Cell] = {}
    for number, row in enumerate(_children(table, f"{W}tr"), 1):
        if number > MOST_ROWS:
            raise TableError(f"{name}: bảng dài hơn {MOST_ROWS} hàng: tách thành nhiều tệp")
        if _on(row.find(f"{W}trPr/{W}hidden")):
            remarks.append(Remark(f"{name}, hàng {number}", HIDDEN_ROW))
            continue
        before = row.find(f"{W}trPr/{W}gridBefore")
        cells = [Cell("", f"{name}, hàng {number}, cột 1")] * _count(before, 0)
        for element in _children(row, f"{W}tc"):
            cells += _cell(element, f"{name}, hàng {number}", len(cells), above, remarks)
            if len(cells) > MOST_COLUMNS:
                raise TableError(f"{name}, hàng {number}: bảng rộng hơn {MOST_COLUMNS} cột")
        above = dict(enumerate(cells))
        rows.append(tuple(cells))
    return SourceTable(name, tuple(rows))


def _cell(
    element: Element, row: str, column: int, above: dict[int, Cell], remarks: list[Remark]
) -> list[Cell]:
    at = f"{row}, cột {column + 1}"
    span = _count(element.find(f"{W}tcPr/{W}gridSpan"), 1)
    merge = element.find(f"{W}tcPr/{W}vMerge")
    if merge is not None and merge.get(f"{W}val", "continue") == "continue" and column in above:
        first = Cell(above[column].text, at, "above", above[column].fault)
    else:
        first = Cell(_text(element, at, remarks), at, fault=_fault(element))
    rest = [Cell(first.text, at, "left", first.fault)] * (min(span, MOST_COLUMNS + 1) - 1)
    return [first, *rest]


def _fault(element: Element) -> str:
    if element.find(f".//{W}tbl") is not None:
        return NESTED
    if element.find(f".//{_BOX}") is not None:
        return BOX
    if element.find(f".//{W}numPr") is not None and not text(element, _unread).strip():
        return NUMBERED
    return ""


def _text(cell: Element, at: str, remarks: list[Remark]) -> str:
    """Give the lines of a cell; a small raised mark is a footnote's and no part of the text."""
    lines = []
    for paragraph in within(cell, _PARAGRAPH, _GONE | _TABLE):
        lines += text(paragraph, _unread).split("\n")
    for run in cell.iter(f"{W}r"):
        if _hidden(run) and any((t.text or "").strip() for t in run.iter(f"{W}t")):
            remarks.append(Remark(at, HIDDEN_TEXT))
            break
    if any(_raised(run) for run in cell.iter(f"{W}r")):
        remarks.append(Remark(at, MARK))
    return "\n".join(line for line in map(clean, lines) if line)


def _unread(element: Element) -> bool:
    """Say whether an element is no part of its cell's text."""
    if element.tag == f"{W}r":
        return _hidden(element) or _raised(element)
    return element.tag == _BOX or element.tag in _TABLE


def _hidden(run: Element) -> bool:
    return _on(run.find(f"{W}rPr/{W}vanish"))


def _raised(run: Element) -> bool:
    place = run.find(f"{W}rPr/{W}vertAlign")
    return place is not None and place.get(f"{W}val") == "superscript"


def _on(mark: Element | None) -> bool:
    return mark is not None and mark.get(f"{W}val") not in ("0", "false", "off")


def _count(mark: Element | None, default: int) -> int:
    """Give the number a mark holds; what is no small number counts as one."""
    if mark is None:
        return default
    text = mark.get(f"{W}val", "")
    return int(text) if text.isdecimal() and len(text) < 4 and text.isascii() else 1
