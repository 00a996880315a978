"""``par find`` on the sample year."""

from __future__ import annotations

from pathlib import Path

from tests.cli.started import par


def test_words_without_marks_find_a_page_and_its_leaves(tmp_path: Path) -> None:
    done = par("find", "khung nang luc", "--year", "2026", "--out", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "Phòng Văn hóa - Xã hội/Vị trí việc làm/Khung năng lực.xlsx" in done.stdout
    assert "tiêu chí 5.2.1" in done.stdout
    assert "không có chữ để tìm" in done.stderr


def test_nothing_found_is_said(tmp_path: Path) -> None:
    done = par("find", "zzz không có", "--year", "2026", "--out", str(tmp_path))
    assert done.returncode == 1
    assert done.stdout == 'Không thấy "zzz không có".\n\n'
