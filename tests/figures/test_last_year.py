"""Last year's results: the inputs taken from them, and faults of the file."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from par_rules.criteria import CriteriaSet
from par_rules.figures import Entered
from par_rules.figures.last_year import read_last_year
from par_rules.figures.read import read_figures
from par_rules.scoring.facts import UNKNOWN, Fact
from tests.figures.conftest import DAY, MakeCopy, place

KEY = "online_share_last_year"


def write(folder: Path, inputs: object, **head: Any) -> Path:
    folder.mkdir(exist_ok=True)
    data = {"schema": "par-last-year/1", "year": 2025, "inputs": inputs, **head}
    path = folder / "ket-qua.json"
    path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return path


def test_a_value_becomes_a_fact_with_its_source(criteria: CriteriaSet, tmp_path: Path) -> None:
    write(tmp_path / "2025", {KEY: {"value": "78.7", "source": "BC 12"}})
    figures = read_figures(criteria, tmp_path, as_of=DAY, last_year=tmp_path / "2025")
    assert figures.facts[KEY] == Fact(
        "known", Fraction(787, 10), origin=f"2025/ket-qua.json: inputs.{KEY}"
    )
    assert (figures.row(KEY).value_text, figures.row(KEY).document) == ("78,7", "BC 12")
    assert [name for name, _ in figures.sources] == ["2025/ket-qua.json"]


def test_a_state_may_stand_in_place_of_a_value(criteria: CriteriaSet, tmp_path: Path) -> None:
    path = write(tmp_path / "2025", {KEY: {"state": "not_arisen", "source": ""}})
    assert read_last_year(criteria, path).facts[KEY].state == "not_arisen"


def test_no_results_of_last_year_leave_its_inputs_unknown(
    criteria: CriteriaSet, tmp_path: Path
) -> None:
    figures = read_figures(criteria, tmp_path, as_of=DAY, last_year=tmp_path / "2025")
    assert figures.facts[KEY] == UNKNOWN
    assert not [p for p in figures.problems if "ket-qua" in p.file]


@pytest.mark.parametrize(
    ("item", "what"),
    [
        ({"value": "78,7"}, "giá trị không dùng được, cần từ 0 đến 100"),
        ({"value": 78.7}, "giá trị không dùng được, cần từ 0 đến 100"),
        ({"value": "101"}, "giá trị không dùng được, cần từ 0 đến 100"),
        ({"state": "absent?"}, "giá trị không dùng được, cần từ 0 đến 100"),
        ({}, "giá trị không dùng được, cần từ 0 đến 100"),
        ("78.7", "không có giá trị"),
    ],
)
def test_a_value_that_cannot_be_used_is_told(
    criteria: CriteriaSet, tmp_path: Path, item: object, what: str
) -> None:
    found = read_last_year(criteria, write(tmp_path / "2025", {KEY: item}))
    assert found.facts == {}
    assert [(p.where, p.what, p.name) for p in found.problems] == [(f"inputs.{KEY}", what, KEY)]


def test_an_input_of_another_kind_is_told(criteria: CriteriaSet, tmp_path: Path) -> None:
    found = read_last_year(criteria, write(tmp_path / "2025", {"received": {"value": "5"}}))
    assert found.facts == {}
    assert str(found.problems[0]) == (
        "2025/ket-qua.json: inputs.received: "
        "bộ tiêu chí không lấy số liệu này từ năm trước: bỏ mục này"
    )


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b'{"schema": "par-facts/1"}', b"\xff\xfe"])
def test_another_file_is_told(criteria: CriteriaSet, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "ket-qua.json"
    path.write_bytes(data)
    assert [p.what for p in read_last_year(criteria, path).problems] == [
        "không phải tệp par-last-year/1"
    ]


def test_results_of_another_year_are_told(criteria: CriteriaSet, tmp_path: Path) -> None:
    path = write(tmp_path / "2025", {KEY: {"value": "78.7"}}, year=2024)
    found = read_last_year(criteria, path)
    assert found.facts == {}
    assert found.problems[0].what == "kết quả của năm 2024, cần năm 2025"


def test_a_state_in_the_workbook_against_a_result_is_refused(
    criteria: CriteriaSet, make_copy: MakeCopy, tmp_path: Path
) -> None:
    path = make_copy(**{KEY: Entered(state="không có")})
    write(tmp_path / "2025", {KEY: {"value": "78.7"}})
    figures = read_figures(criteria, tmp_path, as_of=DAY, last_year=tmp_path / "2025")
    assert figures.facts[KEY] == UNKNOWN
    assert str(figures.problems[-1]) == (
        f"so-lieu.xlsx: {place(path, KEY, 'state')}: đã chọn tình trạng mà kết quả năm trước có "
        f"số liệu (2025/ket-qua.json: inputs.{KEY}): chỉ giữ một trong hai"
    )
