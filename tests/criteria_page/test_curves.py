"""The lines of a rule stand where its points change, and the words beside them say the same."""

from fractions import Fraction as F
from pathlib import Path

import pytest

from par_rules.criteria import load_criteria
from par_rules.criteria.walk import open_view
from par_rules.criteria_page.curves import Curve, Line, curves_of
from par_rules.criteria_page.drawing import svg_of, told
from par_rules.rules import View
from par_rules.rules.forms import Input
from par_rules.scoring.trace_words import words_of
from par_rules.values import Domain, Interval

SET = load_criteria(Path(__file__).parents[2] / "criteria", "hai-phong-xa", 2026)
WORDS, VIEW = words_of(SET), open_view(SET)


def of(key: str) -> list[Curve]:
    leaf = SET.leaf(key)
    return list(curves_of(leaf.rule, "", leaf.max_points, WORDS, VIEW))


def test_bands_are_steps_with_an_open_end_where_the_next_begins() -> None:
    (curve,) = of("settled_on_time_share")
    assert curve.lines[:2] == (
        Line((F(95), F("2.5")), (F(100), F("2.5"))),
        Line((F(90), F("1.5")), (F(95), F("1.5")), open_end=True),
    )
    assert curve.rows == (
        ("từ 95% trở lên", "2,5 điểm"),
        ("từ 90% đến dưới 95%", "1,5 điểm"),
        ("từ 85% đến dưới 90%", "1 điểm"),
        ("từ 80% đến dưới 85%", "0,5 điểm"),
        ("dưới 80%", "0 điểm"),
    )


def test_a_target_of_the_plan_is_a_place_on_the_line() -> None:
    (curve,) = of("received_online_share")
    assert curve.lines == (
        Line((F(0), F(0)), (F(80), F(2))),
        Line((F(80), F(2)), (F(100), F(2))),
    )


def test_a_floor_is_a_jump() -> None:
    (curve,) = of("procedures_published_share")
    assert curve.lines[0] == Line((F(0), F(0)), (F(95), F(0)), open_end=True)
    assert curve.rows[1:3] == (("ngay dưới 95%", "0 điểm"), ("95%", "1,1875 điểm"))


def test_a_count_goes_on_until_nothing_changes() -> None:
    (curve,) = of("monthly_case_reports")
    assert curve.lines[0].start == (F(0), F(0))
    assert curve.lines[-1].end[1] == F("0.5")


def test_every_place_that_is_drawn_earns_what_the_rule_gives() -> None:
    """Hold closed ends against the rule itself, where its value is one input."""
    tried = 0
    for leaf in SET.leaves():
        reads = set(leaf.rule.reads())
        if not isinstance(getattr(leaf.rule, "value", None), Input):
            continue
        for curve in of(leaf.key):
            for line in curve.lines:
                for (x, y), is_open in ((line.start, line.open_start), (line.end, line.open_end)):
                    if is_open:
                        continue
                    only = {name: Domain(numbers=Interval.point(x)) for name in reads}
                    seen = View(inputs=only, targets=VIEW.targets, days_off=VIEW.days_off)
                    assert leaf.rule.reach(seen, leaf.max_points) == Interval.point(y), leaf.number
                    tried += 1
    assert tried > 20


@pytest.mark.parametrize("leaf", list(SET.leaves()), ids=lambda leaf: leaf.number)
def test_every_leaf_has_a_chart_or_a_table(leaf: object) -> None:
    curves = of(leaf.key)  # type: ignore[attr-defined]
    assert curves
    for curve in curves:
        assert curve.rows
        if curve.lines:
            assert told(curve).startswith(curve.subject)
            assert "NaN" not in svg_of(curve, "x")
