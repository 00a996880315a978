"""Reads a Word file into a :class:`par_rules.dossier.decree.paper.Paper`.

Nothing is believed of the file: it is read within the budget of
:mod:`par_rules.evidence.office_files`, no link in it is followed.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from xml.etree.ElementTree import Element

from par_rules.dossier.decree.paper import Line, PageNumber, Paper, Run, Section
from par_rules.dossier.decree.styles import (
    Properties,
    Styles,
    W,
    is_on,
    number_in,
    number_of,
)
from par_rules.evidence.office_files import Unreadable, check_size, open_archive, read_xml

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_V = "{urn:schemas-microsoft-com:vml}"
_GONE = frozenset(
    (
        f"{W}del",
        f"{W}moveFrom",
        f"{W}txbxContent",
        f"{W}pPr",
        f"{W}rPr",
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    )
)
_MM = 25.4 / 1440  # a twip
_EMU = 1 / 36_000
_CELL_SIDE = 1.9  # mm that Word keeps free at each side of a cell
_PAGE = re.compile(r"\bPAGE\b")
_NUMERIC = re.compile(r"width:\s*([\d.]+)pt")


def read_paper(data: bytes) -> Paper:
    """Read a DOCX; raises ``Unreadable`` with a Vietnamese message."""
    if not data.startswith(b"PK\x03\x04"):
        raise Unreadable("không phải tệp Word (.docx): mở bằng Word, lưu lại dạng .docx")
    archive = open_archive(data)
    check_size(archive)
    return _Reader(
        {
            name: read_xml(archive, name)
            for name in archive.namelist()
            if re.fullmatch(
                r"word/(document|styles|settings|numbering|header\d*|footer\d*|theme/theme\d+)\.xml"
                r"|word/_rels/document\.xml\.rels",
                name,
            )
        }
    ).paper()


class _Reader:
    def __init__(self, parts: Mapping[str, Element]) -> None:
        self.parts = parts
        body = parts["word/document.xml"].find(f"{W}body") if "word/document.xml" in parts else None
        if body is None:
            raise Unreadable("tệp Word không có nội dung")
        self.body = body
        theme = next((p for name, p in parts.items() if "/theme/" in name), None)
        self.styles = Styles(parts.get("word/styles.xml"), theme)
        self.section = 0
        self.tables = 0
        self.lines: list[Line] = []
        last = body.find(f"{W}sectPr")
        ends = [*body.iterfind(f".//{W}p/{W}pPr/{W}sectPr"), Element(f"{W}sectPr")]
        self.sections = tuple(self._sections(ends if last is None else [*ends[:-1], last]))

    def paper(self) -> Paper:
        self._block(self.body, None, None, None)
        lines = tuple(self.lines)
        self.lines = []
        for name, part in self.parts.items():
            if re.match(r"word/(header|footer)", name):
                self._block(part, None, None, None)
        settings = self.parts.get("word/settings.xml")
        tab = None if settings is None else settings.find(f"{W}defaultTabStop")
        stop = number_of(tab, "val")
        return Paper(
            self.sections,
            lines,
            tuple(self.lines),
            12.7 if stop is None else stop * _MM,
        )

    # Text

    def _block(
        self,
        parent: Element,
        cell: tuple[int, int, int] | None,
        room: float | None,
        table: str | None,
    ) -> None:
        for child in parent:
            if child.tag == f"{W}p":
                self.lines += self._lines(child, cell, room, table)
                for box in child.iter(f"{W}txbxContent"):
                    self._boxed(box)
                if child.find(f"{W}pPr/{W}sectPr") is not None:
                    self.section += 1
            elif child.tag == f"{W}tbl":
                self._table(child)
            elif child.tag not in _GONE:
                self._block(child, cell, room, table)

    def _boxed(self, box: Element) -> None:
        for paragraph in box.iter(f"{W}p"):
            for line in self._lines(paragraph, None, None, None):
                self.lines.append(replace(line, boxed=True))

    def _table(self, table: Element) -> None:
        number, self.tables = self.tables, self.tables + 1
        named = table.find(f"{W}tblPr/{W}tblStyle")
        style = self.styles.standard.get("table") if named is None else named.get(f"{W}val")
        grid = [number_of(column, "w") or 0.0 for column in table.iter(f"{W}gridCol")]
        for row_number, row in enumerate(_inside(table, f"{W}tr")):
            for column, cell in enumerate(_inside(row, f"{W}tc")):
                width = cell.find(f"{W}tcPr/{W}tcW")
                twips = number_of(width, "w")
                if width is None or width.get(f"{W}type") not in ("dxa", None) or not twips:
                    twips = grid[column] if column < len(grid) else None
                room = twips * _MM - 2 * _CELL_SIDE if twips else None
                self._block(cell, (number, row_number, column), room, style)

    def _lines(
        self,
        paragraph: Element,
        cell: tuple[int, int, int] | None,
        room: float | None,
        table: str | None,
    ) -> list[Line]:
        layout = self.styles.layout_of(paragraph, table)
        if cell is None:
            page = self.sections[min(self.section, len(self.sections) - 1)]
            room = page.width - page.left - page.right
        pieces: list[list[Run]] = [[]]
        ground = self.styles.ground(paragraph, table)
        for run in _runs(paragraph):
            look = self.styles.look(run, ground)
            for n, text in enumerate(_text(run).split("\n")):
                if n:
                    pieces.append([])
                shown = text.upper() if look.caps else text
                if shown:
                    pieces[-1].append(Run(shown, look))
        return [
            self._line(tuple(piece), layout, cell, room, (n, len(pieces)), paragraph)
            for n, piece in enumerate(pieces)
        ]

    def _line(
        self,
        runs: tuple[Run, ...],
        layout: Properties,
        cell: tuple[int, int, int] | None,
        room: float | None,
        place: tuple[int, int],
        paragraph: Element,
    ) -> Line:
        n, count = place
        left, right = (layout.get(side, 0) * _MM for side in ("left", "right"))
        auto = layout.get("rule", "auto") == "auto"
        distance = layout.get("line", 240.0)
        last = n == count - 1
        border = layout.get("border")
        return Line(
            runs,
            layout.get("align", "left"),
            layout.get("first", 0) * _MM,
            left,
            right,
            layout.get("before", 0) / 20 if n == 0 else 0.0,
            layout.get("after", 0) / 20 if last else 0.0,
            distance / 240 if auto else None,
            None if auto else distance / 20,
            bool(layout.get("together")),
            bool(layout.get("numbered")),
            layout.get("style", ""),
            self.section,
            cell,
            room,
            tuple(_rules(paragraph, border, room, left + right)) if last else (),
            border is not None
            and all(_drawn(border, side) for side in ("top", "left", "bottom", "right")),
            n > 0,
        )

    # Pages

    def _sections(self, ends: list[Element]) -> Iterator[Section]:
        held: dict[tuple[str, str], str] = {}
        for end in ends:
            for kind in ("header", "footer"):
                for reference in end.findall(f"{W}{kind}Reference"):
                    target = self._target(reference.get(f"{_R}id") or "")
                    held[kind, reference.get(f"{W}type") or "default"] = target
            size, margins = end.find(f"{W}pgSz"), end.find(f"{W}pgMar")
            numbers = end.find(f"{W}pgNumType")
            start = number_of(numbers, "start")
            title = end.find(f"{W}titlePg")
            yield Section(
                (number_of(size, "w") or 12240) * _MM,
                (number_of(size, "h") or 15840) * _MM,
                (number_of(margins, "top") or 0) * _MM,
                (number_of(margins, "bottom") or 0) * _MM,
                (number_of(margins, "left") or 0) * _MM,
                (number_of(margins, "right") or 0) * _MM,
                None if start is None else int(start),
                "decimal" if numbers is None else numbers.get(f"{W}fmt") or "decimal",
                title is not None and is_on(title),
                self._numbers(held.get(("header", "default"))),
                self._numbers(held.get(("header", "first"))),
                (
                    *self._numbers(held.get(("footer", "default"))),
                    *self._numbers(held.get(("footer", "first"))),
                ),
            )

    def _target(self, wanted: str) -> str:
        for link in self.parts.get("word/_rels/document.xml.rels") or ():
            if link.get("Id") == wanted:
                target = link.get("Target") or ""
                path = target if target.startswith("/") else f"word/{target}"
                return posixpath.normpath(path).lstrip("/")
        return ""

    def _numbers(self, name: str | None) -> tuple[PageNumber, ...]:
        part = self.parts.get(name or "")
        found = []
        for paragraph in part.iter(f"{W}p") if part is not None else ():
            codes = [f.get(f"{W}instr") or "" for f in paragraph.iter(f"{W}fldSimple")]
            run = next(
                (
                    r
                    for r in paragraph.iter(f"{W}r")
                    if any(_PAGE.search(i.text or "") for i in r.iter(f"{W}instrText"))
                ),
                None,
            )
            if run is None and any(_PAGE.search(code) for code in codes):
                run = next(iter(paragraph.iter(f"{W}r")), Element(f"{W}r"))
            if run is not None:
                look = self.styles.look(run, self.styles.ground(paragraph, None))
                align = self.styles.layout_of(paragraph, None).get("align", "left")
                upright = not (look.bold or look.italic)
                found.append(PageNumber(align, look.size, upright))
        return tuple(found)


def _inside(parent: Element, tag: str) -> Iterator[Element]:
    """Give the rows of a table or the cells of a row, those in content controls too."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag not in _GONE and child.tag not in (f"{W}tbl", f"{W}tc"):
            yield from _inside(child, tag)


def _runs(parent: Element) -> Iterator[Element]:
    for child in parent:
        if child.tag == f"{W}r":
            yield child
        elif child.tag not in _GONE:
            yield from _runs(child)


def _text(run: Element) -> str:
    pieces = []
    for part in run:
        if part.tag == f"{W}t":
            pieces.append((part.text or "").replace("\n", " "))
        elif part.tag == f"{W}tab":
            pieces.append("\t")
        elif part.tag == f"{W}cr" or (
            part.tag == f"{W}br" and part.get(f"{W}type", "textWrapping") == "textWrapping"
        ):
            pieces.append("\n")
        elif part.tag == f"{W}noBreakHyphen":
            pieces.append("-")
    return "".join(pieces)


def _drawn(border: Element, side: str) -> bool:
    line = border.find(f"{W}{side}")
    return line is not None and line.get(f"{W}val") not in (None, "nil", "none")


def _rules(
    paragraph: Element, border: Element | None, room: float | None, indents: float
) -> Iterator[float | None]:
    """Give the widths in mm of the lines drawn at a paragraph: its lower border, shapes."""
    if border is not None and _drawn(border, "bottom") and not _drawn(border, "top"):
        yield None if room is None else room - indents
    for extent in paragraph.iter(f"{_WP}extent"):
        width, height = ((number_in(extent.get(s) or "") or 0) * _EMU for s in ("cx", "cy"))
        if height < 2 < width:
            yield width
    for line in paragraph.iter(f"{_V}line"):
        start, end = (
            number_in(re.sub(r"pt$", "", (line.get(e) or "0").split(",")[0]))
            for e in ("from", "to")
        )
        yield None if start is None or end is None else abs(end - start) * 25.4 / 72
    for shape in paragraph.iter(f"{_V}shape"):
        told = _NUMERIC.search(shape.get("style") or "")
        if told and re.search(r"height:\s*0", shape.get("style") or ""):
            yield (number_in(told[1]) or 0) * 25.4 / 72
