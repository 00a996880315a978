"""Annexes: number, title, what they belong to (Phụ lục I, Phần I, mục III.1)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from par_rules.dossier.decree.finding import Finding, Wanted, look_findings, quoted
from par_rules.dossier.decree.parts import AnnexLines, Parts
from par_rules.letters import fold

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_HEAD = 6


def annex_findings(parts: Parts) -> Iterator[Finding]:
    """Judge the head of each annex, their numbers, and whether the text names each."""
    text = fold(" ".join(p.line.words for p in (*parts.body, *parts.bases)))
    text += " " + fold(" ".join(line.words for line in parts.lines if line.cell))
    several = len(parts.annexes) > 1
    for place, annex in enumerate(parts.annexes):
        yield from _annex(annex)
        said = unicodedata.normalize("NFC", annex.lines[0].line.words)
        number = re.sub(r"^phụ lục\s*", "", said, flags=re.IGNORECASE)
        wanted = ROMAN[place] if place < len(ROMAN) else ""
        if several and number != wanted:
            yield Finding(
                "III.1.a",
                quoted(annex.lines[0].line),
                "số thứ tự phụ lục không phải chữ số La Mã hoặc không theo thứ tự",
                f"ghi “Phụ lục {wanted}”",
            )
        named = rf"phu luc (so )?({fold(number)}|{fold(wanted)})\b" if several else "phu luc"
        if not re.search(named, text):
            yield Finding(
                "III.1.a",
                quoted(annex.lines[0].line),
                "lời văn không nhắc đến phụ lục này",
                "ghi trong lời văn “(Phụ lục … kèm theo)”",
            )


def _annex(annex: AnnexLines) -> Iterator[Finding]:
    first, *rest = [p.line for p in annex.lines]
    where = quoted(first)
    wanted = Wanted((14, 14), bold=True, italic=False, capitals=False, align="center")
    yield from look_findings([first], where, "III.1.b", wanted)
    head = [line for line in rest[:_HEAD] if line.words and not line.cell]
    place = next((n for n, x in enumerate(head) if fold(x.words).startswith("(kem theo")), None)
    title = head[: 1 if place is None else place]
    wanted = Wanted((13, 14), bold=True, italic=False, capitals=True, align="center")
    yield from look_findings(title, f"tên của {where}", "III.1.b", wanted)
    if place is None:
        yield Finding(
            "III.1.c",
            where,
            "không có dòng “(Kèm theo … số … ngày … tháng … năm …)”",
            "ghi dưới tên phụ lục; số, ngày để trống cho văn thư",
        )
        return
    wanted = Wanted((13, 14), italic=True, capitals=False, align="center")
    yield from look_findings([head[place]], f"chỉ dẫn của {where}", "III.1.c", wanted)
    told = fold(head[place].words)
    for word, what in {"so": "số, ký hiệu", "ngay": "ngày, tháng, năm", "cua": "cơ quan"}.items():
        if not re.search(rf"\b{word}\b", told):
            yield Finding(
                "III.1.c",
                f"chỉ dẫn của {where}",
                f"không nêu {what} ban hành",
                "ghi “(Kèm theo Báo cáo số … ngày … tháng … năm … của …)”",
            )
