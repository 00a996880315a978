"""The branches of a leaf: what may not arise, and every rule inside the rule."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import Any

from par_rules.criteria.model import Leaf
from par_rules.rules import NotArisen, Points, View
from par_rules.rules.banded import Banded
from par_rules.rules.conditions import Truth, Truths
from par_rules.rules.gate import Gate, Table, TableRow
from par_rules.rules.given import Given
from par_rules.rules.graded import Graded
from par_rules.rules.linear import Linear
from par_rules.rules.naming import Words
from par_rules.rules.per_unit import PerUnit
from par_rules.rules.python import Python
from par_rules.rules.sum_of import Part, SumOf
from par_rules.rules.unread import Unread
from par_rules.scoring import value_branches as values
from par_rules.scoring.branch import Branch, Test, always, clamped, under
from par_rules.values import Interval

ARISES = (False, True)


def branches_of(leaf: Leaf, words: Words) -> list[Branch]:
    """Give every branch of a leaf, in the order of its rule."""
    inner = _rule(leaf.rule, leaf.max_points, words)
    return list(_perhaps_not_arising(leaf.not_arisen, inner, words))


def _perhaps_not_arising(
    not_arisen: NotArisen | None, inner: Iterator[Branch], words: Words
) -> Iterator[Branch]:
    if not_arisen is None:
        yield from inner
        return

    def found(*wanted: bool) -> Test:
        return lambda view: not_arisen.truths(view) == wanted

    def may_not_arise(view: View) -> bool:
        return not_arisen.truths(view) != ARISES

    for text, test in (
        ("có phát sinh", found(False, True)),
        ("không phát sinh", found(True, False)),
        ("chưa rõ có phát sinh hay không", found(True, True)),
    ):
        yield Branch(text, test, may_not_arise)
    if len(not_arisen.when) > 1:
        truths = [condition.met_or_not_arisen for condition in not_arisen.when]
        for condition, test in zip(not_arisen.when, _decides(truths, Truth.FALSE), strict=True):
            name = f"có phát sinh, chỉ vì không đúng điều kiện {condition.words(words)}"
            yield Branch(name, test, may_not_arise)
    yield from under(found(*ARISES), inner)


def _decides(truths: Sequence[Callable[[View], Truths]], truth: Truth) -> Iterator[Test]:
    """Test for each condition whether it alone is certainly ``truth``."""

    def alone(i: int) -> Test:
        return lambda view: (
            truths[i](view) == {truth}
            and all(truth not in of(view) for j, of in enumerate(truths) if j != i)
        )

    return (alone(i) for i in range(len(truths)))


def _rule(rule: Any, maximum: Fraction, words: Words) -> Iterator[Branch]:
    return KINDS[type(rule)](rule, maximum, words)


def _gate(rule: Gate, maximum: Fraction, words: Words) -> Iterator[Branch]:
    when = "; ".join(condition.words(words) for condition in rule.conditions)

    def found(*wanted: bool) -> Test:
        return lambda view: rule.passes(view) == wanted

    def may(side: int) -> Test:
        return lambda view: rule.passes(view)[side]

    passes, fails = found(True, False), found(False, True)
    yield Branch(f"điều kiện ({when}) đạt", passes, may(0))
    yield Branch(f"điều kiện ({when}) không đạt", fails, may(1))
    yield Branch(f"điều kiện ({when}) để mở", found(True, True), found(True, True))
    if len(rule.conditions) > 1:
        truth, side = (Truth.FALSE, "không đạt") if rule.all_of else (Truth.TRUE, "đúng")
        truths = [condition.truths for condition in rule.conditions]
        for condition, test in zip(rule.conditions, _decides(truths, truth), strict=True):
            yield Branch(f"chỉ riêng điều kiện {condition.words(words)} {side}", test, always)
    yield from under(passes, _rule(rule.then, maximum, words))
    if not isinstance(rule.otherwise, Points):
        yield from under(fails, _rule(rule.otherwise, maximum, words), "khi không đạt, ")


def _table(rule: Table, maximum: Fraction, words: Words) -> Iterator[Branch]:
    def hits(row: TableRow) -> Test:
        return lambda view: row.truths(view) == {Truth.TRUE}

    def may_hit(row: TableRow) -> Test:
        return lambda view: Truth.TRUE in row.truths(view)

    for row in rule.rows:
        name = f"trường hợp {row.when_words(words)}"
        yield Branch(name, hits(row), may_hit(row))
        if row.then is not None:
            yield from under(hits(row), _rule(row.then, maximum, words), f"{name}, ")


def _sum_of(rule: SumOf, maximum: Fraction, words: Words) -> Iterator[Branch]:
    for i, part in enumerate(rule.parts):
        name = f"phần “{part.label}”: "
        inner = _rule(part.rule, part.max_points, words)
        found = _perhaps_not_arising(part.not_arisen, inner, words)
        counts = _full(rule.parts[:i]) if rule.cumulative else always
        yield from under(counts, found, name)
    if rule.floor is not None or rule.cap is not None:
        free = rule.model_copy(update={"floor": None, "cap": None})
        yield from clamped(
            "tổng các phần", lambda view: free.reach(view, maximum), rule.floor, rule.cap
        )
    if rule.cumulative:
        yield from _stops(rule)


def _stops(rule: SumOf) -> Iterator[Branch]:
    """Give where the stages may stop: at each part that falls short after full ones, or nowhere."""

    def short(part: Part) -> Test:
        def test(view: View) -> bool:
            earned = _earned(part, view)
            return earned.is_point and earned.low < part.max_points

        return test

    for i, part in enumerate(rule.parts[:-1]):
        stops = Branch(f"dừng ở phần “{part.label}”", short(part), always)
        yield from under(_full(rule.parts[:i]), iter([stops]))
    yield Branch("tính đến phần cuối", _full(rule.parts[:-1]), always)


def _full(parts: Sequence[Part]) -> Test:
    """Test whether all of ``parts`` certainly earn their full points, or do not arise."""
    return lambda view: all(
        _earned(part, view) == Interval.point(part.max_points) for part in parts
    )


def _earned(part: Part, view: View) -> Interval:
    """Give what a stage earns by itself."""
    return SumOf(parts=(part,), cumulative=True).reach(view, part.max_points)


KINDS: dict[type, Callable[[Any, Fraction, Words], Iterator[Branch]]] = {
    Banded: values.banded,
    Linear: values.linear,
    Graded: values.graded,
    PerUnit: values.per_unit,
    Gate: _gate,
    Table: _table,
    SumOf: _sum_of,
    Given: values.given,
    Python: values.python,
    Unread: values.unread,
}
