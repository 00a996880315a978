"""Checks a set as a whole: names that exist, sums that agree, rules that end at their maximum."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction
from typing import Any

from pydantic import BaseModel

from par_rules.criteria.messages import where
from par_rules.criteria.model import CriteriaSet, FieldOfSet, InputSpec, Leaf, Source
from par_rules.criteria.yaml_nodes import Loc, Problem, Tree
from par_rules.rules import NotArisen, View
from par_rules.rules.banded import Band, Banded
from par_rules.rules.conditions import threshold
from par_rules.rules.forms import Ratio, WeightedAnswers
from par_rules.rules.gate import Gate, Table
from par_rules.rules.sum_of import Part, SumOf
from par_rules.values import Interval, points_text

Tell = Callable[[Loc, str, str], None]


def check(criteria: CriteriaSet, trees: Mapping[str, Tree]) -> list[Problem]:
    """Give every fault that shows only when the files are read together."""
    problems: list[Problem] = []
    met: dict[str, str] = {}
    for field in criteria.fields:
        tree = trees[field.key]

        def tell(loc: Loc, what: str, todo: str, tree: Tree = tree) -> None:
            problems.append(Problem(tree.place(loc), where(loc, tree.value), what, todo))

        _sums(field, tell)
        for i, criterion in enumerate(field.criteria):
            for j, leaf in enumerate(criterion.leaves):
                loc: Loc = ("criteria", i, "leaves", j)
                if leaf.key in met:
                    tell(
                        (*loc, "key"),
                        f"khóa “{leaf.key}” đã dùng ở tiêu chí {met[leaf.key]}",
                        "mỗi tiêu chí một khóa riêng",
                    )
                met[leaf.key] = leaf.number
                names = _names(criteria, leaf, loc, tell)
                if names:
                    _limits(criteria, leaf, loc, tell)
    problems += _total(criteria, trees)
    problems += _circles(criteria, trees)
    return problems


def _sums(field: FieldOfSet, tell: Tell) -> None:
    for i, criterion in enumerate(field.criteria):
        total = sum((leaf.max_points for leaf in criterion.leaves), Fraction(0))
        if total != criterion.max_points:
            tell(
                ("criteria", i, "max_points"),
                f"ghi {points_text(criterion.max_points)} điểm nhưng các tiêu chí thành phần cộng "
                f"lại {points_text(total)} điểm",
                "sửa một trong hai cho khớp",
            )
    total = sum((criterion.max_points for criterion in field.criteria), Fraction(0))
    if total != field.max_points:
        tell(
            ("max_points",),
            f"ghi {points_text(field.max_points)} điểm nhưng các tiêu chí cộng "
            f"lại {points_text(total)} điểm",
            "sửa một trong hai cho khớp",
        )


def _total(criteria: CriteriaSet, trees: Mapping[str, Tree]) -> Iterator[Problem]:
    inside = [leaf for leaf in criteria.leaves() if leaf.role is None]
    total = sum((leaf.max_points for leaf in inside), Fraction(0))
    if total != criteria.head.max_points:
        first = trees[criteria.fields[0].key]
        yield Problem(
            first.place(()),
            "",
            f"các lĩnh vực cộng lại {points_text(total)} điểm, bộ tiêu chí ghi "
            f"{points_text(criteria.head.max_points)} điểm",
            "sửa max_points của set.yaml hoặc của các lĩnh vực",
        )


def _names(criteria: CriteriaSet, leaf: Leaf, loc: Loc, tell: Tell) -> bool:
    """Report every name that is not declared; say whether the rule can be tried."""
    good = True
    for name in sorted(leaf.reads() - criteria.inputs.keys()):
        good = False
        tell(
            (*loc, "rule"),
            f"số liệu “{name}” chưa khai trong inputs.yaml",
            "khai số liệu này hoặc sửa tên",
        )
    leaves = {other.key for other in criteria.leaves()}
    for name in sorted(leaf.leans_on() - leaves):
        good = False
        tell((*loc, "rule"), f"không có tiêu chí “{name}”", "dùng khóa key của tiêu chí")
    for key, offices in (
        ("lead_office", (leaf.lead_office,)),
        ("co_offices", leaf.co_offices),
        ("monitor_offices", leaf.monitor_offices),
    ):
        for office in offices:
            if office not in criteria.head.offices:
                tell((*loc, key), f"không có cơ quan “{office}”", "khai ở offices của set.yaml")
    for source, at in _sources(leaf, loc):
        _source(criteria, source, at, tell)
    for i, requirement in enumerate(leaf.evidence):
        for name in [*(requirement.proves or ()), *filter(None, [requirement.counts])]:
            if name not in leaf.reads():
                tell(
                    (*loc, "evidence", i),
                    f"tiêu chí không đọc số liệu “{name}”",
                    "sửa proves hoặc counts",
                )
    return good


def _sources(model: BaseModel, loc: Loc) -> Iterator[tuple[Source, Loc]]:
    """Give every source of a leaf: its own, and those of what it is made of."""
    for name in type(model).model_fields:
        value = getattr(model, name)
        here = loc if isinstance(model, Part) and name == "rule" else (*loc, name)
        if isinstance(value, BaseModel):
            yield from _sources(value, here)
        elif isinstance(value, tuple):
            for i, inner in enumerate(value):
                if isinstance(inner, Source):
                    yield inner, here
                elif isinstance(inner, BaseModel):
                    yield from _sources(inner, (*here, i))


def _source(criteria: CriteriaSet, source: Source, at: Loc, tell: Tell) -> None:
    if (source.doc is None) == (source.assumption is None):
        tell(at, "nguồn phải nêu văn bản (doc) hoặc giả định (assumption)", "ghi một trong hai")
    elif source.doc is not None and source.doc not in criteria.sources:
        tell(at, f"không có văn bản “{source.doc}” trong sources.yaml", "khai văn bản hoặc sửa tên")
    elif source.assumption is not None and source.assumption not in criteria.head.assumptions:
        tell(
            at,
            f"không có giả định “{source.assumption}” trong set.yaml",
            "khai giả định hoặc sửa tên",
        )


def open_view(criteria: CriteriaSet) -> View:
    """Give the view in which nobody has said anything."""
    leaves = {
        leaf.key: Interval(min(leaf.min_points, Fraction(0)), leaf.max_points)
        for leaf in criteria.leaves()
    }
    return View(
        inputs={name: spec.domain() for name, spec in criteria.inputs.items()},
        leaves=leaves,
        targets=criteria.targets,
        days_off=frozenset(criteria.head.days_off),
    )


def _limits(criteria: CriteriaSet, leaf: Leaf, loc: Loc, tell: Tell) -> None:
    view = open_view(criteria)
    at: Loc = (*loc, "rule")
    before = _Counter()
    _rule(criteria, leaf.rule, leaf.not_arisen, at, view, before.through(tell))
    if before.count:
        return
    try:
        reached = leaf.rule.reach(view, leaf.max_points)
    except (ValueError, LookupError):
        tell(at, "với số liệu chưa biết, cách tính không cho kết quả nào", "xem lại các mức điểm")
        return
    if reached.low < leaf.min_points:
        tell(
            at,
            f"cách tính có thể xuống {points_text(reached.low)} điểm, thấp hơn mức thấp nhất "
            f"{points_text(leaf.min_points)}",
            "đặt floor hoặc min_points",
        )
    if reached.high != leaf.max_points:
        tell(
            at,
            f"điểm tối đa {points_text(leaf.max_points)} nhưng cách tính cho cao nhất "
            f"{points_text(reached.high)} điểm",
            "sửa điểm tối đa hoặc cách tính",
        )


class _Counter:
    def __init__(self) -> None:
        self.count = 0

    def through(self, tell: Tell) -> Tell:
        def counted(loc: Loc, what: str, todo: str) -> None:
            self.count += 1
            tell(loc, what, todo)

        return counted


def _rule(
    criteria: CriteriaSet, rule: Any, not_arisen: NotArisen | None, at: Loc, view: View, tell: Tell
) -> None:
    """Check a rule and all rules inside it."""
    if hasattr(rule, "value"):
        _whole_may_be_nothing(criteria, rule.value, not_arisen, (*at, "value"), tell)
    if isinstance(rule, Banded):
        _bands(rule, at, view, tell)
    elif isinstance(rule, Gate):
        _rule(criteria, rule.then, not_arisen, (*at, "then"), view, tell)
    elif isinstance(rule, Table):
        for i, row in enumerate(rule.rows):
            if row.then is not None:
                _rule(criteria, row.then, not_arisen, (*at, "rows", i, "then"), view, tell)
    elif isinstance(rule, SumOf):
        for i, part in enumerate(rule.parts):
            _part(criteria, rule, part, not_arisen, (*at, "parts", i), view, tell)


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
    if part.not_arisen is not None and part.not_arisen.treat == "redistribute":
        others = {p.label for p in rule.parts if p.not_arisen is None}
        if part.not_arisen.to not in others:
            tell(
                (*at, "not_arisen"),
                f"không có phần “{part.not_arisen.to}” luôn phát sinh",
                "ghi ở khóa to nhãn (label) của một phần khác",
            )
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
                f"mức này chồng lên mức {hits[0] + 1} tại giá trị {points_text(x)}",
                "mỗi giá trị chỉ thuộc một mức",
            )
            return
        if not hits:
            tell(
                (*at, "bands"),
                f"không có mức nào cho giá trị {points_text(x)}",
                "thêm mức hoặc sửa đầu mút",
            )
            return


def _holds(band: Band, x: Fraction, view: View) -> bool:
    return band.may_hold(Interval.point(x), view, whole=False)


def _whole_may_be_nothing(
    criteria: CriteriaSet, form: Any, not_arisen: NotArisen | None, at: Loc, tell: Tell
) -> None:
    wholes: list[str] = []
    if isinstance(form, Ratio):
        wholes = [form.whole]
    elif isinstance(form, WeightedAnswers):
        wholes = list(form.answers.values())
    for key in ("of", "result", "target", "this_year", "last_year"):
        inner = getattr(form, key, None)
        if hasattr(inner, "reach"):
            _whole_may_be_nothing(criteria, inner, not_arisen, (*at, key), tell)
    covered = {c.input for c in not_arisen.when} if not_arisen is not None else set()
    open_ones = [
        name
        for name in wholes
        if name in criteria.inputs and _may_be_nothing(criteria.inputs[name])
    ]
    if open_ones and len(open_ones) == len(wholes) and not covered & set(wholes):
        tell(
            at,
            f"mẫu số “{criteria.inputs[wholes[0]].title}” có thể bằng 0 mà chưa nêu cách "
            "tính khi không phát sinh",
            "thêm not_arisen, hoặc khai range của số liệu này từ 1",
        )


def _may_be_nothing(spec: InputSpec) -> bool:
    domain = spec.domain()
    return domain.not_arisen or domain.numbers is None or domain.numbers.low <= 0


def _circles(criteria: CriteriaSet, trees: Mapping[str, Tree]) -> Iterator[Problem]:
    leans = {leaf.key: leaf.leans_on() for leaf in criteria.leaves()}
    done: set[str] = set()
    for field in criteria.fields:
        for i, criterion in enumerate(field.criteria):
            for j, leaf in enumerate(criterion.leaves):
                if leaf.key in _reachable(leaf.key, leans) and leaf.key not in done:
                    ring = _reachable(leaf.key, leans)
                    done |= ring
                    loc: Loc = ("criteria", i, "leaves", j, "rule")
                    tree = trees[field.key]
                    yield Problem(
                        tree.place(loc),
                        where(loc, tree.value),
                        "cổng điều kiện quay vòng về chính tiêu chí này",
                        "bỏ một điều kiện leaf trong vòng",
                    )


def _reachable(start: str, leans: Mapping[str, frozenset[str]]) -> set[str]:
    found: set[str] = set()
    todo = list(leans.get(start, ()))
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo += leans.get(name, ())
    return found
