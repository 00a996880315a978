"""Reads cases with their points: yes or no, bands, parts that add up, one choice of several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from fractions import Fraction

from par_rules.criteria.table_import.clauses import Clause, Unclear
from par_rules.criteria.table_import.ranges import (
    Range,
    Uneven,
    count_range,
    date_range,
    is_nothing,
    lined_up,
    percent_range,
)
from par_rules.criteria.table_import.reading import OTHERWISE, Asked, Reading, Written
from par_rules.letters import clean, fold
from par_rules.values import points_text

ZERO = Fraction(0)
HUNDRED = Fraction(100)
EARLIER = ("bảng không nêu ngày sớm hơn mức đầu: hiểu như mức đầu",)
NO_OTHER = ("bảng không nêu trường hợp còn lại: hiểu là 0 điểm",)
# Words of a level: such cases exclude each other even where their points add up.
GRADES = re.compile(
    r"(xuat sac|tot|kha|trung binh|yeu|kem|dat|khong dat|dung han|cham|muon|day du|mot phan|"
    r"hoan thanh|chua)\b"
)
_NUMERIC = re.compile(
    r"(?:từ|dưới|trên|đạt|≥|>=|<|>)?\s*\d+(?:[.,]\d+)?\s*(?:đến|-|–|$|trở lên)", re.IGNORECASE
)
_RANGE_WORDS = re.compile(
    r"(?:hoàn thành |có |tổ chức |đạt )?(?:từ|ít nhất|tối thiểu|≥|trên)?\s*\d+(?:[.,]\d+)?\s*%?"
    r"|trở lên",
    re.IGNORECASE,
)


def read_shares(shares: Sequence[Clause]) -> Reading:
    """Read grades given as a share of the maximum."""
    if max(clause.points for clause in shares) != HUNDRED or len(shares) < 2:
        raise Unclear("không mức nào được 100% số điểm")
    labels = [clause.label for clause in shares]
    distinct(labels)
    grades = [{"is": c.label, "of_max": c.points} for c in shares]
    grades = [{"is": g["is"], "points": ZERO} if g["of_max"] == ZERO else g for g in grades]
    assumed: tuple[str, ...] = ()
    if all(clause.points for clause in shares):
        grades.append({"is": OTHERWISE, "points": ZERO})
        assumed = NO_OTHER
    rule: Written = {"kind": "graded", "input": "value", "grades": grades}
    options = tuple(str(grade["is"]) for grade in grades)
    return Reading(rule, {"value": Asked("choice", options=options)}, quoted(shares), assumed)


def read_cases(
    cases: Sequence[Clause], maximum: Fraction, year: int, rest: Fraction | None
) -> Reading:
    """Read cases with points, ``rest`` what all others get where the words say so.

    Raises ``Unclear`` or ``Uneven`` where they make no one rule.
    """
    points = [case.points for case in cases]
    if any(p > maximum for p in points):
        raise Unclear(
            f"có trường hợp {points_text(max(points))} điểm, cao hơn điểm tối đa "
            f"{points_text(maximum)}"
        )
    if rest is not None and rest >= maximum:
        raise Unclear("các trường hợp còn lại được điểm tối đa")
    if len(cases) == 1 and not _bare_range(cases[0].label) and not rest:
        return _yes_no(cases, maximum, rest)
    denied = len(cases) == 2 and points == [maximum, ZERO] and is_nothing(cases[1].label)
    if denied and rest is None:
        return _yes_no(cases, maximum, ZERO)
    banded = _banded(cases, maximum, year, rest)
    if banded is not None:
        return banded
    added = sum(points) == maximum and maximum not in points and all(points)
    if len(cases) > 1 and added and not rest:
        return _parts(cases)
    return _choice(cases, maximum, rest)


def _bare_range(label: str) -> bool:
    """Say whether one case alone is a range to be reached: "đạt từ 90% trở lên"."""
    found = percent_range(label)
    return found is not None and not re.search(r"100\s*%", label)


def _yes_no(cases: Sequence[Clause], maximum: Fraction, rest: Fraction | None) -> Reading:
    if cases[0].points != maximum:
        raise Unclear(
            f"trường hợp duy nhất được {points_text(cases[0].points)} điểm, khác điểm tối đa "
            f"{points_text(maximum)}"
        )
    grades = [{"is": "yes", "points": maximum}, {"is": "no", "points": ZERO}]
    assumed = () if rest is not None else NO_OTHER
    rule: Written = {"kind": "graded", "input": "value", "grades": grades}
    asked = {"value": Asked("yes_no", cases[0].label)}
    return Reading(rule, asked, quoted(cases), assumed)


def _banded(
    cases: Sequence[Clause], maximum: Fraction, year: int, rest: Fraction | None
) -> Reading | None:
    """Read the cases as bands of one measure; None where some case is no range."""
    for read in (
        lambda label: date_range(label, year),
        percent_range,
        count_range,
    ):
        found: list[Range | None] = [read(case.label) for case in cases]
        if all(found) and not all(r.nothing for r in found if r):
            return _bands(cases, [r for r in found if r], maximum, rest)
        denied = [
            i
            for i, case in enumerate(cases)
            if found[i] is None and is_nothing(case.label) and case.points == 0
        ]
        ranged = [r for r in found if r is not None]
        alone = len(denied) == 1 and len(ranged) + 1 == len(cases)
        if len(ranged) >= 2 and alone and ranged[0].measure == "percent":
            nothing = Range("percent", nothing=True)
            return _bands(cases, [r or nothing for r in found], maximum, rest)
    return None


def _bands(
    cases: Sequence[Clause], ranges: Sequence[Range], maximum: Fraction, rest: Fraction | None
) -> Reading:
    """Line the ranges up; what lies below (for days: after) all of them gets ``rest``."""
    measure = next(r.measure for r in ranges if not r.nothing)
    pairs = list(zip(cases, ranges, strict=True))
    absent = [case for case, r in pairs if r.nothing and measure != "count"]
    if len(absent) > 1:
        raise Unclear("có hai trường hợp không thực hiện")
    kept = {r: case.points for case, r in pairs if not (r.nothing and measure != "count")}
    if len(kept) + len(absent) != len(pairs):
        raise Uneven("hai mức trùng nhau")
    if max(kept.values()) != maximum:
        raise Unclear(
            f"mức cao nhất được {points_text(max(kept.values()))} điểm, khác điểm tối đa "
            f"{points_text(maximum)}"
        )
    given = dict(kept)
    ordered = lined_up([_plain(r) for r in kept])
    points = {_plain(r): p for r, p in given.items()}
    earliest = measure == "date" and all(r.low is not None for r in kept)
    if measure == "date" and ordered:
        first = min(points, key=lambda r: (r.low is not None, r.low or 0))
        points[ordered[0]] = points.get(ordered[0], points[first])
    bands = [(r, points[r]) for r in ordered]
    assumed = list(EARLIER) if earliest else []
    left, used = (ZERO if rest is None else rest), False
    lowest, highest = ordered[0], ordered[-1]
    if lowest.low is not None and lowest.low > 0 and measure != "date":
        end = Range(measure, high=lowest.low, high_open=not lowest.low_open)
        if measure == "count":
            last = lowest.low if lowest.low_open else lowest.low - 1
            end = Range(measure, high=last)
        bands.insert(0, (end, left))
        used = True
        assumed.append("bảng không nêu mức thấp hơn: hiểu là 0 điểm")
    if highest.high is not None and (measure != "percent" or highest.high < 100):
        if measure == "date":
            bands.append((Range("date", highest.high, not highest.high_open), left))
            used = True
            assumed.append("bảng không nêu trường hợp muộn hơn: hiểu là 0 điểm")
        else:
            raise Uneven("không có mức nào cho giá trị cao hơn mức cao nhất")
    if highest.high is not None and measure == "percent" and highest.high_open:
        raise Uneven(f"không có mức nào cho {points_text(highest.high)}%")
    if rest is not None:
        if not used:
            raise Unclear("không rõ trường hợp còn lại là trường hợp nào")
        assumed = list(EARLIER) if earliest else []
    order = list(reversed(bands)) if measure != "date" else bands
    if measure == "count" and pairs[0][1].nothing:
        order = bands
    rule: Written = {"kind": "banded", "value": {"form": "input", "of": "value"}}
    rule["bands"] = [_band(r, p) for r, p in order]
    if absent:
        rule["absent"] = {"points": absent[0].points}
    title = _subject(cases[0].label)
    asked = {"value": Asked(measure, title if measure != "percent" else "")}
    return Reading(rule, asked, quoted(cases), tuple(assumed))


def _plain(found: Range) -> Range:
    return Range(found.measure, found.low, found.low_open, found.high, found.high_open)


def _band(found: Range, points: Fraction) -> Written:
    band: Written = {}
    if found.low is not None:
        band["above" if found.low_open else "at_least"] = _end(found, found.low)
    if found.high is not None and not (found.measure == "percent" and found.high >= 100):
        band["below" if found.high_open else "at_most"] = _end(found, found.high)
    elif found.high is not None and found.high_open:
        band["below"] = found.high
    return band | {"points": points}


def _end(found: Range, number: Fraction) -> Fraction | date:
    return date.fromordinal(int(number)) if found.measure == "date" else number


def _subject(label: str) -> str:
    """Give what a count or day speaks of, for the title of its input; "" where only a range."""
    bare = _RANGE_WORDS.sub(" ", label)
    bare = clean(bare).strip(" .,:;")
    return bare[:1].upper() + bare[1:] if len(bare) > 8 and not is_nothing(bare) else ""


def _parts(cases: Sequence[Clause]) -> Reading:
    """Read cases whose points add up to the maximum: each counts by itself."""
    distinct([case.label for case in cases])
    parts, inputs = [], {}
    for i, case in enumerate(cases, 1):
        if percent_range(case.label) is not None or GRADES.match(fold(case.label)):
            raise Unclear("các mức cộng lại bằng điểm tối đa, không rõ là mức hay là phần")
        name = f"value_{i}"
        inputs[name] = Asked("yes_no", case.label)
        grades = [{"is": "yes", "points": case.points}, {"is": "no", "points": ZERO}]
        part: Written = {"label": case.label, "max_points": case.points}
        parts.append(part | {"kind": "graded", "input": name, "grades": grades})
    return Reading({"kind": "sum_of", "parts": parts}, inputs, quoted(cases))


def _choice(cases: Sequence[Clause], maximum: Fraction, rest: Fraction | None) -> Reading:
    """Read cases that exclude each other: one of them is chosen, as worded."""
    labels = [case.label for case in cases]
    distinct(labels)
    if max(case.points for case in cases) != maximum:
        total = sum((case.points for case in cases), ZERO)
        raise Unclear(
            f"mức cao nhất là {points_text(max(c.points for c in cases))} điểm, các mức cộng lại "
            f"{points_text(total)} điểm, đều khác điểm tối đa {points_text(maximum)}"
        )
    ranges = [r for r in map(percent_range, labels) if r is not None]
    if len(ranges) > 1:
        lined_up(ranges)
    if len(ranges) > 1 and len(ranges) != len(cases):
        raise Unclear("có mức là tỷ lệ %, có mức không phải")
    if sum(re.search(r"\d\s*%", label) is not None for label in labels) > 1:
        raise Unclear("các mức tỷ lệ % chưa rõ đầu mút")
    if sum(_NUMERIC.match(label) is not None for label in labels) > 1:
        raise Unclear("các mức là khoảng số nhưng không rõ số của đại lượng nào")
    grades = [{"is": case.label, "points": case.points} for case in cases]
    assumed: tuple[str, ...] = ()
    if rest is not None:
        grades.append({"is": OTHERWISE, "points": rest})
    elif all(case.points for case in cases):
        grades.append({"is": OTHERWISE, "points": ZERO})
        assumed = NO_OTHER
    rule: Written = {"kind": "graded", "input": "value", "grades": grades}
    options = tuple(str(grade["is"]) for grade in grades)
    return Reading(rule, {"value": Asked("choice", options=options)}, quoted(cases), assumed)


def distinct(labels: Sequence[str]) -> None:
    """Raise ``Unclear`` where two cases are worded alike."""
    folded = [fold(label) for label in labels]
    if len(set(folded)) != len(folded) or not all(folded):
        raise Unclear("hai trường hợp cùng một lời")


def quoted(found: Sequence[Clause]) -> tuple[str, ...]:
    """Quote the clauses as printed."""
    return tuple(f"“{clause.text}”" for clause in found)
