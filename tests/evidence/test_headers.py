"""Number, date, issuer, type and title of every sample document: right, or not read."""

from __future__ import annotations

import io
from functools import cache

import pikepdf
import pytest
import xlsxwriter

from par_rules.evidence import scanned_page
from par_rules.evidence.describe import describe
from par_rules.evidence.description import Description, Types
from par_rules.evidence.sniff import sniff
from par_rules.letters import fold
from sample.catalogue import CATALOGUE, document
from sample.documents import DocumentSpec
from sample.issuers import ISSUERS
from tests.evidence.folders import made, the_set

ON_DISK = [spec for spec in CATALOGUE if spec.on_disk]
TYPES = Types.of(the_set().document_types.values())
READABLE = ("pdf_text", "pdf_widgets", "signed_pdf", "signed_widgets")


@cache
def read(id: str) -> Description:
    data = made(id)
    return describe(data, sniff(data), TYPES)


def heading(spec: DocumentSpec) -> str:
    issuer = ISSUERS[spec.issuer]
    return " ".join((*issuer.above, *issuer.heading))


@pytest.mark.parametrize("spec", ON_DISK, ids=lambda spec: spec.id)
def test_what_is_read_is_right(spec: DocumentSpec) -> None:
    found, source = read(spec.id), document(spec.copy_of or spec.id)
    assert found.trouble is None
    assert found.code in (None, source.code)
    assert found.issued in (None, source.issued)
    assert found.issuer in (None, heading(source))
    assert found.type_key in (None, source.type_key)
    assert found.title is None or fold(found.title) == fold(source.title)
    assert found.pages in (None, source.pages)
    assert found.signed == (source.medium in ("signed_pdf", "signed_widgets"))


def test_every_number_and_day_on_a_page_of_text_is_read_stamped_or_printed() -> None:
    numbered = [s for s in ON_DISK if s.medium in READABLE and s.number is not None]
    assert len(numbered) > 60
    for spec in numbered:
        assert (read(spec.id).code, read(spec.id).issued) == (spec.code, spec.issued), spec.id


def test_scans_and_pictures_are_not_read() -> None:
    unread = [s for s in ON_DISK if s.medium in ("pdf_scan", "photo", "screenshot")]
    assert len(unread) > 30
    for spec in unread:
        dpi = 200 if spec.medium == "pdf_scan" else None
        assert read(spec.id) == Description(pages=spec.pages, dpi=dpi), spec.id


def test_a_draft_that_cites_a_number_has_none() -> None:
    for id in ("CDDH-02", "CDDH-15", "TCC-51", "LAC-05"):
        found = read(id)
        assert (found.code, found.issued, found.form) == (None, None, "blank"), id


def test_text_laid_under_a_scan_is_a_guess_and_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    with (
        pikepdf.open(io.BytesIO(made("CDDH-13"))) as scan,
        pikepdf.open(io.BytesIO(made("CDDH-53"))) as guessed,
    ):
        scan.pages[0].add_underlay(guessed.pages[0], None)
        out = io.BytesIO()
        scan.save(out)
    assert describe(out.getvalue(), "pdf", TYPES) == Description(pages=2, dpi=200)
    monkeypatch.setattr(scanned_page, "SCANNED", 100)
    assert describe(out.getvalue(), "pdf", TYPES).code == "140/BC-UBND"


def test_a_heading_longer_than_any_title_is_not_one() -> None:
    long = "Danh sách " + "rất dài " * 100
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    book.add_worksheet().write_string(0, 0, long)
    book.close()
    found = describe(out.getvalue(), "xlsx", TYPES)
    assert (found.type_key, found.title) == ("danh_sach", None)
