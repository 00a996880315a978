"""How a score came about: a tree of lines that add up, in words, for one leaf or a whole set."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Literal

from par_rules.criteria.model import CriteriaSet
from par_rules.criteria.readings import Reading
from par_rules.rules.steps import Joined, PassedOver
from par_rules.scoring.facts import Facts
from par_rules.scoring.scorecard import Closed
from par_rules.values import Interval
from par_rules.values.exact import decimal_text

__all__ = [
    "InputUsed",
    "PassedOver",
    "Remark",
    "Trace",
    "explain_leaf",
    "explain_leaves",
    "explain_set",
]


@dataclass(frozen=True, slots=True)
class InputUsed:
    """A figure or date that a line reads: its state in words or its value, and who says so."""

    key: str
    title: str
    text: str
    said_by: str | None = None
    said_on: date | None = None
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """A line beside the points: ``about`` is secured, attainable or not_arisen."""

    about: Literal["secured", "attainable", "not_arisen"]
    text: str


@dataclass(frozen=True, slots=True)
class Trace:
    """One line of the tree, in the claimed view.

    ``low`` and ``high`` are what the line gives, or adds, at each end: with children they are the
    sum of the children's (``joined`` "sum"), or their least and greatest ("either": only one of
    them will come true). Caps, floors, rescalings and roundings are children of their own, which
    may take away more at one end than at the other.

    ``sentence`` is the rule in words, ``value`` the number it judges ("960/1.000 = 96%"),
    ``note`` the calculation note (diễn giải cách tính), ``printed_note`` what the set itself notes
    beside the leaf. ``aside`` holds lines that do not enter
    the sum: points outside the total, the total of the self-scored part. Remarks of ``about``
    secured and attainable belong in the internal edition only.
    """

    kind: str
    label: str
    low: Fraction
    high: Fraction
    joined: Joined = "sum"
    key: str | None = None
    number: str | None = None
    maximum: Fraction | None = None
    sentence: str = ""
    value: str | None = None
    note: str = ""
    printed_note: str = ""
    inputs: tuple[InputUsed, ...] = ()
    sources: tuple[str, ...] = ()
    place: str | None = None
    passed_over: tuple[PassedOver, ...] = ()
    remarks: tuple[Remark, ...] = ()
    readings: tuple[Reading, ...] = ()
    children: tuple[Trace, ...] = ()
    aside: tuple[Trace, ...] = ()

    @property
    def points(self) -> Interval:
        """Give the points as an interval; only a line that is no adjustment has one."""
        return Interval(self.low, self.high)

    def walk(self) -> Iterator[Trace]:
        """Give the line and all below it, parents first."""
        yield self
        for child in (*self.children, *self.aside):
            yield from child.walk()

    def to_json(self) -> dict[str, Any]:
        """Give the tree as data, schema ``par-trace/1``; numbers as decimal text (30 places)."""
        return {"schema": "par-trace/1", **_data(self)}


def _data(trace: Trace) -> dict[str, Any]:
    found: dict[str, Any] = {
        "kind": trace.kind,
        "label": trace.label,
        "low": decimal_text(trace.low, 30),
        "high": decimal_text(trace.high, 30),
        "joined": trace.joined,
        "key": trace.key,
        "number": trace.number,
        "max": None if trace.maximum is None else decimal_text(trace.maximum, 30),
        "sentence": trace.sentence,
        "value": trace.value,
        "note": trace.note,
        "printed_note": trace.printed_note,
        "inputs": [
            {
                "key": used.key,
                "title": used.title,
                "text": used.text,
                "said_by": used.said_by,
                "said_on": used.said_on.isoformat() if used.said_on else None,
                "origin": used.origin,
            }
            for used in trace.inputs
        ],
        "sources": list(trace.sources),
        "place": trace.place,
        "passed_over": [{"sentence": p.sentence, "why": p.why} for p in trace.passed_over],
        "remarks": [{"about": r.about, "text": r.text} for r in trace.remarks],
        "readings": [reading.to_json() for reading in trace.readings],
        "children": [_data(child) for child in trace.children],
        "aside": [_data(child) for child in trace.aside],
    }
    return {name: value for name, value in found.items() if value not in (None, "", [])}


def explain_leaf(
    criteria: CriteriaSet,
    facts: Facts,
    as_of: date,
    key: str,
    readings: Mapping[str, Reading] | None = None,
    closed: Iterable[Closed] = (),
) -> Trace:
    """Explain one leaf, named by key or printed number; raises ``KeyError``.

    ``readings`` (``load_readings``) adds the contradictions of the plan that touch the leaf;
    ``closed`` (of a finalised scorecard) the lines by which the closing rule settled leaves.
    """
    from par_rules.scoring.trace_leaf import leaf_traces

    leaf = criteria.leaf(key)
    return leaf_traces(criteria, facts, as_of, readings or {}, closed, leaf.key)[leaf.key]


def explain_leaves(
    criteria: CriteriaSet,
    facts: Facts,
    as_of: date,
    readings: Mapping[str, Reading] | None = None,
    closed: Iterable[Closed] = (),
) -> dict[str, Trace]:
    """Explain every leaf, by key, in printed order; quicker than one after the other."""
    from par_rules.scoring.trace_leaf import leaf_traces

    return leaf_traces(criteria, facts, as_of, readings or {}, closed)


def explain_set(
    criteria: CriteriaSet, facts: Facts, as_of: date, closed: Iterable[Closed] = ()
) -> Trace:
    """Explain the index of the whole set, with what counts of bonus and penalty.

    The self-scored part, and bonus and penalty that do not count, stand aside.
    """
    from par_rules.scoring.trace_set import set_trace

    return set_trace(criteria, facts, as_of, closed)
