"""``par evidence propose`` on a copy of the sample year."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl

from par_rules.evidence import register_layout as layout
from tests.cli.started import ROOT, par


def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(ROOT / "evidence" / "dai-son", tmp_path / "evidence" / "dai-son"))


def test_show_lists_and_writes_nothing(tmp_path: Path) -> None:
    unit = copied(tmp_path)
    before = (unit / "2026" / layout.FILE_NAME).read_bytes()
    folders = ("--evidence", str(unit.parent), "--out", str(tmp_path / "out"))
    done = par("evidence", "propose", "--show", "--year", "2026", *folders)
    assert done.returncode == 0, done.stderr
    assert "Chưa đề xuất nào được dùng" in done.stdout
    assert (unit / "2026" / layout.FILE_NAME).read_bytes() == before


def test_the_register_gets_the_sheet_and_is_kept_as_it_was(tmp_path: Path) -> None:
    unit = copied(tmp_path)
    before = (unit / "2026" / layout.FILE_NAME).read_bytes()
    folders = ("--evidence", str(unit.parent), "--out", str(tmp_path / "out"))
    done = par("evidence", "propose", "--year", "2026", *folders)
    assert done.returncode == 0, done.stderr
    book = openpyxl.load_workbook(unit / "2026" / layout.FILE_NAME)
    assert book[layout.OFFER_SHEET]["A4"].value == "Nhận"
    kept = tmp_path / "out/dai-son/2026/danh-muc-minh-chung (trước khi ghi đề xuất).xlsx"
    assert kept.read_bytes() == before
    assert par("check", "--year", "2026", *folders).returncode == 0


def test_without_a_register_it_says_how_to_make_one(tmp_path: Path) -> None:
    unit = copied(tmp_path)
    (unit / "2026" / layout.FILE_NAME).unlink()
    folders = ("--evidence", str(unit.parent), "--out", str(tmp_path / "out"))
    done = par("evidence", "propose", "--year", "2026", *folders)
    assert done.returncode == 1
    assert "chưa có danh mục minh chứng: gõ par init --unit dai-son --year 2026" in done.stderr
