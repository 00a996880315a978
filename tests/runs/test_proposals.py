"""What is said beside the proposals: no tesseract, marked secret, almost the same."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from par_rules.evidence.ocr.guess import Guess
from par_rules.evidence.ocr.scans import Recognised
from par_rules.runs import proposals
from par_rules.runs.find_text import find_text
from par_rules.runs.proposals import propose
from par_rules.runs.year import YearRun, open_year
from tests.evidence.folders import take

ROOT = Path(__file__).parents[2]
TEXT = "Công tác cải cách hành chính quý III năm 2026 của Ủy ban nhân dân xã Đại Sơn " * 5


@pytest.fixture
def run(tmp_path: Path) -> YearRun:
    return open_year(None, 2026, None, ROOT / "criteria", ROOT / "evidence", tmp_path)


def scans(guesses: dict[str, Guess], unable: str | None = None) -> dict[str, object]:
    return {"recognise": lambda *_, **__: Recognised(guesses, unable)}


def test_scans_that_read_almost_alike_are_told(
    run: YearRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    manifest = take(run.folder)
    one, other = [d for d in manifest.documents if "scan0012" in d.path or "tinh gian" in d.path]
    guesses = {one.sha256: Guess(text=TEXT), other.sha256: Guess(text=TEXT + "thêm")}
    monkeypatch.setattr(proposals, "recognise", scans(guesses)["recognise"])
    unlinked = replace(manifest, answers=())
    [note] = propose(run, unlinked, ocr=True).notes()
    assert f"nội dung nhận dạng của “{other.path}” giống “{one.path}” khoảng 99%" in note
    # Linked, both have numbers of their own: two papers, however alike.
    assert propose(run, manifest, ocr=True).notes() == ()


def test_a_scan_stamped_secret_is_told_and_not_proposed(
    run: YearRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    manifest = take(run.folder)
    stray = next(d for d in manifest.documents if d.path.endswith("cchc.pdf"))
    guesses = {stray.sha256: Guess(secrecy="mat")}
    monkeypatch.setattr(proposals, "recognise", scans(guesses)["recognise"])
    found = propose(run, manifest)
    assert found.notes() == (
        f"“{stray.path}” có vẻ đóng dấu mật (nhận dạng từ bản quét): xem lại, đưa ra khỏi thư mục",
    )
    assert stray.path not in {offer.document.path for offer in found.offers}


def test_without_tesseract_that_is_said(run: YearRun, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proposals, "recognise", scans({}, "chưa có tesseract")["recognise"])
    assert propose(run, take(run.folder), ocr=True).notes() == ("chưa có tesseract",)


def test_a_notebook_shows_the_proposals_escaped(run: YearRun) -> None:
    shown = propose(run, take(run.folder))._repr_html_()
    assert "Chưa đề xuất nào được dùng" in shown
    assert "<table" in shown
    assert "cùng loại Giấy mời" in shown


def test_a_notebook_without_words_reads_no_document(
    run: YearRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("par_rules.runs.find_text.judged_evidence", pytest.fail)
    assert find_text(run, "  ")._repr_html_() == "<p>Chưa có từ nào để tìm.</p>"


def test_a_notebook_marks_the_words_found(run: YearRun) -> None:
    shown = find_text(run, "khung nang luc")._repr_html_()
    assert "<mark>Khung năng lực</mark>" in shown
    assert "tiêu chí 5.2.1" in shown
