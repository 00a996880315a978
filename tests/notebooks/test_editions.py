"""The two editions as they are asked for: by one option of ``par run``."""

from __future__ import annotations

from pathlib import Path

from tests.cli.started import par

SENT = ["4_dossier-gui.ipynb", "bang-diem-gui.xlsx", "bao-cao-gui.docx", "ho-so-gui.html"]


def test_a_run_for_the_submission_writes_its_files_and_no_internal_one(tmp_path: Path) -> None:
    done = par("run", "--year", "2026", "--edition", "submission", "--out", tmp_path)
    assert done.returncode == 0, done.stderr + done.stdout
    there = {path.name for path in (tmp_path / "dai-son" / "2026").iterdir()}
    assert set(SENT) <= there
    assert not {name.replace("-gui", "") for name in SENT} & there
    assert "Đã ghi bao-cao-gui.docx" in done.stdout
    page = (tmp_path / "dai-son" / "2026" / "ho-so-gui.html").read_text("utf-8")
    assert "Bản gửi Sở Nội vụ" in page
    assert "Đủ minh chứng" not in page


def test_an_edition_that_is_none_is_wrong_usage(tmp_path: Path) -> None:
    done = par("run", "--year", "2026", "--edition", "gui", "--out", tmp_path)
    assert done.returncode == 2
    assert "không thuộc các giá trị 'internal', 'submission'" in done.stderr
    assert not list(tmp_path.iterdir())
