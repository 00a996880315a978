"""The sample's documents: the same on every run, marked on their face, with the planted faults."""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import unicodedata
import zipfile
from collections import defaultdict
from datetime import date
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import yaml
from PIL import Image

from sample.catalogue import CATALOGUE, document
from sample.documents import MARK, DocumentSpec
from sample.faults import FAULTS, confirmed_sha256
from sample.kinds import ROOT
from sample.signing import CERTIFICATES
from sample.write import DOCUMENT_FOLDER, files, strangers, write_documents

# Runs the command as on a day 400 days later, in a process of its own.
LATER = """
import datetime, sys, time
real_time, real = time.time, datetime.datetime
class Later(real):
    @classmethod
    def now(cls, tz=None):
        return real.now(tz) + datetime.timedelta(days=400)
    @classmethod
    def utcnow(cls):
        return real.now() + datetime.timedelta(days=400)
datetime.datetime = Later
time.time = lambda: real_time() + 400 * 86400
from sample.__main__ import main
sys.exit(main([sys.argv[1]]))
"""

Made = dict[str, tuple[DocumentSpec, bytes]]


@pytest.fixture(scope="module")
def made() -> Made:
    return {spec.id: (spec, data) for spec, data in files()}


def pdf_text(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as pdf:
        return "\n".join(page.get_textpage().get_text_range() for page in pdf)


def flattened_text(data: bytes) -> str:
    with pypdfium2.PdfDocument(data) as pdf:
        pdf.init_forms()
        page = pdf[0]
        page.flatten()
        return str(pdf[0].get_textpage().get_text_range())


def test_a_run_on_another_day_gives_the_same_bytes(made: Made, tmp_path: Path) -> None:
    run = subprocess.run(
        [sys.executable, "-c", LATER, str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={"PYTHONUTF8": "1", "PATH": "", "SYSTEMROOT": "C:\\Windows"},
    )
    assert run.returncode == 0, run.stderr
    for spec, data in made.values():
        assert tmp_path.joinpath(*spec.path.split("/")).read_bytes() == data, spec.id


def test_the_committed_files_are_those_the_catalogue_makes(made: Made) -> None:
    committed = {
        spec.id: DOCUMENT_FOLDER.joinpath(*spec.path.split("/")) for spec, _ in made.values()
    }
    changed = [key for key, path in committed.items() if path.read_bytes() != made[key][1]]
    assert changed == []
    assert strangers(DOCUMENT_FOLDER) == []


def test_a_file_that_the_catalogue_does_not_name_is_reported(tmp_path: Path) -> None:
    stranger = tmp_path / "Phòng Kinh tế" / "quên.pdf"
    stranger.parent.mkdir()
    stranger.write_bytes(b"%PDF-1.4")
    assert strangers(tmp_path) == [stranger]


def test_figures_given_from_outside_are_printed(tmp_path: Path) -> None:
    write_documents(tmp_path, {"TTHC-11": {"Hồ sơ tiếp nhận": "20.000"}})
    path = tmp_path.joinpath(*document("TTHC-11").path.split("/"))
    assert "Hồ sơ tiếp nhận 20.000" in pdf_text(path.read_bytes())


def test_there_are_enough_documents_and_types(made: Made) -> None:
    assert len(made) >= 70
    assert len({spec.type_key for spec, _ in made.values()}) >= 12
    assert sum(len(data) for _, data in made.values()) < 15_000_000


def test_every_medium_occurs(made: Made) -> None:
    assert {spec.medium for spec, _ in made.values()} == {
        "pdf_text", "pdf_widgets", "pdf_scan", "signed_pdf", "signed_widgets",
        "docx", "xlsx", "photo", "screenshot",
    }  # fmt: skip


def test_photos_carry_no_exif(made: Made) -> None:
    photos = [data for spec, data in made.values() if spec.medium == "photo"]
    assert len(photos) >= 8
    for data in photos:
        with Image.open(io.BytesIO(data)) as image:
            assert image.format == "JPEG"
            assert not image.getexif()
        assert b"Exif" not in data


def test_every_pdf_with_text_says_that_it_is_a_sample_and_has_the_pages_listed(made: Made) -> None:
    for spec, data in made.values():
        if data.startswith(b"%PDF-"):
            with pypdfium2.PdfDocument(data) as pdf:
                assert len(pdf) == spec.pages, spec.id
            assert (MARK in pdf_text(data)) == (spec.medium != "pdf_scan"), spec.id


def test_pdfs_name_colours_of_the_device_without_profiles_as_office_exports_do(made: Made) -> None:
    named = set()
    for spec, data in made.values():
        if data.startswith(b"%PDF-"):
            laid_open = io.BytesIO()
            with pikepdf.open(io.BytesIO(data)) as pdf:
                for page in pdf.pages:
                    spaces = page.resources.get("/ColorSpace", pikepdf.Dictionary())
                    named |= {str(space) for _, space in spaces.items()}
                pdf.save(laid_open, object_stream_mode=pikepdf.ObjectStreamMode.disable)
            assert b"/ICCBased" not in laid_open.getvalue(), spec.id
    assert named == {"/DeviceGray", "/DeviceRGB"}


def test_every_office_file_says_that_it_is_a_sample(made: Made) -> None:
    parts = {"docx": "word/footer1.xml", "xlsx": "xl/sharedStrings.xml"}
    for spec, data in made.values():
        if spec.medium in parts:
            with zipfile.ZipFile(io.BytesIO(data)) as package:
                assert MARK in package.read(parts[spec.medium]).decode("utf-8"), spec.id


def test_a_scan_is_a_colour_image_of_200_dpi_without_text(made: Made) -> None:
    scans = [(spec, data) for spec, data in made.values() if spec.medium == "pdf_scan"]
    assert len(scans) >= 10
    for spec, data in scans:
        assert pdf_text(data).strip() == "", spec.id
        with pikepdf.open(io.BytesIO(data)) as pdf:
            (image,) = pdf.pages[0].get_images().values()
            assert image.ColorSpace == "/DeviceRGB"
            assert round(int(image.Width) * 72 / float(pdf.pages[0].mediabox[2])) == 200


def test_a_stamped_page_shows_its_number_only_when_flattened(made: Made) -> None:
    stamped = [(spec, data) for spec, data in made.values() if spec.medium.endswith("_widgets")]
    assert len(stamped) >= 10
    for spec, data in stamped:
        with pypdfium2.PdfDocument(data) as pdf:
            first_page = pdf[0].get_textpage().get_text_range()
        head = first_page.split("Kính gửi")[0].split("Căn cứ")[0]
        number = f"{spec.number:02}"
        assert f"/{spec.symbol}" in head
        assert number not in head.split(f"/{spec.symbol}")[0], spec.id
        assert f"ngày {spec.issued:%d}" not in head, spec.id
        shown = flattened_text(data).removeprefix(first_page.rstrip())
        assert number in shown.split(), spec.id


def test_signed_documents_have_sound_signatures_that_no_public_root_vouches_for(made: Made) -> None:
    from pyhanko.keys import load_cert_from_pemder
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko_certvalidator import ValidationContext

    root = load_cert_from_pemder(str(CERTIFICATES / "ca-TEST-ONLY.pem"))  # type: ignore[no-untyped-call]
    counts = {}
    for spec, data in made.values():
        if not spec.medium.startswith("signed"):
            continue
        signatures = PdfFileReader(io.BytesIO(data)).embedded_regular_signatures
        counts[spec.id] = len(signatures)
        for signature in signatures:
            context = ValidationContext(trust_roots=[root], allow_fetching=False)
            status = validate_pdf_signature(signature, context)
            assert status.intact and status.valid and status.trusted, spec.id  # noqa: PT018
            assert "TEST ONLY" in signature.signer_cert.subject.human_friendly
    assert counts == {"CDDH-12": 2, "CDDH-16": 2, "TC-07": 2, "CDDH-33": 5, "CV-14": 5}


def test_no_two_names_fall_together_on_windows_or_a_mac() -> None:
    names = defaultdict(list)
    for spec in CATALOGUE:
        names[unicodedata.normalize("NFC", spec.path).casefold()].append(spec.id)
    assert [ids for ids in names.values() if len(ids) > 1] == []


def test_names_are_those_that_people_and_zalo_leave_but_fit_windows() -> None:
    paths = [spec.path for spec in CATALOGUE if spec.on_disk]
    assert any("/z5" in path for path in paths)
    assert "Zalo tải về/Bao cao (1)(2).pdf" in paths
    assert any(path.endswith("ke hoach-signed-signed.pdf") for path in paths)
    assert sum(path != unicodedata.normalize("NFC", path) for path in paths) >= 2
    for path in paths:
        assert not set(path) & set('<>:"\\|?*')
        assert all(part == part.strip(" .") for part in path.split("/"))
        assert len(path) < 120


def test_numbers_rise_with_the_day_in_each_issuers_yearly_series() -> None:
    series = defaultdict(list)
    for spec in CATALOGUE:
        if spec.number is not None and spec.issued is not None and spec.copy_of is None:
            kind = "cong_van" if spec.type_key == "cong_van" else spec.symbol
            series[spec.issuer, kind, spec.issued.year].append((spec.issued, spec.number))
    for key, papers in series.items():
        numbers = [number for _, number in sorted(papers)]
        assert numbers == sorted(set(numbers)), key


def test_no_paper_is_dated_on_a_day_off_or_after_the_sample_day() -> None:
    text = (ROOT / "criteria/hai-phong-xa/2026/set.yaml").read_text(encoding="utf-8")
    days_off = yaml.safe_load(text)["days_off"]
    for spec in CATALOGUE:
        if spec.number is not None and spec.issued is not None:
            assert spec.issued.weekday() < 5, spec.id
            assert spec.issued not in days_off, spec.id
            assert spec.issued < date(2026, 11, 24), spec.id


def test_ids_are_used_once_and_documents_without_a_leaf_are_planted() -> None:
    assert len({spec.id for spec in CATALOGUE}) == len(CATALOGUE)
    planted = {fault.document for fault in FAULTS}
    unused = {spec.id for spec in CATALOGUE if not spec.serves}
    assert unused <= planted


def test_every_self_scored_leaf_but_the_unproved_figure_has_a_document() -> None:
    folder = ROOT / "criteria/hai-phong-xa/2026"
    fields = [yaml.safe_load(path.read_text("utf-8")) for path in folder.glob("[1-7]-*.yaml")]
    leaves = {
        leaf["number"]
        for field in fields
        for criterion in field["criteria"]
        for leaf in criterion["leaves"]
    }
    served = {use.leaf for spec in CATALOGUE for use in spec.serves}
    assert leaves - served == {"7.5.1"}
    assert served <= leaves


def test_the_five_year_plan_is_a_draft_without_number_or_day(made: Made) -> None:
    spec, data = made["CDDH-02"]
    text = pdf_text(data)
    assert (spec.number, spec.issued, spec.fault) == (None, None, "DRAFT")
    assert "Số: /KH-UBND Đại Sơn, ngày tháng 4 năm 2026" in " ".join(text.split())
    assert "Kế hoạch này thay thế Kế hoạch số 156/KH-UBND ngày 31/12/2025" in " ".join(text.split())
    assert b"/ByteRange" not in data


def test_every_fault_names_its_document_and_every_faulty_document_its_fault() -> None:
    codes = {(fault.document, fault.code) for fault in FAULTS}
    assert {(spec.id, spec.fault) for spec in CATALOGUE if spec.fault} <= codes
    assert {fault.code for fault in FAULTS} == {
        "MISSING", "NO_EXPLAIN", "DRAFT", "REPLACED", "WRONG_YEAR", "LATE",
        "DUP_BYTES", "BAD_TYPE", "ALTERED", "NO_PAGE", "ORPHAN",
        "SIG_UNTRUSTED",
    }  # fmt: skip
    assert len({fault.id for fault in FAULTS}) == len(FAULTS)


def test_a_copy_has_the_bytes_of_what_it_copies(made: Made) -> None:
    assert made["CDDH-16"][1] == made["CDDH-12"][1]


def test_files_of_a_wrong_type_are_not_what_their_names_say(made: Made) -> None:
    assert made["TCC-22"][0].path.endswith(".pdf")
    assert made["TCC-22"][1].startswith(b"PK\x03\x04")
    assert made["LAC-04"][0].path.endswith(".jpg")
    assert made["LAC-04"][1].startswith(b"\x89PNG")


def test_a_changed_file_differs_from_what_was_confirmed(made: Made) -> None:
    (fault,) = (fault for fault in FAULTS if fault.code == "ALTERED")
    assert fault.document == "TTHC-15"
    assert confirmed_sha256(fault) != hashlib.sha256(made["TTHC-15"][1]).hexdigest()


def test_a_file_listed_but_gone_is_not_written(made: Made) -> None:
    gone = [spec.id for spec in CATALOGUE if not spec.on_disk]
    assert gone == ["CV-22"]
    assert not set(gone) & set(made)


def test_the_private_name_of_the_plans_signer_is_nowhere_in_the_text() -> None:
    text = (ROOT / "sample/text/ke-hoach-cchc-2026-2030-du-thao.txt").read_text(encoding="utf-8")
    assert text.split("\n")[303:306] == ["CHỦ TỊCH", "", "Người ký: (tài liệu mẫu)"]
