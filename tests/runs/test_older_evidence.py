"""A report that is older than the figure it should prove is told of, a plan is not."""

from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from par_rules.criteria import CriteriaSet, load_criteria
from par_rules.evidence.manifest import Answer, Link, Manifest
from par_rules.runs.older_evidence import older_evidence
from par_rules.scoring import Fact, Proof

ROOT = Path(__file__).parents[2]
GIVEN = date(2026, 11, 20)


@cache
def criteria() -> CriteriaSet:
    return load_criteria(ROOT / "criteria", "hai-phong-xa", 2026)


def lines(number: str, requirement: str, figure: str, *issued: date | None) -> list[str]:
    leaf = criteria().leaf(number)
    links = tuple(Link(f"{n}.pdf", None, None, None, day, None) for n, day in enumerate(issued))
    proof = Proof("passes", len(issued))
    answer = Answer(leaf.key, number, requirement, "", proof, links, date(2026, 12, 14))
    manifest = Manifest("xa", 2026, GIVEN, answers=(answer,))
    inputs = {figure: Fact("known", Fraction(3), said_on=GIVEN)}
    return list(older_evidence(criteria(), manifest, inputs))


def test_the_newest_report_is_held_against_the_day_of_the_figure() -> None:
    days = (date(2026, 6, 17), date(2026, 9, 18))
    assert lines("1.1.3", "completion_report", "plan_tasks_on_time", *days) == [
        "tiêu chí 1.1.3: số liệu cung cấp ngày 20/11/2026 dựa vào “Báo cáo kết quả thực hiện Kế "
        "hoạch cải cách hành chính năm 2026, trang bảng theo dõi từng nhiệm vụ” mới nhất ngày "
        "18/09/2026: bổ sung tài liệu đến ngày của số liệu"
    ]


@pytest.mark.parametrize(
    ("number", "requirement", "figure", "issued"),
    [
        ("1.1.3", "completion_report", "plan_tasks_on_time", date(2026, 10, 20)),  # a month before
        ("1.1.3", "completion_report", "plan_tasks_on_time", None),
        ("2.4.1", "legal_education_plan", "legal_education_due", date(2026, 1, 21)),  # a plan
    ],
)
def test_what_is_near_or_undated_or_a_plan_is_not_told(
    number: str, requirement: str, figure: str, issued: date | None
) -> None:
    assert lines(number, requirement, figure, issued) == []
