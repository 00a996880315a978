"""``trang-chu-tich.docx``: the chairman's page in Word, one A4 page: every height in it is fixed.

A row or line of exact height never grows, so the sum of all heights says that the page holds.
Where they would not fit at full size, all of it gets smaller.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from xml.sax.saxutils import escape

from par_rules.dossier.chairman import summary
from par_rules.dossier.chairman.fit import line_count
from par_rules.dossier.chairman.summary import ChairmanPage, Row
from par_rules.dossier.docx_page import new_document, saved

TOP, BOTTOM, LEFT, RIGHT = 13, 13, 20, 15
# Points between the margins, less what Word adds for the lines of tables.
ROOM = (297 - TOP - BOTTOM) / 25.4 * 72 - 12
LEADING = 1.22
TWIPS_PER_MM = 56.693
BLUE, RED, GREY, LINES = "12507B", "8C1D18", "4A545E", "B9C4CE"


@dataclass(frozen=True)
class Line:
    """A paragraph of ``lines`` lines of exact height; ``before`` points stand above it."""

    text: str
    size: float
    lines: int = 1
    before: float = 0
    looks: str = ""
    side: str = "left"
    right: str = ""

    @property
    def height(self) -> float:
        """Give the points that it takes on the page."""
        return self.before + self.lines * self.size * LEADING


@dataclass(frozen=True)
class Rows:
    """A table whose rows have a height each; ``sizes`` are of the text of each row."""

    widths: Sequence[float]
    rows: Sequence[Row]
    sizes: Sequence[float]
    lines: Sequence[int]
    bold: frozenset[int] = frozenset()
    numbers: frozenset[int] = frozenset()
    boxed: bool = False

    @property
    def heights(self) -> list[float]:
        """Give the points of each row."""
        return [n * s * LEADING + 4 for n, s in zip(self.lines, self.sizes, strict=True)]

    @property
    def height(self) -> float:
        """Give the points that it takes on the page."""
        return sum(self.heights)


def word(page: ChairmanPage, as_of: date) -> bytes:
    """Give the page as a Word file; ``as_of`` is its only date."""
    from docx.oxml import parse_xml
    from docx.shared import Mm

    document = new_document(summary.TITLE, datetime.combine(as_of, time()))
    sheet = document.sections[0]
    sheet.top_margin, sheet.bottom_margin = Mm(TOP), Mm(BOTTOM)
    sheet.left_margin, sheet.right_margin = Mm(LEFT), Mm(RIGHT)
    blocks = list(_blocks(page))
    part = min(1.0, ROOM / sum(block.height for block in blocks))
    holder: Any = document.element.body
    for block in blocks:
        xml = _paragraph(block, part) if isinstance(block, Line) else _table(block, part)
        holder.insert(len(holder) - 1, parse_xml(xml))
    return saved(document)


def _blocks(page: ChairmanPage) -> Iterator[Line | Rows]:
    size, small = summary.SIZE, summary.SMALL
    yield Line(page.about, size, right=summary.MARK)
    yield Line(summary.TITLE, 16, before=4, looks="<w:b/>", side="center")
    yield Line(page.subject, 13, looks="<w:b/>", side="center")
    for n, text in enumerate(page.standing):
        lines = line_count(text, summary.WIDTH, size)
        yield Line(text, size, lines, before=5 if n == 0 else 2)
    yield Line("", 4)
    names, numbers, notes = zip(*page.parts, strict=True)
    parts = (tuple(names), tuple(numbers), tuple(notes))
    yield Rows(summary.PART_WIDTHS, parts, (small, 16, 9.5), (1, 1, 1), frozenset((1,)), boxed=True)
    yield Line("", 6)
    yield _rows(
        summary.OFFICE_HEAD, summary.OFFICE_WIDTHS, page.offices, 1,
        bold=frozenset((0, len(page.offices))), numbers=frozenset((1, 2, 3, 4)),
    )  # fmt: skip
    yield _heading(page.actions_title)
    if page.actions:
        yield _rows(summary.ACTION_HEAD, summary.ACTION_WIDTHS, page.actions)
        yield Line(summary.GAINS, 9.5, before=2, looks="<w:i/>")
    else:
        yield Line(summary.NO_ACTION, size)
    yield _heading(page.week)
    if page.to_sign:
        yield _rows(summary.SIGN_HEAD, summary.SIGN_WIDTHS, page.to_sign)
        yield Line(page.more_to_sign, 9.5, before=2, looks="<w:i/>")
    else:
        yield Line(summary.NOTHING_TO_SIGN, size)


def _heading(text: str) -> Line:
    return Line(text, 13, before=8, looks=f'<w:b/><w:color w:val="{BLUE}"/>')


def _rows(
    head: Row,
    widths: Sequence[float],
    rows: Sequence[Row],
    lines: int | None = None,
    *,
    bold: frozenset[int] = frozenset((0,)),
    numbers: frozenset[int] = frozenset(),
) -> Rows:
    """Give a table with its head; ``lines`` is None where each row has as many as it needs."""
    many = [1] + [lines or _most_lines(row, widths) for row in rows]
    sizes = [float(summary.SMALL)] * len(many)
    return Rows(widths, (head, *rows), sizes, many, bold, numbers)


def _most_lines(row: Row, widths: Sequence[float]) -> int:
    found = (
        line_count(text, width - summary.SIDES, summary.SMALL)
        for text, width in zip(row, widths, strict=True)
    )
    return min(max(found), summary.ROW_LINES)


def _paragraph(line: Line, part: float) -> str:
    from docx.oxml.ns import nsdecls

    tab = f'<w:tabs><w:tab w:val="right" w:pos="{_mm(summary.WIDTH)}"/></w:tabs>'
    right = ""
    if line.right:
        looks = f'<w:b/><w:color w:val="{RED}"/>'
        right = f"<w:r><w:tab/></w:r>{_run(line.right, line.size * part, looks)}"
    return (
        f"<w:p {nsdecls('w')}><w:pPr>{tab if line.right else ''}"
        f'<w:spacing w:before="{_twentieths(line.before * part)}" w:after="0" '
        f'w:line="{_twentieths(line.size * LEADING * part)}" w:lineRule="exact"/>'
        f'<w:jc w:val="{line.side}"/></w:pPr>{_run(line.text, line.size * part, line.looks)}'
        f"{right}</w:p>"
    )


def _table(table: Rows, part: float) -> str:
    from docx.oxml.ns import nsdecls

    grid = "".join(f'<w:gridCol w:w="{_mm(width)}"/>' for width in table.widths)
    sides = ["top", "left", "bottom", "right", "insideV"] if table.boxed else ["bottom", "insideH"]
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="{LINES}"/>' for side in sides
    )
    side = _mm(summary.SIDES / 2)
    rows = "".join(_row(table, n, row, part) for n, row in enumerate(table.rows))
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{_mm(sum(table.widths))}" w:type="dxa"/>'
        f"<w:tblBorders>{lines}</w:tblBorders>"
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="{side}" w:type="dxa"/>'
        f'<w:right w:w="{side}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _row(table: Rows, number: int, row: Row, part: float) -> str:
    size = table.sizes[number] * part
    looks = "<w:b/>" if number in table.bold else ""
    looks += f'<w:color w:val="{GREY}"/>' if table.boxed and number == 2 else ""
    cells = []
    for place, (text, width) in enumerate(zip(row, table.widths, strict=True)):
        side = "center" if table.boxed else "right" if place in table.numbers else "left"
        cells.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{_mm(width)}" w:type="dxa"/>'
            '<w:vAlign w:val="center"/></w:tcPr>'
            f'<w:p><w:pPr><w:spacing w:before="0" w:after="0" '
            f'w:line="{_twentieths(size * LEADING)}" w:lineRule="exact"/><w:jc w:val="{side}"/>'
            f"</w:pPr>{_run(text, size, looks)}</w:p></w:tc>"
        )
    height = _twentieths(table.heights[number] * part)
    return (
        f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="{height}" w:hRule="exact"/></w:trPr>'
        f"{''.join(cells)}</w:tr>"
    )


def _run(text: str, size: float, looks: str) -> str:
    return (
        f'<w:r><w:rPr>{looks}<w:sz w:val="{int(2 * size)}"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    )


def _mm(length: float) -> int:
    return round(length * TWIPS_PER_MM)


def _twentieths(points: float) -> int:
    return int(points * 20)
