"""What a made document is: its number, date, issuer, text, form on disk, and what it serves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

Medium = Literal[
    "pdf_text",  # a page whose text can be read
    "pdf_widgets",  # number and day only as stamps of the clerk: visible signature fields
    "pdf_scan",  # a page as image, without text layer
    "signed_pdf",  # signed with the test certificate by leader and organisation
    "signed_widgets",  # the same, number and day as signed stamps of the clerk
    "docx",
    "xlsx",
    "photo",  # JPEG without EXIF
    "screenshot",  # PNG of a web page or of a system's window
]

FaultCode = Literal[
    "MISSING",
    "NO_EXPLAIN",
    "DRAFT",
    "REPLACED",
    "WRONG_YEAR",
    "LATE",
    "DUP_BYTES",
    "BAD_TYPE",
    "ALTERED",
    "NO_PAGE",
    "ORPHAN",
    "SIG_UNTRUSTED",
]

# Printed on every made document, by every renderer.
MARK = "TÀI LIỆU MẪU"
SIGNER = "Người ký: (tài liệu mẫu)"


class Serves(NamedTuple):
    """A scored leaf (by its printed number) that a document is evidence for."""

    leaf: str
    page: int | None = None
    section: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table in a document's body; ``widths`` are shares of the page width, equal if empty."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...] = ()


# A paragraph is a string. "# …" is a section heading, "> …" a centred heading (of an annex), "---"
# starts a new page, and what follows "~~~" is an annex: it comes after the signature.
Block = str | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSpec:
    """One made document.

    ``path`` is relative to the unit's document folder, with "/" and exactly as it stands on disk
    (some names are NFD on purpose). ``number`` and ``issued`` are None for a draft and for a
    document that carries none. ``draft_month`` is the month a draft prints ("tháng 4 năm 2026").
    ``figures`` maps a printed label to a printed value and may be replaced when the files are
    written. ``period`` and ``taken_at`` head a system export. ``drawn`` names the scene of a photo
    or the address of a screenshot. ``copy_of`` is the id of the document whose bytes this file
    repeats. ``on_disk`` is False for a file that somebody listed and nobody can find.
    """

    id: str
    path: str
    type_key: str
    title: str
    issuer: str
    number: int | None = None
    symbol: str | None = None
    issued: date | None = None
    draft_month: str | None = None
    signer_post: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()
    body: tuple[Block, ...] = ()
    recipients: tuple[str, ...] = ()
    figures: Mapping[str, str] = field(default_factory=dict)
    period: str | None = None
    taken_at: str | None = None
    drawn: str | None = None
    pages: int = 1
    medium: Medium = "pdf_text"
    serves: tuple[Serves, ...] = ()
    fault: FaultCode | None = None
    copy_of: str | None = None
    on_disk: bool = True

    @property
    def code(self) -> str | None:
        """Number and symbol as printed ("05/KH-UBND"), None for a document without number."""
        if self.number is None or self.symbol is None:
            return None
        return f"{self.number:02}/{self.symbol}"
