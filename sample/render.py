"""Makes the bytes of one document, whatever its medium."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial

from sample.documents import DocumentSpec, Medium
from sample.pictures import draw_photo, draw_screenshot
from sample.scan import scan_document
from sample.sheet import write_xlsx
from sample.signing import sign_document
from sample.stamps import stamp_document
from sample.typeset import typeset
from sample.word import write_docx

_RENDERERS: Mapping[Medium, Callable[[DocumentSpec], bytes]] = {
    "pdf_text": typeset,
    "pdf_widgets": stamp_document,
    "pdf_scan": scan_document,
    "signed_pdf": partial(sign_document, stamped=False),
    "signed_widgets": partial(sign_document, stamped=True),
    "docx": write_docx,
    "xlsx": write_xlsx,
    "photo": draw_photo,
    "screenshot": draw_screenshot,
}


def render(spec: DocumentSpec, figures: Mapping[str, str] | None = None) -> bytes:
    """Give the file of ``spec``; ``figures`` replace or join those it prints, by their label."""
    if figures:
        spec = replace(spec, figures={**spec.figures, **figures})
    return _RENDERERS[spec.medium](spec)
