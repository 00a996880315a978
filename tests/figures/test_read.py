"""Workbook, cases and last year's results together: one fact an input."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from par_rules.criteria import CriteriaSet
from par_rules.figures import Entered, Figures
from par_rules.figures.read import read_figures
from par_rules.scoring.facts import UNKNOWN, Fact
from tests.figures.conftest import DAY, MakeCopy, place
from tests.figures.test_cases import HEADINGS, case, write

CASES = "ho-so-tthc-20261120.csv"


@pytest.fixture
def two_cases(tmp_path: Path) -> Path:
    """Write an export of one case from here, one from elsewhere with a fee; no flag is blank."""
    flags = dict.fromkeys(HEADINGS[7:], "Không") | {"Đúng quy trình": "Có"}
    other = {**flags, "Địa bàn cư trú": "Ngoài xã", "Có phí": "Có"}
    return write(tmp_path / CASES, [{**case(), **flags}, {**case(), **other}])


def read(criteria: CriteriaSet, folder: Path) -> Figures:
    return read_figures(criteria, folder, as_of=DAY, last_year=None)


def test_a_count_joins_the_end_that_the_workbook_expects(
    criteria: CriteriaSet, make_copy: MakeCopy, tmp_path: Path, two_cases: Path
) -> None:
    make_copy(received=Entered(ceiling=5), received_online=Entered(said_by="Công chức A"))
    figures = read(criteria, tmp_path)
    assert figures.problems == ()
    assert figures.facts["received"] == Fact(
        "known",
        Fraction(2),
        Fraction(5),
        CASES,
        "Hệ thống thông tin giải quyết TTHC",
        date(2026, 11, 20),
    )
    assert figures.facts["received_online"].ceiling is None
    assert [name for name, _ in figures.sources] == ["so-lieu.xlsx", CASES]


def test_an_expected_end_below_the_count_is_told(
    criteria: CriteriaSet, make_copy: MakeCopy, tmp_path: Path, two_cases: Path
) -> None:
    path = make_copy(received=Entered(ceiling=1))
    figures = read(criteria, tmp_path)
    assert [str(problem) for problem in figures.problems] == [
        f"so-lieu.xlsx: {place(path, 'received', 'ceiling')}: dự kiến 1 nhỏ hơn số đếm được 2: "
        "ghi lại số dự kiến đến cuối kỳ"
    ]
    assert figures.facts["received"].ceiling is None


def test_not_arisen_in_the_workbook_against_cases_is_refused(
    criteria: CriteriaSet, make_copy: MakeCopy, tmp_path: Path, two_cases: Path
) -> None:
    path = make_copy(fee_cases=Entered(state="không phát sinh"))
    figures = read(criteria, tmp_path)
    assert figures.facts["fee_cases"] == UNKNOWN
    assert [str(problem) for problem in figures.problems] == [
        f"so-lieu.xlsx: {place(path, 'fee_cases', 'state')}: "
        "đã chọn tình trạng mà kết xuất có 1 hồ sơ: chỉ giữ một trong hai"
    ]


def test_not_arisen_stands_where_the_export_has_no_such_case(
    criteria: CriteriaSet, make_copy: MakeCopy, tmp_path: Path
) -> None:
    make_copy(fee_cases=Entered(state="không phát sinh"))
    flags = dict.fromkeys(HEADINGS[7:], "Không")
    write(tmp_path / CASES, [{**case(), **flags}])
    figures = read(criteria, tmp_path)
    assert figures.problems == ()
    assert figures.facts["fee_cases"].state == "not_arisen"


def test_a_count_out_of_range_is_told(
    criteria: CriteriaSet, make_copy: MakeCopy, tmp_path: Path
) -> None:
    make_copy()
    flags = dict.fromkeys(HEADINGS[7:], "Không")
    early = case(
        Ngày_tiếp_nhận="01/12/2025", Ngày_hẹn_trả="09/12/2025", Ngày_trả_kết_quả="09/12/2025"
    )
    write(tmp_path / CASES, [{**early, **flags}])
    figures = read(criteria, tmp_path)
    assert figures.facts["received"] == UNKNOWN
    told = {problem.name: str(problem) for problem in figures.problems}
    assert told["received"] == (
        f"{CASES}: toàn bộ hồ sơ: “Số hồ sơ TTHC đã tiếp nhận trong kỳ” đếm được 0, "
        "ngoài khoảng từ 1 đến 60.000: kiểm tra kỳ và phạm vi kết xuất"
    )


def test_no_export_is_one_problem(
    criteria: CriteriaSet, make_copy: MakeCopy, tmp_path: Path
) -> None:
    make_copy()
    figures = read(criteria, tmp_path)
    assert [str(problem) for problem in figures.problems] == [
        "ho-so-tthc: chưa có tệp kết xuất hồ sơ TTHC (ho-so-tthc-….csv, .parquet hoặc .xlsx): "
        "kết xuất từ Hệ thống rồi để cùng thư mục số liệu"
    ]
    assert figures.facts["received"] == UNKNOWN
