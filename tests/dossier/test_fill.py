"""Forms of many layouts, filled: what is written, what is kept, what is listed."""

import io
import zipfile
from fractions import Fraction
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.table import Table
from lxml import etree  # type: ignore[import-untyped]

from par_rules.criteria import Leaf
from par_rules.dossier import YearResult
from par_rules.dossier.fill import FormError, fill
from par_rules.dossier.fill_texts import entries
from par_rules.dossier.fill_xlsx import ExcelForm
from par_rules.values import points_text


def leaf_with_score(result: YearResult, *, nth: int = 0) -> tuple[Leaf, Fraction]:
    """Give a leaf that the unit scores itself and whose score is settled."""
    found = entries(result)
    scored = [
        (leaf, score)
        for leaf in result.criteria.leaves()
        if (score := found["leaf", leaf.key].score) is not None and leaf.role is None
    ]
    return scored[nth]


def leaf_left_open(result: YearResult) -> Leaf:
    found = entries(result)
    return next(
        leaf
        for leaf in result.criteria.leaves()
        if leaf.scored_by == "self" and "để mở" in found["leaf", leaf.key].open
    )


HEADINGS = ("STT", "Tiêu chí", "Điểm tối đa", "Điểm tự chấm", "Diễn giải", "Minh chứng")


def word_form(folder: Path, rows: list[tuple[str, ...]], headings: tuple[str, ...]) -> Path:
    document = docx.Document()
    document.add_paragraph("PHỤ LỤC. Bảng tự chấm điểm của …")
    add_table(document, rows, headings)
    path = folder / "Mẫu của thành phố.docx"
    document.save(str(path))
    return path


def add_table(document: Any, rows: list[tuple[str, ...]], headings: tuple[str, ...]) -> Table:
    lines = [headings, *rows] if headings else rows
    table: Table = document.add_table(rows=len(lines), cols=len(lines[0]))
    for cells, line in zip(table.rows, lines, strict=True):
        for cell, text in zip(cells.cells, line, strict=True):
            cell.text = text
    return table


def row_of(leaf: Leaf, more: int = 3) -> tuple[str, ...]:
    return (leaf.number, leaf.title, points_text(leaf.max_points), *[""] * more)


def texts(path: Path, table: int = 0) -> list[list[str]]:
    found = docx.Document(str(path)).tables[table]
    return [[cell.text for cell in row.cells] for row in found.rows]


def test_a_word_form_gets_score_note_and_evidence(result: YearResult, tmp_path: Path) -> None:
    leaf, score = leaf_with_score(result)
    form = word_form(tmp_path, [row_of(leaf)], HEADINGS)
    filled = fill(form, result, tmp_path / "out")
    entry = entries(result)["leaf", leaf.key]

    assert filled.path == tmp_path / "out" / "Mẫu của thành phố (đã điền).docx"
    assert texts(filled.path)[1][3:] == [
        points_text(score),
        entry.texts["note"],
        entry.texts["evidence"],
    ]
    assert entry.texts["note"]
    assert entry.texts["evidence"].startswith("MC ")


@pytest.mark.parametrize(
    ("headings", "in_title", "wanted"),
    [
        (
            "STT; Tiêu chí; Điểm tối đa; Điểm tự chấm; Điểm thẩm định; Ghi chú của đơn vị; "
            "Ghi chú của thẩm định",
            False,
            {3: "score", 5: "note"},
        ),
        (
            "Nội dung; Điểm chuẩn; Tự chấm; Tài liệu kiểm chứng/Giải trình; Điểm chấm thực tế; "
            "Ý kiến",
            True,
            {2: "score", 3: "note and evidence"},
        ),
        (
            "STT; Tiêu chí, TCTP; Điểm tối đa; Số liệu kê khai; Cách tính điểm; Yêu cầu và TLKC; "
            "Điểm tự đánh giá",
            False,
            {3: "figures", 5: "evidence", 6: "score"},
        ),
        (
            "; Lĩnh vực, tiêu chí; Điểm tối đa; Đơn vị tự đánh giá; Diễn giải cách tính",
            False,
            {3: "score", 4: "note"},
        ),
    ],
)
def test_the_layouts_of_other_provinces_are_filled(
    result: YearResult,
    tmp_path: Path,
    headings: str,
    in_title: bool,
    wanted: dict[int, str],
) -> None:
    leaf, score = leaf_with_score(result)
    names = tuple(name.strip() for name in headings.split(";"))
    start = [f"{leaf.number}. {leaf.title}"] if in_title else [leaf.number, leaf.title]
    row = (*start, points_text(leaf.max_points), *[""] * (len(names) - len(start) - 1))
    filled = fill(word_form(tmp_path, [row], names), result, tmp_path / "out")
    told = entries(result)["leaf", leaf.key].texts
    full = {
        "score": points_text(score),
        "note": told["note"],
        "note and evidence": f"{told['note']} {told['evidence']}",
        "figures": told["figures"],
        "evidence": told["evidence"],
    }
    written = texts(filled.path)[1][len(start) + 1 :]

    assert {n: text for n, text in enumerate(written, len(start) + 1) if text} == {
        n: full[what] for n, what in wanted.items()
    }


def test_leaves_without_a_row_and_rows_without_a_leaf_are_listed(
    result: YearResult, tmp_path: Path
) -> None:
    leaf, _ = leaf_with_score(result)
    other, _ = leaf_with_score(result, nth=1)
    rows = [row_of(leaf), ("9.9.9", "Tỷ lệ hộ dân dùng nước sạch", "1", "", "", "")]
    filled = fill(word_form(tmp_path, rows, HEADINGS), result, tmp_path / "out")

    assert filled.leaves == 1
    assert filled.unknown == ["bảng 1, dòng 3: “9.9.9 Tỷ lệ hộ dân dùng nước sạch”"]
    assert f"{other.number}. {other.title}" in filled.absent
    assert f"{leaf.number}. {leaf.title}" not in filled.absent


def test_an_open_score_is_left_blank_and_listed(result: YearResult, tmp_path: Path) -> None:
    leaf = leaf_left_open(result)
    filled = fill(word_form(tmp_path, [row_of(leaf)], HEADINGS), result, tmp_path / "out")

    assert texts(filled.path)[1][3] == ""
    assert filled.blank[0].startswith(f"{leaf.number}: điểm còn để mở, ")


def test_another_maximum_is_another_criterion(result: YearResult, tmp_path: Path) -> None:
    leaf, _ = leaf_with_score(result)
    row = (leaf.number, leaf.title, "77,5", "", "", "")
    filled = fill(word_form(tmp_path, [row], HEADINGS), result, tmp_path / "out")

    assert texts(filled.path)[1][3] == ""
    assert filled.blank == [
        f"{leaf.number}: điểm tối đa trong mẫu là 77,5, trong bộ tiêu chí là "
        f"{points_text(leaf.max_points)}: chưa điền điểm"
    ]


def test_dots_are_written_over_and_words_are_kept(result: YearResult, tmp_path: Path) -> None:
    leaf, score = leaf_with_score(result)
    row = (*row_of(leaf)[:3], "……", "Theo Công văn", "- - -")
    filled = fill(word_form(tmp_path, [row], HEADINGS), result, tmp_path / "out")

    assert texts(filled.path)[1][3:5] == [points_text(score), "Theo Công văn"]
    assert texts(filled.path)[1][5].startswith("MC ")
    assert filled.kept == ["bảng 1, cột “Diễn giải”: 1 ô đã có chữ hoặc công thức"]


def test_headings_over_two_rows_with_merged_cells_are_read(
    result: YearResult, tmp_path: Path
) -> None:
    leaf, score = leaf_with_score(result)
    document = docx.Document()
    table = add_table(
        document,
        [("", "", "Tối đa", "Tự chấm", "Thẩm định", ""), row_of(leaf)],
        ("TT", "Nội dung", "Điểm", "", "", "Tài liệu kiểm chứng"),
    )
    table.cell(0, 2).merge(table.cell(0, 4)).text = "Điểm"
    for column in (0, 1, 5):
        table.cell(0, column).merge(table.cell(1, column))
    path = tmp_path / "gop.docx"
    document.save(str(path))
    filled = fill(path, result, tmp_path / "out")

    assert texts(filled.path)[2][3:5] == [points_text(score), ""]
    assert texts(filled.path)[2][5].startswith("MC ")


def test_several_tables_and_repeated_headings_are_read(result: YearResult, tmp_path: Path) -> None:
    (one, score_one), (two, score_two), (three, score_three) = (
        leaf_with_score(result, nth=n) for n in range(3)
    )
    document = docx.Document()
    add_table(document, [row_of(one), HEADINGS, row_of(two)], HEADINGS)
    document.add_paragraph("Trang sau")
    add_table(document, [row_of(three)], ())
    add_table(document, [(one.number, one.title, "")], ("Số", "Tiêu chí", "Giải trình"))
    path = tmp_path / "nhieu.docx"
    document.save(str(path))
    filled = fill(path, result, tmp_path / "out")

    assert [row[3] for row in texts(filled.path)] == [
        "Điểm tự chấm",
        points_text(score_one),
        "Điểm tự chấm",
        points_text(score_two),
    ]
    assert texts(filled.path, 1)[0][3] == points_text(score_three)
    assert texts(filled.path, 2)[1][2] == entries(result)["leaf", one.key].texts["note"]


def test_a_score_cell_merged_over_two_leaves_is_kept(result: YearResult, tmp_path: Path) -> None:
    (one, _), (two, _) = (leaf_with_score(result, nth=n) for n in range(2))
    document = docx.Document()
    table = add_table(document, [row_of(one), row_of(two)], HEADINGS)
    table.cell(1, 3).merge(table.cell(2, 3)).text = ""
    path = tmp_path / "chung.docx"
    document.save(str(path))
    filled = fill(path, result, tmp_path / "out")

    assert texts(filled.path)[1][3].strip() == ""
    assert filled.kept == [
        f"bảng 1, dòng {row}: ô “Điểm tự chấm” gộp chung nhiều tiêu chí: không điền"
        for row in (2, 3)
    ]


def test_a_leaf_twice_in_one_table_is_not_filled(result: YearResult, tmp_path: Path) -> None:
    (one, _), (two, _) = (leaf_with_score(result, nth=n) for n in range(2))
    rows = [row_of(one), row_of(one), row_of(two)]
    filled = fill(word_form(tmp_path, rows, HEADINGS), result, tmp_path / "out")

    assert [row[3] for row in texts(filled.path)[1:3]] == ["", ""]
    assert filled.remarks == [f"bảng 1: {one.number} có ở nhiều dòng (2, 3): không điền dòng nào"]


def without_tables(data: bytes) -> str:
    root = etree.fromstring(data)
    for run in [
        r for r in root.iter("{*}r") if any(a.tag.endswith("}tc") for a in r.iterancestors())
    ]:
        run.getparent().remove(run)
    return str(etree.tostring(root, method="c14n"))


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_nothing_else_of_a_word_form_changes(result: YearResult, tmp_path: Path) -> None:
    leaf, _ = leaf_with_score(result)
    form = word_form(tmp_path, [row_of(leaf)], HEADINGS)
    before, after = parts_of(form), parts_of(fill(form, result, tmp_path / "out").path)

    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} == {"word/document.xml"}
    name = "word/document.xml"
    assert without_tables(before[name]) == without_tables(after[name])


def test_text_takes_the_type_of_its_cell(result: YearResult, tmp_path: Path) -> None:
    leaf, _ = leaf_with_score(result)
    document = docx.Document()
    table = add_table(document, [row_of(leaf)], HEADINGS)
    run = table.cell(1, 3).paragraphs[0].add_run("…")
    run.font.name, run.bold = "Times New Roman", True
    path = tmp_path / "chu.docx"
    document.save(str(path))
    filled = fill(path, result, tmp_path / "out")
    written = docx.Document(str(filled.path)).tables[0].cell(1, 3).paragraphs[0].runs[-1]

    assert (written.font.name, written.bold) == ("Times New Roman", True)


def excel_form(folder: Path, rows: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Phụ lục 1"
    for row in rows:
        sheet.append(row)
    book.create_sheet("Hướng dẫn").append(["Đọc kỹ trước khi điền"])
    path = folder / "mau.xlsx"
    book.save(path)
    return path


TITLE: list[object] = ["BẢNG TỰ CHẤM ĐIỂM CHỈ SỐ CCHC"]
EXCEL: list[object] = [
    "TT",
    "Tiêu chí",
    "Điểm tối đa",
    "Tự đánh giá",
    "Số liệu",
    "Giải trình",
    "TLKC",
]


def test_an_excel_form_gets_numbers_as_numbers_and_text_as_text(
    result: YearResult, tmp_path: Path
) -> None:
    leaf, score = leaf_with_score(result)
    rows = [TITLE, [], EXCEL, [leaf.number, leaf.title, float(leaf.max_points)]]
    filled = fill(excel_form(tmp_path, rows), result, tmp_path / "out")
    sheet = openpyxl.load_workbook(filled.path)["Phụ lục 1"]
    entry = entries(result)["leaf", leaf.key]

    assert sheet["D4"].value == float(score)
    assert sheet["D4"].data_type == "n"
    assert [sheet[f"{c}4"].value or "" for c in "EFG"] == [
        entry.texts[role] for role in ("figures", "note", "evidence")
    ]
    assert all(sheet[f"{c}4"].data_type == "s" for c in "FG")


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1", "@SUM(1)", "<script>", "\u202e"])
def test_text_that_looks_like_a_formula_stays_text(tmp_path: Path, text: str) -> None:
    form = ExcelForm(excel_form(tmp_path, [EXCEL, ["1.1.1", "Kế hoạch"]]).read_bytes())
    form.put_text(form.grids()[0].cells[1, 6], text)
    path = tmp_path / "chu.xlsx"
    path.write_bytes(form.saved())
    sheet = openpyxl.load_workbook(path)["Phụ lục 1"]

    assert (sheet["G2"].value, sheet["G2"].data_type) == (text, "s")


def test_formulas_are_kept_and_counted_anew(result: YearResult, tmp_path: Path) -> None:
    leaf, _ = leaf_with_score(result)
    row: list[object] = [leaf.number, leaf.title, float(leaf.max_points)]
    total: list[object] = ["", "Tổng", "", "=SUM(D2)"]
    rows = [EXCEL, row, total]
    filled = fill(excel_form(tmp_path, rows), result, tmp_path / "out")
    book = openpyxl.load_workbook(filled.path)

    assert book["Phụ lục 1"]["D3"].value == "=SUM(D2)"
    assert book.calculation.fullCalcOnLoad


def test_nothing_else_of_an_excel_form_changes(result: YearResult, tmp_path: Path) -> None:
    leaf, _ = leaf_with_score(result)
    form = excel_form(tmp_path, [EXCEL, [leaf.number, leaf.title, float(leaf.max_points)]])
    before, after = parts_of(form), parts_of(fill(form, result, tmp_path / "out").path)

    assert list(before) == list(after)
    assert {name for name in before if before[name] != after[name]} == {"xl/worksheets/sheet1.xml"}


def test_the_same_form_gives_the_same_bytes(result: YearResult, tmp_path: Path) -> None:
    leaf, _ = leaf_with_score(result)
    form = word_form(tmp_path, [row_of(leaf)], HEADINGS)

    first = fill(form, result, tmp_path / "1").path.read_bytes()
    assert fill(form, result, tmp_path / "2").path.read_bytes() == first


def refused(form: Path, result: YearResult) -> str:
    with pytest.raises(FormError) as error:
        fill(form, result, form.parent / "out")
    assert not (form.parent / "out").exists()
    return str(error.value).removeprefix(f"{form}: ")


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("mau.doc", b"\xd0\xcf\x11\xe0", "chỉ điền được mẫu Word (.docx) và Excel (.xlsx)"),
        ("mau.docx", b"\xd0\xcf\x11\xe0", "tệp hỏng, có mật khẩu hoặc thuộc kiểu cũ"),
        ("mau.xlsx", b"PK\x03\x04 hong", "tệp hỏng, không mở được"),
    ],
)
def test_a_file_that_is_no_form_is_told(
    result: YearResult, tmp_path: Path, name: str, data: bytes, told: str
) -> None:
    form = tmp_path / name
    form.write_bytes(data)

    assert told in refused(form, result)


def test_a_form_that_is_not_there_is_told(result: YearResult, tmp_path: Path) -> None:
    assert refused(tmp_path / "khong-co.docx", result) == "không mở được: xem lại đường dẫn"


def test_a_form_without_a_table_of_criteria_is_told(result: YearResult, tmp_path: Path) -> None:
    form = word_form(tmp_path, [("1", "Nước sạch")], ("STT", "Nội dung"))

    assert "không nhận ra dòng nào của bộ tiêu chí" in refused(form, result)


def test_a_form_that_declares_entities_is_refused(result: YearResult, tmp_path: Path) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    form = tmp_path / "la.docx"
    form.write_bytes(held.getvalue())

    assert "khai báo XML không an toàn" in refused(form, result)


def test_a_form_that_unpacks_to_gigabytes_is_refused(result: YearResult, tmp_path: Path) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(200_000_000))
    form = tmp_path / "bom.docx"
    form.write_bytes(held.getvalue())

    assert "bung ra quá lớn" in refused(form, result)
