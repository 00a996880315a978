"""What is written into a Word file as text reads back as what was given."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

import docx as python_docx

from par_rules.dossier.blocks import Table
from par_rules.dossier.docx_page import add, add_table, body, new_document, saved

MADE = datetime(2026, 11, 24)
ODD = ("?> <?table <w:tbl>", "a & b < c > d", "", "  hai   ba ", "\u202e", "]]>")


def test_cells_say_what_they_were_given_whatever_it_looks_like() -> None:
    document = new_document("Bảng", MADE)
    for rows in ((ODD[:3], ODD[3:]), (ODD[3:], ODD[:3])):
        add_table(document, Table(("Một", "Hai", "?>"), (40, 60, 60), rows, frozenset({2})))
        add(document.add_paragraph(), "<?table ?> ở giữa")
    read = python_docx.Document(io.BytesIO(saved(document)))
    first, second = ([[c.text for c in row.cells] for row in t.rows] for t in read.tables)
    shown = [*ODD[:4], "", ODD[5]]
    assert first == [["Một", "Hai", "?>"], shown[:3], shown[3:]]
    assert second == [["Một", "Hai", "?>"], shown[3:], shown[:3]]
    assert [p.text for p in read.paragraphs] == ["<?table ?> ở giữa"] * 2


def test_a_run_keeps_its_spaces_and_its_look() -> None:
    document = new_document("Chữ", MADE)
    paragraph = body(document.add_paragraph())
    add(add(paragraph, "Kết quả. ", bold=True), " một & hai ", size=11.5, italic=True)
    (read,) = python_docx.Document(io.BytesIO(saved(document))).paragraphs
    looks = [(r.text, r.font.size.pt, r.bold, r.italic) for r in read.runs if r.font.size]
    assert looks == [("Kết quả. ", 14, True, False), (" một & hai ", 11.5, False, True)]
    texts = read._p.iter("{*}t")
    assert [t.get("{http://www.w3.org/XML/1998/namespace}space") for t in texts] == ["preserve"] * 2
    layout = read.paragraph_format
    assert layout.first_line_indent is not None
    assert layout.space_after is not None
    assert (round(layout.first_line_indent.mm, 1), layout.space_after.pt) == (12.7, 6)
    assert (layout.line_spacing, layout.alignment) == (1.15, 3)


def test_the_archive_is_the_one_that_python_docx_saves_but_for_its_times() -> None:
    document = new_document("Gói", MADE)
    add(body(document.add_paragraph()), "Nội dung")
    held = io.BytesIO()
    document.save(held)
    with zipfile.ZipFile(held) as old, zipfile.ZipFile(io.BytesIO(saved(document))) as new:
        assert new.namelist() == old.namelist()
        assert all(new.read(name) == old.read(name) for name in old.namelist())
        assert {entry.date_time for entry in new.infolist()} == {(1980, 1, 1, 0, 0, 0)}
