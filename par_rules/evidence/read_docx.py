"""Reads the head of a Word file: the two columns of the letterhead, then the title."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from xml.etree.ElementTree import Element

from par_rules.evidence.description import Description, Types, settled_type
from par_rules.evidence.letterhead import read_letterhead
from par_rules.evidence.office_files import check_size, open_archive, read_xml
from par_rules.evidence.word_blocks import blocks, cells, stacked, tabbed
from par_rules.letters import clean, fold, join_lines
from par_rules.word_text import W, text

# A letterhead and title stand within the first blocks of the body.
_HEAD_BLOCKS = 40
# More than these blocks hold, unless one of them is a table of many pages.
_HEAD_ELEMENTS = 20_000
# An addressee or a ground: what follows is no head any more.
_END = re.compile(r"(kinh gui|can cu|theo de nghi|dieu 1\b)")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The text of a paragraph, and whether it is bold throughout."""

    text: str
    bold: bool


def describe_docx(data: bytes, types: Types) -> Description:
    """Give what the head of the file tells; raises ``office_files.Unreadable``."""
    archive = open_archive(data)
    check_size(archive)
    whole = read_xml(archive, "word/document.xml", first=_HEAD_ELEMENTS)
    body = whole.find(f"{W}body")
    left: list[str] = []
    right: list[str] = []
    paragraphs: list[Paragraph] = []
    above: list[str] = []
    ended = False
    for block in islice(blocks(body) if body is not None else (), _HEAD_BLOCKS):
        if block.tag == f"{W}tbl":
            for one, other in () if ended else _pairs(block):
                left += [p.text for p in one]
                right += [p.text for p in other]
            continue
        paragraph = _paragraph(block)
        paragraphs.append(paragraph)
        ended = ended or _ends_head(paragraph.text, types)
        if not ended:
            above.append(text(block))
    if not left and not right:
        left, right = tabbed(above)
    if not left and not right:
        left = right = stacked(above)
    head = read_letterhead(left, right)
    kind, title = _title(paragraphs, types)
    letter = "cong_van" if head.about is not None and kind is None else None
    return Description(
        type_key=settled_type(kind or letter, types.of_code(head.code)),
        code=head.code,
        issued=head.issued,
        issuer=head.issuer,
        title=title if kind else head.about,
        read_from="paragraphs",
        form=head.form,
        odd_date=head.odd_date,
    )


def _pairs(table: Element) -> Iterator[tuple[list[Paragraph], list[Paragraph]]]:
    for row in table.iter(f"{W}tr"):
        found = [[_paragraph(p) for p in blocks(c) if p.tag == f"{W}p"] for c in cells(row)]
        if len(found) == 2:
            yield found[0], found[1]


def _paragraph(element: Element) -> Paragraph:
    runs = [run for run in element.iter(f"{W}r") if text(run).strip()]
    return Paragraph(clean(text(element)), bool(runs) and all(_is_bold(run) for run in runs))


def _ends_head(line: str, types: Types) -> bool:
    """Say whether a line is the title, or the first one below a letter's head."""
    named = types.named(line) is not None and line == line.upper()
    return named or _END.match(fold(line)) is not None


def _is_bold(run: Element) -> bool:
    mark = run.find(f"{W}rPr/{W}b")
    return mark is not None and mark.get(f"{W}val") not in ("0", "false")


def _title(paragraphs: list[Paragraph], types: Types) -> tuple[str | None, str | None]:
    """Give the type named by a line of its own in capitals, and the bold lines that follow it."""
    for number, paragraph in enumerate(paragraphs):
        kind = types.named(paragraph.text)
        if kind is None or paragraph.text != paragraph.text.upper():
            continue
        lines = []
        for following in paragraphs[number + 1 :]:
            if following.text and (not following.bold or fold(following.text).startswith("kinh")):
                break
            if following.text:
                lines.append(following.text)
            elif lines:
                break
        return kind, join_lines(lines) or None
    return None, None
