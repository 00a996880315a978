"""MISMATCH of a number or day that a machine proposed from a scan and nobody confirmed."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from par_rules.evidence import Finding, Manifest
from par_rules.evidence import register_layout as layout
from par_rules.evidence.checks.mismatch import mismatch
from par_rules.evidence.checks.scan_poor import scan_poor
from par_rules.evidence.description import Types
from par_rules.evidence.exhibits import Exhibit
from par_rules.evidence.ocr.guess import Guess
from par_rules.evidence.ocr.scans import recognise
from par_rules.evidence.proposing.offer_sheet import with_offers
from par_rules.evidence.proposing.offers import find_offers
from tests.evidence.folders import (
    SOMEBODY,
    document,
    exhibit,
    made,
    row,
    take,
    the_set,
    the_unit,
    year_folder,
)

DAY = date(2026, 1, 20)
SCAN = document(code=None, issued=None, type_key=None, title=None, read_from="", dpi=200)
GUESS = Guess(code="12/KH-UBND", issued=DAY, text="Kế hoạch", sure=91)


def shown(guess: Guess | None = GUESS, confirmed_by: str | None = None, **cells: Any) -> Exhibit:
    told: dict[str, Any] = {"code": "12/KH-UBND", "issued": DAY, **cells}
    return replace(exhibit(shown=SCAN, confirmed_by=confirmed_by, **told), guess=guess)


def test_a_number_and_day_that_only_a_machine_read_are_a_warning() -> None:
    [found] = mismatch(shown())
    assert (found.code, found.severity, found.case) == ("MISMATCH", "warns", "unconfirmed")
    assert found.what == (
        "số 12/KH-UBND do máy nhận dạng từ bản quét; ngày 20/01/2026 do máy nhận dạng từ bản quét; "
        "chưa ai xác nhận (“Kế hoạch.pdf”)"
    )
    assert found.todo == "so với bản gốc, sửa cho đúng, rồi ghi cột Người xác nhận"


def test_what_differs_from_the_guess_says_both() -> None:
    [found] = mismatch(shown(code="72/KH-UBND", issued=None))
    assert found.what == (
        "số 72/KH-UBND trong danh mục khác với chữ máy nhận dạng từ bản quét là 12/KH-UBND; "
        "chưa ai xác nhận (“Kế hoạch.pdf”)"
    )
    [found] = mismatch(shown(code=None, issued=date(2026, 2, 20)))
    assert "ngày 20/02/2026 trong danh mục khác với chữ máy nhận dạng từ bản quét là 20/01" in (
        found.what
    )


def test_an_accepted_proposal_says_so_where_the_guesses_are_no_longer_at_hand() -> None:
    [found] = mismatch(shown(guess=None, guessed=True))
    assert found.what.startswith("số 12/KH-UBND do máy nhận dạng từ bản quét; ngày 20/01/2026")


@pytest.mark.parametrize(
    "fine",
    [
        shown(confirmed_by=SOMEBODY),
        shown(guess=None),
        shown(guess=Guess(text="chữ viết tay")),
        shown(code=None, issued=None),
        exhibit(confirmed_by=None, code="12/KH-UBND", issued=DAY, guessed=True),
    ],
    ids=["confirmed", "typed", "not-read", "not-used", "read-from-page"],
)
def test_what_a_person_says_or_the_page_itself_is_no_guess(fine: Exhibit) -> None:
    assert list(mismatch(fine)) == []


def test_a_scan_is_read_by_nobody_until_it_is_recognised_or_confirmed() -> None:
    [poor] = scan_poor(shown(guess=None))
    assert poor.what.endswith("không có lớp chữ, chưa nhận dạng, chưa ai xác nhận")
    assert poor.todo == "xem bản giấy rồi ghi cột Người xác nhận, hoặc lấy bản có lớp chữ"
    assert list(scan_poor(shown())) == []
    assert list(scan_poor(shown(guess=None, confirmed_by=SOMEBODY))) == []
    assert [f.code for f in scan_poor(shown(guess=Guess()))] == ["SCAN_POOR"]


# --- the whole way ---------------------------------------------------------------------------


def recognised(year: Path, guess: Guess) -> Path:
    """Write the memory of what was recognised, as the program itself does."""
    memory, folder = year.parent / "nhan-dang.json", year / layout.DOCUMENT_FOLDER
    types = Types.of(the_set().document_types.values())
    documents = take(year).documents
    [scan] = documents
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("par_rules.evidence.ocr.scans.program", lambda: "tesseract")
        patch.setattr("par_rules.evidence.ocr.scans.read_words", lambda png, dpi: (1,))
        patch.setattr("par_rules.evidence.ocr.scans.guess_of", lambda *_: guess)
        assert recognise(documents, folder, types, memory).guesses == {scan.sha256: guess}
    assert json.loads(memory.read_text(encoding="utf-8"))["files"]
    return memory


def of(manifest: Manifest, code: str) -> list[Finding]:
    return [finding for finding in manifest.findings if finding.code == code]


def test_a_guess_that_is_used_is_told_until_a_person_confirms_it(tmp_path: Path) -> None:
    guess = Guess(type_key="bao_cao", code="289/BC-UBND", issued=date(2026, 10, 16), text="Báo cáo")
    cells = {"code": "289/BC-UBND", "issued": "16/10/2026"}
    for name, confirmed, count in (("a", "", 1), ("b", SOMEBODY, 0)):
        rows = [row("6.1.1", "budget_reports", "q.pdf", confirmed_by=confirmed, **cells)]
        year = year_folder(tmp_path / name / "2026", {"q.pdf": made("TCC-05")}, rows)
        manifest = take(year, recognised=recognised(year, guess))
        found = of(manifest, "MISMATCH")
        assert [(f.severity, f.case) for f in found] == [("warns", "unconfirmed")] * count
        assert of(manifest, "SCAN_POOR") == []
        # A warning: what blocks it is that nobody confirmed the paper's seal.
        blocked = {f.code for f in manifest.findings if f.severity == "blocks" and f.path}
        assert blocked == ({"UNSIGNED"} if count else set())


def test_an_accepted_offer_of_a_guess_is_told_without_any_memory(tmp_path: Path) -> None:
    guess = Guess(
        type_key="bao_cao", code="289/BC-UBND", issued=date(2026, 10, 16), sure=93,
        title="Tình hình thực hiện dự toán ngân sách quý III năm 2026", text="Báo cáo",
    )  # fmt: skip
    year = year_folder(tmp_path / "2026", {"q.pdf": made("TCC-05")})
    manifest = take(year)
    [scan] = manifest.documents
    offers = find_offers(the_set(), the_unit(), manifest, {scan.sha256: guess})
    path = year / layout.FILE_NAME
    data = with_offers(path.read_bytes(), offers).data
    book = openpyxl.load_workbook(io.BytesIO(data))
    book[layout.OFFER_SHEET].cell(5, 1, "x")
    book.save(path)
    path.write_bytes(with_offers(path.read_bytes(), ()).data)  # the next time it moves
    [found] = of(take(year), "MISMATCH")
    assert (found.severity, found.case) == ("warns", "unconfirmed")
    assert "số 289/BC-UBND do máy nhận dạng từ bản quét" in found.what
