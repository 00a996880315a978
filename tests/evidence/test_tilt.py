"""How far a scanned page is askew, measured from its picture."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageDraw

from par_rules.evidence.describe import describe
from par_rules.evidence.description import Types
from par_rules.evidence.scanned_page import picture_of
from par_rules.evidence.tilt import tilt
from tests.evidence.folders import made, row, take, the_set, year_folder

TYPES = Types.of(the_set().document_types.values())
PAPER = (250, 249, 245)


def printed() -> Image.Image:
    with pdfium.PdfDocument(made("CDDH-01")) as document:
        picture: Image.Image = document[0].render(scale=200 / 72).to_pil()
        return picture.convert("RGB")


def scan(picture: Image.Image, degrees: float = 0, dpi: int = 200) -> bytes:
    """Give a PDF of one picture, put into the scanner askew."""
    paper = PAPER if picture.mode == "RGB" else 255
    way = Image.Resampling.BICUBIC if picture.mode == "RGB" else Image.Resampling.NEAREST
    turned = picture.rotate(degrees, way, fillcolor=paper)
    out = io.BytesIO()
    more = {} if picture.mode == "1" else {"quality": 50}
    turned.save(out, "PDF", resolution=dpi, **more)
    return out.getvalue()


def measured(data: bytes) -> int | None:
    with pdfium.PdfDocument(data) as document:
        page = document[0]
        picture = picture_of(page)
        assert picture is not None
        return tilt(page, picture)


@pytest.mark.parametrize("degrees", [0, 1, 2, 3, 5, 8])
@pytest.mark.parametrize("sense", [1, -1])
def test_a_page_of_print_is_measured_to_the_degree(degrees: int, sense: int) -> None:
    assert measured(scan(printed(), sense * degrees)) == degrees


def test_what_has_no_lines_of_print_is_not_measured() -> None:
    blank = Image.new("RGB", (1654, 2339), PAPER)
    assert measured(scan(blank)) is None
    drawn = blank.copy()
    pen = ImageDraw.Draw(drawn)
    luck = random.Random(1)
    for _ in range(900):  # dots in no order
        x, y = luck.randrange(1654), luck.randrange(2339)
        pen.ellipse((x, y, x + 9, y + 9), fill=(20, 20, 20))
    assert measured(scan(drawn)) is None


def test_a_page_laid_on_its_side_and_turned_back_is_measured_as_it_is_shown() -> None:
    lying = scan(printed().rotate(3, fillcolor=PAPER).rotate(90, expand=True))
    with pikepdf.open(io.BytesIO(lying)) as document:
        document.pages[0].Rotate = 90
        out = io.BytesIO()
        document.save(out)
    assert measured(out.getvalue()) == 3
    assert measured(lying) is None


def test_a_scan_packed_otherwise_than_as_a_photo_is_measured_too() -> None:
    assert measured(scan(printed().convert("1", dither=Image.Dither.NONE), 4)) == 4


@pytest.mark.parametrize("part", [0.02, 0.3, 0.9])
def test_a_photo_that_is_cut_off_never_fails_and_never_measures_worse_than_straight(
    part: float,
) -> None:
    data = scan(printed(), 5)
    start, end = data.index(b"\xff\xd8"), data.rindex(b"\xff\xd9")
    cut = start + int((end - start) * part)
    assert measured(data[:cut] + bytes(end - cut) + data[end:]) in (None, 0, 5)


def test_a_text_page_is_no_scan_and_is_not_measured() -> None:
    assert describe(made("CDDH-01"), "pdf", TYPES).tilt == 0


def test_a_skewed_scan_is_told_at_its_leaf(tmp_path: Path) -> None:
    cells = {"code": "12/KH-UBND", "issued": "20/01/2026"}
    files = {"thẳng.pdf": scan(printed(), 0.4), "nghiêng.pdf": scan(printed(), -3)}
    rows = [
        row("1.1.1", "plan", "nghiêng.pdf", **cells),
        row("1.1.2", "assignment_pages", "thẳng.pdf", page="1", **cells),
    ]
    found = [f for f in take(year_folder(tmp_path, files, rows)).findings if f.code == "SCAN_POOR"]
    assert [(f.path, f.severity, f.what, f.todo) for f in found] == [
        (
            "nghiêng.pdf",
            "warns",
            "bản quét 12/KH-UBND ngày 20/01/2026 nghiêng khoảng 3 độ",
            "quét lại bản gốc: màu, thẳng, từ 200 dpi",
        )
    ]


def test_a_coarse_grey_scan_that_nobody_read_is_told_all_at_once(tmp_path: Path) -> None:
    coarse = printed().convert("L").resize((827, 1170))
    out = io.BytesIO()
    coarse.save(out, "PDF", resolution=100, quality=60)
    files = {"mờ.pdf": out.getvalue()}
    rows = [row("1.1.1", "plan", "mờ.pdf", code="12/KH-UBND", confirmed_by="")]
    [poor] = [f for f in take(year_folder(tmp_path, files, rows)).findings if f.code == "SCAN_POOR"]
    assert poor.what == (
        "bản quét 12/KH-UBND chỉ 100 dpi, cần từ 200 dpi; không có màu; "
        "không có lớp chữ, chưa nhận dạng, chưa ai xác nhận"
    )
    assert poor.todo == (
        "quét lại bản gốc: màu, thẳng, từ 200 dpi; "
        "xem bản giấy rồi ghi cột Người xác nhận, hoặc lấy bản có lớp chữ"
    )
