"""Looks through the whole of a file: secrecy, personal numbers, its text's hash, scans, actions.

Runs where documents are read, in a child process. Of the text nothing is kept but its hash and
a sketch (``likeness``).
"""

from __future__ import annotations

import hashlib
import io
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from par_rules.evidence.document import Secrecy
from par_rules.evidence.likeness import Words
from par_rules.evidence.personal import numbers_in, numbers_in_table

# A report with its annexes has some hundred pages; behind these nothing is looked at.
MAX_PAGES = 400
MAX_CHARACTERS = 2_000_000
MAX_ROWS = 20_000
MAX_ELEMENTS = 300_000
_HEAD_ROWS = 15
_HEAD_LINES = 4
# A shorter text is that of a cover or a form: two equal ones need be no copies.
MIN_TEXT = 200


@dataclass(frozen=True, slots=True)
class Contents:
    """What was found; the fields are those of a document."""

    secrecy: Secrecy = ""
    personal_numbers: int = 0
    text_sha256: str = ""
    text_sketch: str = ""
    dpi: int | None = None
    grey: bool = False
    tilt: int = 0
    active: tuple[str, ...] = ()


class _Text:
    """Takes text piece by piece and keeps its hash and the personal numbers in it."""

    def __init__(self) -> None:
        self.numbers: set[str] = set()
        self.left = MAX_CHARACTERS
        self._letters = 0
        self._hash = hashlib.sha256()
        self._words = Words()

    def add(self, text: str, *, sure: bool = True) -> None:
        """Take a piece; what is not ``sure``, a guess laid under a scan, is not hashed."""
        text = text[: self.left]
        self.left -= len(text)
        self.numbers.update(numbers_in(text))
        if not sure:
            return
        bare = "".join(unicodedata.normalize("NFC", text).casefold().split())
        self._letters += len(bare)
        self._hash.update(bare.encode("utf-8", "replace"))
        self._words.add(text)

    @property
    def sha256(self) -> str:
        return self._hash.hexdigest() if self._letters >= MIN_TEXT else ""

    @property
    def sketch(self) -> str:
        return str(self._words.sketch() or "")


def pdf_contents(
    document: Any, data: bytes, first: Callable[[Any, Any], None] | None = None
) -> Contents:
    """Look through an open PDF, page by page, and through the objects of its ``data``.

    ``first`` is called with page 1 and its text page while both are open.
    """
    from par_rules.evidence.active_content import pdf_actions
    from par_rules.evidence.scanned_page import Scan, picture_of, scan_of
    from par_rules.evidence.secrecy import highest, marked
    from par_rules.evidence.tilt import tilt

    text = _Text()
    scans: list[Scan] = []
    secrecy: Secrecy = ""
    askew: int | None = 0
    for number in range(min(len(document), MAX_PAGES)):
        page = document[number]
        try:
            said = ""
            if text.left > 0:
                text_page = page.get_textpage()
                said = str(text_page.get_text_bounded())
                if number == 0 and first is not None:
                    first(page, text_page)
                text_page.close()
            picture = picture_of(page)
            text.add(said, sure=picture is None)
            secrecy = highest([secrecy, marked(said.splitlines()[:_HEAD_LINES])])
            if picture is not None:
                # One page tells how the scanner was fed; each takes as long as its picture.
                askew = askew if scans else tilt(page, picture)
                scans.append(scan_of(picture, page))
        finally:
            page.close()
    return Contents(
        secrecy=secrecy,
        personal_numbers=len(text.numbers),
        text_sha256=text.sha256,
        text_sketch=text.sketch,
        dpi=min((scan.dpi for scan in scans), default=None),
        grey=any(scan.grey for scan in scans),
        tilt=askew or 0,
        active=pdf_actions(data),
    )


def docx_contents(data: bytes) -> Contents:
    """Look through a Word file; raises ``Unreadable``."""
    from par_rules.evidence.active_content import office_actions
    from par_rules.evidence.office_files import open_archive, read_xml
    from par_rules.evidence.secrecy import highest, marked_word, word_paragraphs

    archive = open_archive(data)
    names = archive.namelist()
    body = read_xml(archive, "word/document.xml", first=MAX_ELEMENTS)
    text = _Text()
    for paragraph in word_paragraphs(body):
        text.add(paragraph + "\n")
    heads = [read_xml(archive, name) for name in names if name.startswith("word/header")][:8]
    found = [marked_word(part) for part in (body, *heads)]
    return Contents(
        secrecy=highest(found),
        personal_numbers=len(text.numbers),
        text_sha256=text.sha256,
        text_sketch=text.sketch,
        active=office_actions(names),
    )


def xlsx_contents(data: bytes) -> Contents:
    """Look through a workbook; raises ``Unreadable``."""
    from python_calamine import CalamineWorkbook

    from par_rules.evidence.active_content import office_actions
    from par_rules.evidence.office_files import open_archive
    from par_rules.evidence.secrecy import highest, marked

    text = _Text()
    secrecy: Secrecy = ""
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python(nrows=MAX_ROWS)
            head = [str(cell) for row in rows[:_HEAD_ROWS] for cell in row]
            secrecy = highest([secrecy, marked(head)])
            text.numbers.update(numbers_in_table(rows))
            for row in rows:
                text.add("\n".join(str(cell) for cell in row))
    return Contents(
        secrecy=secrecy,
        personal_numbers=len(text.numbers),
        text_sha256=text.sha256,
        text_sketch=text.sketch,
        active=office_actions(open_archive(data).namelist()),
    )
