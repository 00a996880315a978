"""Writes a rule as lines of a cell, each line one band, case or part; ``rule_reader`` reads them.

A line that belongs to the one above carries one more mark: "-", then "+", "•", "◦", "▪".

    Theo mức của tỷ lệ “Hồ sơ đúng hạn” trên “Hồ sơ đã giải quyết”:
    - từ 95%: 2 điểm
    - dưới 95%: 0 điểm
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from fractions import Fraction

from par_rules.criteria.table_export.codec import day_text, number_text, sources_text
from par_rules.criteria.table_export.names import Names
from par_rules.rules import Condition, NotArisen, Points, Rule
from par_rules.rules.banded import Banded
from par_rules.rules.ends import Ends, Threshold
from par_rules.rules.forms import (
    ChangeFromLastYear,
    Complement,
    DaysFrom,
    Form,
    Input,
    Ratio,
    RatioOfRatios,
    TargetOfYear,
    WeightedAnswers,
)
from par_rules.rules.gate import Gate, Table
from par_rules.rules.given import Given
from par_rules.rules.graded import Graded
from par_rules.rules.linear import Linear
from par_rules.rules.model import Source
from par_rules.rules.per_unit import PerUnit
from par_rules.rules.python import Python
from par_rules.rules.sum_of import SumOf
from par_rules.rules.unread import Unread

MARKS = ("-", "+", "•", "◦", "▪")
BETWEEN = " | "
ANSWERS = {
    "yes": "có",
    "no": "không",
    "present": "đã có",
    "absent": "không có số liệu",
    "not_arisen": "không phát sinh",
}
GIVEN = {
    "index": "chỉ số đã công bố",
    "survey": "điều tra xã hội học",
    "leader": "đánh giá của lãnh đạo",
    "judgement": "người chấm đánh giá, có nêu lý do",
}
HOW = {
    "all_of": "mọi điều kiện cùng đạt",
    "any_of": "một điều kiện đạt",
    "none_of": "không điều kiện nào đúng",
}
TREATS = {"full": "đủ điểm", "exclude": "bỏ khỏi điểm phát sinh"}
WITHIN = {"criterion": "chia lại trong tiêu chí", "field": "chia lại trong lĩnh vực"}
ABSENT = "không có số liệu"
Lines = Iterator[tuple[int, str]]


def rule_text(rule: Rule, names: Names) -> str:
    """Write a rule as the lines of a cell."""
    return "\n".join(
        text if not depth else f"{mark(depth)} {text}" for depth, text in _rule(rule, names, 0)
    )


def mark(depth: int) -> str:
    """Give the mark of lines that stand ``depth`` deep."""
    return MARKS[depth - 1] if depth <= len(MARKS) else MARKS[-1] * (depth - len(MARKS) + 1)


def not_arisen_text(found: NotArisen, names: Names) -> str:
    """Write when something does not arise, and what then becomes of its points."""
    when = " và ".join(condition_text(c, names) for c in found.when)
    if found.to is not None:
        treat = f"chuyển sang phần “{found.to}”"
    elif found.treat == "redistribute":
        treat = WITHIN.get(found.within or "", "chia lại")
    else:
        treat = TREATS.get(found.treat, found.treat)
    text = f"khi {when}: {treat}"
    return text + (f"; căn cứ: {_cited(found.source)}" if found.source else "")


def condition_text(found: Condition, names: Names) -> str:
    """Write one comparison."""
    of = f"điểm {names.leaf(found.leaf)}" if found.leaf else names.input(found.input or "")
    if found.is_ is not None:
        return f"{of} là {answer_text(found.is_)}"
    return f"{of} {ends_text(found, names, percent=found.input in names.percent)}"


def answer_text(answer: str) -> str:
    """Write an answer: a word for those every question has, else in quotes."""
    return ANSWERS.get(answer) or f"“{answer}”"


def ends_text(ends: Ends, names: Names, *, percent: bool) -> str:
    """Write a range: "từ 80% đến dưới 95%", "không quá 0", "sau ngày 31/01/2026"."""

    def end(value: Threshold) -> str:
        return _threshold(value, names, percent)

    if ends.at_least is not None:
        low = f"từ {end(ends.at_least)}"
    elif ends.above is not None:
        low = f"{'sau' if isinstance(ends.above, date) else 'trên'} {end(ends.above)}"
    else:
        low = ""
    if ends.at_most is not None:
        if isinstance(ends.at_most, date):
            return f"{low} đến hết {end(ends.at_most)}".strip()
        return f"{low} đến {end(ends.at_most)}" if low else f"không quá {end(ends.at_most)}"
    if ends.below is not None:
        below = f"{'trước' if isinstance(ends.below, date) else 'dưới'} {end(ends.below)}"
        return f"{low} đến {below}" if low else below
    if ends.at_least is not None:
        return f"{low} trở {'đi' if isinstance(ends.at_least, date) else 'lên'}"
    return low or "mọi giá trị"


def _threshold(value: Threshold, names: Names, percent: bool) -> str:
    if isinstance(value, date):
        return f"ngày {day_text(value)}"
    if isinstance(value, Fraction):
        return f"{number_text(value)}{'%' if percent else ''}"
    return f"mức ({form_text(value, names)})"


def form_text(form: Form, names: Names) -> str:
    """Write the number that a rule judges."""
    if isinstance(form, Input):
        return names.input(form.of)
    if isinstance(form, Ratio):
        more = ", được vượt 100%" if form.may_exceed else ""
        return f"tỷ lệ {names.input(form.part)} trên {names.input(form.whole)}{more}"
    if isinstance(form, Complement):
        return f"100% trừ ({form_text(form.of, names)})"
    if isinstance(form, RatioOfRatios):
        return (
            f"({form_text(form.result, names)}) so với mức giao ({form_text(form.target, names)})"
        )
    if isinstance(form, DaysFrom):
        kind = "ngày làm việc" if form.days == "working" else "ngày"
        day = names.input(form.day) if isinstance(form.day, str) else day_text(form.day)
        return f"số {kind} của {names.input(form.date)} kể từ {day}"
    if isinstance(form, ChangeFromLastYear):
        how = "tính theo %" if form.measure == "percent" else "lấy hiệu"
        now, before = form_text(form.this_year, names), form_text(form.last_year, names)
        return f"({now}) so với năm trước ({before}), {how}"
    if isinstance(form, WeightedAnswers):
        options = (
            f"{key} {names.input(name)} {number_text(form.weights[key])}%"
            for key, name in form.answers.items()
        )
        return f"bình quân các phương án {', '.join(options)}"
    assert isinstance(form, TargetOfYear)
    return f"chỉ tiêu {form.row} của kế hoạch {form.plan}"


def _points(points: Points) -> str:
    if points.points is not None:
        return f"{number_text(points.points)} điểm"
    assert points.of_max is not None
    return f"{number_text(points.of_max)}% điểm tối đa"


def _cited(sources: Iterable[Source]) -> str:
    return sources_text(sources, BETWEEN)


def _sourced(text: str, sources: Iterable[Source] | None) -> str:
    return f"{text}; căn cứ: {_cited(sources)}" if sources else text


def _absent(points: Points | None, depth: int) -> Lines:
    if points is not None:
        yield depth, f"{ABSENT}: {_points(points)}"


def _rule(rule: Rule, names: Names, depth: int) -> Lines:
    if isinstance(rule, Banded):
        yield depth, f"Theo mức của {form_text(rule.value, names)}:"
        percent = _in_percent(rule.value, names)
        for band in rule.bands:
            text = f"{ends_text(band, names, percent=percent)}: {_points(band)}"
            yield depth + 1, _sourced(text, band.source)
        yield from _absent(rule.absent, depth + 1)
    elif isinstance(rule, Linear):
        yield depth, f"Tính điểm theo {form_text(rule.value, names)}:"
        percent = _in_percent(rule.value, names)
        for anchor in rule.anchors:
            text = f"tại {_threshold(anchor.at, names, percent)}: {_points(anchor)}"
            yield depth + 1, _sourced(text, anchor.source)
        if rule.below is not None:
            yield depth + 1, f"dưới mốc đầu: {_points(rule.below)}"
        yield from _absent(rule.absent, depth + 1)
    elif isinstance(rule, Graded):
        yield depth, f"Theo lựa chọn của {names.input(rule.input)}:"
        for grade in rule.grades:
            text = f"trả lời {answer_text(grade.is_)}: {_points(grade)}"
            yield depth + 1, _sourced(text, grade.source)
        yield from _absent(rule.absent, depth + 1)
    elif isinstance(rule, PerUnit):
        limits = _limits(rule.start, rule.floor, rule.cap)
        each = f"mỗi đơn vị {number_text(rule.each)} điểm"
        text = "; ".join([f"Theo số lượng của {form_text(rule.value, names)}: {each}", *limits])
        yield depth, text
        yield from _absent(rule.absent, depth + 1)
    elif isinstance(rule, Given):
        out_of = f", trên thang {number_text(rule.out_of)}" if rule.out_of is not None else ""
        yield depth, f"Lấy kết quả {names.input(rule.input)} theo {GIVEN[rule.by]}{out_of}"
        yield from _absent(rule.absent, depth + 1)
    else:
        yield from _outer(rule, names, depth)


def _outer(rule: Rule, names: Names, depth: int) -> Lines:
    """Write a rule that holds others, or none at all."""
    if isinstance(rule, Gate):
        how = next(key for key in HOW if getattr(rule, key) is not None)
        yield depth, f"Xét điều kiện, {HOW[how]}:"
        for condition in rule.conditions:
            yield depth + 1, f"điều kiện: {condition_text(condition, names)}"
        yield depth + 1, "nếu đạt:"
        yield from _rule(rule.then, names, depth + 2)
        if isinstance(rule.otherwise, Points):
            yield depth + 1, f"nếu không đạt: {_points(rule.otherwise)}"
        else:
            yield depth + 1, "nếu không đạt:"
            yield from _rule(rule.otherwise, names, depth + 2)
    elif isinstance(rule, Table):
        yield depth, "Theo trường hợp:"
        for row in rule.rows:
            when = " và ".join(condition_text(c, names) for c in row.when) or "mọi trường hợp"
            if row.then is None:
                text = f"khi {when}: {_points(Points(points=row.points, of_max=row.of_max))}"
                yield depth + 1, _sourced(text, row.source)
            else:
                yield depth + 1, _sourced(f"khi {when}: tính như sau", row.source)
                yield from _rule(row.then, names, depth + 2)
    elif isinstance(rule, SumOf):
        stages = ["cộng dồn theo bước"] if rule.cumulative else []
        limits = _limits(rule.start, rule.floor, rule.cap)
        yield depth, "; ".join(["Cộng các phần", *stages, *limits]) + ":"
        for part in rule.parts:
            text = f"phần “{part.label}”, tối đa {number_text(part.max_points)} điểm"
            own = None if isinstance(part.rule, Python) else part.source
            yield depth + 1, _sourced(text, own)
            if part.not_arisen is not None:
                text = not_arisen_text(part.not_arisen, names)
                yield depth + 2, f"không phát sinh: {text}"
            yield from _rule(part.rule, names, depth + 2)
    elif isinstance(rule, Python):
        inputs = "; ".join(names.input(key) for key in rule.inputs)
        text = "; ".join(
            [
                f"Cách tính riêng {rule.function} từ {inputs}",
                *_limits(Fraction(0), rule.floor, None),
            ]
        )
        yield depth, _sourced(text, rule.source)
    else:
        assert isinstance(rule, Unread)
        floor = [] if rule.floor == 0 else _limits(Fraction(0), rule.floor, None)
        yield depth, "; ".join(["Chưa có cách tính", *floor]) + f": “{rule.text}”"


def _limits(start: Fraction, floor: Fraction | None, cap: Fraction | None) -> list[str]:
    """Write from where, how far down and how far up points go; a start of 0 is not written."""
    found = [f"bắt đầu {number_text(start)} điểm"] if start else []
    found += [f"thấp nhất {number_text(floor)} điểm"] if floor is not None else []
    return found + ([f"cao nhất {number_text(cap)} điểm"] if cap is not None else [])


def _in_percent(form: Form, names: Names) -> bool:
    if isinstance(form, Input):
        return form.of in names.percent
    return isinstance(form, Ratio | Complement | RatioOfRatios | WeightedAnswers)
