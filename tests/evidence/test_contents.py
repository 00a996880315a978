"""What is found inside whole files: secrets, personal numbers, scans, actions, the same text."""

from __future__ import annotations

import io
import struct
import zipfile
from datetime import date

import pikepdf
import pytest
import xlsxwriter
from docx import Document as WordFile
from pikepdf import Array, Dictionary, Name, String
from PIL import Image

from par_rules.evidence.active_content import office_actions, pdf_actions
from par_rules.evidence.contents import Contents, docx_contents, pdf_contents
from par_rules.evidence.describe import describe
from par_rules.evidence.description import Description, Types
from par_rules.evidence.exif import taken_on
from par_rules.evidence.page_lines import open_pdf
from par_rules.evidence.personal import numbers_in, numbers_in_table
from par_rules.evidence.secrecy import highest, marked
from tests.evidence.folders import made, the_set

TYPES = Types.of(the_set().document_types.values())


# --- state secrets ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("MẬT", "mat"),
        (" TỐI  MẬT ", "toi_mat"),
        ("TUYỆT MẬT", "tuyet_mat"),
        ("Độ mật: MẬT", "mat"),
        ("(MẬT)", "mat"),
        ("Mật", ""),
        ("MẬT ONG RỪNG", ""),
        ("BÍ MẬT NHÀ NƯỚC", ""),
        ("MAT", ""),
        ("", ""),
    ],
)
def test_only_the_mark_standing_alone_makes_a_secret(text: str, grade: str) -> None:
    assert marked(["Kế hoạch", text]) == grade


def test_the_highest_grade_counts() -> None:
    assert highest(["mat", "tuyet_mat", "toi_mat", ""]) == "tuyet_mat"
    assert highest([]) == ""


def word(*paragraphs: str, cell: str = "") -> bytes:
    file, out = WordFile(), io.BytesIO()
    if cell:
        table = file.add_table(rows=1, cols=2)
        table.cell(0, 0).text = cell
    for paragraph in paragraphs:
        file.add_paragraph(paragraph)
    file.save(out)
    return out.getvalue()


def sheet(*rows: tuple[object, ...]) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet()
    for number, row in enumerate(rows):
        page.write_row(number, 0, row)
    book.close()
    return out.getvalue()


def stamped(mark: str) -> bytes:
    """Give a plan of the sample with a mark printed in its left column."""
    import typst

    source = f'#set text(font: "Liberation Serif", lang: "vi")\n#v(90pt) #box[{mark}]'
    over = typst.compile(source.encode(), format="pdf")
    with (
        pikepdf.open(io.BytesIO(made("CDDH-01"))) as plan,
        pikepdf.open(io.BytesIO(bytes(over))) as marks,
    ):
        plan.pages[0].add_overlay(marks.pages[0], None)
        out = io.BytesIO()
        plan.save(out)
    return out.getvalue()


def test_a_marked_page_is_refused_with_nothing_read_of_it() -> None:
    found = describe(stamped("TỐI MẬT"), "pdf", TYPES)
    assert found == Description(pages=found.pages, secrecy="toi_mat")
    assert describe(stamped("THƯỜNG"), "pdf", TYPES).secrecy == ""


def test_a_marked_word_or_excel_file_is_refused() -> None:
    assert describe(word("Nội dung", cell="MẬT"), "docx", TYPES) == Description(secrecy="mat")
    assert describe(sheet(("TUYỆT MẬT",), ("Số",)), "xlsx", TYPES) == Description(
        secrecy="tuyet_mat"
    )


# --- personal numbers ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("số 031095001234 cấp năm 2021", 1),
        ("031 095 001 234", 1),
        ("031095001234, 031095001234", 1),
        ("CMND số: 031234567", 1),
        ("Số định danh cá nhân 031195001234", 1),
        ("căn cước công dân: 31095001234", 1),
        ("mã hồ sơ 000.00.16.H24-260312-0012", 0),
        ("điện thoại 0912345678", 0),
        ("912345678901", 0),
        ("031895001234", 0),
        ("1031095001234", 0),
        ("031095001234/QĐ", 0),
        ("tài khoản 3713.0.1234567.00000", 0),
    ],
)
def test_a_number_counts_if_it_is_built_as_one_or_named_as_one(text: str, count: int) -> None:
    assert len(numbers_in(text)) == count


def test_below_a_heading_that_names_them_any_number_counts() -> None:
    rows = [("TT", "Họ và tên", "Số CCCD"), (1.0, "…", 31095001234.0), (2.0, "…", "031234567")]
    assert len(numbers_in_table(rows)) == 2
    plain = [("TT", "Số tiền"), (1.0, 310950012.0), (2.0, "031234567")]
    assert numbers_in_table(plain) == frozenset()


def test_numbers_are_counted_and_not_kept() -> None:
    found = describe(word("CCCD 031095001234 và 031095001235"), "docx", TYPES)
    assert found.personal_numbers == 2
    assert "0310950012" not in repr(found)
    assert describe(sheet(("Số CCCD",), ("031095001234",)), "xlsx", TYPES).personal_numbers == 1


# --- text, scans -----------------------------------------------------------------------------


def contents(data: bytes) -> Contents:
    with open_pdf(data) as document:
        return pdf_contents(document, data)


def test_the_same_text_has_the_same_hash_however_it_was_saved() -> None:
    with pikepdf.open(io.BytesIO(made("CDDH-01"))) as plan:
        out = io.BytesIO()
        plan.save(out, compress_streams=False)
    one, other = contents(made("CDDH-01")), contents(out.getvalue())
    assert out.getvalue() != made("CDDH-01")
    assert one.text_sha256 == other.text_sha256 != ""
    assert contents(made("CDDH-03")).text_sha256 != one.text_sha256
    assert docx_contents(word("ngắn")).text_sha256 == ""


def scan(dpi: int, *, mode: str = "RGB") -> bytes:
    out = io.BytesIO()
    size = (round(8.27 * dpi), round(11.69 * dpi))
    Image.new(mode, size, 255 if mode != "RGB" else (250, 250, 240)).save(
        out, "PDF", resolution=dpi
    )
    return out.getvalue()


def test_a_scan_tells_its_resolution_and_colour() -> None:
    assert (contents(scan(200)).dpi, contents(scan(200)).grey) == (200, False)
    coarse = contents(scan(100, mode="L"))
    assert (coarse.dpi, coarse.grey) == (100, True)
    assert contents(made("CDDH-01")).dpi is None


# --- what a file would do --------------------------------------------------------------------


def acting(key: str, action: Dictionary) -> bytes:
    with pikepdf.open(io.BytesIO(made("CDDH-01"))) as plan:
        plan.Root[key] = action
        out = io.BytesIO()
        plan.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def test_actions_are_found_however_deep() -> None:
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))
    nested = Dictionary(A=Array([Dictionary(B=Array([script]))]))
    assert pdf_actions(acting("/OpenAction", script)) == ("script",)
    assert pdf_actions(acting("/Any", nested)) == ("script",)
    launch = Dictionary(S=Name.Launch, F=String("cmd.exe"))
    assert pdf_actions(acting("/OpenAction", launch)) == ("launch",)
    inside = Dictionary(Type=Name.Filespec, EF=Dictionary())
    assert pdf_actions(acting("/Any", inside)) == ("attachment",)
    assert pdf_actions(made("CDDH-01")) == ()
    assert pdf_actions(b"noise") == ()


HIDDEN = rb"""%%PDF-1.4
1 0 obj <</Type/Catalog /Pages 2 0 R>> endobj
2 0 obj <</Type/Pages /Kids[3 0 R] /Count 1>> endobj
3 0 obj <</Type/Page /Parent 2 0 R /MediaBox[0 0 9 9]>> endobj
4 0 obj null endobj
5 0 obj 12 endobj
6 0 obj %s endobj
trailer <</Root 1 0 R /Size 7>>
%%%%EOF
"""


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (b"<</#4aS (x)>>", "script"),
        (b"<</S /J#61vaScript>>", "script"),
        (rb"<</S (\057JavaScript)>>", "script"),
        (b"<</#53 <2f4a617661536372697074>>>", "script"),
        (b"[1 [<</S/Launc#68>>]]", "launch"),
        (b"<</Type (/EmbeddedFile)>>", "attachment"),
        (b"<</Type/Embedded#46ile/Length 0>>stream\n\nendstream", "attachment"),
    ],
)
def test_a_name_is_found_however_it_is_spelt_and_whatever_stands_before(
    written: bytes, told: str
) -> None:
    assert pdf_actions(HIDDEN % written) == (told,)


@pytest.mark.parametrize("written", [b"(/JavaScript)", b"<</A/JSx>>", b"<</S/GoTo>>"])
def test_what_only_looks_like_one_is_none(written: bytes) -> None:
    assert pdf_actions(HIDDEN % written) == ()


def test_macros_and_signatures_of_office_files_are_found_by_name() -> None:
    assert office_actions(["word/document.xml", "word/vbaProject.bin"]) == ("macro",)
    assert office_actions(["_xmlsignatures/sig1.xml"]) == ("xml_signature",)
    assert office_actions(["word/document.xml", "word/media/a.png"]) == ()
    data = io.BytesIO(word("Kế hoạch"))
    with zipfile.ZipFile(data, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"x")
    assert describe(data.getvalue(), "docx", TYPES).active == ("macro",)


# --- photos ----------------------------------------------------------------------------------


def photo(day: str) -> bytes:
    out, exif = io.BytesIO(), Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = f"{day} 08:30:00"
    Image.new("RGB", (8, 8)).save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_a_photo_tells_its_day_if_the_camera_wrote_it() -> None:
    assert taken_on(photo("2026:03:15")) == date(2026, 3, 15)
    found = describe(photo("2026:03:15"), "jpeg", TYPES)
    assert (found.issued, found.read_from) == (date(2026, 3, 15), "exif")
    assert taken_on(photo("2026:02:31")) is None
    assert taken_on(made("CDDH-24")) is None


@pytest.mark.parametrize("cut", range(2, 90, 7))
def test_a_photo_cut_off_tells_no_wrong_day(cut: int) -> None:
    assert taken_on(photo("2026:03:15")[:cut]) in (None, date(2026, 3, 15))


def test_a_photo_that_points_in_a_circle_ends() -> None:
    tiff = b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", 1)
    tiff += struct.pack("<HHII", 0x8769, 4, 1, 8)
    segment = b"Exif\0\0" + tiff
    data = b"\xff\xd8\xff\xe1" + struct.pack(">H", len(segment) + 2) + segment
    assert taken_on(data) is None
