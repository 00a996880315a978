"""Puts a criteria set on one page that people read, print and check before the year starts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from importlib.resources import files
from typing import Any

import jinja2
from markupsafe import Markup

from par_rules.criteria import CriteriaSet
from par_rules.criteria.model import Leaf, Requirement
from par_rules.criteria.readings import Reading
from par_rules.criteria.walk import open_view
from par_rules.criteria_page.curves import Curve, curves_of
from par_rules.criteria_page.drawing import svg_of
from par_rules.rules import View
from par_rules.rules.naming import Words
from par_rules.rules.words import raised
from par_rules.scoring.examples import Example
from par_rules.scoring.trace_words import citations, words_of
from par_rules.values import points_text

SCORED_BY = {
    "self": "xã tự chấm",
    "survey": "chấm theo điều tra xã hội học",
    "central": "cơ quan thẩm định chấm",
    "leader": "lãnh đạo cấp trên chấm",
}


def page_of(
    criteria: CriteriaSet, examples: Iterable[Example], readings: Mapping[str, Reading]
) -> str:
    """Write the whole page; it loads nothing and runs nothing."""
    words, view = words_of(criteria), open_view(criteria)
    met: dict[str, list[Example]] = {}
    for example in examples:
        met.setdefault(example.leaf, []).append(example)
    fields = [
        {
            "number": field.number,
            "title": field.title,
            "points": points_text(field.max_points),
            "count": sum(1 for _ in field.leaves()),
            "criteria": [
                {
                    "number": criterion.number,
                    "title": criterion.title,
                    "points": points_text(criterion.max_points),
                    "leaves": [
                        _leaf(criteria, leaf, words, view, met.get(leaf.key, []), readings)
                        for leaf in criterion.leaves
                    ],
                }
                for criterion in field.criteria
            ],
        }
        for field in criteria.fields
    ]
    head = criteria.head
    return _template().render(
        head=head,
        style=Markup(_text("page.css")),
        fields=fields,
        assumptions=[(found.text, found.reason) for found in head.assumptions.values()],
        dropped=[
            text for source in criteria.dropped.values() for text in citations(criteria, source)
        ],
    )


def _leaf(
    criteria: CriteriaSet,
    leaf: Leaf,
    words: Words,
    view: View,
    examples: list[Example],
    readings: Mapping[str, Reading],
) -> dict[str, Any]:
    curves = list(curves_of(leaf.rule, "", leaf.max_points, words, view))
    return {
        "id": f"tieu-chi-{leaf.key.replace('_', '-')}",
        "number": leaf.number,
        "title": leaf.title,
        "points": f"tối đa {points_text(leaf.max_points)} điểm"
        if leaf.role != "penalty"
        else f"điểm trừ, thấp nhất {points_text(leaf.min_points)} điểm",
        "who": _who(criteria, leaf),
        "sentence": leaf.rule.sentence(words, leaf.max_points),
        "not_arisen": leaf.not_arisen.words(words) if leaf.not_arisen is not None else "",
        "note": leaf.note or "",
        "charts": [_chart(leaf, i, curve) for i, curve in enumerate(curves, 1)],
        "evidence": [_asked(asked) for asked in leaf.evidence],
        "examples": [(example.title, _expected(example)) for example in examples],
        "sources": list(citations(criteria, leaf.source)),
        "readings": [_reading(readings[key]) for key in leaf.readings if key in readings],
    }


def _who(criteria: CriteriaSet, leaf: Leaf) -> str:
    offices = criteria.head.offices
    parts = [f"Chủ trì: {offices[leaf.lead_office].title}"]
    if leaf.co_offices:
        parts.append("phối hợp: " + ", ".join(offices[name].title for name in leaf.co_offices))
    if leaf.monitor_offices:
        parts.append("theo dõi: " + ", ".join(offices[name].title for name in leaf.monitor_offices))
    if leaf.deadline is not None:
        due = _day(leaf.deadline) if isinstance(leaf.deadline, date) else leaf.deadline
        parts.append(f"thời hạn: {due}")
    parts.append(SCORED_BY[leaf.scored_by])
    return "; ".join(parts) + "."


def _chart(leaf: Leaf, number: int, curve: Curve) -> dict[str, Any]:
    name = f"hinh-{leaf.key.replace('_', '-')}-{number}"
    worth = f"{points_text(curve.maximum)} điểm" if curve.maximum else "điểm trừ"
    subject = raised(curve.subject)
    caption = f"{curve.title} ({worth}): {curve.subject}" if curve.title else subject
    return {
        "caption": caption,
        "svg": Markup(svg_of(curve, name)) if curve.lines else "",
        "rows": curve.rows,
    }


def _asked(asked: Requirement) -> str:
    due: tuple[date, ...] = ()
    if asked.due is not None:
        due = asked.due if isinstance(asked.due, tuple) else (asked.due,)
    if not due:
        return asked.title
    if len(due) > 2:
        return f"{asked.title} (hạn từng kỳ, từ {_day(due[0])} đến {_day(due[-1])})"
    return f"{asked.title} (hạn {', '.join(_day(day) for day in due)})"


def _expected(example: Example) -> str:
    found = example.expect.get("claimed")
    ends = found if isinstance(found, list) else [found]
    texts = [points_text(Fraction(str(end)), 6) for end in ends if end is not None]
    return f"{' đến '.join(dict.fromkeys(texts))} điểm" if texts else "chưa nêu điểm"


def _reading(reading: Reading) -> str:
    used = next((r.text for r in reading.readings if r.key == reading.used), "")
    return f"{reading.title} ({reading.kind_text}). Được dùng: {used.rstrip('.')}. {reading.why}"


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _text(name: str) -> str:
    return files("par_rules.criteria_page").joinpath(name).read_text(encoding="utf-8")


def _template() -> jinja2.Template:
    env = jinja2.Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=jinja2.StrictUndefined
    )
    env.filters["day"] = _day
    return env.from_string(_text("page.html.j2"))
