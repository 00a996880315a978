"""One rule of the decree that a paper breaks, and the look that a part must have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from par_rules.dossier.decree.paper import Line
from par_rules.dossier.plain_text import printable
from par_rules.values import points_text
from par_rules.values.exact import exact

DECREE = "Nghị định số 30/2020/NĐ-CP"
QUOTED = 50
PLACES = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """``rule`` is the place in Phụ lục I, Phần I ("II.1.a"); the rest is Vietnamese for officials.

    ``where`` says where in the paper, ``what`` what is wrong there, ``todo`` what to do.
    """

    rule: str
    where: str
    what: str
    todo: str

    def text(self) -> str:
        """Write the finding on one line."""
        return f"{self.where}: {self.what}: {self.todo} (Phụ lục I, mục {self.rule})"


@dataclass(frozen=True, slots=True)
class Wanted:
    """How a part must look; None where the decree says nothing.

    ``sizes`` are the smallest and the largest in points, ``capitals`` says whether all letters
    are capitals, ``align`` is "center", "left" or "both".
    """

    sizes: tuple[float, float] | None = None
    bold: bool | None = None
    italic: bool | None = None
    capitals: bool | None = None
    align: str | None = None


_ALIGNED = {"center": "canh giữa", "left": "canh sát lề trái", "both": "canh đều cả hai lề"}


def look_findings(
    lines: Sequence[Line], where: str, rule: str, wanted: Wanted
) -> Iterator[Finding]:
    """Hold the look of a part against what is wanted; lines without words are left out."""
    seen = [line for line in lines if line.words]
    if wanted.sizes is not None:
        low, high = wanted.sizes
        sizes = sorted({s for line in seen for s in line.sizes if not low <= s <= high})
        if sizes:
            said = ", ".join(number(size) for size in sizes)
            right = number(low) if low == high else f"{number(low)} đến {number(high)}"
            yield Finding(rule, where, f"cỡ chữ {said}", f"đặt cỡ chữ {right}")
    yield from _weight(seen, where, rule, wanted)
    if wanted.capitals is True and any(line.text != line.text.upper() for line in seen):
        yield Finding(rule, where, "chưa viết bằng chữ in hoa", "viết toàn bộ bằng chữ in hoa")
    if wanted.capitals is False and any(is_capitals(line.text) for line in seen):
        yield Finding(rule, where, "viết toàn chữ in hoa", "viết bằng chữ in thường")
    if wanted.align is not None and any(line.align not in ("", wanted.align) for line in seen):
        right = _ALIGNED[wanted.align]
        yield Finding(rule, where, f"không {right}", right)


def _weight(seen: Sequence[Line], where: str, rule: str, wanted: Wanted) -> Iterator[Finding]:
    if wanted.bold is True and not all(line.all_are("bold") for line in seen):
        yield Finding(rule, where, "chữ không đậm", "đặt chữ đậm")
    if wanted.bold is False and any(line.some_are("bold") for line in seen):
        yield Finding(rule, where, "chữ đậm", "bỏ đậm")
    if wanted.italic is True and not all(line.all_are("italic") for line in seen):
        yield Finding(rule, where, "chữ đứng", "đặt chữ nghiêng")
    if wanted.italic is False and any(line.some_are("italic") for line in seen):
        yield Finding(rule, where, "chữ nghiêng", "đặt chữ đứng")


def is_capitals(text: str) -> bool:
    """Say whether a text of some length is all in capitals."""
    letters = [c for c in text if c.isalpha()]
    return len(letters) > 4 and all(c.isupper() for c in letters)


def number(value: float) -> str:
    """Write a size: "13", "13,5"."""
    return points_text(exact(str(round(value, 1))), 1)


def quoted(line: Line) -> str:
    """Give the first words of a line, to find it again."""
    return f"“{printable(line.words, QUOTED)}”"


def listed(places: Sequence[str]) -> str:
    """Name a few places, and how many more there are."""
    shown = list(dict.fromkeys(places))
    more = f" và {len(shown) - PLACES} chỗ khác" if len(shown) > PLACES else ""
    return "; ".join(shown[:PLACES]) + more
