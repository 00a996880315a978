"""The paragraphs and tables of a Word file as a reader sees them, and its two-column head."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from xml.etree.ElementTree import Element

from par_rules.evidence.letterhead import NATIONAL_TITLE, PARTY_TITLE
from par_rules.letters import clean, fold
from par_rules.word_text import GONE, W, text, within

_BLOCKS = frozenset((f"{W}p", f"{W}tbl"))
_CELLS = frozenset((f"{W}tc",))
_NO_TABLE = GONE | {f"{W}tbl"}
_TITLES = (NATIONAL_TITLE, PARTY_TITLE)
_MOTTO = "doc lap - tu do - hanh phuc"


def blocks(parent: Element) -> Iterator[Element]:
    """Give paragraphs and tables in their order, those inside content controls too."""
    return within(parent, _BLOCKS)


def cells(row: Element) -> list[Element]:
    """Give the cells of a table's row, without those that only keep a distance."""
    found = list(within(row, _CELLS, _NO_TABLE))
    return [cell for cell in found if text(cell).strip()] if len(found) > 2 else found


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
