"""Charts are static, the same every time, and say in words what they draw."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from fractions import Fraction

import pytest

from par_rules.dossier import YearResult
from par_rules.dossier.charts import (
    Chart,
    answers_by_field,
    deadlines,
    parts_by_field,
    parts_by_office,
)
from par_rules.dossier.wording import PARTS, points
from par_rules.scoring.gaps import Gaps


@pytest.fixture(params=["fields", "answers", "offices", "deadlines"])
def chart(request: pytest.FixtureRequest, result: YearResult) -> Chart:
    return _drawn(request.param, result)


def _drawn(name: str, result: YearResult) -> Chart:
    if name == "fields":
        return parts_by_field(result.scorecard)
    if name == "answers":
        return answers_by_field(result.manifest, result.criteria)
    return parts_by_office(result.gaps) if name == "offices" else deadlines(result.gaps)


def test_a_chart_is_well_formed_and_refers_to_nothing_outside(chart: Chart) -> None:
    assert ET.fromstring(chart.svg).tag == "svg"
    assert not re.search(r"https?:|<script|xmlns", chart.svg)
    ids = re.findall(r'\bid="([^"]+)"', chart.svg)
    used = re.findall(r'(?:href="#|url\(#)([^")]+)', chart.svg)
    assert len(ids) == len(set(ids))
    assert set(used) <= set(ids)


def test_a_chart_names_and_describes_itself(chart: Chart) -> None:
    drawn = ET.fromstring(chart.svg)
    labelled = drawn.attrib["aria-labelledby"].split()
    assert drawn.attrib["role"] == "img"
    assert [drawn.find(f"*[@id='{name}']") is not None for name in labelled] == [True, True]
    assert drawn.findtext("title") == chart.title
    assert chart.rows[0][0] in (drawn.findtext("desc") or "")


def test_the_text_of_a_chart_stays_text(chart: Chart) -> None:
    words = "".join(ET.fromstring(chart.svg).itertext())
    assert chart.rows[0][0].split()[0] in words
    assert "<text" in chart.svg


@pytest.mark.parametrize("name", ["fields", "answers", "offices", "deadlines"])
def test_the_same_result_gives_the_same_chart(name: str, result: YearResult) -> None:
    assert _drawn(name, result) == _drawn(name, result)


def test_no_two_charts_of_a_page_share_an_id(result: YearResult) -> None:
    ids = [
        re.findall(r'\bid="([^"]+)"', _drawn(name, result).svg) for name in ("fields", "offices")
    ]
    assert not set(ids[0]) & set(ids[1])


def test_the_table_of_the_fields_holds_the_parts_of_the_scorecard(result: YearResult) -> None:
    chart = parts_by_field(result.scorecard)
    own = result.scorecard.self_points
    assert chart.head == ("Lĩnh vực", *PARTS.values(), "Cộng")
    assert chart.rows[0] == (
        "Tổng điểm tự chấm",
        *(points(getattr(own, name)) for name in PARTS),
        points(own.maximum),
    )
    assert len(chart.rows) == 9  # eight fields of the 100 points, bonus and penalty left out


def test_a_chart_without_anything_to_draw_is_still_a_chart(result: YearResult) -> None:
    nothing = Gaps("x", 2026, result.as_of, True, ())
    for chart in (parts_by_office(nothing), deadlines(nothing)):
        assert ET.fromstring(chart.svg).tag == "svg"
        assert chart.rows == ()


def test_points_below_nothing_draw_no_bar_that_runs_backwards(result: YearResult) -> None:
    views = result.scorecard.self_points
    card = replace(
        result.scorecard,
        self_points=replace(views, secured=Fraction(-1), secured_due=Fraction(-1)),
        fields=(),
    )
    assert parts_by_field(card).rows[0][1] == "−1"
