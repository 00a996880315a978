"""Font, code and colour of every letter (Phụ lục I, Phần I, mục I.4)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from par_rules.dossier.decree.finding import Finding, listed, quoted
from par_rules.dossier.decree.paper import Line, Paper, Run
from par_rules.dossier.plain_text import printable

FONT = "Times New Roman"
RULE = "I.4"
# So many fonts and colours are told of; who uses more knows.
MOST = 20
_BLACK = ("", "000000")
# Fonts that show Vietnamese by codes of their own: the letters underneath are others.
_OLD = re.compile(r"^\.?vn|^vni|^svni|^abc", re.IGNORECASE)


def letter_findings(paper: Paper) -> Iterator[Finding]:
    """Judge the letters of text, tables, headers and footers; one finding for each fault."""
    fonts: dict[str, list[str]] = {}
    colours: dict[str, list[str]] = {}
    apart: list[str] = []
    for line in (*paper.lines, *paper.marginal):
        for run in line.runs:
            for font in _fonts(run):
                if font.casefold() != FONT.casefold():
                    fonts.setdefault(font, []).append(_where(line))
            if run.look.colour not in _BLACK and run.text.strip():
                colours.setdefault(run.look.colour, []).append(_where(line))
        if not unicodedata.is_normalized("NFC", line.text):
            apart.append(_where(line))
    for font, places in list(fonts.items())[:MOST]:
        old = bool(_OLD.match(font))
        yield Finding(
            RULE,
            listed(places),
            f"phông chữ {printable(font, 60)}" + " (mã cũ, không phải Unicode)" * old,
            "chuyển mã sang Unicode rồi đặt phông Times New Roman" * old
            or "đặt phông Times New Roman",
        )
    for colour, places in list(colours.items())[:MOST]:
        yield Finding(RULE, listed(places), f"chữ màu #{printable(colour, 10)}", "đặt màu đen")
    if apart:
        yield Finding(
            RULE,
            listed(apart),
            "chữ có dấu gõ bằng Unicode tổ hợp",
            "chuyển mã sang Unicode dựng sẵn",
        )


def _fonts(run: Run) -> Iterator[str]:
    """Give the fonts that the letters take: one for ASCII, one for all others."""
    text = run.text.strip()
    if any(c.isascii() and not c.isspace() for c in text):
        yield run.look.plain
    if any(not c.isascii() for c in text):
        yield run.look.other


def _where(line: Line) -> str:
    if line.cell is not None and line.cell[0] >= 0:
        return f"bảng {line.cell[0] + 1}, dòng {line.cell[1] + 1}, {quoted(line)}"
    return quoted(line)
