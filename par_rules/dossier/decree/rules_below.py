"""The line under motto, issuing body and subject: as long as the words, or a third to a half."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from par_rules.dossier.decree.finding import Finding, number
from par_rules.dossier.decree.paper import Line
from par_rules.dossier.decree.parts import Parts, Placed
from par_rules.dossier.text_width import width_mm

# Programs draw a line by eye: a tenth more or less is as long.
_BY_EYE = 0.1
MOST_WORDS = 200


def rule_findings(
    parts: Parts, lines: Sequence[Placed], where: str, rule: str, *, whole: bool = False
) -> Iterator[Finding]:
    """Judge the line under ``lines``: ``whole``: as long as the words, else ⅓ to ½ of them.

    Where the words take several lines, ⅓ of the shortest to ½ of the longest will do. A line of
    unknown length is taken as right.
    """
    drawn = parts.rules_under(lines[-1].at)
    if drawn is None:
        how = "dài bằng dòng chữ" if whole else "dài từ 1/3 đến 1/2 dòng chữ"
        yield Finding(
            rule, where, "không có đường kẻ ngang bên dưới", f"kẻ nét liền, {how}, canh giữa"
        )
        return
    widths = [width for p in lines for width in _widths(p.line)]
    low, high = (max(widths),) * 2 if whole else (min(widths) / 3, max(widths) / 2)
    known = [width for width in drawn if width is not None]
    if known and not any(low * (1 - _BY_EYE) <= w <= high * (1 + _BY_EYE) for w in known):
        right = number(round(high)) if whole else f"{number(round(low))} đến {number(round(high))}"
        yield Finding(
            rule,
            where,
            f"đường kẻ bên dưới dài {number(round(known[0]))} mm",
            f"kẻ dài {right} mm",
        )


def _widths(line: Line) -> list[float]:
    """Give the width in mm of each line that the words take in the room there is."""
    size = max(line.sizes, default=14)
    words = line.words.split()[:MOST_WORDS]
    room = (line.room or 1000) - line.left - line.right
    found = [""]
    for word in words:
        longer = f"{found[-1]} {word}".strip()
        if found[-1] and width_mm(longer, size, bold=line.all_are("bold")) > room:
            found.append(word)
        else:
            found[-1] = longer
    return [width_mm(text, size, bold=line.all_are("bold")) for text in found]
