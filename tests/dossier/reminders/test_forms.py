"""The list in Word and for a browser: the same bytes each time, hostile text as text."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import unicodedata
from dataclasses import replace
from html.parser import HTMLParser

import docx
import pytest
from docx.shared import Mm

from par_rules.dossier import YearResult
from par_rules.dossier.reminders import Reminders, reminders
from par_rules.dossier.reminders.model import SECTIONS
from par_rules.dossier.reminders.page import page
from par_rules.dossier.reminders.word import word
from par_rules.dossier.reminders.words import heading

TAGS = set(
    """
    html head meta title style body main header p h1 h2 h3 div section ol ul li b dl dt dd footer
    """.split()  # noqa: SIM905
)


class Tags(HTMLParser):
    """Collects the elements, attributes and text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.said: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def paragraphs(file: bytes) -> list[str]:
    document = docx.Document(io.BytesIO(file))
    told = [p.text for p in document.paragraphs]
    for table in document.tables:
        told += [p.text for row in table.rows for cell in row.cells for p in cell.paragraphs]
    return told


@pytest.mark.parametrize("key", ["vhxh", "ca", "dvsnc"])
def test_the_same_list_gives_the_same_bytes(sample: YearResult, key: str) -> None:
    first, again = reminders(sample), reminders(sample)
    assert word(first, first.office(key)) == word(again, again.office(key))
    assert page(first, first.office(key)) == page(again, again.office(key))


def test_both_say_all_that_is_asked_for(lists: Reminders) -> None:
    for office in lists.offices:
        in_word = "\n".join(paragraphs(word(lists, office)))
        in_page = " ".join("".join(Tags(page(lists, office)).said).split())
        for section, items in office.sections():
            assert SECTIONS[section][0] in in_word
            assert SECTIONS[section][0] in in_page
            for ask in (ask for item in items for ask in item.asks):
                assert ask.text in in_word
                assert ask.text in in_page
        for item in office.of("missing"):
            assert heading(item) in in_word
            assert heading(item) in in_page


def test_both_are_marked_internal_and_addressed(lists: Reminders) -> None:
    told = paragraphs(word(lists, lists.office("kt")))
    assert told[:2] == ["NỘI BỘ", "PHIẾU ĐÔN ĐỐC"]
    assert "Kính gửi: Phòng Kinh tế" in told
    shown = Tags(page(lists, lists.office("kt"))).said
    assert {"NỘI BỘ", "PHIẾU ĐÔN ĐỐC", "Gửi: Phòng Kinh tế"} <= set(shown)


def test_the_word_file_is_a4_in_the_decrees_font(lists: Reminders) -> None:
    document = docx.Document(io.BytesIO(word(lists, lists.office("vp"))))
    sheet = document.sections[0]
    assert [round((x or 0) / Mm(1)) for x in (sheet.page_width, sheet.page_height)] == [210, 297]
    assert document.styles["Normal"].font.name == "Times New Roman"


def test_the_page_brings_no_script_and_lets_nothing_in(lists: Reminders) -> None:
    text = page(lists, lists.office("vhxh"))
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha384(style[1].encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha384-{digest}';" in text
    assert "url(" not in style[1]
    assert Tags(text).tags <= TAGS
    assert "http" not in text.replace("http-equiv", "")


def test_hostile_text_stays_text(hostile_year: YearResult) -> None:
    made = reminders(hostile_year)
    for office in made.offices:
        text = page(made, office)
        parsed = Tags(text)
        assert parsed.tags <= TAGS
        assert not {name for name in parsed.attributes if name.startswith("on")}
        told = "\n".join(paragraphs(word(made, office)))
        for shown in (text, told):
            assert not {c for c in shown if unicodedata.category(c) in ("Cc", "Cf")} - {"\n"}
        assert max(map(len, told.splitlines())) < 1300
    said = {ask.nearest + ask.todo for o in made.offices for i in o.items for ask in i.asks}
    assert any("<" in text for text in said)
    assert any(len(text) > 5000 for text in said)


def test_an_office_without_anything_gets_a_kind_word(lists: Reminders) -> None:
    empty = replace(lists.office("dvsnc"), items=())
    thanks = "Không còn thiếu minh chứng, số liệu nào. Cảm ơn cơ quan đã hoàn thành."
    assert thanks in paragraphs(word(lists, empty))
    assert thanks in Tags(page(lists, empty)).said


def test_a_word_file_ends_with_a_paragraph(lists: Reminders) -> None:
    settled = replace(lists, provisional=False)
    for office in settled.offices:
        body = docx.Document(io.BytesIO(word(settled, office))).element.body
        assert [child.tag.rpartition("}")[2] for child in body][-2:] == ["p", "sectPr"]
