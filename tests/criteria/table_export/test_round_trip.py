"""What is exported comes back the same, reading nothing but visible cells."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from par_rules.criteria import CriteriaSet, load_criteria
from par_rules.criteria.table_export.layout import INPUTS, column_of, other
from par_rules.criteria.table_export.names import Names
from par_rules.criteria.table_export.rule_text import not_arisen_text, rule_text
from par_rules.criteria.table_export.tables import tables_of
from par_rules.criteria.table_export.write_docx import write_docx
from par_rules.criteria.table_export.write_xlsx import write_xlsx
from par_rules.criteria.table_import.exported import find_exported, read_exported
from par_rules.criteria.table_import.open_file import open_file
from par_rules.criteria.table_import.rule_reader import Known, read_not_arisen, read_rule
from par_rules.criteria.table_import.run import import_table
from par_rules.rules import NotArisen
from tests.rules.any_rule import RULE, SPECS, rules
from tests.shapes.test_shapes import FILES, build, read

CRITERIA = Path(__file__).parents[3] / "criteria"
WRITE = {"docx": write_docx, "xlsx": write_xlsx}
# What the tables hold of a set; the rest belongs to the folder of criteria or to its files.
TOLD = frozenset({"head", "fields", "inputs", "sources", "document_types"})
YEARS = sorted(int(path.name) for path in (CRITERIA / "hai-phong-xa").glob("2*"))
EVERY_FORM = pytest.mark.parametrize("form", WRITE)
KINDS = ("banded", "linear", "graded", "per_unit", "given", "python", "unread", "gate", "table")


def exported(criteria: CriteriaSet, folder: Path, form: str) -> Path:
    path = folder / f"bang.{form}"
    path.write_bytes(WRITE[form](tables_of(criteria), criteria.head.title))
    return path


def read_back(criteria: CriteriaSet, folder: Path, form: str) -> CriteriaSet:
    """Read the file as the importer does; what stands in no table is taken from before."""
    found = find_exported(open_file(exported(criteria, folder, form)))
    assert found is not None
    draft, _, _ = read_exported(found, criteria.head.year, criteria.head.key)
    assert [*draft.faults, *draft.unread, *draft.assumed] == []
    kept = {name: getattr(criteria, name) for name in CriteriaSet.model_fields if name not in TOLD}
    return draft.criteria(criteria.document_types).model_copy(update=kept)


def placeless(criteria: CriteriaSet) -> CriteriaSet:
    return criteria.model_copy(update={"places": {}})


@EVERY_FORM
@pytest.mark.parametrize("year", YEARS)
def test_the_set_of_every_year_comes_back_the_same(year: int, form: str, tmp_path: Path) -> None:
    before = placeless(load_criteria(CRITERIA, "hai-phong-xa", year))

    assert read_back(before, tmp_path, form) == before


@EVERY_FORM
def test_the_copies_that_a_requirement_takes_come_back(form: str, tmp_path: Path) -> None:
    whole = placeless(load_criteria(CRITERIA, "hai-phong-xa", 2026))
    field = whole.fields[0]
    criterion = field.criteria[0]
    leaf = criterion.leaves[0]
    asked = leaf.evidence[0].model_copy(update={"copies": ("ban_goc", "sao_y")})
    leaf = leaf.model_copy(update={"evidence": (asked, *leaf.evidence[1:])})
    criterion = criterion.model_copy(update={"leaves": (leaf, *criterion.leaves[1:])})
    field = field.model_copy(update={"criteria": (criterion, *field.criteria[1:])})
    before = whole.model_copy(update={"fields": (field, *whole.fields[1:])})

    cells = [cell for table in tables_of(before) for row in table.rows for cell in row]
    assert "bản gốc; bản sao y" in cells
    assert read_back(before, tmp_path, form) == before


@EVERY_FORM
def test_the_command_s_import_writes_files_that_load_as_the_set_of_2026(
    form: str, tmp_path: Path
) -> None:
    before = load_criteria(CRITERIA, "hai-phong-xa", 2026)
    found = import_table(exported(before, tmp_path, form), CRITERIA, "hai-phong-xa", 2026)

    assert found.report.faults == ()
    assert (found.report.leaves, found.report.typed) == (72, 72)
    assert found.report.total.stated == found.report.total.found == 100


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_shape_comes_back_the_same(path: Path, tmp_path: Path) -> None:
    before = build(read(path))

    assert read_back(before, tmp_path, "xlsx") == before


def small(rule: Any) -> CriteriaSet:
    """Give a set of two leaves over the inputs that generated rules read."""
    source = [{"assumption": "test"}]
    group = {"max_points": 4, "title": "Nhóm", "number": "1"}
    leaf = {"lead_office": "vp", "max_points": 2, "source": source}
    leaves = [
        {**leaf, "key": "first", "number": "1.1", "title": "Dòng một", "rule": rule},
        {**leaf, "key": "second", "number": "1.2", "title": "Dòng hai", "rule": rule},
    ]
    head = {
        "key": "set",
        "title": "Bộ nhỏ",
        "year": 2026,
        "version": "1",
        "first_day": "2026-01-01",
        "last_day": "2026-12-31",
        "max_points": 4,
        "unit_kinds": ["xa"],
        "window": ["2025-12-15", "2026-12-14"],
        "cut_off": "2026-12-14",
        "submission_deadline": "2026-12-10",
        "assumptions": {"test": {"text": "Giả định", "reason": "Để thử"}},
        "offices": {"vp": {"title": "Văn phòng", "inside": True}},
    }
    criterion = {**group, "key": "criterion", "number": "1", "leaves": leaves}
    return CriteriaSet.model_validate(
        {
            "head": head,
            "fields": [{**group, "key": "field", "number": "I", "criteria": [criterion]}],
            "inputs": SPECS,
            "sources": {},
            "targets": {},
        }
    )


NAMES = Names(small(RULE.validate_python({"kind": "unread", "text": "x"})))
KNOWN = Known(
    {title: key for key, title in NAMES.titles.items()},
    {number: key for key, number in NAMES.numbers.items()},
)


@pytest.mark.parametrize("kind", [*KINDS, "sum_of"])
def test_the_wording_of_any_rule_is_read_as_that_rule(kind: str) -> None:
    @given(rules(kind))
    def holds(rule: Any) -> None:
        assert RULE.validate_python(read_rule(rule_text(rule, NAMES), KNOWN)) == rule

    holds()


@given(st.sampled_from([*KINDS, "sum_of"]).flatmap(rules), st.sampled_from(["docx", "xlsx"]))
def test_any_small_set_comes_back_the_same(
    tmp_path_factory: pytest.TempPathFactory, rule: Any, form: str
) -> None:
    before = small(rule)

    assert read_back(before, tmp_path_factory.mktemp("set"), form) == before


@given(st.sampled_from(["full", "exclude", "criterion", "field"]))
def test_what_does_not_arise_is_read_back(treat: str) -> None:
    how = {"treat": treat} if treat in ("full", "exclude") else {"treat": "redistribute"}
    how |= {} if treat in ("full", "exclude") else {"within": treat}
    before = NotArisen.model_validate(
        {
            "when": [{"input": "a", "at_most": "0"}, {"input": "done", "is": "no"}],
            "source": {"doc": "qd", "at": "Ghi chú 5; điểm a"},
            **how,
        }
    )

    assert (
        NotArisen.model_validate(read_not_arisen(not_arisen_text(before, NAMES), KNOWN)) == before
    )


def test_titles_that_are_alike_are_told_apart_by_key(tmp_path: Path) -> None:
    rule = {"kind": "graded", "input": "done", "grades": [{"is": "yes", "points": "2"}]}
    rule["grades"] = [{"is": "yes", "points": "2"}, {"is": "no", "points": "0"}]
    criteria = small(RULE.validate_python(rule))
    twin = criteria.inputs["done"].model_copy(update={"title": "a"})
    before = criteria.model_copy(update={"inputs": {**criteria.inputs, "done": twin}})

    assert read_back(before, tmp_path, "docx") == before


def test_hidden_columns_are_not_read(tmp_path: Path) -> None:
    criteria = load_criteria(CRITERIA, "hai-phong-xa", 2026)
    path = exported(criteria, tmp_path, "xlsx")
    book = openpyxl.load_workbook(path)
    book["Tài liệu"].column_dimensions["C"].hidden = True
    book.save(path)
    found = find_exported(open_file(path))
    assert found is not None

    assert all("title" not in row.values for row in found.rows["Phụ lục 3. Tài liệu kiểm chứng"])


def test_a_rule_worded_anew_is_read_as_in_any_table(tmp_path: Path) -> None:
    criteria = load_criteria(CRITERIA, "hai-phong-xa", 2026)
    path = exported(criteria, tmp_path, "xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book["Tiêu chí"]
    row = next(r for r in range(2, sheet.max_row) if sheet.cell(r, 1).value == "3.2.1")
    sheet.cell(row, 4).value = "Từ 95% trở lên: 2,5 điểm; từ 80% đến dưới 95%: 1 điểm"
    book.save(path)
    found = import_table(path, CRITERIA, "hai-phong-xa", 2026)

    assert [str(a) for a in found.report.assumed] == [
        f"Tiêu chí!D{row}: dòng 3.2.1: bảng không nêu mức thấp hơn: hiểu là 0 điểm"
    ]
    assert [str(fault) for fault in found.report.faults] == [
        f"Tiêu chí!F{row}: tài liệu “Bảng tổng hợp hoặc dữ liệu xuất từ Hệ thống thông tin giải "
        "quyết TTHC về tình hình giải quyết hồ sơ, ghi kỳ và giờ chốt” chứng minh số liệu không "
        "còn dùng: ghi lại proves"
    ]
    assert "{points: 1, at_least: 80, below: 95}" in found.texts["3-administrative-procedures.yaml"]


def test_points_changed_in_the_table_are_reconciled(tmp_path: Path) -> None:
    criteria = load_criteria(CRITERIA, "hai-phong-xa", 2026)
    path = exported(criteria, tmp_path, "xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book["Tiêu chí"]
    assert sheet["A3"].value == "1.1"
    sheet["C3"] = 5
    book.save(path)
    found = import_table(path, CRITERIA, "hai-phong-xa", 2026)

    assert [str(fault) for fault in found.report.faults] == [
        "Tiêu chí!C3: 1.1 “Kế hoạch cải cách hành chính năm” ghi 5 điểm nhưng các dòng bên dưới "
        "cộng lại 4,5 điểm: nhập theo tổng các dòng"
    ]


def test_a_key_without_a_column_of_its_own_gets_one(tmp_path: Path) -> None:
    path = FILES[0]
    before = build(read(path))
    table = next(t for t in tables_of(before) if t.layout is INPUTS)
    assert all(not column.heading.startswith("Khóa ") for column in table.columns)
    column = other("extra")

    assert column_of(INPUTS, column.heading) == column
    for value in ({"a": "1,5"}, ["x", "y;z"], "2026", True):
        assert column.codec.read(column.codec.write(value)) == value
