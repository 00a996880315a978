"""A register that is there and cannot be used is never scored as if there were none."""

from __future__ import annotations

import io
import shutil
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from par_rules.evidence import Manifest, manifest_from_json
from par_rules.evidence import register_layout as layout
from par_rules.evidence.register import read_register
from par_rules.runs.year import InputError, YearRun, collect, open_year
from sample.kinds import ROOT
from tests.evidence.folders import made, row, take, the_set, year_folder

REGISTER = layout.FILE_NAME


def saved(change: object) -> bytes:
    """Give the sample's register with one change made in Excel."""
    book = openpyxl.load_workbook(ROOT / "evidence" / "dai-son" / "2026" / REGISTER)
    change(book)  # type: ignore[operator]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def without_heads(book: openpyxl.Workbook) -> None:
    book[layout.EVIDENCE_SHEET].delete_rows(1, 6)


def renamed(book: openpyxl.Workbook) -> None:
    book[layout.EVIDENCE_SHEET].title = "Minh chung 2026"


def removed(book: openpyxl.Workbook) -> None:
    for name in book.sheetnames:
        if name != layout.EXPLANATION_SHEET:
            del book[name]


BROKEN = {
    "no workbook": (b"PK\x03\x04", "không phải tệp Excel (.xlsx) đọc được: lưu lại bằng Excel"),
    "empty": (b"", "không phải tệp Excel (.xlsx) đọc được: lưu lại bằng Excel"),
    "renamed": (
        saved(renamed),
        "không có trang Minh chứng: đặt lại tên trang “Minh chung 2026” thành “Minh chứng”",
    ),
    "removed": (
        saved(removed),
        "không có trang Minh chứng: dùng danh mục theo mẫu; các trang đang có: Giải trình",
    ),
    "no heads": (
        saved(without_heads),
        "Minh chứng!A1: không tìm thấy dòng tên cột Tiêu chí, Tệp: giữ nguyên dòng tên cột của mẫu",
    ),
}


@pytest.fixture
def run(tmp_path: Path) -> YearRun:
    shutil.copytree(ROOT / "evidence" / "dai-son", tmp_path / "evidence" / "dai-son")
    return open_year(
        None, 2026, date(2026, 11, 24), ROOT / "criteria", tmp_path / "evidence", tmp_path / "out"
    )


@pytest.mark.parametrize("name", BROKEN)
def test_what_makes_all_of_it_unusable_is_told_as_such(tmp_path: Path, name: str) -> None:
    data, said = BROKEN[name]
    path = tmp_path / REGISTER
    path.write_bytes(data)
    register = read_register(path, the_set())
    assert register.rows == ()
    whole = [problem for problem in register.problems if problem.whole]
    assert [str(problem) for problem in whole] == [f"{REGISTER}: {said}"]


@pytest.mark.parametrize("name", BROKEN)
def test_no_score_is_given_and_the_reason_is(run: YearRun, name: str) -> None:
    data, said = BROKEN[name]
    (run.folder / REGISTER).write_bytes(data)
    with pytest.raises(InputError) as caught:
        collect(run)
    assert caught.value.lines == [
        f"{REGISTER}: {said}",
        "Chưa chấm điểm: không đọc được danh mục minh chứng thì không biết tài liệu nào chứng minh "
        "điểm nào, mọi điểm sẽ thành chưa có minh chứng.",
    ]


def test_without_any_register_it_is_scored_and_said(run: YearRun) -> None:
    (run.folder / REGISTER).unlink()
    found = collect(run)
    assert found.problems[0].startswith(
        f"{REGISTER}: chưa có danh mục minh chứng nên chưa tài liệu nào chứng minh điểm nào"
    )
    assert not any(problem.whole for problem in found.manifest.problems)


def test_a_row_that_is_wrong_leaves_the_others_and_the_score(run: YearRun) -> None:
    def wrong(book: openpyxl.Workbook) -> None:
        book[layout.EVIDENCE_SHEET].append(["9.9.9", None, "không có.pdf"])

    (run.folder / REGISTER).write_bytes(saved(wrong))
    found = collect(run)
    assert any("9.9.9" in line for line in found.problems)
    assert found.manifest.proofs()["yearly_plan_date", "plan"].answer == "passes"


def test_the_manifest_keeps_it(tmp_path: Path) -> None:
    year = year_folder(tmp_path, {"a.pdf": made("CDDH-01")}, [row("1.1.1", "plan", "a.pdf")])
    (year / REGISTER).write_bytes(b"?")
    manifest: Manifest = take(year)
    [problem] = manifest.problems
    assert problem.whole
    assert manifest_from_json(manifest.to_json()) == manifest
    # All documents were read all the same.
    assert [one.code for one in manifest.documents] == ["156/KH-UBND"]
