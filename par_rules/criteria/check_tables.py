"""Exactly one row of a table may hit: tried at every end, just beside it, and for every answer."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import product

from par_rules.criteria.model import CriteriaSet
from par_rules.criteria.walk import Tell, number_text
from par_rules.criteria.yaml_nodes import Loc
from par_rules.rules import Condition, NotArisen, View
from par_rules.rules.conditions import Truth, threshold
from par_rules.rules.gate import Table
from par_rules.values import Domain, Interval

MOST = 20_000  # cases tried; a table with more is too much to read as well
NEAR = Fraction(1, 10**9)
WORDS = {"yes": "có", "no": "không"}
Axis = tuple[str, str]  # "input" or "leaf", and its name


def check_table(
    criteria: CriteriaSet, table: Table, outer: NotArisen | None, at: Loc, view: View, tell: Tell
) -> None:
    """Report the first case that no row covers, or that two rows cover."""
    places = _places(table, view)
    if places is None:
        return  # rows that move are judged as they come
    outcomes = {axis: list(_outcomes(axis, ends, view)) for axis, ends in places.items()}
    if math.prod(len(found) for found in outcomes.values()) > MOST:
        tell((*at, "rows"), "bảng có quá nhiều trường hợp để kiểm tra", "chia thành các bảng nhỏ")
        return
    for case in product(*outcomes.values()):
        seen = _seen(view, dict(zip(outcomes, case, strict=True)))
        if outer is not None and not outer.truths(seen)[1]:
            continue
        hits = [i for i, row in enumerate(table.rows) if Truth.TRUE in row.truths(seen)]
        if len(hits) == 1:
            continue
        text = "; ".join(_words(criteria, a, d) for a, d in zip(outcomes, case, strict=True))
        if hits:
            tell(
                (*at, "rows", hits[1]),
                f"dòng này chồng lên dòng {hits[0] + 1} khi {text}",
                "mỗi trường hợp chỉ thuộc một dòng",
            )
        else:
            tell((*at, "rows"), f"không có dòng nào cho trường hợp {text}", "thêm dòng")
        return


def _places(table: Table, view: View) -> dict[Axis, set[Fraction]] | None:
    """Give the ends at which conditions on each input or leaf change; None where one moves."""
    found: dict[Axis, set[Fraction]] = {}
    for row in table.rows:
        for condition in row.when:
            ends = found.setdefault(_axis(condition), set())
            for end in (condition.at_least, condition.above, condition.at_most, condition.below):
                if end is None:
                    continue
                place = threshold(end, view)
                if not place.is_point:
                    return None
                ends.add(place.low)
    return found


def _axis(condition: Condition) -> Axis:
    if condition.leaf is not None:
        return "leaf", condition.leaf
    return "input", str(condition.input)


def _outcomes(axis: Axis, ends: set[Fraction], view: View) -> Iterator[Domain]:
    """Give single outcomes that tell the rows apart."""
    kind, name = axis
    domain = view.of(name) if kind == "input" else Domain(numbers=view.leaves[name])
    for word in sorted(domain.options):
        yield Domain(options=frozenset({word}))
    if domain.absent:
        yield Domain(absent=True)
    if domain.not_arisen:
        yield Domain(not_arisen=True)
    if domain.numbers is None:
        return
    low, high = domain.numbers.low, domain.numbers.high
    numbers = {low, high}
    for end in ends:
        if domain.whole:
            numbers |= {Fraction(n) for n in range(math.floor(end) - 1, math.ceil(end) + 2)}
        else:
            numbers |= {end - NEAR, end, end + NEAR}
    for number in sorted(n for n in numbers if low <= n <= high):
        yield Domain.of(number, whole=domain.whole)


def _seen(view: View, case: dict[Axis, Domain]) -> View:
    inputs = {name: domain for (kind, name), domain in case.items() if kind == "input"}
    leaves: dict[str, Interval] = {}
    for (kind, name), domain in case.items():
        if kind == "leaf" and domain.numbers is not None:
            leaves[name] = domain.numbers
    return replace(view, inputs={**view.inputs, **inputs}, leaves={**view.leaves, **leaves})


def _words(criteria: CriteriaSet, axis: Axis, outcome: Domain) -> str:
    kind, name = axis
    if kind == "leaf":
        leaf = criteria.leaf(name)
        return f"tiêu chí {leaf.number} được {_value(outcome, '')} điểm"
    spec = criteria.inputs[name]
    return f"“{spec.title}” là {_value(outcome, spec.type)}"


def _value(outcome: Domain, kind: str) -> str:
    if outcome.absent:
        return "không có"
    if outcome.not_arisen:
        return "không phát sinh"
    if outcome.numbers is None:
        word = next(iter(outcome.options))
        return WORDS.get(word, word)
    number = outcome.numbers.low
    if kind == "date":
        return f"{date.fromordinal(int(number)):%d/%m/%Y}"
    return number_text(number)
