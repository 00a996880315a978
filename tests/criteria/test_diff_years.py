"""What ``par diff`` tells of two years of the communes' set, and last year's facts under both.

``diff_years/*.txt`` hold the whole text on the leaves; they were read line by line against the
sets and the plan's rows.
"""

import shutil
from datetime import date
from fractions import Fraction as F
from functools import cache
from pathlib import Path

import pytest

from par_rules.cli.diff_lines import score_lines, set_lines
from par_rules.criteria import CriteriaSet, load_criteria
from par_rules.criteria.diff import SetDiff, diff_sets
from par_rules.criteria.diff_values import only_the_year
from par_rules.scoring import Fact, Facts
from par_rules.scoring.rescored import rescored

CRITERIA = Path(__file__).parents[2] / "criteria"
TEXTS = Path(__file__).parent / "diff_years"


@cache
def of(year: int) -> CriteriaSet:
    return load_criteria(CRITERIA, "hai-phong-xa", year)


@cache
def between(year: int) -> SetDiff:
    return diff_sets(of(year), of(year + 1))


def lines(old: CriteriaSet, new: CriteriaSet) -> list[str]:
    return list(set_lines(old, new))


def test_2027_moves_two_points_and_a_half_and_no_threshold() -> None:
    assert lines(of(2026), of(2027))[2:5] == [
        "Điểm tối đa: thêm 1, bỏ 2,5, tăng 1,5, giảm 0; chuyển chỗ 2,5 điểm; "
        "tổng giữ nguyên 100 điểm.",
        "Ngưỡng: không ngưỡng nào thay đổi ở 69 tiêu chí có ở cả hai bộ.",
        "Dời năm: 66 tiêu chí và 48 số liệu chỉ dời ngày, năm thêm 1 năm; ghi --dates để liệt kê.",
    ]


def test_2028_moves_eight_points_and_the_threshold_of_the_satisfaction_index_alone() -> None:
    assert lines(of(2027), of(2028))[2:5] == [
        "Điểm tối đa: thêm 6,5, bỏ 8, tăng 1,5, giảm 0; chuyển chỗ 8 điểm; "
        "tổng giữ nguyên 100 điểm.",
        "Ngưỡng: 1 trong 64 tiêu chí có ở cả hai bộ đổi ngưỡng: 8.1.1.",
        "Dời năm: 51 tiêu chí và 47 số liệu chỉ dời ngày, năm thêm 1 năm; ghi --dates để liệt kê.",
    ]


def test_the_lines_shown_in_the_docs_are_those_told() -> None:
    page = Path(__file__).parents[2] / "docs" / "sua-tieu-chi.md"
    assert "\n".join(lines(of(2026), of(2027))[2:5]) in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("year", [2028, 2029])
def test_the_last_years_change_nothing_but_the_year(year: int) -> None:
    told = lines(of(year), of(year + 1))
    assert told[2:4] == [
        "Điểm tối đa: thêm 0, bỏ 0, tăng 0, giảm 0; chuyển chỗ 0 điểm; tổng giữ nguyên 100 điểm.",
        "Ngưỡng: không ngưỡng nào thay đổi ở 67 tiêu chí có ở cả hai bộ.",
    ]
    assert "TIÊU CHÍ CHẤM ĐIỂM" not in told
    assert "SỐ LIỆU" not in told
    assert all(leaf.only_moved for leaf in between(year).leaves)


@pytest.mark.parametrize("year", [2026, 2027])
def test_what_is_told_of_the_leaves_is_exactly_this(year: int) -> None:
    told = lines(of(year), of(year + 1))
    part = told[told.index("TIÊU CHÍ CHẤM ĐIỂM") : told.index("SỐ LIỆU") - 1]
    wanted = (TEXTS / f"{year}-{year + 1}.txt").read_text(encoding="utf-8")
    assert part == wanted.splitlines()


@pytest.mark.parametrize(
    ("year", "moved"),
    [
        (
            2026,
            {"3": ("20", "0.5", "0.5", "20"), "4": ("4", "0", "1", "5"), "5": ("8", "2", "1", "7")},
        ),
        (
            2027,
            {
                "3": ("20", "1.25", "4.25", "23"),
                "4": ("5", "2", "0", "3"),
                "6": ("7", "1", "0", "6"),
                "7": ("10", "0.75", "0.75", "10"),
                "8": ("30", "3", "3", "30"),
            },
        ),
    ],
)
def test_points_moved_are_told_per_field_and_balance(
    year: int, moved: dict[str, tuple[str, ...]]
) -> None:
    fields = between(year).fields
    assert {f.number: (f.before, f.out, f.into, f.after) for f in fields if f.out or f.into} == {
        number: tuple(map(F, points)) for number, points in moved.items()
    }
    assert sum(f.out for f in fields) == sum(f.into for f in fields) == between(year).points_moved
    assert all(f.before - f.out + f.into == f.after for f in fields)


def test_a_target_of_the_second_phase_that_asks_as_much_moves_no_threshold() -> None:
    # PL I: I.4 and II.3 both ask 80 per cent of the files to be handled online
    leaf = next(x for x in between(2027).leaves if x.key == "received_online_share")
    row = next(c for c in leaf.changes if c.path == "rule.anchors.2.at.row")
    assert (row.old, row.new, leaf.thresholds) == ("I.4", "II.3", None)


def test_a_target_that_rises_between_years_moves_the_threshold_though_the_rule_stands(
    tmp_path: Path,
) -> None:
    copy = tmp_path / "criteria"
    shutil.copytree(CRITERIA, copy)
    targets = copy / "plan-2026-2030" / "targets.yaml"
    text = targets.read_text(encoding="utf-8")
    start = text.index('id: "II.3"') if 'id: "II.3"' in text else text.index("id: II.3")
    changed = text[:start] + text[start:].replace("value: 80", "value: 85", 1)
    targets.write_text(changed, encoding="utf-8")
    told = lines(of(2027), load_criteria(copy, "hai-phong-xa", 2028))
    assert told[3] == "Ngưỡng: 2 trong 64 tiêu chí có ở cả hai bộ đổi ngưỡng: 3.6.2, 8.1.1."
    at = told.index("Sửa 3.6.2: Tỷ lệ hồ sơ tiếp nhận và giải quyết trực tuyến")
    assert told[at + 1] == "  ngưỡng: 0; 80 → 0; 85"


def test_a_set_that_loses_points_is_said_not_to_balance() -> None:
    last = of(2027).fields[-2]
    short = of(2027).model_copy(
        update={"fields": tuple(f for f in of(2027).fields if f.key != last.key)}
    )
    told = " ".join(lines(of(2026), short)[2:4])
    assert "; tổng đổi từ 100 sang 70 điểm,   không cân bằng." in told


@pytest.mark.parametrize(
    ("old", "new", "moved"),
    [
        ("31/01/2026", "31/01/2027", True),
        ("31/01/2026", "28/02/2027", False),
        ("31/01/2026", "31/01/2028", False),
        ("15/12/2025, 14/12/2026", "15/12/2026, 14/12/2027", True),
        ("Luật năm 2025, kế hoạch năm 2026", "Luật năm 2025, kế hoạch năm 2027", True),
        ("kế hoạch năm 2026", "kế hoạch của năm 2027", False),
        ("2026", "2027", False),
        ("0, 2026", "0, 2027", False),
        (None, "31/01/2027", False),
    ],
)
def test_only_a_year_moved_by_the_distance_is_left_out(
    old: str | None, new: str, moved: bool
) -> None:
    assert only_the_year(old, new, 1) is moved


def known(**values: F | date | str) -> Facts:
    return Facts({name: Fact("known", value) for name, value in values.items()})


def test_the_facts_of_the_year_before_are_as_early_under_the_next_years_set() -> None:
    # issued on the 20th of January: full points under both, no leaf to be told
    result = rescored(
        of(2026), of(2027), known(yearly_plan_issued=date(2026, 1, 20)), date(2026, 12, 20)
    )
    assert "yearly_plan_date" not in [leaf.key for leaf in result.leaves]
    for card in (result.before, result.after):
        (points,) = [x.points for x in card.leaves if x.key == "yearly_plan_date"]
        assert (points.claimed.low, points.claimed.high) == (F(1), F(1))


def test_what_gains_and_what_loses_is_told_for_2027() -> None:
    # 3.7.2: 60 of 100 of at least 80 per cent: 1.25·3/4 = 0.9375 → 0.94, 1.75·3/4 = 1.3125 → 1.31
    # 3.7.1: 9 of 10: 0.45, gone; 5.2.2: 18 of 20: 1.25·0.9 = 1.125 → 1.13, 2.25·0.9 = 2.025 → 2.03
    facts = known(
        fee_cases=F(100),
        fee_cases_paid_online=F(60),
        fee_procedures=F(10),
        fee_procedures_online=F(9),
        civil_servants_in_post=F(20),
        civil_servants_well_placed=F(18),
        unlawful_appointments=F(0),
    )
    result = rescored(of(2026), of(2027), facts, date(2026, 12, 20))
    gains = {leaf.number: leaf.gain for leaf in result.leaves}
    assert gains["3.7.1"] == F("-0.45")
    assert gains["3.7.2"] == F("1.31") - F("0.94")
    assert gains["5.2.2"] == F("2.03") - F("1.13")
    assert set(gains) == {"3.7.1", "3.7.2", "5.2.2", "4.3.2", "5.1.1", "5.2.1"}
    told = list(score_lines(result, of(2026), of(2027)))
    assert told[-5:] == [
        "",
        "Số liệu bộ mới không còn dùng:",
        "  – Tổng số thủ tục hành chính có nghĩa vụ tài chính (phí, lệ phí, thuế, nghĩa vụ khác) "
        "thuộc thẩm",
        "    quyền của UBND xã",
        "  – Số thủ tục hành chính có nghĩa vụ tài chính đã triển khai thanh toán trực tuyến",
    ]
