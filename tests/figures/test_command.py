"""``par workbook``: writes the workbook, keeps what was entered, and never loses a file."""

from fractions import Fraction
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from par_rules.cli.workbook import command
from par_rules.criteria import CriteriaSet
from par_rules.figures import Entered, Figures
from par_rules.figures.read import read_workbook
from par_rules.figures.workbook import write_workbook
from tests.figures.conftest import DAY, ROOT, place, set_cell

UNIT = """\
key: xa-thu
title: UBND xã Thử
city: Thành phố Thử
kind: xa
set: hai-phong-xa
as_of: 2026-11-24
predecessors: []
"""


@pytest.fixture
def year(tmp_path: Path) -> Path:
    """Give the folder of a unit's year that holds nothing yet."""
    folder = tmp_path / "evidence" / "xa-thu" / "2026"
    folder.mkdir(parents=True)
    (folder.parent / "unit.yaml").write_text(UNIT, encoding="utf-8")
    return folder


def run(year: Path) -> Result:
    evidence, out = year.parents[1], year.parents[2] / "out"
    options = ["--year", "2026", "--criteria", str(ROOT / "criteria")]
    return CliRunner().invoke(
        command, [*options, "--evidence", str(evidence), "--out", str(out)], catch_exceptions=False
    )


def fill(criteria: CriteriaSet, path: Path, **rows: Entered) -> Path:
    return write_workbook(criteria, path, unit_title="Xã", keep=Figures({}, entered=rows))


def test_it_writes_an_empty_workbook(year: Path, criteria: CriteriaSet) -> None:
    result = run(year)
    assert result.exit_code == 0
    assert result.output.startswith(f"Đã ghi {year / 'so-lieu.xlsx'}: 8 trang tính, ")
    assert read_workbook(criteria, year, as_of=DAY).problems == ()


def test_what_was_entered_in_the_file_and_its_copies_stays(
    year: Path, criteria: CriteriaSet
) -> None:
    path = fill(criteria, year / "so-lieu.xlsx", plan_tasks_due=Entered(value="bốn mươi"))
    before = path.read_bytes()
    fill(criteria, year / "so-lieu kt.xlsx", surplus_assets=Entered(value=3))
    result = run(year)
    assert result.exit_code == 0
    assert "giữ lại 2 dòng đã ghi." in result.output
    (year / "so-lieu kt.xlsx").unlink()
    assert read_workbook(criteria, year, as_of=DAY).entered == {
        "plan_tasks_due": Entered(value="bốn mươi"),
        "surplus_assets": Entered(value=3),
    }
    (kept,) = (year.parents[2] / "out" / "xa-thu" / "2026").glob(
        "so-lieu (trước khi ghi lại *).xlsx"
    )
    assert kept.read_bytes() == before
    where = place(path, "plan_tasks_due", "value")
    assert f"so-lieu.xlsx: {where}: “bốn mươi” không phải là số" in result.stderr


@pytest.mark.parametrize(("cell", "means"), [(0.5, 50), (0.853, Fraction("85.3")), (1, 100)])
def test_a_percentage_keeps_its_meaning_when_the_workbook_is_written_again(
    year: Path, criteria: CriteriaSet, cell: float, means: Fraction
) -> None:
    path = fill(criteria, year / "so-lieu.xlsx", satisfied_procedures=Entered(value=1))
    set_cell(path, "satisfied_procedures", "Giá trị", cell, "0.0%")
    for _ in range(2):
        fact = read_workbook(criteria, year, as_of=DAY).facts["satisfied_procedures"]
        assert (fact.state, fact.value) == ("known", means)
        assert run(year).exit_code == 0


def test_writing_again_changes_no_byte(year: Path, criteria: CriteriaSet) -> None:
    run(year)
    first = (year / "so-lieu.xlsx").read_bytes()
    run(year)
    assert (year / "so-lieu.xlsx").read_bytes() == first


def test_a_file_that_cannot_be_read_is_left_alone(year: Path) -> None:
    locked = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600
    (year / "so-lieu.xlsx").write_bytes(locked)
    result = run(year)
    assert result.exit_code == 1
    assert "tệp đặt mật khẩu" in result.stderr
    assert (year / "so-lieu.xlsx").read_bytes() == locked


def test_a_file_held_open_is_written_beside(
    year: Path, criteria: CriteriaSet, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(criteria, year / "so-lieu.xlsx", plan_tasks_due=Entered(value=40))
    before = (year / "so-lieu.xlsx").read_bytes()
    real = Path.replace

    def held(path: Path, target: Path) -> Path:
        if Path(target).name == "so-lieu.xlsx":
            raise PermissionError(13, "held", str(target))
        return real(path, target)

    monkeypatch.setattr(Path, "replace", held)
    result = run(year)
    assert result.exit_code == 0
    assert "so-lieu.xlsx đang mở ở chương trình khác" in result.output
    (beside,) = year.glob("so-lieu (bản *).xlsx")
    assert f"Đã ghi {beside}: " in result.output
    assert (year / "so-lieu.xlsx").read_bytes() == before
    assert read_workbook(criteria, year, as_of=DAY).facts["plan_tasks_due"].value == 40


def test_a_copy_that_disagrees_is_told_and_the_workbooks_own_value_stays(
    year: Path, criteria: CriteriaSet
) -> None:
    fill(criteria, year / "so-lieu.xlsx", plan_tasks_due=Entered(value=40))
    fill(criteria, year / "so-lieu vhxh.xlsx", plan_tasks_due=Entered(value=41))
    result = run(year)
    assert "khác nhau giữa các bản" in result.stderr
    (year / "so-lieu vhxh.xlsx").unlink()
    assert read_workbook(criteria, year, as_of=DAY).facts["plan_tasks_due"].value == 40


def test_a_workbook_with_a_sheet_that_cannot_be_read_is_not_written_again(
    year: Path, criteria: CriteriaSet
) -> None:
    path = fill(criteria, year / "so-lieu.xlsx", surplus_assets=Entered(value=3))
    book = load_workbook(path)
    book["Phòng Kinh tế"]["E4"].value = "Gia tri"
    book.save(path)
    before = path.read_bytes()
    result = run(year)
    assert result.exit_code == 1
    assert "Phòng Kinh tế!4" in result.stderr
    assert "chưa ghi lại, để không mất số đã ghi" in result.stderr
    assert path.read_bytes() == before
