"""Reads the whole text of a document, page by page; runs in the children of ``readers``."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from par_rules.evidence.document import Media
from par_rules.evidence.search.spelling import plain_text

READER = "par_rules.evidence.search.text:reader"

# About 150 printed pages; an answer of a child may not be longer (``readers.reading``).
MAX_CHARACTERS = 500_000
MAX_ROWS = 20_000

# Where a text stands ("trang 3", "trang tính Tổng hợp", "" in a Word file), and the text.
Part = tuple[str, str]


def reader(given: Mapping[str, Any]) -> Callable[[bytes, Media], Any]:
    """Give what a child does with each file."""
    return lambda data, media: text_of(data, media)


def text_of(data: bytes, media: Media) -> list[Part]:
    """Give the parts that hold text; none of a scan without text layer, of pictures and of old
    office files. What is beyond ``MAX_CHARACTERS`` is left out."""
    reads = {"pdf": _pdf, "docx": _docx, "xlsx": _xlsx, "text": _plain}
    return list(_bounded(reads[media](data))) if media in reads else []


def _bounded(parts: Iterable[Part]) -> Iterator[Part]:
    left = MAX_CHARACTERS
    for place, text in parts:
        text = plain_text(text[:left])
        left -= len(text)
        if text:
            yield place, text
        if left <= 0:
            return


def _pdf(data: bytes) -> Iterator[Part]:
    import pypdfium2 as pdfium
    import pypdfium2.raw as pdfium_c

    with pdfium.PdfDocument(data) as document:
        document.init_forms()
        for number in range(len(document)):
            page = document[number]
            try:
                # Draws the clerk's stamps into the page (in memory): they are no text before.
                pdfium_c.FPDFPage_Flatten(page.raw, pdfium_c.FLAT_NORMALDISPLAY)
            finally:
                page.close()
            page = document[number]
            text_page = page.get_textpage()
            try:
                yield f"trang {number + 1}", text_page.get_text_bounded()
            finally:
                text_page.close()
                page.close()


def _docx(data: bytes) -> Iterator[Part]:
    from par_rules.evidence.office_files import open_archive, read_xml

    space = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    fallback = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
    archive = open_archive(data)
    names = ["word/document.xml", "word/footnotes.xml", "word/endnotes.xml"]
    for name in names:
        if name not in archive.namelist():
            continue
        root = read_xml(archive, name)
        for element in root.iter():
            for child in [child for child in element if child.tag == fallback]:
                element.remove(child)  # the same text once more, for older programs
        paragraphs = []
        for paragraph in root.iter(f"{space}p"):
            text = "".join(
                (part.text or "") if part.tag == f"{space}t" else " "
                for part in paragraph.iter()
                if part.tag in (f"{space}t", f"{space}tab", f"{space}br")
            )
            paragraphs.append(text)
        yield "" if name == names[0] else "chú thích", "\n".join(paragraphs)


def _xlsx(data: bytes) -> Iterator[Part]:
    from python_calamine import CalamineWorkbook

    from par_rules.evidence.office_files import check_size, open_archive

    check_size(open_archive(data))
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        for name in book.sheet_names:
            rows = book.get_sheet_by_name(name).to_python(nrows=MAX_ROWS)
            lines = (" | ".join(_cell(cell) for cell in row if _cell(cell)) for row in rows)
            yield f"trang tính {name}", "\n".join(line for line in lines if line)


def _cell(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def _plain(data: bytes) -> Iterator[Part]:
    yield "", data[: 4 * MAX_CHARACTERS].decode("utf-8-sig", "replace")
