"""Any rule of any kind over a few inputs, as criteria files write them, for hypothesis to draw."""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st
from pydantic import TypeAdapter

from par_rules.criteria import InputSpec
from par_rules.rules import Form, Rule, View
from par_rules.values import Domain, Interval

Written = dict[str, Any]
BOTH = ["absent", "not_arisen"]
COUNTS = ("a", "b", "c")  # a of b; c stands alone
DAYS = ("sent", "due")
WRITTEN: dict[str, Written] = {
    "a": {"type": "count", "range": ["0", "20"], "may_be": BOTH},
    "b": {"type": "count", "range": ["0", "30"], "may_be": BOTH},
    "c": {"type": "count", "range": ["1", "20"]},
    "share": {"type": "percent", "range": ["0", "100"], "may_be": BOTH},
    "money": {"type": "number", "range": ["0", "50"], "may_be": ["absent"]},
    "sent": {"type": "date", "range": [date(2026, 1, 1), date(2026, 3, 1)], "may_be": BOTH},
    "due": {"type": "date", "range": [date(2026, 1, 20), date(2026, 2, 10)]},
    "done": {"type": "yes_no", "may_be": BOTH},
    "grade": {"type": "choice", "options": ["good", "fair", "poor"], "may_be": BOTH},
}
SPECS = {
    name: InputSpec.model_validate({"title": name, "from": "declared", **spec})
    for name, spec in WRITTEN.items()
}
LEAVES = {
    "first": Interval(Fraction(-1), Fraction(2)),
    "second": Interval(Fraction(0), Fraction(4)),
}
TARGETS = {("plan", "I.1"): Fraction(80)}
DAYS_OFF = frozenset({date(2026, 1, 30), date(2026, 2, 2)})
OPEN = View({name: spec.domain() for name, spec in SPECS.items()}, LEAVES, TARGETS, DAYS_OFF)
RULE: TypeAdapter[Any] = TypeAdapter(Rule)
FORM: TypeAdapter[Any] = TypeAdapter(Form)


def numbers(low: int, high: int) -> st.SearchStrategy[str]:
    """Give a number with at most one half, as written."""
    return st.integers(2 * low, 2 * high).map(lambda n: f"{n // 2}.5" if n % 2 else str(n // 2))


earned = numbers(0, 4)
gain = numbers(-2, 4)


def input_(name: str) -> Written:
    return {"form": "input", "of": name}


def forms() -> st.SearchStrategy[Written]:
    """Give any value form that gives a number."""
    plain = st.sampled_from([input_(name) for name in (*COUNTS, "share", "money")])
    ratios = st.sampled_from(
        [
            {"form": "ratio", "part": "a", "whole": "b"},
            {"form": "ratio", "part": "a", "whole": "c", "may_exceed": True},
            {"form": "ratio", "part": "money", "whole": "c", "may_exceed": True},
        ]
    )
    answers = st.just(
        {
            "form": "weighted_answers",
            "answers": {"A": "a", "B": "b", "C": "c"},
            "weights": {"A": "100", "B": "60", "C": "0"},
        }
    )
    shares = ratios | answers | st.just(input_("share"))
    return st.one_of(
        plain,
        shares,
        shares.map(lambda inner: {"form": "complement", "of": inner}),
        st.builds(
            lambda result, target: {"form": "ratio_of_ratios", "result": result, "target": target},
            shares,
            st.sampled_from(
                [input_("c"), {"form": "target_of_year", "plan": "plan", "row": "I.1"}]
            ),
        ),
        st.builds(
            lambda days, day: {"form": "days_from", "date": "sent", "day": day, "days": days},
            st.sampled_from(["calendar", "working"]),
            st.sampled_from(["due", date(2026, 2, 1)]),
        ),
        st.builds(
            lambda now, before, measure: {
                "form": "change_from_last_year",
                "this_year": now,
                "last_year": before,
                "measure": measure,
            },
            shares,
            st.sampled_from([input_("c"), input_("share")]),
            st.sampled_from(["difference", "percent"]),
        ),
    )


def perhaps(key: str, values: st.SearchStrategy[Any]) -> st.SearchStrategy[Written]:
    return st.just(Written()) | values.map(lambda value: {key: value})


def absent() -> st.SearchStrategy[Written]:
    return perhaps("absent", earned.map(lambda points: {"points": points}))


@st.composite
def banded(draw: st.DrawFn) -> Written:
    """Bands between any cuts; numbers or days, with each cut in one of its two bands."""
    cuts: list[Any]
    if draw(st.booleans()):
        form, days = input_("sent"), st.integers(0, 59)
        steps = sorted(draw(st.sets(days, min_size=1, max_size=3)))
        cuts = [date(2026, 1, 1) + timedelta(days=step) for step in steps]
    else:
        form = draw(forms())
        cuts = [
            str(n) for n in sorted(draw(st.sets(st.integers(-20, 100), min_size=1, max_size=3)))
        ]
    bands: list[Written] = [{"points": draw(gain)}]
    for cut in cuts:
        under, over = draw(st.sampled_from([("below", "at_least"), ("at_most", "above")]))
        bands[-1][under] = cut
        bands.append({over: cut, "points": draw(gain)})
    return {
        "kind": "banded",
        "value": form,
        "bands": draw(st.permutations(bands)),
        **draw(absent()),
    }


@st.composite
def linear(draw: st.DrawFn, moves: bool | None = None) -> Written:
    """A line with fixed anchors, or rising with one that moves."""
    places = sorted(draw(st.sets(st.integers(-20, 100), min_size=2, max_size=4)))
    points = draw(st.lists(gain, min_size=len(places), max_size=len(places)))
    anchors: list[Written] = [
        {"at": str(at), "points": earned} for at, earned in zip(places, points, strict=True)
    ]
    below = draw(perhaps("below", gain.map(lambda p: {"points": p})))
    if draw(st.booleans()) if moves is None else moves:
        anchors.sort(key=lambda anchor: Fraction(anchor["points"]))
        for anchor, place in zip(anchors, places, strict=True):
            anchor["at"] = str(place)
        anchors[draw(st.integers(0, len(anchors) - 1))]["at"] = draw(
            st.sampled_from([input_("c"), input_("share"), input_("b")])
        )
        lowest = anchors[0]["points"]
        below = {"below": {"points": lowest}} if below else {}
    return {
        "kind": "linear",
        "value": draw(forms()),
        "anchors": anchors,
        **below,
        **draw(absent()),
    }


@st.composite
def graded(draw: st.DrawFn) -> Written:
    name, answers = draw(
        st.sampled_from([("done", ["yes", "no"]), ("grade", ["good", "fair", "poor"])])
    )
    grades = [{"is": answer, "points": draw(gain)} for answer in answers]
    if draw(st.booleans()):
        grades.append({"is": "not_arisen", "points": draw(gain)})
    return {"kind": "graded", "input": name, "grades": grades, **draw(absent())}


@st.composite
def per_unit(draw: st.DrawFn) -> Written:
    return {
        "kind": "per_unit",
        "value": draw(forms()),
        "start": draw(gain),
        "each": draw(numbers(-1, 1)),
        **draw(perhaps("floor", numbers(-2, 0))),
        **draw(perhaps("cap", numbers(1, 4))),
        **draw(absent()),
    }


def conditions() -> st.SearchStrategy[Written]:
    """Give one comparison on an input or a leaf."""
    compared = st.builds(
        lambda target, how, place: {**target, how: place},
        st.sampled_from([{"input": n} for n in (*COUNTS, "share")] + [{"leaf": n} for n in LEAVES]),
        st.sampled_from(["at_least", "above", "at_most", "below"]),
        st.integers(-1, 20).map(str),
    )
    told = st.builds(
        lambda name, answer: {"input": name, "is": answer},
        st.sampled_from(["done", "sent", "grade", "a"]),
        st.sampled_from(["present", "absent", "not_arisen"]),
    )
    return compared | told | st.sampled_from([{"input": "done", "is": "yes"}])


@st.composite
def not_arisen(draw: st.DrawFn, treat: Written) -> Written:
    return {"when": draw(st.lists(conditions(), min_size=1, max_size=2)), **treat}


@st.composite
def gate(draw: st.DrawFn, inner: st.SearchStrategy[Written]) -> Written:
    how = draw(st.sampled_from(["all_of", "any_of", "none_of"]))
    otherwise = gain.map(lambda points: {"points": points}) | inner
    return {
        "kind": "gate",
        how: draw(st.lists(conditions(), min_size=1, max_size=3)),
        "then": draw(inner),
        "otherwise": draw(otherwise),
    }


@st.composite
def table(draw: st.DrawFn, inner: st.SearchStrategy[Written]) -> Written:
    """Rows for every answer to "done", split once more by a number."""
    cut = str(draw(st.integers(1, 20)))
    rows = [
        {"when": [{"input": "done", "is": "no"}], "points": draw(gain)},
        {"when": [{"input": "done", "is": "absent"}], "points": draw(gain)},
        {"when": [{"input": "done", "is": "yes"}, {"input": "c", "at_least": cut}], "points": "2"},
        {
            "when": [{"input": "done", "is": "yes"}, {"input": "c", "below": cut}],
            "then": draw(inner),
        },
    ]
    return {"kind": "table", "rows": draw(st.permutations(rows))}


@st.composite
def sum_of(draw: st.DrawFn, inner: st.SearchStrategy[Written]) -> Written:
    """Parts that may not arise, points moved to the first; or stages one after the other."""
    parts = [
        {"label": str(i), "max_points": "4", **rule}
        for i, rule in enumerate(draw(st.lists(inner, min_size=1, max_size=3)))
    ]
    staged = draw(st.booleans())
    moves = {"treat": "redistribute", "to": "0"}
    for part in parts[1:]:
        treat = draw(st.sampled_from([None, {"treat": "full"}, *([] if staged else [moves])]))
        if treat is not None:
            part["not_arisen"] = draw(not_arisen(treat))
    limits = {**draw(perhaps("floor", numbers(-2, 0))), **draw(perhaps("cap", numbers(1, 6)))}
    return {
        "kind": "sum_of",
        "start": draw(gain),
        "cumulative": staged,
        "parts": parts,
        **({"floor": "0", **limits} if staged else limits),
    }


def given() -> st.SearchStrategy[Written]:
    return st.builds(
        lambda scale, rest: {"kind": "given", "by": "index", "input": "share", **scale, **rest},
        perhaps("out_of", st.just("100")),
        absent(),
    )


PYTHON: Written = {
    "kind": "python",
    "function": "par_rules.values.exact:exact",
    "inputs": ["c"],
    "source": {"assumption": "test"},
}
UNREAD: Written = {"kind": "unread", "text": "Chấm theo mức độ thực hiện"}
SIMPLE: dict[str, Callable[[], st.SearchStrategy[Written]]] = {
    "banded": banded,
    "linear": linear,
    "graded": graded,
    "per_unit": per_unit,
    "given": given,
    "python": lambda: st.just(PYTHON),
    "unread": lambda: st.just(UNREAD),
}
NESTED = {"gate": gate, "table": table, "sum_of": sum_of}


def rules(kind: str) -> st.SearchStrategy[Any]:
    """Give rules of one kind, those inside it of any; only such as give points at all."""
    simple = st.one_of([made() for made in SIMPLE.values()])
    written = SIMPLE[kind]() if kind in SIMPLE else NESTED[kind](simple | gate(simple))
    return written.map(RULE.validate_python)


@st.composite
def smaller(draw: st.DrawFn, domain: Domain) -> Domain:
    """Give a domain that holds some of the outcomes of ``domain``, and at least one."""
    kinds = ["numbers"] * (domain.numbers is not None) + ["options"] * bool(domain.options)
    kinds += ["absent"] * domain.absent + ["not_arisen"] * domain.not_arisen
    kept = draw(st.sets(st.sampled_from(kinds), min_size=1))
    interval = None
    if domain.numbers is not None and "numbers" in kept:
        low, high = int(domain.numbers.low), int(domain.numbers.high)
        ends = sorted(draw(st.tuples(st.integers(low, high), st.integers(low, high))))
        if draw(st.booleans()):
            ends[1] = ends[0]
        interval = Interval(Fraction(ends[0]), Fraction(ends[1]))
    options = frozenset[str]()
    if "options" in kept:
        options = draw(st.frozensets(st.sampled_from(sorted(domain.options)), min_size=1))
    return Domain(interval, domain.whole, options, "absent" in kept, "not_arisen" in kept)


@st.composite
def shorter(draw: st.DrawFn, points: Interval) -> Interval:
    """Give a piece of ``points``."""
    ends = sorted(draw(st.tuples(st.integers(0, 8), st.integers(0, 8))))
    low, high = (points.low + (points.high - points.low) * Fraction(end, 8) for end in ends)
    return Interval(low, high)


@st.composite
def narrower(draw: st.DrawFn, view: View, names: list[str], leaves: list[str]) -> View:
    """Give a view that knows of some inputs and leaves at least as much."""
    inputs = {name: draw(smaller(view.of(name))) for name in names}
    points = {name: draw(shorter(view.leaves[name])) for name in leaves}
    return View({**view.inputs, **inputs}, {**view.leaves, **points}, view.targets, view.days_off)


@st.composite
def numbers_within(draw: st.DrawFn, view: View, names: list[str], *, known: bool) -> View:
    """Give a view that knows each input to be a number of its range, exactly or between two."""
    inputs: dict[str, Domain] = {}
    for name in names:
        numbers = view.of(name).numbers
        assert numbers is not None
        first, last = int(numbers.low), int(numbers.high)
        ends = st.sampled_from([first, last]) | st.integers(first, last)
        low, high = sorted((draw(ends), draw(ends)))
        if known:
            low = draw(st.sampled_from([low, high]))
        inputs[name] = Domain.between(low, low if known else high, whole=view.of(name).whole)
    return View({**view.inputs, **inputs}, view.leaves, view.targets, view.days_off)
