"""``par evidence diff`` on two manifests of a unit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from par_rules.evidence.history import chained
from par_rules.evidence.manifest import Manifest
from tests.cli.started import par
from tests.evidence.folders import document

EMPTY = Manifest("dai-son", 2026, date(2026, 11, 24))
DAYS = (datetime(2026, 11, 20, 8), datetime(2026, 11, 24, 17))


def diff(out: Path, *days: str) -> tuple[int, str, str]:
    done = par("evidence", "diff", *days, "--year", "2026", "--out", str(out))
    return done.returncode, done.stdout, done.stderr


def test_two_days_are_compared(tmp_path: Path) -> None:
    for manifest, day in zip((EMPTY, replace(EMPTY, documents=(document(),))), DAYS, strict=True):
        chained(manifest, tmp_path / "dai-son" / "2026", day)
    said = (
        "UBND xã Đại Sơn, năm 2026: danh mục minh chứng lập 08:00 ngày 20/11/2026 (0 tài liệu) và "
        "17:00 ngày 24/11/2026 (1 tài liệu)\n\n"
        "Tài liệu mới (1)\n  Kế hoạch.pdf: Kế hoạch 12/KH-UBND ngày 20/01/2026\n"
    )
    assert diff(tmp_path, "20/11/2026", "24/11/2026") == (0, said, "")
    assert diff(tmp_path) == (0, said, "")
    assert diff(tmp_path, "21/11/2026", "22/11/2026")[1].endswith("Không có gì thay đổi.\n")


def test_a_day_before_the_first_manifest_is_told(tmp_path: Path) -> None:
    chained(EMPTY, tmp_path / "dai-son" / "2026", DAYS[0])
    code, _, error = diff(tmp_path, "01/11/2026")
    assert code == 1
    assert "danh mục đầu tiên lập 08:00 ngày 20/11/2026: chọn ngày sau đó" in error


def test_without_any_manifest_it_says_what_to_run(tmp_path: Path) -> None:
    code, _, error = diff(tmp_path)
    assert code == 1
    assert "chưa có danh mục nào: chạy par run hoặc sổ tay thứ nhất" in error
