"""Turns a wording into a typed rule, or says why not. Nothing is guessed in silence.

The order in which readings are tried (the first that takes all clauses wins):

    points off          start − each × n, one or several, down to a floor
    points for each     each × n, up to a cap
    formula             a share of the maximum, with a cliff or up to a target
    cases with ranges   bands of per cent, counts or days
    one case            yes or no
    cases that add up   parts
    cases that compete  one choice among the cases as worded
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

from par_rules.criteria.table_import.cases import distinct, quoted, read_cases, read_shares
from par_rules.criteria.table_import.clauses import Clause, Unclear, clauses
from par_rules.criteria.table_import.ranges import Uneven, lined_up, percent_range
from par_rules.criteria.table_import.reading import Asked, Reading, Written, unread
from par_rules.letters import clean
from par_rules.values import points_text

ZERO = Fraction(0)
HUNDRED = Fraction(100)
MOST_LETTERS = 6_000
MOST_CASES = 12
Role = Literal["", "bonus", "penalty"]


def recognise(
    text: str, maximum: Fraction, *, year: int, role: Role = "", least: Fraction | None = None
) -> Reading:
    """Read the wording of a row with ``maximum`` points.

    ``least`` is the most a penalty may take, as a number below 0, where the table prints it.
    """
    if len(text) > MOST_LETTERS:
        return unread("lời văn quá dài để đọc")
    text = "\n".join(line for line in map(clean, text.split("\n")) if line)
    if not text:
        return unread("không có lời văn nào về cách tính")
    try:
        found = clauses(text)
        reading = _rule(found, maximum, year, role, least)
    except (Unclear, Uneven) as error:
        return unread(str(error))
    return _with_ratio(_with_not_arisen(reading, found, maximum), found)


def _rule(
    found: Sequence[Clause], maximum: Fraction, year: int, role: Role, least: Fraction | None
) -> Reading:
    kinds = {kind: [c for c in found if c.kind == kind] for kind in {c.kind for c in found}}
    cases, shares, rest = kinds.get("case", []), kinds.get("share", []), kinds.get("rest", [])
    if rest and (len(rest) > 1 or not cases):
        raise Unclear(f"chưa hiểu câu “{rest[-1].text}”")
    if len(cases) + len(shares) > MOST_CASES:
        raise Unclear(f"có hơn {MOST_CASES} trường hợp")
    if "off" in kinds:
        if {"gain", "formula", "share", "survey", "cap", "rest"} & kinds.keys():
            raise Unclear("vừa trừ điểm vừa tính điểm theo cách khác")
        return _off(kinds["off"], cases, maximum, role, least)
    if role == "penalty":
        raise Unclear("dòng điểm trừ mà không nêu mức trừ")
    if "gain" in kinds:
        if {"case", "formula", "share", "survey", "rest"} & kinds.keys():
            raise Unclear("vừa tính theo số lượng vừa tính theo cách khác")
        return _gain(kinds["gain"], kinds.get("cap", []), maximum)
    if "cap" in kinds:
        raise Unclear(f"chưa hiểu câu “{kinds['cap'][0].text}”")
    if "formula" in kinds:
        if shares or rest or "survey" in kinds:
            raise Unclear("vừa có công thức vừa có cách tính khác")
        return _formula(kinds["formula"], cases, maximum)
    if "survey" in kinds:
        if cases or shares:
            raise Unclear("vừa theo điều tra xã hội học vừa nêu mức điểm")
        rule: Written = {"kind": "given", "by": "survey", "input": "value"}
        return Reading(rule, {"value": Asked("number")}, _phrases(found, "survey"))
    if shares:
        if cases:
            raise Unclear("vừa nêu số điểm vừa nêu phần trăm số điểm")
        return read_shares(shares)
    if not cases:
        raise Unclear("lời văn không nêu số điểm cho trường hợp nào")
    return read_cases(cases, maximum, year, rest[0].points if rest else None)


def _off(
    off: Sequence[Clause],
    cases: Sequence[Clause],
    maximum: Fraction,
    role: Role,
    least: Fraction | None,
) -> Reading:
    """Read deductions: from full points down, or a penalty from nothing down."""
    if len(cases) > 1 or (cases and cases[0].points != maximum):
        raise Unclear("câu trừ điểm đi cùng các mức điểm khác")
    if role == "bonus":
        raise Unclear("dòng điểm thưởng mà nêu trừ điểm")
    start = ZERO if role == "penalty" else maximum
    limits = [clause.limit for clause in off if clause.limit is not None]
    assumed: tuple[str, ...] = ()
    if len(off) > 1 and limits:
        raise Unclear("mỗi câu trừ điểm có mức trừ tối đa riêng")
    if limits:
        floor = start - limits[0]
        if least is not None and floor != least:
            raise Unclear(
                f"lời văn nêu trừ tối đa {points_text(limits[0])} điểm, cột điểm ghi "
                f"{points_text(-least)}"
            )
    elif role == "penalty":
        if least is None or least >= 0:
            raise Unclear("không nêu trừ tối đa bao nhiêu điểm")
        floor = least
    else:
        floor = ZERO
        assumed = ("bảng không nêu mức thấp nhất: hiểu là 0 điểm",)
    if floor < 0 and role != "penalty":
        raise Unclear("có thể trừ xuống dưới 0 điểm")
    if any(clause.points == 0 for clause in off):
        raise Unclear("có câu trừ 0 điểm")
    phrases = tuple(f"“{c.text}”" for c in (*cases, *off))
    if len(off) == 1:
        rule: Written = {"kind": "per_unit", "value": {"form": "input", "of": "value"}}
        rule |= {"start": start} if start else {}
        rule |= {"each": -off[0].points, "floor": floor}
        return Reading(rule, {"value": Asked("count", off[0].label)}, phrases, assumed)
    distinct([clause.label for clause in off])
    parts = []
    inputs = {}
    for i, clause in enumerate(off, 1):
        name = f"value_{i}"
        inputs[name] = Asked("count", clause.label)
        parts.append(
            {
                "label": clause.label,
                "max_points": ZERO,
                "kind": "per_unit",
                "value": {"form": "input", "of": name},
                "each": -clause.points,
            }
        )
    summed: Written = {"kind": "sum_of", "start": start, "floor": floor, "parts": parts}
    return Reading(summed, inputs, phrases, assumed)


def _gain(gains: Sequence[Clause], caps: Sequence[Clause], maximum: Fraction) -> Reading:
    if len(gains) > 1 or len(caps) > 1:
        raise Unclear("có nhiều mức cộng điểm theo số lượng")
    limit = gains[0].limit if gains[0].limit is not None else caps[0].points if caps else None
    assumed: tuple[str, ...] = ()
    if limit is None:
        limit, assumed = maximum, ("bảng không nêu mức cao nhất: hiểu là điểm tối đa của dòng",)
    if limit != maximum:
        said = f"{points_text(limit)} điểm"
        raise Unclear(f"lời văn nêu tối đa {said}, cột điểm ghi {points_text(maximum)}")
    rule: Written = {"kind": "per_unit", "value": {"form": "input", "of": "value"}}
    rule |= {"each": gains[0].points, "cap": maximum}
    label = re.sub(r"^(?:cứ |có )?mỗi\s+", "Số ", gains[0].label, flags=re.IGNORECASE)
    phrases = tuple(f"“{c.text}”" for c in (*gains, *caps))
    return Reading(rule, {"value": Asked("count", label)}, phrases, assumed)


def _formula(formulas: Sequence[Clause], cases: Sequence[Clause], maximum: Fraction) -> Reading:
    """Read "rate × maximum": alone, above a cliff, or up to a target."""
    formula = formulas[0]
    if len(formulas) > 1:
        raise Unclear("có nhiều công thức")
    if formula.points not in (maximum, Fraction(-1)):
        raise Unclear(
            f"công thức nhân {points_text(formula.points)} điểm, khác điểm tối đa "
            f"{points_text(maximum)}"
        )
    ranges = [(clause, percent_range(clause.label)) for clause in cases]
    covered = percent_range(formula.label)
    if any(found is None for _, found in ranges) or (covered is None and cases):
        raise Unclear("công thức đi cùng trường hợp không phải tỷ lệ %")
    lined_up([found for _, found in ranges if found] + ([covered] if covered else []))
    phrases = tuple(f"“{c.text}”" for c in (*cases, formula))
    rule: Written = {"kind": "linear", "value": {"form": "input", "of": "value"}}
    inputs = {"value": Asked("percent")}
    full = [r for c, r in ranges if c.points == maximum and r]
    none = [r for c, r in ranges if c.points == 0 and r]
    if len(full) + len(none) != len(ranges) or len(full) > 1 or len(none) > 1:
        raise Unclear("công thức đi cùng các mức điểm khác")
    if formula.part == "target":
        target = formula.over
        reached = bool(full) and full[0].low == target and not full[0].low_open
        below = covered is not None and covered.high == target and covered.low is None
        if not (target and reached and below and not none):
            raise Unclear("công thức theo mức giao chưa rõ đầu mút")
        rule["anchors"] = [{"at": ZERO, "points": ZERO}, {"at": target, "of_max": HUNDRED}]
        return Reading(rule, inputs, phrases)
    if formula.over not in (None, HUNDRED):
        raise Unclear(f"công thức chia {points_text(formula.over or ZERO)}, không phải 100%")
    if not cases:
        if covered is not None:
            raise Unclear("công thức chỉ nêu cho một khoảng")
        rule["anchors"] = [{"at": ZERO, "points": ZERO}, {"at": HUNDRED, "of_max": HUNDRED}]
        return Reading(rule, inputs, phrases)
    assert covered is not None
    if covered.low is None or covered.low_open:
        raise Unclear("công thức chưa rõ bắt đầu từ mức nào")
    if full and full[0].low != HUNDRED:
        raise Unclear("công thức không dừng ở 100%")
    if not none or none[0].high != covered.low or not none[0].high_open:
        raise Unclear("chưa rõ dưới mức nào thì không có điểm")
    floor = covered.low
    rule["anchors"] = [{"at": floor, "of_max": floor}, {"at": HUNDRED, "of_max": HUNDRED}]
    rule["below"] = {"points": ZERO}
    return Reading(rule, inputs, phrases)


def _with_not_arisen(reading: Reading, found: Sequence[Clause], maximum: Fraction) -> Reading:
    stated = [clause for clause in found if clause.kind == "not_arisen"]
    if not stated or reading.rule is None:
        return reading
    if len(stated) > 1 or stated[0].points != maximum or len(reading.inputs) != 1:
        return unread(f"chưa hiểu câu “{stated[0].text}”")
    phrases = (*reading.phrases, f"“{stated[0].text}”")
    return Reading(reading.rule, reading.inputs, phrases, reading.assumed, "full")


def _with_ratio(reading: Reading, found: Sequence[Clause]) -> Reading:
    """Where the words say what the per cent is of, read its two sides instead."""
    stated = [clause for clause in found if clause.kind == "ratio"]
    if not stated or reading.rule is None:
        return reading
    asked = reading.inputs.get("value")
    if len(stated) > 1 or asked is None or asked.kind != "percent":
        return unread(f"chưa hiểu công thức “{stated[0].text}”")
    if "absent" in reading.rule or reading.not_arisen:
        return unread(f"công thức “{stated[0].text}” đi cùng trường hợp không có số liệu")
    rule = {**reading.rule, "value": {"form": "ratio", "part": "part", "whole": "whole"}}
    inputs = {
        "part": Asked("count", stated[0].part),
        "whole": Asked("count", stated[0].whole, at_least=1),
    }
    assumed = (*reading.assumed, "bảng không nêu cách tính khi mẫu số bằng 0: mẫu số khai từ 1")
    return Reading(rule, inputs, (*reading.phrases, f"“{stated[0].text}”"), assumed)


def _phrases(found: Sequence[Clause], kind: str) -> tuple[str, ...]:
    return quoted([clause for clause in found if clause.kind == kind])
