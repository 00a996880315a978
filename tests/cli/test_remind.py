"""``par remind`` on the sample year: what it writes, what it says, which offices it knows."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.started import par

Ran = tuple[subprocess.CompletedProcess[str], Path]


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    out = tmp_path_factory.mktemp("out")
    return par("remind", "--year", "2026", "--out", str(out)), out / "dai-son" / "2026"


def test_every_office_is_told_and_cautions_are_no_fault(ran: Ran) -> None:
    done, out = ran
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == "UBND xã Đại Sơn, năm 2026, tính đến ngày 24/11/2026"
    assert (
        "Phòng Kinh tế: thiếu 2 nội dung, mất tối đa 0,75 điểm nếu không bổ sung: "
        "phieu-kt (Word, trang web, 2 tin Zalo)"
    ) in lines
    assert ("Trung tâm Dịch vụ sự nghiệp công: không còn thiếu gì, không lập phiếu") in lines
    assert (
        "Công an xã: không thiếu minh chứng, số liệu; còn việc làm thêm được điểm: "
        "phieu-ca (Word, trang web, 1 tin Zalo)"
    ) in lines
    assert f"Phiếu đôn đốc ở {out / 'don-doc'}" in lines
    assert done.stderr.splitlines()[-1] == "Có 3 lưu ý."


def test_the_lists_and_the_chairmans_page_are_there(ran: Ran) -> None:
    _, out = ran
    assert {p.name for p in out.iterdir() if p.name.startswith("trang")} == {
        "trang-chu-tich.docx",
        "trang-chu-tich.html",
        "trang-chu-tich.pdf",
    }
    data = json.loads((out / "don-doc" / "don-doc.json").read_text(encoding="utf-8"))
    assert set(data["files"]) | {"don-doc.json"} == {p.name for p in (out / "don-doc").iterdir()}
    assert [o["key"] for o in data["offices"] if o["files"]] == ["vhxh", "vp", "kt", "pvhcc", "ca"]


def test_one_office_is_found_by_another_of_its_names(tmp_path: Path) -> None:
    done = par("remind", "--year", "2026", "--out", str(tmp_path), "--office", "tt  pvhcc")
    assert done.returncode == 0, done.stderr
    told = [line for line in done.stdout.splitlines() if ": thiếu" in line]
    assert [line.partition(":")[0] for line in told] == ["Trung tâm Phục vụ hành chính công"]
    made = {p.name for p in (tmp_path / "dai-son" / "2026" / "don-doc").iterdir()}
    assert {name.partition(".")[0].removesuffix("-zalo") for name in made} >= {"phieu-pvhcc"}
    assert not any(name.startswith("phieu-kt") for name in made)
    assert not list((tmp_path / "dai-son" / "2026").glob("trang-chu-tich*"))


def test_an_office_that_leads_nothing_is_answered(tmp_path: Path) -> None:
    done = par("remind", "--year", "2026", "--out", str(tmp_path), "--office", "MTTQ")
    assert done.returncode == 1
    assert "cơ quan này không chủ trì tiêu chí nào" in done.stderr
    assert not (tmp_path / "dai-son" / "2026" / "don-doc").exists()


def test_an_unknown_office_is_answered_with_a_near_one(tmp_path: Path) -> None:
    done = par("remind", "--year", "2026", "--out", str(tmp_path), "--office", "Phòng Kinh tê")
    assert done.returncode == 1
    assert done.stderr.startswith("--office: không có cơ quan “Phòng Kinh tê”: Ý bạn là “Phòng")
