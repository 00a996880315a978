"""Parts a wording into clauses and says what each is: points of a case, points off, a formula."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from par_rules.criteria.table_import.numbers import number_of
from par_rules.letters import clean

NUMBER = r"\d{1,4}(?:[.,]\d{1,6})?"
UNIT = r"(?:điểm|đ)(?![\w])"
Kind = Literal[
    "case", "share", "off", "gain", "cap", "formula", "ratio", "not_arisen", "survey", "aside"
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


# What a rule would lose: another criterion's points, rounding, weights.
_BEYOND = re.compile(
    r"toàn tiêu chí|toàn bộ (?:\d+\s*)?(?:số )?điểm|làm tròn|hệ số|không cộng (?:đồng thời|trùng)|"
    r"(?:bị|được) 0\s*(?:điểm|đ) và bị trừ",
    re.IGNORECASE,
)
_IF = re.compile(r"\b(?:nếu|nhưng|trường hợp|riêng|trừ khi|ngoài ra)\b", re.IGNORECASE)
_MARK = re.compile(r"^\s*(?:[-–+•*·]|[a-zđ]\)|\(?\d{1,2}\))\s+")
_SPLIT = re.compile(r"\n|;|(?<=[\w)%”.])\.\s+(?=[A-ZĐÀ-Ỹ(\d\"“-])")
_POINTS = re.compile(rf"({NUMBER})\s*{UNIT}", re.IGNORECASE)
# What may follow the points of a case: an end, a note in brackets, a pointer to deductions.
_TAIL = re.compile(
    r"\s*(?:\([^()]*\))?\s*(?:(?:và|đồng thời)\s+bị trừ điểm tại [^.;]*)?\s*[.,:;]?\s*",
    re.IGNORECASE,
)
_CASE = re.compile(
    rf"(?P<label>.+?)\s*(?:[:=→]|\s[-–]\s|,?\s+(?:thì\s+)?được)\s*"
    rf"(?:được\s+|chấm\s+|đạt\s+|cộng\s+|tính\s+(?:là\s+)?|cho\s+)?(?P<points>{NUMBER})\s*{UNIT}"
    rf"(?P<tail>.*)",
    re.IGNORECASE | re.DOTALL,
)
_POINTS_FIRST = re.compile(
    rf"(?P<points>{NUMBER})\s*{UNIT}\s*[:–-]\s*(?P<label>.+)", re.IGNORECASE | re.DOTALL
)
_SHARE = re.compile(
    rf"(?P<label>.+?)\s*[:=→]\s*(?:được\s+)?(?P<share>{NUMBER})\s*%\s*(?:số\s+)?(?:tổng\s+)?điểm"
    r"(?:\s+tối đa)?(?P<tail>.*)",
    re.IGNORECASE | re.DOTALL,
)
_OFF = re.compile(
    rf"(?P<label>.*?)\s*[:,]?\s*(?:bị\s+|thì\s+|sẽ\s+)?trừ\s+(?P<points>{NUMBER})\s*{UNIT}"
    r"(?P<per>\s*/\s*[\w ]+?)?(?P<tail>\s*(?:[,;(.].*|và .*)?)",
    re.IGNORECASE | re.DOTALL,
)
_EACH = re.compile(r"\b(?:mỗi|01|1|một)\b", re.IGNORECASE)
_OFF_LIMIT = re.compile(
    rf"(?:tối đa (?:bị )?trừ|trừ tối đa|trừ không quá|không quá)\s*({NUMBER})\s*{UNIT}",
    re.IGNORECASE,
)
_GAIN = re.compile(
    rf"(?P<label>(?:cứ\s+)?(?:mỗi|có mỗi)\s.+?)\s*(?:[:=→]|được|cộng)\s*(?:được\s+|cộng\s+)*"
    rf"(?P<points>{NUMBER})\s*{UNIT}(?P<tail>.*)",
    re.IGNORECASE | re.DOTALL,
)
_CAP = re.compile(
    rf"[,.\s(]*(?:nhưng\s+)?(?:tối đa|không quá|không vượt quá)\s*(?:là\s+|:\s*)?"
    rf"(?P<points>{NUMBER})\s*{UNIT}\s*\)?\s*\.?",
    re.IGNORECASE,
)
_FORMULA = re.compile(
    r"(?P<label>.*?)\s*[:,]?\s*(?:thì\s+)?(?:số\s+)?điểm(?:\s+(?:đánh giá|đạt được|số))?\s*"
    r"(?:được tính theo công thức|tính theo công thức|được tính|bằng|=)\s*[:=]?\s*\[?\(?\s*"
    r"(?P<rate>(?:tỷ|tỉ) lệ[^×x*/=\[\]]*?)\s*(?:/\s*(?P<target>" + NUMBER + r")\s*%\s*)?"
    r"[×x*]\s*(?P<times>" + NUMBER + r"|điểm tối đa)\s*(?:điểm|đ)?\s*"
    r"(?:/\s*(?P<over>" + NUMBER + r")\s*%?)?\s*\]?\)?\s*\.?",
    re.IGNORECASE | re.DOTALL,
)
_RATIO = re.compile(
    r"(?:tỷ|tỉ) lệ\s*%?[^=]{0,80}=\s*[\[(]?\s*(?P<part>[^/=]+?)\s*/\s*(?P<whole>[^/=]+?)"
    r"\s*[\])]?\s*[×x*]\s*100\s*%?\s*\.?",
    re.IGNORECASE | re.DOTALL,
)
_NOT_ARISEN = re.compile(
    rf"[(]?\s*(?:trong (?:năm|kỳ)[^:;]*?)?"
    rf"không (?:phát sinh|có (?:phản ánh|hồ sơ|nhiệm vụ|yêu cầu))[^:;]*?"
    rf"[:,]?\s*(?:thì\s+)?(?:được\s+)?(?:tính|chấm)\s+(?:đủ\s+|điểm tối đa\s*)?"
    rf"(?P<points>{NUMBER})\s*{UNIT}\s*[).]*",
    re.IGNORECASE | re.DOTALL,
)
_SURVEY = re.compile(
    r"(?:(?:theo|lấy theo|căn cứ)\s+)?(?:kết quả\s+)?điều tra (?:xã hội học|xhh)[^;:\d]*",
    re.IGNORECASE,
)
_EXCLUDED = re.compile(
    r":\s*không (?:tính|chấm)(?: điểm)?\s*\.?$|^không tính đối với", re.IGNORECASE
)


def clauses(text: str) -> list[Clause]:
    """Give the clauses of a wording in order; raises ``Unclear``."""
    beyond = _BEYOND.search(text)
    if beyond:
        raise Unclear(f"“{beyond.group(0)}” không có dạng quy tắc tương ứng")
    found: list[Clause] = []
    for piece in _pieces(text):
        found += _clause(piece)
    return found


def _pieces(text: str) -> Iterator[str]:
    """Part the text at line ends, semicolons and sentences, not inside brackets."""
    start, depth = 0, 0
    ends = {m.start(): m.end() for m in _SPLIT.finditer(text)}
    for place, letter in enumerate(text):
        depth = max(0, depth + (letter == "(") - (letter == ")"))
        if place in ends and place >= start and (depth == 0 or letter == "\n"):
            yield from _bare(text[start:place])
            start = ends[place]
    yield from _bare(text[start:])


def _bare(piece: str) -> Iterator[str]:
    bare = _MARK.sub("", clean(piece)).strip(" ;")
    if bare.strip("."):
        yield bare


def _clause(text: str) -> list[Clause]:
    """Say what one piece is; raises ``Unclear`` where its points have no place in a rule."""
    ratio = _RATIO.fullmatch(text)
    if ratio:
        return [Clause("ratio", text, part=_side(ratio["part"]), whole=_side(ratio["whole"]))]
    found = _NOT_ARISEN.fullmatch(text)
    if found:
        return [Clause("not_arisen", text, points=number_of(found["points"]))]
    formula = _FORMULA.fullmatch(text)
    if formula:
        return [_formula(formula, text)]
    if _SURVEY.fullmatch(text):
        return [Clause("survey", text)]
    share = _SHARE.fullmatch(text)
    if share and _TAIL.fullmatch(share["tail"]):
        _refuse_conditions(share["label"], text)
        return [Clause("share", text, _label(share["label"]), number_of(share["share"]))]
    if not _POINTS.search(text):
        return [_aside(text)]
    cap = _CAP.fullmatch(text)
    if cap:
        return [Clause("cap", text, points=number_of(cap["points"]))]
    for read in (_off, _gain, _case):
        clause = read(text)
        if clause is not None:
            return [clause]
    raise Unclear(f"chưa hiểu câu “{text}”")


def _aside(text: str) -> Clause:
    if not _EXCLUDED.search(text) and _IF.search(text) and not text.startswith("("):
        raise Unclear(f"câu “{text}” đặt thêm điều kiện")
    return Clause("aside", text)


def _formula(found: re.Match[str], text: str) -> Clause:
    target = found["target"]
    times = Fraction(-1) if "tối đa" in found["times"] else number_of(found["times"])
    over = number_of(target) if target else number_of(found["over"]) if found["over"] else None
    label = _label(found["label"])
    _refuse_conditions(label, text)
    return Clause("formula", text, label, times, over=over, part="target" if target else "")


def _off(text: str) -> Clause | None:
    if not re.search(rf"\btrừ\s+{NUMBER}\s*{UNIT}", text, re.IGNORECASE):
        return None
    found = _OFF.fullmatch(text)
    if not found:
        raise Unclear(f"chưa hiểu câu trừ điểm “{text}”")
    tail, limit = found["tail"], None
    most = _OFF_LIMIT.search(tail)
    if most:
        limit = number_of(most.group(1))
        tail = tail.replace(most.group(0), "").strip(" ,.")
    if not _TAIL.fullmatch(tail):
        raise Unclear(f"chưa hiểu phần “{tail.strip()}” của câu trừ điểm “{text}”")
    label = _label(found["label"])
    if _POINTS.search(label):
        raise Unclear(f"câu “{text}” vừa cho điểm vừa trừ điểm")
    _refuse_conditions(label, text)
    if not found["per"] and not _EACH.search(label):
        raise Unclear(f"câu “{text}” không nêu trừ cho mỗi trường hợp nào")
    if found["per"] and re.search(r"\b(?:0?[2-9]|[1-9]\d)\b", found["per"]):
        raise Unclear(f"câu “{text}” trừ theo nhóm nhiều trường hợp")
    return Clause("off", text, label or _per(found["per"]), number_of(found["points"]), limit)


def _per(per: str | None) -> str:
    return f"Số {per.strip(' /')}" if per else ""


def _gain(text: str) -> Clause | None:
    found = _GAIN.fullmatch(text)
    if not found:
        return None
    tail, limit = found["tail"], None
    cap = _CAP.match(tail)
    if cap:
        limit, tail = number_of(cap["points"]), tail[cap.end() :]
    if not _TAIL.fullmatch(tail):
        raise Unclear(f"chưa hiểu phần “{tail.strip()}” của câu “{text}”")
    return Clause("gain", text, _label(found["label"]), number_of(found["points"]), limit)


def _case(text: str) -> Clause | None:
    found = _POINTS_FIRST.fullmatch(text) or _CASE.fullmatch(text)
    if not found:
        return None
    tail = found.groupdict().get("tail") or ""
    if not _TAIL.fullmatch(tail):
        raise Unclear(f"chưa hiểu phần “{tail.strip()}” của câu “{text}”")
    label = _label(found["label"])
    if _POINTS.search(re.sub(r"\([^()]*\)", "", label)):
        raise Unclear(f"câu “{text}” nêu hai số điểm")
    _refuse_conditions(label, text)
    return Clause("case", text, label, number_of(found["points"]))


def _refuse_conditions(label: str, text: str) -> None:
    if _IF.search(re.sub(r"\([^()]*\)", "", label)):
        raise Unclear(f"câu “{text}” đặt thêm điều kiện")


def _label(text: str) -> str:
    return clean(text).strip(" .,:;-–")


def _side(text: str) -> str:
    return clean(text).strip(" .,;")
