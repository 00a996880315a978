"""Text that strangers bring in, through every file of the dossier: it reads, and does no more."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import docx as python_docx
import openpyxl
import pypdfium2
import pytest

from par_rules.dossier import YearResult, docx, pdf, xlsx
from par_rules.dossier.annexes import TITLE
from par_rules.dossier.decree import check_decree
from par_rules.dossier.edition import EDITIONS, Edition
from par_rules.dossier.fill import fill

LONG = "Báo cáo " + "rất dài " * 1250
NFD = unicodedata.normalize("NFD", "Kế hoạch ở dạng tổ hợp")
TEXTS = (
    "<script>alert(1)</script> & ]]> &amp;",
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd",
    "gpj\u202egnp.exe \u2066x\u2069",
    "a\x00b\x07c\x1bd\ufffe\ud800e",
    "z\u200bw\u200d\ufeff\u3164 \U000e0041",
    '#let x = 1; #eval("1") $x$ `raw` \\ @ref <label>',
    "dòng một\r\ndòng hai\u2028dòng ba",
    "a" + "\u0336" * 300,
    NFD,
    LONG,
    "x" * 10_000,
)
SEEN = "gpjgnp.exe x"


@pytest.fixture(scope="module")
def hostile(result: YearResult) -> YearResult:
    """Let every text that a document or an official brings be hostile."""

    def text(n: int) -> str:
        return TEXTS[n % len(TEXTS)]

    documents = tuple(
        replace(d, title=text(n), code=text(n)[:200], issuer=text(n + 1))
        for n, d in enumerate(result.manifest.documents)
    )
    answers = tuple(
        replace(a, explanation=text(n) if a.explanation else None)
        for n, a in enumerate(result.manifest.answers)
    )
    rows = tuple(
        replace(row, title=text(n), said_by=text(n + 1), document=text(n + 2), note=text(n + 3))
        for n, row in enumerate(result.figures.rows)
    )
    return replace(
        result,
        unit=replace(result.unit, title="UBND xã Đại\u202e Sơn\x00"),
        manifest=replace(result.manifest, documents=documents, answers=answers),
        figures=replace(result.figures, rows=rows),
    )


def unseen(text: str) -> list[str]:
    """Give what cannot be seen, or is not in the one form of each letter."""
    found = [f"U+{ord(c):04X}" for c in text if unicodedata.category(c) in ("Cc", "Cf", "Cs", "Cn")]
    return found if unicodedata.is_normalized("NFC", text) else [*found, "not NFC"]


def words_of(data: bytes) -> Iterator[str]:
    """Give every text of an office file's XML parts, properties too."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                for element in ElementTree.fromstring(archive.read(name)).iter():
                    yield (element.text or "").strip("\n\t ")
                    yield from element.attrib.values()


@pytest.mark.parametrize("edition", EDITIONS)
def test_in_the_word_report(hostile: YearResult, edition: Edition) -> None:
    data = docx.render(replace(hostile, edition=edition))
    texts = list(words_of(data))
    assert [found for text in texts if (found := unseen(text))] == []
    assert any("<script>alert(1)</script> & ]]> &amp;" in text for text in texts)
    assert any(SEEN in text for text in texts)
    assert [f.text() for f in check_decree(data)] == []


@pytest.mark.parametrize("edition", EDITIONS)
def test_in_the_pdf_report(hostile: YearResult, edition: Edition) -> None:
    document = pypdfium2.PdfDocument(pdf.render(replace(hostile, edition=edition)))
    pages = [page.get_textpage().get_text_bounded() for page in document]
    text = " ".join(re.sub("\u200b\\s*", "", " ".join(pages)).split())
    assert unseen(text.replace("\ufffe", "-")) == []  # pdfium's hyphen at a line's end
    assert "<script>alert(1)</script>" in text
    assert '#let x = 1; #eval("1") $x$ `raw` \\ @ref <label>' in text
    assert len(pages) < 250


@pytest.mark.parametrize("edition", EDITIONS)
def test_in_the_score_table(hostile: YearResult, edition: Edition) -> None:
    data = xlsx.render(replace(hostile, edition=edition))
    assert [found for text in words_of(data) if (found := unseen(text))] == []
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]
    formulas = [str(c.value) for c in cells if c.data_type == "f"]
    assert formulas
    assert all(re.match(r"=(SUM|ROUND|IF|'Bảng điểm'!|[A-Z]+\d+(\+|$))", f) for f in formulas)
    assert [c for c in cells if c.hyperlink] == []
    assert any(c.value == TEXTS[1] and c.data_type == "s" for c in cells)


def test_a_long_title_is_shortened_on_paper_and_whole_in_the_table(hostile: YearResult) -> None:
    shown = [t for t in words_of(docx.render(hostile)) if t.startswith("Báo cáo rất dài")]
    titles = [text for text in shown if len(text) <= TITLE]
    assert titles
    assert all("…" in text for text in titles)
    assert max(map(len, titles)) > TITLE - 10
    book = openpyxl.load_workbook(io.BytesIO(xlsx.render(hostile)))
    whole = [
        c.value for row in book["Minh chứng"] for c in row if str(c.value).startswith(LONG[:20])
    ]
    assert LONG.strip() in [str(value).strip() for value in whole]


def test_an_explanation_is_never_shortened(hostile: YearResult) -> None:
    long = [a for a in hostile.manifest.answers if a.explanation == LONG]
    told = replace(
        hostile,
        manifest=replace(
            hostile.manifest,
            answers=tuple(
                replace(a, explanation=LONG) if a.explanation else a
                for a in hostile.manifest.answers
            ),
        ),
        edition="submission",
    )
    assert len(long) < len([a for a in told.manifest.answers if a.explanation == LONG])
    texts = list(words_of(docx.render(told)))
    assert any(LONG.strip() in text for text in texts)


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_in_the_citys_own_form(hostile: YearResult, tmp_path: Path, kind: str) -> None:
    explained = {a.leaf for a in hostile.manifest.answers if a.explanation}
    leaves = [x for x in hostile.criteria.leaves() if x.scored_by == "self" and x.role is None]
    heads = ["STT", "Tiêu chí", "Điểm tự chấm", "Giải trình", "Tài liệu kiểm chứng"]
    rows = [[x.number, x.title, "", "", ""] for x in leaves]
    form = tmp_path / f"mau.{kind}"
    if kind == "xlsx":
        book = openpyxl.Workbook()
        for row in [heads, *rows]:
            book.worksheets[0].append(row)
        book.save(form)
    else:
        document = python_docx.Document()
        table = document.add_table(rows=0, cols=len(heads))
        for row in [heads, *rows]:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        document.save(str(form))
    filled = fill(form, hostile, tmp_path / "ra")
    texts = list(words_of(filled.path.read_bytes()))
    assert explained & {x.key for x in leaves}
    assert [found for text in texts if (found := unseen(text))] == []
    assert any("<script>alert(1)</script> & ]]> &amp;" in text for text in texts)
    if kind == "xlsx":
        sheet = openpyxl.load_workbook(filled.path).worksheets[0]
        assert [c for row in sheet for c in row if c.data_type == "f" or c.hyperlink] == []
