"""Turns a set page into what an office scanner leaves: an image in a PDF, without text layer."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image, ImageFilter

from sample.documents import DocumentSpec
from sample.typeset import typeset

DPI = 200
# Paper is never quite white, and never lies quite straight.
PAPER = (250, 249, 245)
SKEW_DEGREES = 0.25
QUALITY = 16


def scan_document(spec: DocumentSpec) -> bytes:
    """Give the PDF (1.4, colour, 200 dpi, no text layer) of the printed and scanned ``spec``."""
    with pypdfium2.PdfDocument(typeset(spec)) as document:
        images = [_scan(page) for page in document]
    with pikepdf.new() as pdf:
        for image in images:
            _add_page(pdf, image)
        out = io.BytesIO()
        pdf.save(out, force_version="1.4", deterministic_id=True)
    return out.getvalue()


def _scan(page: pypdfium2.PdfPage) -> Image.Image:
    drawn = page.render(scale=DPI / 72).to_pil().convert("RGB")
    paper = Image.new("RGB", drawn.size, PAPER)
    inked = Image.composite(
        paper, drawn, drawn.convert("L").point(lambda light: 255 * (light > 235))
    )
    skewed = inked.rotate(SKEW_DEGREES, Image.Resampling.BICUBIC, fillcolor=PAPER)
    return skewed.filter(ImageFilter.GaussianBlur(0.6))


def _add_page(pdf: pikepdf.Pdf, image: Image.Image) -> None:
    jpeg = io.BytesIO()
    image.save(jpeg, "JPEG", quality=QUALITY, optimize=True, dpi=(DPI, DPI))
    picture = Stream(
        pdf,
        jpeg.getvalue(),
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=image.width,
        Height=image.height,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.DCTDecode,
    )
    width, height = (round(side * 72 / DPI, 2) for side in image.size)
    pdf.pages.append(
        pikepdf.Page(
            pdf.make_indirect(
                Dictionary(
                    Type=Name.Page,
                    MediaBox=Array([0, 0, width, height]),
                    Resources=Dictionary(XObject=Dictionary(Im0=picture)),
                    Contents=Stream(pdf, f"q {width} 0 0 {height} 0 0 cm /Im0 Do Q".encode()),
                )
            )
        )
    )
