"""The picture that tesseract gets: the first page alone, small and grey."""

from __future__ import annotations

import base64
import io

from PIL import Image

from par_rules.evidence.ocr.picture import DPI, picture
from tests.evidence.folders import made


def test_a_page_becomes_a_grey_picture_of_its_size() -> None:
    drawn = picture(made("CDDH-13"))
    assert drawn is not None
    image = Image.open(io.BytesIO(base64.b64decode(drawn["png"])))
    image.load()
    assert drawn["dpi"] == DPI
    assert image.mode in ("L", "P", "I")
    assert (round(image.width / DPI, 1), round(image.height / DPI, 1)) == (8.3, 11.7)
    dark, light = image.convert("L").getextrema()
    assert (dark, light) == (0, 255)


def test_the_answer_fits_in_a_line_of_a_child() -> None:
    from par_rules.evidence.readers.reading import MAX_ANSWER

    drawn = picture(made("CDDH-13"))
    assert drawn is not None
    assert len(drawn["png"]) < MAX_ANSWER // 2


def test_a_page_of_poster_size_is_drawn_coarser() -> None:
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument.new()
    document.new_page(72 * 80, 72 * 80)
    out = io.BytesIO()
    document.save(out)
    document.close()
    drawn = picture(out.getvalue())
    assert drawn is not None
    assert drawn["dpi"] < 40
