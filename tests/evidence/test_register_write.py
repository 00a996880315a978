"""The written register: drop-downs that follow the leaf, text cells, the same bytes each time."""

from __future__ import annotations

import io

import openpyxl
import pytest

from par_rules.evidence import register_layout as layout
from par_rules.evidence.register_write import CHOICES_SHEET, register_bytes
from tests.evidence.folders import row, the_set


@pytest.fixture
def written() -> bytes:
    rows = [row("1.1.1", "plan", "=1+1.pdf", issued="31/12/2025", page="2")]
    return register_bytes(the_set(), "UBND xã Đại Sơn", ["=1+1.pdf", "b.pdf"], rows, [])


def test_the_same_input_gives_the_same_bytes(written: bytes) -> None:
    rows = [row("1.1.1", "plan", "=1+1.pdf", issued="31/12/2025", page="2")]
    again = register_bytes(the_set(), "UBND xã Đại Sơn", ["=1+1.pdf", "b.pdf"], rows, [])
    assert again == written


def test_leaf_requirement_and_file_are_chosen_from_lists(written: bytes) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(written))[layout.EVIDENCE_SHEET]
    lists = {
        str(rule.sqref).split(":")[0]: rule.formula1
        for rule in sheet.data_validations.dataValidation
    }
    assert lists == {
        "A5": "TIEU_CHI",
        "B5": 'INDIRECT("YC_"&SUBSTITUTE($A5,".","_"))',
        "C5": "TEP",
    }


def test_each_leaf_has_a_list_of_its_requirements(written: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(written))
    for leaf in the_set().leaves():
        name = f"YC_{leaf.number.replace('.', '_')}"
        assert (name in book.defined_names) == bool(leaf.evidence), leaf.number
    place = book.defined_names["YC_1_1_2"].attr_text.rpartition("!")[2].replace("$", "")
    cells = [cell.value for cell in book[CHOICES_SHEET][place][0]]
    titles = [requirement.title for requirement in the_set().leaf("1.1.2").evidence]
    assert cells == [*titles, "Tài liệu bổ trợ"]


def test_what_looks_like_a_formula_stays_text(written: bytes) -> None:
    cell = openpyxl.load_workbook(io.BytesIO(written))[layout.EVIDENCE_SHEET]["C5"]
    assert (cell.value, cell.data_type) == ("=1+1.pdf", "s")
