"""Draws the first page of a scan as a picture of 16 greys; runs in the children of ``readers``.

The program that recognises letters never gets a document, only this picture.
"""

from __future__ import annotations

import base64
import struct
import zlib
from collections.abc import Callable, Mapping
from typing import Any

from par_rules.evidence.document import Media

READER = "par_rules.evidence.ocr.picture:reader"

# More than this tells nothing new: 200 and 300 dpi have the same share of errors (0,11 %).
DPI = 200
# A page larger than A3 is drawn coarser.
MOST_PIXELS = 8_000_000
POINTS = 72
_PICTURES = 3


def reader(given: Mapping[str, Any]) -> Callable[[bytes, Media], Any]:
    """Give what a child does with each file."""
    return lambda data, media: picture(data) if media == "pdf" else None


def picture(data: bytes) -> dict[str, Any] | None:
    """Give the PNG (base64) and the dots per inch of page 1; None for a file without pages."""
    import pypdfium2 as pdfium

    with pdfium.PdfDocument(data) as document:
        document.init_forms()
        if not len(document):
            return None
        page = document[0]
        try:
            width, height = page.get_size()
            dots = width * height / POINTS**2
            dpi = min(DPI, int((MOST_PIXELS / dots) ** 0.5)) if dots > 0 else 0
            if dpi < 1:
                return None
            bitmap = page.render(scale=dpi / POINTS, grayscale=True, may_draw_forms=True)
            png = _png(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride)
            bitmap.close()
        finally:
            page.close()
    return {"png": base64.b64encode(png).decode(), "dpi": dpi}


_HIGH = bytes(grey & 0xF0 for grey in range(256))
_LOW = bytes(grey >> 4 for grey in range(256))


def _png(pixels: bytes, width: int, height: int, stride: int) -> bytes:
    """Write grey pixels as a PNG of 4 bits a pixel."""
    lines = bytearray()
    for number in range(height):
        line = pixels[number * stride : number * stride + width]
        line += b"\xff" * (width % 2)
        left, right = line[0::2].translate(_HIGH), line[1::2].translate(_LOW)
        joined = int.from_bytes(left, "big") | int.from_bytes(right, "big")
        lines += b"\0" + joined.to_bytes(len(left), "big")
    head = struct.pack(">IIBBBBB", width, height, 4, 0, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(lines), 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(map(_chunk, *zip(*parts, strict=True)))


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
