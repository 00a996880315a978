"""A new unit in a year whose set stands on others: laid out, checked, scored, hashed."""

import json
from pathlib import Path

import pytest

from tests.cli.started import par


@pytest.mark.parametrize("year", ["2027", "2028"])
def test_a_new_unit_begins_a_later_year(year: str, tmp_path: Path) -> None:
    evidence, out = str(tmp_path / "evidence"), str(tmp_path / "out")
    common = ("--unit", "xa-moi", "--year", year, "--evidence", evidence)
    made = par("init", *common, "--title", "UBND xã Mới", "--city", "Hải Phòng", "--kind", "xa")
    assert made.returncode == 0, made.stderr
    at = ("--out", out, "--as-of", f"24/11/{year}")
    checked = par("check", *common, *at)
    assert [line for line in checked.stderr.splitlines() if line] == [
        "ho-so-tthc: chưa có tệp kết xuất hồ sơ TTHC (ho-so-tthc-….csv, .parquet hoặc .xlsx): "
        "kết xuất từ Hệ thống rồi để cùng thư mục số liệu",
        "Có 1 lỗi.",
    ]
    scored = par("score", *common, *at)
    assert f"UBND xã Mới, năm {year}, tính đến ngày 24/11/{year}" in scored.stdout
    assert "Điểm tự chấm (tối đa 70): từ 0 đến 70; đủ minh chứng 0;" in scored.stdout
    card = json.loads((tmp_path / "out" / "xa-moi" / year / "scorecard.json").read_text("utf-8"))
    numbers = [row["number"] for row in card["leaves"]]
    assert ("4.3.2" in numbers, "3.3.2" in numbers) == (year == "2027", year == "2028")
    assert not {"3.7.1", "5.1.1", "5.2.1"} & set(numbers)
