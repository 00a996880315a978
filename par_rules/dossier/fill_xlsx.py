"""A form in Excel: its sheets as grids; text goes in as text, points as numbers.

Only the sheets that are written to change, and the mark that has Excel count formulas anew.
"""

from __future__ import annotations

import posixpath
import re
from fractions import Fraction
from typing import Any

from par_rules.dossier.fill_grid import Grid, GridCell
from par_rules.dossier.fill_parts import Parts
from par_rules.evidence.office_files import Unreadable
from par_rules.letters import clean
from par_rules.values.exact import decimal_text

BOOK = "xl/workbook.xml"
STRINGS = "xl/sharedStrings.xml"
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PLACE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
# A form is not wider or longer; what is has cells laid out to the end of the sheet.
MOST_COLUMNS = 100
MOST_ROWS = 5000
# What a cell holds at most.
LONGEST = 32_767


class ExcelForm:
    """An XLSX as a form."""

    def __init__(self, data: bytes) -> None:
        self._parts = Parts(data)
        names = self._parts.names()
        if BOOK not in names:
            raise Unreadable("không phải tệp Excel")
        self._book = self._parts.tree(BOOK)
        strings = self._parts.tree(STRINGS) if STRINGS in names else ()
        self._strings = [_text(item) for item in strings]
        self._sheets = {
            title: (name, self._parts.tree(name)) for title, name in self._sheet_parts(names)
        }
        self._written: set[str] = set()

    def _sheet_parts(self, names: list[str]) -> list[tuple[str, str]]:
        relations = "xl/_rels/workbook.xml.rels"
        if relations not in names:
            raise Unreadable("tệp hỏng, thiếu danh sách trang")
        targets = {r.get("Id"): r.get("Target", "") for r in self._parts.tree(relations)}
        found = []
        for sheet in self._book.iter(f"{_S}sheet"):
            target = targets.get(sheet.get(f"{_R}id"), "")
            name = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
            if name in names and "worksheets" in name:
                found.append((sheet.get("name", ""), name))
        return found

    def grids(self) -> list[Grid]:
        """Give every sheet as a grid."""
        return [self._grid(title, tree) for title, (_, tree) in self._sheets.items()]

    def _grid(self, title: str, tree: Any) -> Grid:
        cells: dict[tuple[int, int], GridCell] = {}
        lines = {int(line.get("r", "0")) - 1: line for line in tree.iter(f"{_S}row")}
        for held in tree.iter(f"{_S}c"):
            place = _place(held.get("r", ""))
            if place is not None:
                text, counts = clean(self._cell_text(held)), held.find(f"{_S}f") is not None
                cells[place] = GridCell(*place, text, (title, held.getparent(), held), counts)
        last = max((column for (_, column), cell in cells.items() if cell.text), default=-1)
        for row, line in lines.items():
            for column in range(last + 1 if 0 <= row < MOST_ROWS else 0):
                cells.setdefault((row, column), GridCell(row, column, "", (title, line, None)))
        for merge in tree.iter(f"{_S}mergeCell"):
            _merge(cells, merge.get("ref", ""))
        return Grid(f"trang “{clean(title)}”", cells)

    def _cell_text(self, held: Any) -> str:
        kind, value = held.get("t", "n"), held.findtext(f"{_S}v") or ""
        if kind == "inlineStr":
            return _text(held)
        if kind == "s":
            at = int(value) if value.isdecimal() else -1
            return self._strings[at] if 0 <= at < len(self._strings) else ""
        if kind == "n" and value:
            try:
                return decimal_text(Fraction(value), 6)
            except ValueError:
                return value
        return value

    def put_text(self, cell: GridCell, text: str) -> None:
        """Write text as text: nothing in it is ever counted."""
        held = self._emptied(cell)
        held.set("t", "inlineStr")
        inside = held.makeelement(f"{_S}is", {})
        written = held.makeelement(f"{_S}t", {_SPACE: "preserve"})
        written.text = text[:LONGEST]
        inside.append(written)
        held.append(inside)

    def put_points(self, cell: GridCell, number: Fraction) -> None:
        """Write points as a number."""
        held = self._emptied(cell)
        value = held.makeelement(f"{_S}v", {})
        value.text = decimal_text(number, 15)
        held.append(value)

    def _emptied(self, cell: GridCell) -> Any:
        title, line, held = cell.held
        self._written.add(title)
        if held is None:
            held = _new_cell(line, cell)
        held.attrib.pop("t", None)
        for child in list(held):
            held.remove(child)
        return held

    def saved(self) -> bytes:
        """Give the filled file; formulas of the sheets written to lose the value last seen."""
        counts = False
        for title, (name, tree) in self._sheets.items():
            formulas = [c for c in tree.iter(f"{_S}c") if c.find(f"{_S}f") is not None]
            counts = counts or bool(formulas)
            if title not in self._written:
                continue
            for held in formulas:
                for value in held.findall(f"{_S}v"):
                    held.remove(value)
            self._parts.put(name, tree)
        if counts and self._written:
            self._count_anew()
        return self._parts.saved()

    def _count_anew(self) -> None:
        settings = self._book.find(f"{_S}calcPr")
        if settings is None:
            settings = self._book.makeelement(f"{_S}calcPr", {})
            before = [self._book.find(f"{_S}{tag}") for tag in ("definedNames", "sheets")]
            next(place for place in before if place is not None).addnext(settings)
        settings.set("fullCalcOnLoad", "1")
        self._parts.put(BOOK, self._book)


def _merge(cells: dict[tuple[int, int], GridCell], ref: str) -> None:
    first, _, last = ref.partition(":")
    start, end = _place(first), _place(last)
    if start is None or end is None or start not in cells:
        return
    for row in range(start[0], end[0] + 1):
        for column in range(start[1], end[1] + 1):
            cells[row, column] = cells[start]


def _new_cell(line: Any, cell: GridCell) -> Any:
    """Add a cell to its row, in its place among the others."""
    held = line.makeelement(f"{_S}c", {"r": f"{_letters(cell.column)}{cell.row + 1}"})
    if line.get("customFormat") == "1" and line.get("s"):
        held.set("s", line.get("s"))
    for other in line.findall(f"{_S}c"):
        place = _place(other.get("r", ""))
        if place is None or place[1] > cell.column:
            other.addprevious(held)
            return held
    line.append(held)
    return held


def _letters(column: int) -> str:
    above, last = divmod(column, 26)
    return (_letters(above - 1) if above else "") + chr(ord("A") + last)


def _text(item: Any) -> str:
    """Give the text of a shared or inline string, without the reading aid of Asian scripts."""
    return "".join(t.text or "" for t in item.iter(f"{_S}t") if t.getparent().tag != f"{_S}rPh")


def _place(ref: str) -> tuple[int, int] | None:
    """Give row and column from 0 of "B7"; None for what no form has."""
    found = _PLACE.fullmatch(ref)
    if found is None:
        return None
    column = 0
    for letter in found[1]:
        column = 26 * column + ord(letter) - ord("A") + 1
    row = int(found[2])
    return (row - 1, column - 1) if row <= MOST_ROWS and column <= MOST_COLUMNS else None
