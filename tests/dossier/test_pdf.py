"""``bao-cao.pdf`` says what ``bao-cao.docx`` says, in its own fonts, the same bytes each time."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from par_rules.bag.signed import check_signed
from par_rules.dossier import YearResult
from par_rules.dossier.blocks import Text
from par_rules.dossier.docx import write_report
from par_rules.dossier.edition import EDITIONS, Edition
from par_rules.dossier.pdf import page_data, render, write_report_pdf
from par_rules.dossier.report import report


@pytest.fixture(scope="module")
def pages(result: YearResult) -> list[str]:
    document = pypdfium2.PdfDocument(render(replace(result, edition="submission")))
    return [page.get_textpage().get_text_bounded() for page in document]


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_same_result_gives_the_same_bytes(result: YearResult, edition: Edition) -> None:
    shown = replace(result, edition=edition)
    assert render(shown) == render(shown)


def test_only_the_fonts_that_come_with_the_program_are_used(
    result: YearResult, tmp_path: Path
) -> None:
    path = write_report_pdf(result, tmp_path / "bao-cao.pdf")
    with pikepdf.open(path) as pdf:
        fonts = {
            str(font["/BaseFont"]).partition("+")[2]
            for page in pdf.pages
            for font in page.resources["/Font"].values()
        }
    assert fonts
    assert all(name.startswith("LiberationSerif") for name in fonts)


def test_annexes_lie_on_their_side_and_start_without_a_number(pages: list[str]) -> None:
    firsts = [page.split()[:3] for page in pages if re.match(r"Phụ lục [IV]+\b", page)]
    assert [words[:2] for words in firsts] == [["Phụ", "lục"]] * 4
    assert not pages[0].lstrip().startswith("1")
    assert pages[1].lstrip().startswith("2")


@pytest.mark.parametrize("filler", range(0, 24, 4))
def test_the_signature_stays_with_the_last_words(
    result: YearResult, filler: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever the page ends: line by line the report is pushed on over a page's end."""
    whole = report(replace(result, edition="submission"))
    longer = replace(
        whole,
        body=(*whole.body[:1], *[Text(f"Dòng {n}.") for n in range(filler)]),
        annexes=(),
    )
    monkeypatch.setattr("par_rules.dossier.pdf.report", lambda _: longer)
    document = pypdfium2.PdfDocument(render(result))
    pages = [page.get_textpage().get_text_bounded() for page in document]
    signed = next(page for page in pages if "Nơi nhận:" in page)
    assert "./." in signed
    assert "CHỦ TỊCH" in signed


def test_the_submission_is_addressed_and_the_other_marked(
    result: YearResult, pages: list[str]
) -> None:
    assert "Kính gửi: Sở Nội vụ thành phố Hải Phòng" in pages[0]
    first = pypdfium2.PdfDocument(render(result))[0].get_textpage().get_text_bounded()
    assert "LƯU HÀNH NỘI BỘ – KHÔNG GỬI" in first
    assert "Kính gửi" not in first


def test_a_signed_pdf_is_found_to_be_the_report(result: YearResult, tmp_path: Path) -> None:
    word = write_report(result, tmp_path / "bao-cao.docx")
    pdf = write_report_pdf(result, tmp_path / "bao-cao.pdf")
    assert check_signed([word, pdf], pdf)[0].endswith("nội dung đúng báo cáo đã lập (bao-cao.pdf)")


def test_a_word_wider_than_its_cell_goes_on_in_the_next_line(result: YearResult) -> None:
    """No letter of the file's column stands right of the column."""
    name = f"z{'5123456789' * 12}.pdf"
    first, *rest = result.manifest.documents
    answers = tuple(
        replace(
            answer,
            links=tuple(
                replace(link, path=name) if link.path == first.path else link
                for link in answer.links
            ),
        )
        for answer in result.manifest.answers
    )
    documents = (replace(first, path=name, raw_path=name), *rest)
    manifest = replace(result.manifest, documents=documents, answers=answers)
    pdf = pypdfium2.PdfDocument(render(replace(result, manifest=manifest)))
    page = next(p for p in pdf if "z5123456" in p.get_textpage().get_text_bounded())
    letters = page.get_textpage()
    text = letters.get_text_range()
    start = text.index("z5123456")
    lefts = [letters.get_charbox(n)[0] for n in range(start, start + 60) if text[n].isdigit()]
    head = text.index("Tệp")
    assert max(lefts) < letters.get_charbox(head)[0] + 32 / 25.4 * 72


def test_a_run_of_spaces_is_no_word_to_be_cut(result: YearResult) -> None:
    """Wider than its cell, alone or beside a word that is cut."""
    codes = (f"12{' ' * 30}/BC", f"12{' ' * 30}/BC-UBND-VHXH-2026")
    first, second, *rest = result.manifest.documents
    documents = (replace(first, code=codes[0]), replace(second, code=codes[1]), *rest)
    shown = replace(result, manifest=replace(result.manifest, documents=documents))
    table = page_data(shown)["annexes"][1]["blocks"][0]
    cells = [row["cells"][1] for row in table["rows"]]
    assert [codes[0]] in cells
    assert [f"12{' ' * 30}/BC-UBN", "D-VHXH-", "2026"] in cells
