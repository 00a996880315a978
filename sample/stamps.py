"""Puts number and day on a page as clerks do: visible signature fields, not text of the page."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from sample.documents import DocumentSpec
from sample.typeset import PAGE_HEIGHT, Slot, slots, typeset, typeset_stamp

BLUE = "#1c3f94"
RED = "#c4161c"


@dataclass(frozen=True, slots=True)
class Stamp:
    """A visible signature field: its name, page (from 1), box in PDF points, and what it shows."""

    field: str
    page: int
    box: tuple[float, float, float, float]
    lines: tuple[str, ...]
    colour: str = RED
    size: float = 13
    framed: bool = False


def clerk_stamps(spec: DocumentSpec, places: dict[str, Slot]) -> tuple[Stamp, ...]:
    """Give the stamps of number, day and month; raises ``ValueError`` if ``spec`` has none."""
    if spec.number is None or spec.issued is None:
        raise ValueError(f"{spec.id}: no number or day to stamp")
    month = f"{spec.issued.month:02}" if spec.issued.month < 3 else str(spec.issued.month)
    values = {"number": f"{spec.number:02}", "day": f"{spec.issued.day:02}", "month": month}
    widths = {"number": 36.0, "day": 25.0, "month": 25.0}
    return tuple(
        Stamp(f"VanThu_{name}", places[name].page, _beside(places[name], widths[name]), (value,))
        for name, value in values.items()
    )


def stamp_document(spec: DocumentSpec) -> bytes:
    """Give the PDF of ``spec`` with number and day as stamps only."""
    return add_stamps(typeset(spec, stamped=True), clerk_stamps(spec, slots(spec)))


def add_stamps(pdf: bytes, stamps: tuple[Stamp, ...]) -> bytes:
    """Add ``stamps`` as signature fields, each with an appearance and no signature value yet."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        fields = [_add_field(document, stamp) for stamp in stamps]
        document.Root.AcroForm = document.make_indirect(
            Dictionary(Fields=Array(fields), SigFlags=3, DR=Dictionary())
        )
        out = io.BytesIO()
        document.save(out, deterministic_id=True)
    return out.getvalue()


def _add_field(document: pikepdf.Pdf, stamp: Stamp) -> pikepdf.Object:
    left, bottom, right, top = stamp.box
    looks = typeset_stamp(
        stamp.lines,
        width=right - left,
        height=top - bottom,
        size=stamp.size,
        colour=stamp.colour,
        framed=stamp.framed,
    )
    with pikepdf.open(io.BytesIO(looks)) as drawn:
        form = document.copy_foreign(drawn.pages[0].as_form_xobject())
    page = document.pages[stamp.page - 1]
    widget = document.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Sig,
            T=String(stamp.field),
            Rect=Array(stamp.box),
            F=132,
            P=page.obj,
            AP=Dictionary(N=form),
        )
    )
    if Name.Annots not in page.obj:
        page.obj.Annots = document.make_indirect(Array())
    page.obj.Annots.append(widget)
    return widget


def _beside(place: Slot, width: float) -> tuple[float, float, float, float]:
    """Give the box whose left end is ``place``, on the line that it stands on."""
    line = PAGE_HEIGHT - place.y
    return (place.x, line - 5, place.x + width, line + 13)
