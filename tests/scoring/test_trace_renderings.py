"""A trace as text, as HTML and as data."""

import json
from dataclasses import replace
from fractions import Fraction
from html import escape
from html.parser import HTMLParser

import pytest

from par_rules.scoring import Facts, GivenPoints
from par_rules.scoring.trace import explain_leaf
from par_rules.scoring.trace import explain_set as explain_the_set
from par_rules.scoring.trace_html import leaf_html, set_html
from par_rules.scoring.trace_text import WIDTH, text
from tests.scoring.test_properties import the_set
from tests.scoring.test_trace import CASES, TODAY, known, told

SHOWN = {"procedures_listed": 372, "procedures_published": 368}


def test_the_text_is_wrapped_and_shows_the_tree_by_indentation() -> None:
    lines = text(told("3.2.1", **CASES)).splitlines()
    assert max(map(len, lines)) <= WIDTH
    assert lines[:2] == [
        "Tiêu chí 3.2.1. Tỷ lệ hồ sơ thủ tục hành chính giải quyết đúng và trước hạn",
        "Điểm tự chấm: 1,5 trên tối đa 2,5 điểm",
    ]
    assert "  [1,5] Chấm theo mức: 17.300/18.712 hồ sơ = 92,45%" in lines
    assert "    [1,5] Mức áp dụng: từ 90% đến dưới 95%: 1,5 điểm" in lines
    assert "    Không áp dụng: từ 95% trở lên: 2,5 điểm (92,45% thấp hơn 95%)" in lines
    assert lines[-1] == (f"Nơi ghi quy tắc: {the_set().places['settled_on_time_share']}")


def test_what_the_set_notes_beside_a_leaf_is_printed() -> None:
    noted = "Kế hoạch của năm 2026 ban hành trong quý IV/2025 được tính là đúng hạn."
    assert told("1.1.1").printed_note == noted
    assert f"Ghi chú: {noted}" in text(told("1.1.1"))
    assert f'<p class="trace-printed-note">{noted}</p>' in leaf_html(told("1.1.1"))


def test_where_the_rule_stands_in_its_file_is_no_matter_for_readers_of_the_page() -> None:
    page = leaf_html(told("3.2.1", **CASES))
    assert "Phụ lục II, mục III.2" in page
    assert ".yaml" not in page
    assert "dòng 367" not in page


def test_the_sources_of_the_steps_stand_among_those_of_the_leaf() -> None:
    trace = replace(told("3.1.1", **{k: known(v) for k, v in SHOWN.items()}), readings=())
    inner = {s for line in trace.walk() if line is not trace for s in line.sources}
    assert inner - set(trace.sources)  # the rounding is an assumption of its own
    last = leaf_html(trace).rpartition('<p class="trace-sources">')[2]
    assert [source for source in {*trace.sources, *inner} if escape(source) not in last] == []


def test_open_outcomes_are_shown_as_one_or_the_other() -> None:
    written = text(told("3.5.2"))
    assert "Điểm tự chấm: từ 0 đến 0,5 trên tối đa 0,5 điểm" in written
    assert "    hoặc [0,5] Mức áp dụng: có: 0,5 điểm" in written
    assert "    hoặc [0] Mức áp dụng: không: 0 điểm" in written


def test_the_submission_edition_says_nothing_of_evidence_or_what_may_be_won() -> None:
    trace = told("3.2.1", **CASES)
    for written in (text(trace, internal=False), leaf_html(trace, internal=False)):
        assert "Đủ minh chứng" not in written
        assert "Còn có thể đạt" not in written


class Checker(HTMLParser):
    """Reads HTML and keeps what is open; refuses scripts, styles and anything loaded."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in {"section", "p", "ul", "li", "b", "details", "summary"}
        assert {name for name, _ in attrs} <= {"class", "aria-label"}
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.mark.parametrize("key", ["3.2.1", "1.5.1", "1.1.2", "7.4.1", "8.3.1"])
def test_the_html_is_balanced_and_loads_nothing(key: str) -> None:
    checker = Checker()
    checker.feed(leaf_html(told(key, **CASES)))
    assert checker.open == []


def test_the_html_of_the_set_is_balanced_as_well() -> None:
    checker = Checker()
    checker.feed(set_html(explain_the_set(the_set(), Facts(CASES), TODAY)))
    assert checker.open == []


def test_what_people_wrote_is_escaped() -> None:
    given = {"yearly_plan_date": GivenPoints(Fraction(1), "<b>x", "a & <script>")}
    written = leaf_html(explain_leaf(the_set(), Facts({}, given=given), TODAY, "1.1.1"))
    assert "<script>" not in written
    assert "&lt;b&gt;x cho 1 điểm: a &amp; &lt;script&gt;" in written


def test_the_data_hold_the_tree_with_exact_numbers() -> None:
    trace = told("3.6.2", received=known(3), received_online=known(1))
    data = json.loads(json.dumps(trace.to_json()))
    assert data["schema"] == "par-trace/1"
    assert data["number"] == "3.6.2"
    assert data["low"] == "0.83"
    assert data["children"][0]["low"] == "0.833333333333333333333333333333"
    assert data["children"][0]["value"] == "1/3 hồ sơ = 33,33%"
    assert data["children"][0]["inputs"][0]["text"] == "1 hồ sơ"
    assert data["readings"][0]["key"] == "M37"
