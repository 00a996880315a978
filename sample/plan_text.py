"""Gives the draft five-year plan, the only real text of the sample, as the blocks of a document.

The text stands in ``text/`` as it came, slips included, but for the signer's name.
"""

from __future__ import annotations

import re
from pathlib import Path

from sample.documents import Block, Table

_TEXT = Path(__file__).resolve().parent / "text" / "ke-hoach-cchc-2026-2030-du-thao.txt"
# Lines of the text, counted from 1.
_BASIS = range(11, 15)
_BODY = range(15, 292)
_RECIPIENTS = range(295, 303)
_TARGETS = range(308, 340)
_TASKS = range(341, 416)
_WIDTHS = {5: (6, 44, 9, 11, 30), 6: (5, 29, 15, 18, 12, 21)}


def plan_basis() -> tuple[str, ...]:
    return tuple(_lines(_BASIS))


def plan_recipients() -> tuple[str, ...]:
    return tuple(line.removeprefix("- ") for line in _lines(_RECIPIENTS))


def plan_body() -> tuple[Block, ...]:
    """Give the body and both annexes, each annex on a new page."""
    body: list[Block] = [_headed(line) for line in _lines(_BODY)]
    return (*body, "~~~", "---", *_annex(_TARGETS), "---", *_annex(_TASKS))


def _lines(numbers: range) -> list[str]:
    lines = _TEXT.read_text(encoding="utf-8").split("\n")
    return [lines[number - 1].strip() for number in numbers if lines[number - 1].strip()]


def _headed(line: str) -> str:
    """Mark section titles ("I. MỤC TIÊU…", "1. Mục tiêu") as headings."""
    return f"# {line}" if re.match(r"([IVX]+\.|\d+(\.\d+)?\.) [^.;]{3,90}$", line) else line


def _annex(numbers: range) -> tuple[Block, ...]:
    lines = _lines(numbers)
    rows = [tuple(line.split("\t")) for line in lines if "\t" in line]
    head = rows[0]
    full = tuple(row + ("",) * (len(head) - len(row)) for row in rows[1:])
    titles = tuple(f"> {line}" for line in lines if "\t" not in line)
    return (*titles, Table(head=head, rows=full, widths=_WIDTHS[len(head)]))
