"""Plain tables for a screen of 100 columns: long texts wrap inside their column."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

WIDTH = 100
GAP = "  "


def columns(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    wide: Mapping[int, int],
    right: frozenset[int] = frozenset(),
) -> Iterator[str]:
    """Give the lines of a table.

    ``wide`` names the columns that share what is left of the width, by weight; the others take
    what their longest cell needs. ``right`` names the columns set to the right.
    """
    narrow = {
        i: max(len(row[i]) for row in [heads, *rows]) for i in range(len(heads)) if i not in wide
    }
    left = WIDTH - sum(narrow.values()) - len(GAP) * (len(heads) - 1)
    total = sum(wide.values())
    widths = [
        narrow[i] if i in narrow else max(left * wide[i] // total, 10) for i in range(len(heads))
    ]
    yield from _lines(heads, widths, right)
    yield GAP.join("─" * width for width in widths)
    for row in rows:
        yield from _lines(row, widths, right)


def _lines(row: Sequence[str], widths: Sequence[int], right: frozenset[int]) -> Iterator[str]:
    cells = [textwrap.wrap(text, width) or [""] for text, width in zip(row, widths, strict=True)]
    for parts in zip_longest(*cells, fillvalue=""):
        placed = (
            part.rjust(width) if i in right else part.ljust(width)
            for i, (part, width) in enumerate(zip(parts, widths, strict=True))
        )
        yield GAP.join(placed).rstrip()
