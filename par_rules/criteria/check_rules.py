"""Checks each rule by itself: bands, anchors, answers, states, parts, and the ends of its reach."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

from par_rules.criteria.check_tables import check_table
from par_rules.criteria.model import CriteriaSet, InputSpec, Leaf
from par_rules.criteria.walk import Tell, number_text
from par_rules.criteria.yaml_nodes import Loc
from par_rules.rules import NotArisen, Points, View
from par_rules.rules.banded import Band, Banded
from par_rules.rules.conditions import threshold
from par_rules.rules.forms import Ratio, WeightedAnswers
from par_rules.rules.gate import Gate, Table
from par_rules.rules.graded import Graded
from par_rules.rules.linear import Linear
from par_rules.rules.sum_of import Part, SumOf
from par_rules.values import Domain, Interval, points_text


def check_rule(criteria: CriteriaSet, leaf: Leaf, loc: Loc, view: View, tell: Tell) -> None:
    """Report every fault of a leaf's rule; its reach is looked at where there is none."""
    at: Loc = (*loc, "rule")
    found: list[tuple[Loc, str, str]] = []
    _rule(criteria, leaf.rule, leaf.not_arisen, at, view, lambda *fault: found.append(fault))
    for fault in found:
        tell(*fault)
    if not found:
        _states(criteria, leaf, at, view, tell)
        _limits(leaf, at, view, tell)


def _limits(leaf: Leaf, at: Loc, view: View, tell: Tell) -> None:
    try:
        reached = leaf.rule.reach(view, leaf.max_points)
    except (ValueError, LookupError):
        tell(at, "với số liệu chưa biết, cách tính không cho kết quả nào", "xem lại các mức điểm")
        return
    if reached.low < leaf.min_points:
        tell(
            at,
            f"cách tính có thể xuống {points_text(reached.low)} điểm, thấp hơn mức thấp nhất "
            f"{points_text(leaf.min_points)} điểm",
            "đặt floor hoặc min_points",
        )
    if reached.high != leaf.max_points:
        tell(
            at,
            f"điểm tối đa {points_text(leaf.max_points)} nhưng cách tính cho cao nhất "
            f"{points_text(reached.high)} điểm",
            "sửa điểm tối đa hoặc cách tính",
        )


def _states(criteria: CriteriaSet, leaf: Leaf, at: Loc, view: View, tell: Tell) -> None:
    """Report a state that an input admits and for which the rule gives nothing."""
    for name in sorted(leaf.reads()):
        spec = criteria.inputs[name]
        for state, words, key in (
            (Domain(absent=True), "không có", "absent"),
            (Domain(not_arisen=True), "không phát sinh", "not_arisen"),
        ):
            if key in spec.may_be and not _gives_points(leaf, view, name, state):
                tell(
                    at,
                    f"số liệu “{spec.title}” có thể ghi “{words}” mà cách tính không nêu điểm",
                    f"thêm khóa {key}, hoặc bỏ {key} ở may_be của số liệu này",
                )


def _gives_points(leaf: Leaf, view: View, name: str, state: Domain) -> bool:
    seen = replace(view, inputs={**view.inputs, name: state})
    if leaf.not_arisen is not None and not leaf.not_arisen.truths(seen)[1]:
        return True
    try:
        leaf.rule.reach(seen, leaf.max_points)
    except (ValueError, LookupError):
        return False
    return True


def _rule(
    criteria: CriteriaSet, rule: Any, not_arisen: NotArisen | None, at: Loc, view: View, tell: Tell
) -> None:
    """Check a rule and all rules inside it."""
    if hasattr(rule, "value"):
        _whole_may_be_nothing(criteria, rule.value, not_arisen, (*at, "value"), tell)
    if isinstance(rule, Banded):
        _bands(rule, at, view, tell)
    elif isinstance(rule, Linear):
        _anchors(rule, at, view, tell)
    elif isinstance(rule, Graded):
        _grades(criteria, rule, at, tell)
    elif isinstance(rule, Gate):
        _rule(criteria, rule.then, not_arisen, (*at, "then"), view, tell)
        if not isinstance(rule.otherwise, Points):
            _rule(criteria, rule.otherwise, not_arisen, (*at, "otherwise"), view, tell)
    elif isinstance(rule, Table):
        check_table(criteria, rule, not_arisen, at, view, tell)
        for i, row in enumerate(rule.rows):
            if row.then is not None:
                _rule(criteria, row.then, not_arisen, (*at, "rows", i, "then"), view, tell)
    elif isinstance(rule, SumOf):
        _labels(rule, at, tell)
        for i, part in enumerate(rule.parts):
            _part(criteria, rule, part, not_arisen, (*at, "parts", i), view, tell)


def _labels(rule: SumOf, at: Loc, tell: Tell) -> None:
    for label, times in Counter(part.label for part in rule.parts).items():
        if times > 1:
            tell((*at, "parts"), f"nhãn “{label}” dùng {times} lần", "mỗi phần một nhãn riêng")


def _part(
    criteria: CriteriaSet,
    rule: SumOf,
    part: Part,
    outer: NotArisen | None,
    at: Loc,
    view: View,
    tell: Tell,
) -> None:
    _rule(criteria, part.rule, part.not_arisen or outer, at, view, tell)
    try:
        reached = part.rule.reach(view, part.max_points)
    except (ValueError, LookupError):
        return
    if reached.high != part.max_points:
        tell(
            at,
            f"phần này {points_text(part.max_points)} điểm nhưng cách tính cho cao nhất "
            f"{points_text(reached.high)} điểm",
            "sửa điểm của phần hoặc cách tính",
        )
    if rule.cumulative and reached.low < 0:
        tell(
            at,
            f"phần này có thể xuống {points_text(reached.low)} điểm trong tổng cộng dồn theo bước",
            "cộng dồn (cumulative) chỉ nhận các phần từ 0 điểm trở lên",
        )


def _bands(rule: Banded, at: Loc, view: View, tell: Tell) -> None:
    """Report overlap and gaps, trying every end, and a place just under and over it."""
    value = rule.value.reach(view)
    if value.numbers is None:
        return
    first, last = value.numbers.low, value.numbers.high
    step = Fraction(1) if value.whole else Fraction(1, 10**9)
    tries = {first, last}
    for band in rule.bands:
        for end in (band.at_least, band.above, band.at_most, band.below):
            if end is not None:
                place = threshold(end, view)
                if not place.is_point:
                    return  # moving bands are judged as they come
                tries |= {place.low - step, place.low, place.low + step}
    for x in sorted(x for x in tries if first <= x <= last):
        hits = [i for i, band in enumerate(rule.bands) if _holds(band, x, view)]
        if len(hits) > 1:
            tell(
                (*at, "bands", hits[1]),
                f"mức này chồng lên mức {hits[0] + 1} tại giá trị {_value(rule, x)}",
                "mỗi giá trị chỉ thuộc một mức",
            )
            return
        if not hits:
            tell(
                (*at, "bands"),
                f"không có mức nào cho giá trị {_value(rule, x)}",
                "thêm mức hoặc sửa đầu mút",
            )
            return


def _value(rule: Banded, x: Fraction) -> str:
    """Write a value: as a day where the bands' ends are days."""
    ends = (e for b in rule.bands for e in (b.at_least, b.above, b.at_most, b.below))
    if any(isinstance(end, date) for end in ends):
        return f"{date.fromordinal(int(x)):%d/%m/%Y}"
    return number_text(x)


def _holds(band: Band, x: Fraction, view: View) -> bool:
    return band.may_hold(Interval.point(x), view, whole=False)


def _anchors(rule: Linear, at: Loc, view: View, tell: Tell) -> None:
    """A line needs two anchors, in order; where one moves, points may not fall along the list."""
    if len(rule.anchors) < 2:
        tell((*at, "anchors"), "chỉ có một mốc, không thành đường thẳng", "ghi ít nhất hai mốc")
        return
    moving = any(anchor.moves for anchor in rule.anchors)
    for i, (left, right) in enumerate(zip(rule.anchors, rule.anchors[1:], strict=False), 1):
        fixed = not left.moves and not right.moves
        if fixed and threshold(right.at, view).low <= threshold(left.at, view).low:
            tell(
                (*at, "anchors", i),
                f"mốc {i + 1} không lớn hơn mốc {i}",
                "viết các mốc theo thứ tự tăng dần",
            )
        if moving and right.out_of(Fraction(1)) < left.out_of(Fraction(1)):
            tell(
                (*at, "anchors", i),
                f"điểm của mốc {i + 1} thấp hơn mốc {i} trong khi có mốc thay đổi theo số liệu",
                "điểm không được giảm theo thứ tự các mốc",
            )


def _grades(criteria: CriteriaSet, rule: Graded, at: Loc, tell: Tell) -> None:
    for word in sorted(criteria.inputs[rule.input].domain().options):
        outcome = Domain(options=frozenset({word}))
        hits = [i for i, grade in enumerate(rule.grades) if grade.may_be(outcome)]
        if len(hits) > 1:
            tell(
                (*at, "grades", hits[1]),
                f"mức này chồng lên mức {hits[0] + 1} ở lựa chọn “{word}”",
                "mỗi lựa chọn chỉ thuộc một mức",
            )
        elif not hits:
            tell((*at, "grades"), f"không có mức nào cho lựa chọn “{word}”", "thêm mức")


def _whole_may_be_nothing(
    criteria: CriteriaSet, form: Any, not_arisen: NotArisen | None, at: Loc, tell: Tell
) -> None:
    covered = {c.input for c in not_arisen.when} if not_arisen is not None else set()
    for wholes, where in _wholes(form, at):
        open_ones = [n for n in wholes if _may_be_nothing(criteria.inputs[n])]
        if len(open_ones) == len(wholes) and not covered & set(wholes):
            tell(
                where,
                f"mẫu số “{criteria.inputs[wholes[0]].title}” có thể bằng 0 mà chưa nêu cách "
                "tính khi không phát sinh",
                "thêm not_arisen, hoặc khai range của số liệu này từ 1",
            )


def _wholes(form: Any, at: Loc) -> Iterator[tuple[list[str], Loc]]:
    if isinstance(form, Ratio):
        yield [form.whole], at
    elif isinstance(form, WeightedAnswers):
        yield list(form.answers.values()), at
    for key in ("of", "result", "target", "this_year", "last_year"):
        inner = getattr(form, key, None)
        if hasattr(inner, "reach"):
            yield from _wholes(inner, (*at, key))


def _may_be_nothing(spec: InputSpec) -> bool:
    domain = spec.domain()
    return domain.not_arisen or domain.numbers is None or domain.numbers.low <= 0
