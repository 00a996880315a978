"""The words of a report in a Word or PDF file, and where in the report each of them stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree.ElementTree import Element

from par_rules.bag.pdf_text import pdf_text
from par_rules.evidence.office_files import Unreadable, open_archive, read_xml
from par_rules.letters import clean

MAX_BYTES = 256 * 1024 * 1024
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PART = re.compile(r"[IVX]+\. |Phụ lục |Phần ")


_MARGINAL = re.compile(r"word/(header|footer|footnotes|endnotes|comments)\d*\.xml")
_HASH = re.compile(r"manifest\.json[^:]*:\s*((?:[0-9a-f]{8}\s*){8})")


@dataclass(frozen=True)
class ReportText:
    """The text of a report; ``places`` are (offset, heading) and ``heads`` the rows that Word
    repeats on every page of a table.

    ``pages`` says that it is read page by page (PDF), ``marginal`` are words in the headers,
    footers and notes of a Word file.
    """

    text: str
    places: tuple[tuple[int, str], ...] = ()
    heads: frozenset[str] = frozenset()
    signed: bool = False
    pages: bool = False
    marginal: tuple[str, ...] = ()

    def place(self, offset: int) -> str:
        """Say in words where ``offset`` is."""
        at = bisect_right([start for start, _ in self.places], offset) - 1
        return self.places[at][1] if at >= 0 else "phần đầu"


def printed_hash(text: str) -> str | None:
    """Give the SHA-256 of the list of evidence that a report prints; None where it has none."""
    found = _HASH.search(text)
    return "".join(found[1].split()) if found else None


def read_report(path: Path) -> ReportText:
    """Read a DOCX or PDF; raises ``Unreadable`` with a Vietnamese message."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError:
        raise Unreadable("không mở được: xem lại đường dẫn, đóng chương trình đang mở") from None
    if len(data) > MAX_BYTES:
        raise Unreadable("lớn hơn 256 MB: không phải báo cáo")
    if data[:1024].find(b"%PDF-") >= 0:
        return ReportText(pdf_text(data), signed=b"/ByteRange" in data, pages=True)
    if data.startswith(b"PK\x03\x04"):
        return _docx(data)
    raise Unreadable("không phải tệp Word (.docx) hoặc PDF")


def _docx(data: bytes) -> ReportText:
    archive = open_archive(data)
    body = read_xml(archive, "word/document.xml").find(f"{_W}body")
    pieces: list[str] = []
    places: list[tuple[int, str]] = []
    offset = 0
    for text in _lines(body if body is not None else Element("none")):
        if _PART.match(text):
            places.append((offset, f"phần “{clean(text)[:60]}”"))
        pieces.append(text)
        offset += len(text) + 1
    heads = frozenset() if body is None else frozenset(_heads(body))
    marginal = [
        words
        for name in archive.namelist()
        if _MARGINAL.fullmatch(name)
        if (words := clean(" ".join(_lines(read_xml(archive, name)))))
    ]
    return ReportText("\n".join(pieces), tuple(places), heads, marginal=tuple(marginal))


def _lines(body: Element) -> Iterator[str]:
    return (_text(paragraph) for paragraph in body.iter(f"{_W}p"))


def _text(paragraph: Element) -> str:
    """Give the words that show: not what is hidden, nor the number that a field once had."""
    pieces: list[str] = []
    depth = 0
    for run in paragraph.iter(f"{_W}r"):
        marks = [mark.get(f"{_W}fldCharType") for mark in run.iter(f"{_W}fldChar")]
        depth += marks.count("begin")
        if not depth and not _is_hidden(run):
            pieces += _pieces(run)
        depth -= min(depth, marks.count("end"))
    return "".join(pieces)


def _pieces(run: Element) -> Iterator[str]:
    for part in run:
        if part.tag == f"{_W}t":
            yield part.text or ""
        elif part.tag == f"{_W}tab":
            yield "\t"
        elif part.tag == f"{_W}br":
            yield "\n"


def _is_hidden(run: Element) -> bool:
    mark = run.find(f"{_W}rPr/{_W}vanish")
    return mark is not None and mark.get(f"{_W}val") not in ("0", "false", "off")


def _heads(body: Element) -> Iterator[str]:
    for row in body.iter(f"{_W}tr"):
        if row.find(f"{_W}trPr/{_W}tblHeader") is not None:
            yield "".join("".join(_lines(row)).split())
