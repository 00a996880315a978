"""A form in Word: its tables as grids, and text written into a cell in the cell's own type."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from par_rules.dossier.fill_grid import Grid, GridCell
from par_rules.dossier.fill_parts import Parts
from par_rules.dossier.wording import points
from par_rules.evidence.office_files import Unreadable
from par_rules.letters import clean

PART = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


class WordForm:
    """A DOCX as a form."""

    def __init__(self, data: bytes) -> None:
        self._parts = Parts(data)
        if PART not in self._parts.names():
            raise Unreadable("không phải tệp Word")
        self._root = self._parts.tree(PART)

    def grids(self) -> list[Grid]:
        """Give all tables, those inside cells too, numbered as they come."""
        return [
            _grid(table, f"bảng {number}")
            for number, table in enumerate(self._root.iter(f"{_W}tbl"), 1)
        ]

    def put_text(self, cell: GridCell, text: str) -> None:
        """Write into the first paragraph of the cell, in place of its dots."""
        paragraphs = cell.held.findall(f"{_W}p")
        if not paragraphs:
            paragraphs = [_new(cell.held, "p")]
        look = _look(paragraphs[0])
        for run in (run for paragraph in paragraphs for run in paragraph.findall(f"{_W}r")):
            if _run_text(run).strip():
                run.getparent().remove(run)
        run = _new(paragraphs[0], "r")
        if look is not None:
            run.append(look)
        written = _new(run, "t")
        written.text = text
        written.set(_SPACE, "preserve")

    def put_points(self, cell: GridCell, number: Fraction) -> None:
        """Write points with a decimal comma."""
        self.put_text(cell, points(number))

    def saved(self) -> bytes:
        """Give the filled file: the text of the document changed, all else as it was."""
        self._parts.put(PART, self._root)
        return self._parts.saved()


def _new(parent: Any, tag: str) -> Any:
    child = parent.makeelement(f"{_W}{tag}", {})
    parent.append(child)
    return child


def _grid(table: Any, title: str) -> Grid:
    cells: dict[tuple[int, int], GridCell] = {}
    above: dict[int, GridCell] = {}
    for row, line in enumerate(_children(table, "tr")):
        column = _number(line.find(f"{_W}trPr/{_W}gridBefore"), 0)
        now: dict[int, GridCell] = {}
        for held in _children(line, "tc"):
            width = max(1, _number(held.find(f"{_W}tcPr/{_W}gridSpan"), 1))
            merge = held.find(f"{_W}tcPr/{_W}vMerge")
            goes_on = merge is not None and merge.get(f"{_W}val") != "restart"
            if goes_on and column in above:
                cell = above[column]
            else:
                cell = GridCell(row, column, _cell_text(held), held)
            if merge is not None:
                now[column] = cell
            for place in range(column, column + min(width, 200)):
                cells[row, place] = cell
            column += width
        above = now
    return Grid(title, cells)


def _children(parent: Any, tag: str) -> Iterator[Any]:
    """Give rows or cells, those inside content controls and tracked changes too."""
    for child in parent:
        if child.tag == f"{_W}{tag}":
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _children(child, tag)


def _number(element: Any, default: int) -> int:
    value = element.get(f"{_W}val", "") if element is not None else ""
    return int(value) if value.isdecimal() else default


def _cell_text(held: Any) -> str:
    """Give the cell's own text, without that of tables inside it."""
    own = [p for p in held.iter(f"{_W}p") if next(p.iterancestors(f"{_W}tc")) is held]
    return clean(" ".join("".join(map(_run_text, p.iter(f"{_W}r"))) for p in own))


def _run_text(run: Any) -> str:
    return "".join((t.text or "") if t.tag == f"{_W}t" else " " for t in run if t.tag in _SHOWN)


_SHOWN = frozenset({f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}noBreakHyphen"})


def _look(paragraph: Any) -> Any:
    """Give the type of the cell: that of its first run, else of its paragraph mark."""
    found = paragraph.find(f"{_W}r/{_W}rPr")
    if found is None:
        found = paragraph.find(f"{_W}pPr/{_W}rPr")
    if found is None:
        return None
    look = copy.deepcopy(found)
    for mark in [child for child in look if child.tag in (f"{_W}ins", f"{_W}del")]:
        look.remove(mark)
    return look
