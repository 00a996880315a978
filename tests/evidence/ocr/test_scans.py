"""Recognising the scans of a folder: with tesseract, without it, and from what is remembered."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from par_rules.evidence.description import Types
from par_rules.evidence.document import Document
from par_rules.evidence.documents import read_documents
from par_rules.evidence.ocr import scans, tesseract
from par_rules.evidence.ocr.guess import Guess
from par_rules.evidence.ocr.scans import Recognised, recognise
from par_rules.evidence.ocr.tesseract import NOT_THERE, Word
from par_rules.evidence.proposing.offers import find_offers
from sample.catalogue import CATALOGUE
from tests.evidence.folders import made, take, the_set, the_unit, year_folder

TYPES = Types.of(the_set().document_types.values())
SCANS = {"quét 1.pdf": "CDDH-42", "quét 2.pdf": "BCT-2026-01", "quét 3.pdf": "TCC-05"}
WORD = Word("chữ", 10, 10, 60, 30, 90.0, (1, 1, 1))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {name: made(id) for name, id in SCANS.items()}
    year = year_folder(tmp_path / "2026", {**files, "Kế hoạch.pdf": made("CDDH-01")})
    return year / "tai-lieu"


def documents(folder: Path) -> tuple[Document, ...]:
    return read_documents(folder, the_set().document_types)


def run(folder: Path, *, only_known: bool = False) -> Recognised:
    cache = folder.parent / "nhan-dang.json"
    return recognise(documents(folder), folder, TYPES, cache, only_known=only_known)


@pytest.fixture
def pretended(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A tesseract that finds one word in everything; gives the sizes of the pictures."""
    seen: list[int] = []

    def read(png: bytes, dpi: int) -> tuple[Word, ...]:
        seen.append(len(png))
        return (WORD,)

    monkeypatch.setattr(scans, "program", lambda: "tesseract")
    monkeypatch.setattr(scans, "read_words", read)
    return seen


def test_without_tesseract_it_is_said_once_and_nothing_stops(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scans, "program", lambda: None)
    assert run(folder) == Recognised({}, NOT_THERE)


def test_only_scans_are_recognised_and_each_once(folder: Path, pretended: list[int]) -> None:
    guesses = run(folder).guesses
    assert [guess.text for guess in guesses.values()] == ["chữ"] * 3
    assert run(folder).guesses == guesses
    assert len(pretended) == 3


def test_asked_for_what_is_known_nothing_is_read(folder: Path, pretended: list[int]) -> None:
    assert run(folder, only_known=True) == Recognised({})
    assert pretended == []


def test_a_scan_that_tesseract_fails_on_stays_unread(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scans, "program", lambda: "tesseract")
    monkeypatch.setattr(scans, "read_words", lambda png, dpi: None)
    assert set(run(folder).guesses.values()) == {Guess()}


def test_a_tesseract_without_vietnamese_does_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tesseract, "_candidates", lambda: [str(tmp_path / "no-such-program")])
    tesseract.program.cache_clear()
    assert tesseract.program() is None
    tesseract.program.cache_clear()


@pytest.mark.needs_debian("tesseract-ocr-vie")
def test_printed_scans_are_recognised_right_and_proposed_as_guesses(folder: Path) -> None:
    guesses = run(folder).guesses
    by_path = {one.path: guesses[one.sha256] for one in documents(folder) if one.sha256 in guesses}
    wanted = {spec.id: (spec.code, spec.issued) for spec in CATALOGUE}
    said = {path: (guess.code, guess.issued) for path, guess in by_path.items()}
    assert said == {path: wanted[id] for path, id in SCANS.items()}
    offers = find_offers(the_set(), the_unit(), take(folder.parent), guesses)
    budget = next(offer for offer in offers if offer.document.path == "quét 3.pdf")
    assert (budget.proposal.leaf.number, budget.code) == ("6.1.1", "289/BC-UBND")
    assert budget.issued == date(2026, 10, 16)
    assert budget.guess.startswith("số, ngày nhận dạng từ bản quét (tin ")
    assert budget.row()["Số, ký hiệu"] == "289/BC-UBND"


def test_without_a_guess_a_scan_of_that_name_is_not_proposed(folder: Path) -> None:
    offers = find_offers(the_set(), the_unit(), take(folder.parent))
    assert "quét 3.pdf" not in {offer.document.path for offer in offers}


@pytest.mark.parametrize("below", ["ProgramFiles", "LOCALAPPDATA", "LOCALAPPDATA/Programs"])
def test_on_windows_it_is_found_where_its_installer_puts_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, below: str
) -> None:
    monkeypatch.setattr("sys.platform", "win32")
    monkeypatch.setattr("shutil.which", lambda name: None)
    for name in ("ProgramFiles", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / name))
    program = tmp_path.joinpath(*below.split("/"), "Tesseract-OCR", "tesseract.exe")
    assert tesseract._candidates() == []
    program.parent.mkdir(parents=True)
    program.write_bytes(b"")
    assert tesseract._candidates() == [str(program)]
