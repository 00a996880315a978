"""One file of the document folder, and what could be read from it without guessing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from par_rules.evidence.signatures.report import SignatureReport

Media = Literal[
    "pdf", "docx", "xlsx", "doc", "jpeg", "png", "heic", "text", "zip", "empty", "unknown"
]

# What a description rests on: nothing (an image, a scan, a broken file), a page laid out in
# columns, the paragraphs and cells of a Word or Excel file, or what a camera wrote in its picture.
ReadFrom = Literal["", "page", "paragraphs", "cells", "exif"]

# What is odd about a file's time: it lies ahead of the clock, or it stood still while the bytes
# changed.
Clock = Literal["", "ahead", "still"]

# How a document is marked by the law on state secrets; what is marked is never copied.
Secrecy = Literal["", "mat", "toi_mat", "tuyet_mat"]
SECRECY_TITLES: dict[Secrecy, str] = {"mat": "MẬT", "toi_mat": "TỐI MẬT", "tuyet_mat": "TUYỆT MẬT"}


@dataclass(frozen=True, slots=True)
class Document:
    """A file as it lies there. ``None`` means "not read", never "not there".

    ``path`` is relative to the document folder, NFC and with "/"; ``raw_path`` is the name as the
    disk gives it. ``media`` is what the bytes are, whatever the name says. ``code`` is the number
    and symbol as printed ("05/KH-UBND"). ``issuer`` is the heading as printed, in capitals.
    ``form`` says of a readable page that it has a place for number and date which was left blank,
    or that it calls itself a draft. ``trouble`` says why a file could not be read, and
    ``cause`` names the exception or the limit behind it, for the maintainer.
    ``twins`` are the raw names of other files whose name is the same ``path`` once in NFC.

    ``signature`` is None without one. ``personal_numbers`` counts personal identity numbers that
    the text holds; the numbers themselves are not kept. ``text_sha256`` is the hash of the text
    without spaces and case, "" where there is too little of it; ``text_sketch`` is what it is
    likened by (``likeness.Sketch``). ``dpi`` is the resolution of a scanned page, the lowest of
    the pages looked at; ``tilt`` is by how many whole degrees the first of them is askew, 0 where
    that could not be told. ``active`` names what a file would do when opened: "script", "launch",
    "attachment", "macro", "xml_signature". ``odd_date`` is a printed day that does not exist.
    """

    path: str
    raw_path: str
    size: int
    sha256: str
    media: Media
    pages: int | None = None
    type_key: str | None = None
    type_title: str | None = None
    code: str | None = None
    issued: date | None = None
    issuer: str | None = None
    title: str | None = None
    signed: bool = False
    read_from: ReadFrom = ""
    form: Literal["", "blank", "draft"] = ""
    trouble: str | None = None
    cause: str = ""
    clock: Clock = ""
    twins: tuple[str, ...] = ()
    signature: SignatureReport | None = None
    secrecy: Secrecy = ""
    personal_numbers: int = 0
    text_sha256: str = ""
    text_sketch: str = ""
    dpi: int | None = None
    grey: bool = False
    tilt: int = 0
    active: tuple[str, ...] = ()
    odd_date: str | None = None
