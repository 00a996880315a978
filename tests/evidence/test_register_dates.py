"""The date inputs that linked documents answer."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from par_rules.evidence.manifest import RegisterProblem
from par_rules.evidence.register_dates import register_dates
from tests.evidence.folders import (
    SOMEBODY,
    document,
    exhibit,
    made,
    row,
    take,
    the_set,
    year_folder,
)


def test_the_day_is_the_documents_and_names_it() -> None:
    [(name, fact)] = register_dates(the_set(), [exhibit()], (), []).items()
    assert name == "yearly_plan_issued"
    assert (fact.state, fact.value) == ("known", date(2026, 1, 20))
    assert fact.origin == "12/KH-UBND, tệp Kế hoạch.pdf"
    assert fact.said_by == SOMEBODY


def test_of_several_the_earliest_is_taken() -> None:
    later = exhibit(shown=document(path="b.pdf", issued=date(2026, 3, 1)))
    found = register_dates(the_set(), [later, exhibit()], (), [])
    assert found["yearly_plan_issued"].value == date(2026, 1, 20)


def test_a_draft_without_day_tells_nothing() -> None:
    draft = exhibit(shown=document(code=None, issued=None, form="blank"))
    assert register_dates(the_set(), [draft], (), []) == {}


def test_a_document_of_another_year_tells_nothing(tmp_path: Path) -> None:
    rows = [row("1.1.1", "plan", "a.pdf", code="9/KH-UBND", issued="20/01/2025")]
    manifest = take(year_folder(tmp_path, {"a.pdf": made("CDDH-13")}, rows))
    assert manifest.proofs()["yearly_plan_date", "plan"].codes == ("WRONG_YEAR",)
    assert manifest.register_dates == {}


def test_a_day_outside_the_range_of_the_input_is_a_problem() -> None:
    problems: list[RegisterProblem] = []
    odd = exhibit(shown=document(issued=date(2031, 1, 1)))
    assert register_dates(the_set(), [odd], (), problems) == {}
    assert str(problems[0]) == (
        "danh-muc: Minh chứng!C5: 12/KH-UBND ngày 01/01/2031 nằm ngoài khoảng cho phép của "
        f"“{the_set().inputs['yearly_plan_issued'].title}”: kiểm tra lại ngày"
    )


def test_no_row_leaves_the_date_unknown(tmp_path: Path) -> None:
    assert take(year_folder(tmp_path, {"a.pdf": made("CDDH-01")})).register_dates == {}
