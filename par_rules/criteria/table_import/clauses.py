"""Parts a wording into clauses and says what each is: points of a case, points off, a formula."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from par_rules.criteria.table_import.numbers import number_of
from par_rules.criteria.table_import.patterns import (
    BARE,
    BEST_COUNTS,
    BEYOND,
    CAP,
    CASE,
    EACH,
    EXCLUDED,
    FORMULA,
    GAIN,
    IF,
    IN_BRACKETS,
    IN_SHARE,
    MARK,
    NO_POINTS,
    NONE_THIS_YEAR,
    NOT_ARISEN,
    NUMBER,
    OFF,
    OFF_LIMIT,
    PER,
    POINTS,
    POINTS_FIRST,
    RATIO,
    REST,
    SHARE,
    SPEAKS_OF_POINTS,
    SPLIT,
    STATED,
    SURVEY,
    TAIL,
    UNIT,
)
from par_rules.letters import clean

MOST_PIECES = 60
LONGEST = 800  # letters of one clause; some patterns take their square
Kind = Literal[
    "case",
    "rest",
    "share",
    "off",
    "gain",
    "cap",
    "formula",
    "ratio",
    "not_arisen",
    "survey",
    "aside",
]


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause. ``label`` is what it speaks of, ``points`` what it gives (positive for "off").

    ``limit`` is the most that "off" and "gain" come to; ``times`` and ``over`` are the numbers of a
    formula (rate × times / over); ``part`` and ``whole`` the sides of a ratio.
    """

    kind: Kind
    text: str
    label: str = ""
    points: Fraction = Fraction(0)
    limit: Fraction | None = None
    over: Fraction | None = None
    part: str = ""
    whole: str = ""


class Unclear(ValueError):
    """A clause says something that no rule kind stands for; the message quotes it."""


def clauses(text: str) -> list[Clause]:
    """Give the clauses of a wording in order; raises ``Unclear``."""
    beyond = BEYOND.search(text)
    if beyond:
        raise Unclear(f"“{beyond.group(0)}” không có dạng quy tắc tương ứng")
    found: list[Clause] = []
    pieces = list(_pieces(text))
    if len(pieces) > MOST_PIECES:
        raise Unclear(f"lời văn có hơn {MOST_PIECES} câu")
    for piece in pieces:
        found += _clause(piece)
    return found


def _pieces(text: str) -> Iterator[str]:
    """Part the text at line ends, semicolons and sentences, not inside brackets."""
    start, depth = 0, 0
    ends = {m.start(): m.end() for m in SPLIT.finditer(text)}
    for place, letter in enumerate(text):
        depth = max(0, depth + (letter == "(") - (letter == ")"))
        if place in ends and place >= start and (depth == 0 or letter == "\n"):
            yield from _bare(text[start:place])
            start = ends[place]
    yield from _bare(text[start:])


def _bare(piece: str) -> Iterator[str]:
    bare = MARK.sub("", clean(piece)).strip(" ;")
    if bare.strip("."):
        yield bare


def _clause(text: str) -> list[Clause]:
    """Say what one piece is; raises ``Unclear`` where its points have no place in a rule."""
    if len(text) > LONGEST:
        if POINTS.search(text):
            raise Unclear(f"có câu dài hơn {LONGEST} chữ cái")
        return [_aside(text)]
    ratio = RATIO.fullmatch(text)
    if ratio:
        return [Clause("ratio", text, part=_side(ratio["part"]), whole=_side(ratio["whole"]))]
    for pattern, kind in ((NOT_ARISEN, "not_arisen"), (REST, "rest"), (CAP, "cap")):
        found = pattern.fullmatch(text)
        if found:
            return [Clause(kind, text, points=number_of(found["points"]))]  # type: ignore[arg-type]
    formula = FORMULA.fullmatch(text)
    if formula:
        return [_formula(formula, text)]
    in_share = IN_SHARE.fullmatch(text)
    if in_share:
        label = _checked(in_share["label"], text)
        return [Clause("formula", text, label, Fraction(-1))]
    if SURVEY.fullmatch(text):
        return [Clause("survey", text)]
    share = SHARE.fullmatch(text)
    if share and TAIL.fullmatch(share["tail"]):
        return [Clause("share", text, _checked(share["label"], text), number_of(share["share"]))]
    if not POINTS.search(text):
        return [_bare_points(text) or _aside(text)]
    if IN_BRACKETS.search(text):
        raise Unclear(f"câu “{text}” nêu thêm điểm trong ngoặc")
    for read in (_off, _gain, _case):
        clause = read(text)
        if clause is not None:
            return [clause]
    raise Unclear(f"chưa hiểu câu “{text}”")


def _bare_points(text: str) -> Clause | None:
    """Read points without their unit, and "không điểm"."""
    none = NO_POINTS.fullmatch(text)
    if none:
        return Clause("case", text, _checked(none["label"], text), Fraction(0))
    found = BARE.fullmatch(text)
    if found is None or EXCLUDED.search(text):
        return None
    label = _checked(found["label"], text)
    if STATED.fullmatch(label):
        raise Unclear(f"câu “{text}” nhắc lại điểm tối đa")
    kind: Kind = "not_arisen" if NONE_THIS_YEAR.match(label) else "case"
    return Clause(kind, text, label, number_of(found["points"]))


def _aside(text: str) -> Clause:
    """Take words that give no points; raises ``Unclear`` where they change what others give."""
    if EXCLUDED.search(text) or BEST_COUNTS.search(text):
        return Clause("aside", text)
    if not text.startswith("(") and IF.search(text):
        raise Unclear(f"câu “{text}” đặt thêm điều kiện")
    if SPEAKS_OF_POINTS.search(text):
        raise Unclear(f"câu “{text}” nói về điểm mà không nêu số điểm")
    return Clause("aside", text)


def _formula(found: re.Match[str], text: str) -> Clause:
    target = found["target"]
    times = Fraction(-1) if "tối đa" in found["times"] else number_of(found["times"])
    over = number_of(target) if target else number_of(found["over"]) if found["over"] else None
    label = _checked(found["label"], text)
    return Clause("formula", text, label, times, over=over, part="target" if target else "")


def _off(text: str) -> Clause | None:
    if not re.search(rf"\btrừ\s+{NUMBER}\s*{UNIT}", text, re.IGNORECASE):
        return None
    found = OFF.fullmatch(text)
    if not found:
        raise Unclear(f"chưa hiểu câu trừ điểm “{text}”")
    tail, limit = found["tail"], None
    most = OFF_LIMIT.search(tail)
    if most:
        limit = number_of(most.group(1))
        tail = tail.replace(most.group(0), "").strip(" ,.")
    if not TAIL.fullmatch(tail):
        raise Unclear(f"chưa hiểu phần “{tail.strip()}” của câu trừ điểm “{text}”")
    label = _label(found["label"])
    if POINTS.search(label):
        raise Unclear(f"câu “{text}” vừa cho điểm vừa trừ điểm")
    _checked(label, text)
    if re.search(r"\bmỗi\s+(?:\d+\s*%|0?[2-9]\b|[1-9]\d)", label, re.IGNORECASE):
        raise Unclear(f"câu “{text}” trừ theo nhóm nhiều trường hợp")
    if not found["per"] and not EACH.search(label):
        raise Unclear(f"câu “{text}” không nêu trừ cho mỗi trường hợp nào")
    if found["per"] and re.search(r"\b(?:0?[2-9]|[1-9]\d)\b", found["per"]):
        raise Unclear(f"câu “{text}” trừ theo nhóm nhiều trường hợp")
    return Clause("off", text, label or _per(found["per"]), number_of(found["points"]), limit)


def _per(per: str | None) -> str:
    return f"Số {per.strip(' /')}" if per else ""


def _gain(text: str) -> Clause | None:
    found = GAIN.fullmatch(text) or PER.fullmatch(text)
    if not found:
        return None
    if re.search(r"\bmỗi\s+(?:\d+\s*%|0?[2-9]\b|[1-9]\d)", found["label"], re.IGNORECASE):
        raise Unclear(f"câu “{text}” tính theo nhóm nhiều đơn vị")
    tail, limit = found["tail"], None
    cap = CAP.match(tail)
    if cap:
        limit, tail = number_of(cap["points"]), tail[cap.end() :]
    if not TAIL.fullmatch(tail):
        raise Unclear(f"chưa hiểu phần “{tail.strip()}” của câu “{text}”")
    return Clause("gain", text, _checked(found["label"], text), number_of(found["points"]), limit)


def _case(text: str) -> Clause | None:
    found = POINTS_FIRST.fullmatch(text) or CASE.fullmatch(text)
    if not found:
        return None
    tail = found.groupdict().get("tail") or ""
    if not TAIL.fullmatch(tail):
        raise Unclear(f"chưa hiểu phần “{tail.strip()}” của câu “{text}”")
    label = _label(found["label"])
    if POINTS.search(re.sub(r"\([^()]*\)", "", label)):
        raise Unclear(f"câu “{text}” nêu hai số điểm")
    if STATED.fullmatch(label):
        raise Unclear(f"câu “{text}” nhắc lại điểm tối đa")
    kind: Kind = "not_arisen" if NONE_THIS_YEAR.match(label) else "case"
    return Clause(kind, text, _checked(label, text), number_of(found["points"]))


def _checked(label: str, text: str) -> str:
    """Give a label; raises ``Unclear`` where it sets a condition of its own."""
    if IF.search(re.sub(r"\([^()]*\)", "", label)):
        raise Unclear(f"câu “{text}” đặt thêm điều kiện")
    return _label(label)


def _label(text: str) -> str:
    return clean(text).strip(" .,:;-–")


def _side(text: str) -> str:
    return clean(text).strip(" .,;")
