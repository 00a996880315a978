"""``par explain`` as an official starts it, on the sample year."""

from pathlib import Path

import pytest

from par_rules.cli.explain import leaves_named
from par_rules.criteria import CriteriaSet, load_criteria
from par_rules.runs.year import InputError
from tests.cli.started import ROOT, par


@pytest.fixture(scope="module")
def criteria() -> CriteriaSet:
    return load_criteria(ROOT / "criteria", "hai-phong-xa", 2026)


@pytest.mark.parametrize(
    ("code", "numbers"),
    [
        ("3.2.1", ["3.2.1"]),
        ("settled_on_time_share", ["3.2.1"]),
        ("3.2", ["3.2.1", "3.2.2"]),
        (" 3.2. ", ["3.2.1", "3.2.2"]),
        ("đ", ["Đ.1", "Đ.2"]),
        ("đ.1", ["Đ.1"]),
    ],
)
def test_a_code_names_a_leaf_or_all_leaves_of_a_group(
    criteria: CriteriaSet, code: str, numbers: list[str]
) -> None:
    assert [leaf.number for leaf in leaves_named(criteria, code)] == numbers


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("3.2.9", 'không có tiêu chí "3.2.9". Ý bạn là "3.2'),
        ("settled_on_tim", 'không có tiêu chí "settled_on_tim". Ý bạn là "settled_on_time_share"?'),
        ("xyz", 'không có tiêu chí "xyz". Các lĩnh vực: 1, 2, 3, 4, 5, 6, 7, 8, Đ.'),
    ],
)
def test_a_code_that_is_not_there_is_told_with_the_nearest(
    criteria: CriteriaSet, code: str, hint: str
) -> None:
    with pytest.raises(InputError) as caught:
        leaves_named(criteria, code)
    [line] = caught.value.lines
    assert hint in line


def test_the_command_explains_a_leaf_of_the_sample_year(tmp_path: Path) -> None:
    done = par("explain", "1.1.1", "--year", "2026", "--out", str(tmp_path))
    assert done.stderr == ""
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0].endswith("năm 2026, tính đến ngày 24/11/2026")
    assert (
        "Tiêu chí 1.1.1. Thời điểm ban hành Kế hoạch cải cách hành chính năm của UBND xã" in lines
    )
    assert any(line.startswith("Chỗ chưa rõ M05 (mâu thuẫn)") for line in lines)
    assert lines[-1].startswith("Nơi ghi quy tắc: criteria/hai-phong-xa/2026/1-")


def test_the_command_lists_the_leaves_of_a_criterion_with_their_points(tmp_path: Path) -> None:
    done = par("explain", "3.2", "--year", "2026", "--out", str(tmp_path))
    assert done.returncode == 0
    rows = [line.split() for line in done.stdout.splitlines() if line.startswith("3.")]
    assert [row[0] for row in rows] == ["3.2.1", "3.2.2"]
    assert all(row[2] == "/" for row in rows)


def test_an_unknown_code_ends_with_exit_code_1(tmp_path: Path) -> None:
    done = par("explain", "9.9.9", "--year", "2026", "--out", str(tmp_path))
    assert done.returncode == 1
    assert 'không có tiêu chí "9.9.9"' in done.stderr
    assert done.stdout == ""
