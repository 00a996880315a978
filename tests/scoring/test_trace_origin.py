"""Where a figure comes from is written in Vietnamese, and without a path outside the house."""

from __future__ import annotations

from dataclasses import replace

import pytest

from par_rules.scoring import Facts
from par_rules.scoring.trace import explain_leaf
from par_rules.scoring.trace_html import leaf_html
from par_rules.scoring.trace_origin import origin_text
from par_rules.scoring.trace_text import text
from tests.scoring.test_properties import the_set
from tests.scoring.test_trace import TODAY, known, told

PLACES = [
    (
        "so-lieu.xlsx: Phòng Kinh tế!E19",
        "bảng số liệu, trang Phòng Kinh tế, ô E19, tệp so-lieu.xlsx",
        "bảng số liệu",
    ),
    (
        "2025/ket-qua.json: inputs.online_share_last_year",
        "kết quả chấm điểm năm 2025",
        "kết quả chấm điểm năm 2025",
    ),
    (
        "ho-so-tthc-20261120.csv",
        "dữ liệu hồ sơ TTHC (ho-so-tthc-20261120.csv)",
        "dữ liệu hồ sơ TTHC",
    ),
    (
        "13/KH-UBND, tệp Văn phòng/KH theo doi.pdf",
        "13/KH-UBND, tệp KH theo doi.pdf",
        "13/KH-UBND",
    ),
    ("nhập tay", "nhập tay", ""),
    ("a/b/c.csv: dòng 12", "", ""),
    (None, "", ""),
]


@pytest.mark.parametrize(("origin", "internal", "sent"), PLACES)
def test_an_origin_is_told_in_words(origin: str | None, internal: str, sent: str) -> None:
    assert origin_text(origin) == internal
    assert origin_text(origin, internal=False) == sent


def test_a_trace_tells_the_origin_by_its_edition() -> None:
    origin = "so-lieu.xlsx: Phòng Kinh tế!E19"
    fact = replace(known(10), said_by="Công chức", origin=origin)
    facts = Facts({"monthly_reports_on_time": fact})
    trace = explain_leaf(the_set(), facts, TODAY, "3.2.2")
    assert "ô E19" in leaf_html(trace)
    sent = leaf_html(trace, internal=False)
    assert "bảng số liệu" in sent
    assert "E19" not in sent
    assert ".xlsx" not in sent


def test_a_penalty_that_nobody_has_set_has_no_maximum_and_no_steps() -> None:
    for written in (text(told("Đ.2")), leaf_html(told("Đ.2"))):
        assert "Điểm trừ: từ −2 đến 0 điểm" in written
        assert "trên tối đa 0" not in written
        assert "23" not in written
