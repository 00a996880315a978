"""``bao-cao.pdf``: the report as :mod:`par_rules.dossier.docx` has it, set by typst.

Neither Word nor a font of the machine is needed; the same result gives the same bytes.
"""

from __future__ import annotations

import re
import textwrap
from pathlib import Path
from typing import Any

from par_rules.dossier.blocks import Annex, Block, Heading, Table, Text
from par_rules.dossier.formalities import (
    KIND,
    MOTTO,
    NUMBER,
    ROMAN,
    SIGNER,
    STATE,
    dated,
    recipients,
)
from par_rules.dossier.plain_text import printable
from par_rules.dossier.report import report
from par_rules.dossier.typeset import typeset
from par_rules.dossier.wording import body_lines
from par_rules.dossier.year_result import YearResult
from par_rules.files import write_atomic

TEMPLATE = "bao_cao.typ"
# About as many lines of a cell fill a third of a page; a longer row may go over to the next.
MANY_LINES = 18
LETTERS_PER_MM = 0.5


def write_report_pdf(result: YearResult, path: Path) -> Path:
    """Write the report and give the path really written; raises ``OSError``."""
    return write_atomic(path, render(result))


def render(result: YearResult) -> bytes:
    """Give the report as PDF pages."""
    return typeset(TEMPLATE, page_data(result))


def page_data(result: YearResult) -> dict[str, Any]:
    """Give what the template sets, as plain values; it reads none of them as markup."""
    text = report(result)
    last = len(text.bases) - 1
    data = {
        "day": [result.as_of.year, result.as_of.month, result.as_of.day],
        "mark": text.mark,
        "body_name": list(body_lines(result.unit_title)),
        "number": NUMBER,
        "state": STATE,
        "motto": MOTTO,
        "dated": dated(result.unit_title, result.as_of.year),
        "kind": KIND,
        "subject": text.subject,
        "to": f"Kính gửi: {text.to}" if text.to else "",
        "bases": [f"{basis}{'.' if n == last else ';'}" for n, basis in enumerate(text.bases)],
        "opening": text.opening,
        "body": [_block(block) for block in text.body],
        "closing": text.closing,
        "recipients": list(recipients(sent=bool(text.to))),
        "signer": list(SIGNER),
        "annexes": [
            _annex(annex, ROMAN[n], text.reference) for n, annex in enumerate(text.annexes)
        ],
    }
    cleaned: dict[str, Any] = _printable(data)
    return cleaned


def _annex(annex: Annex, number: str, reference: str) -> dict[str, Any]:
    return {
        "number": f"Phụ lục {number}",
        "title": annex.title.upper(),
        "reference": reference,
        "landscape": annex.landscape,
        "blocks": [_block(block) for block in annex.blocks],
    }


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Heading):
        words = block.text.upper() if block.level == 1 else block.text
        return {"is": "heading", "text": words, "level": block.level}
    if isinstance(block, Text):
        return {"is": "text", "lead": block.lead, "text": block.text}
    most = [max(6, int(width * LETTERS_PER_MM)) for width in block.widths]
    return {
        "is": "table",
        "head": list(block.head),
        "widths": list(block.widths),
        "rows": [
            {"cells": _cells(row, most), "bold": n in block.bold, "breaks": _is_long(row, block)}
            for n, row in enumerate(block.rows)
        ],
        "numbers": sorted(block.numbers),
    }


def _cells(row: tuple[str, ...], most: list[int]) -> list[list[str]]:
    """Cut the words that are wider than their cell; the pieces are set without a mark."""
    return [_pieces(printable(text), letters) for text, letters in zip(row, most, strict=True)]


def _pieces(text: str, most: int) -> list[str]:
    if max(map(len, text.split()), default=0) <= most:
        return [text]
    found = [""]
    for word in re.split(r"(\S+)", text):
        whole = len(word) <= most or word.isspace()
        cut = [word] if whole else textwrap.wrap(word, most // 2, break_on_hyphens=False)
        found[-1] += cut[0]
        found += cut[1:]
    return found


def _is_long(row: tuple[str, ...], table: Table) -> bool:
    lines = (
        len(text) / (width * LETTERS_PER_MM) for text, width in zip(row, table.widths, strict=True)
    )
    return max(lines, default=0) > MANY_LINES


def _printable(value: Any) -> Any:
    """Drop what cannot be set from every text, however deep; the rows of tables have been."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {k: part if k == "rows" else _printable(part) for k, part in value.items()}
    return [_printable(part) for part in value] if isinstance(value, list) else value
