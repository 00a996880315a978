"""The paragraphs and tables of a Word file as a reader sees them, and its two-column head.

Content controls and moved or inserted text are looked through; what was deleted or moved away, and
what only older programs show, is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from xml.etree.ElementTree import Element

from par_rules.evidence.letterhead import NATIONAL_TITLE, PARTY_TITLE
from par_rules.letters import clean, fold

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_GONE = frozenset(
    (
        f"{_W}del",
        f"{_W}moveFrom",
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    )
)
_BLOCKS = frozenset((f"{_W}p", f"{_W}tbl"))
_TITLES = (NATIONAL_TITLE, PARTY_TITLE)
_MOTTO = "doc lap - tu do - hanh phuc"


def blocks(parent: Element) -> Iterator[Element]:
    """Give paragraphs and tables in their order, those inside content controls too."""
    for child in parent:
        if child.tag in _BLOCKS:
            yield child
        elif child.tag not in _GONE:
            yield from blocks(child)


def cells(row: Element) -> list[Element]:
    """Give the cells of a table's row, without those that only keep a distance."""
    found = list(_cells(row))
    return [cell for cell in found if text(cell).strip()] if len(found) > 2 else found


def _cells(parent: Element) -> Iterator[Element]:
    for child in parent:
        if child.tag == f"{_W}tc":
            yield child
        elif child.tag not in _GONE and child.tag != f"{_W}tbl":
            yield from _cells(child)


def text(element: Element) -> str:
    """Give the text as it stands, a tab as "\\t", a line's end as "\\n"."""
    return "".join(_pieces(element))


def _pieces(element: Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag == f"{_W}tab":
            yield "\t"
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
        elif child.tag == f"{_W}noBreakHyphen":
            yield "-"
        elif child.tag not in _GONE and child.tag not in (f"{_W}pPr", f"{_W}rPr"):
            yield from _pieces(child)


def tabbed(texts: Iterable[str]) -> tuple[list[str], list[str]]:
    """Part lines whose two columns are kept apart by tabs; nothing without the national title at
    the right."""
    left: list[str] = []
    right: list[str] = []
    seen = False
    for line in texts:
        parts = [part for piece in line.split("\t") if (part := clean(piece))]
        if len(parts) != 2:
            continue
        seen = seen or fold(parts[1]) in _TITLES
        left.append(parts[0])
        right.append(parts[1])
    return (left, right) if seen else ([], [])


def stacked(texts: Sequence[str]) -> list[str]:
    """Give the lines of a head that stands in one column, without the national title and motto;
    nothing where that title is not among them."""
    lines = [clean(line) for whole in texts for line in whole.split("\n")]
    folded = [fold(line) for line in lines]
    if not any(line in _TITLES for line in folded):
        return []
    return [
        line
        for line, said in zip(lines, folded, strict=True)
        if line and said not in _TITLES and said.replace("–", "-") != _MOTTO
    ]
