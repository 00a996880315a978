"""What a formal paper is made of, whatever file it ends up in: headings, text, tables, annexes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Heading:
    """A numbered part ("I. …") or, at level 2, a point of it ("1. …")."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Text:
    """A paragraph; ``lead`` is set in bold before it."""

    text: str
    lead: str = ""


@dataclass(frozen=True)
class Table:
    """A table: column heads with their widths in mm, and rows of text.

    ``numbers`` are the columns set to the right; ``bold`` the rows set in bold.
    """

    head: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()
    bold: frozenset[int] = frozenset()


Block = Heading | Text | Table


@dataclass(frozen=True)
class Annex:
    """One annex on pages of its own."""

    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False
