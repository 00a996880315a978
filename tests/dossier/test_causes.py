"""Why points are missing is told with the numbers that make them missing."""

from __future__ import annotations

from datetime import date

from par_rules.dossier.causes import causes
from tests.scoring.test_trace import known, told


def test_of_several_parts_only_the_one_that_lost_points_is_named() -> None:
    trace = told("4.3.1", work_rules_in_force=known("yes"), shirking_confirmed=known(1))
    assert causes(trace).startswith("Không đùn đẩy trách nhiệm 0,5/0,75 điểm: Số phản ánh")
    assert "1 phản ánh" in causes(trace)
    assert "Quy chế làm việc" not in causes(trace)


def test_points_lost_one_by_one_are_told_from_the_full_count() -> None:
    trace = told("3.2.2", monthly_reports_on_time=known(10))
    assert "10 báo cáo; đủ 12 báo cáo được 0,5 điểm, mỗi báo cáo thiếu trừ 0,1" in causes(trace)
    assert "âm 0,7" not in causes(trace)


def test_a_share_says_how_many_are_missing() -> None:
    trace = told("7.3.1", infrastructure_items_due=known(3), infrastructure_items_accepted=known(2))
    assert causes(trace).endswith("2/3 hạng mục = 66,67%, còn 1 hạng mục chưa đạt")


def test_a_share_of_less_than_all_is_held_against_its_level() -> None:
    trace = told("3.7.2", fee_cases=known(9870), fee_cases_paid_online=known(7460))
    assert causes(trace).endswith("7.460/9.870 hồ sơ = 75,58%, thấp hơn mức 80%")


def test_a_day_is_held_against_its_deadline() -> None:
    trace = told("2.1.2", law_monitoring_plan_issued=known(date(2026, 2, 11)))
    assert causes(trace).endswith("11/02/2026, sau ngày 31/01/2026")


def test_a_leaf_at_its_maximum_has_none() -> None:
    assert causes(told("3.2.2", monthly_reports_on_time=known(12))) == ""
