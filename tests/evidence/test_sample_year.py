"""The sample year: the planted faults are found, all and only these, and documents prove."""

from __future__ import annotations

import shutil
import unicodedata
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

from par_rules.evidence import Manifest, manifest_from_json
from par_rules.evidence import register_layout as layout
from par_rules.evidence.claims import with_claims
from par_rules.evidence.register import read_register
from par_rules.scoring.facts import Fact
from sample.faults import FAULTS
from sample.figures import ENTERED, NONE_IN_PERIOD
from sample.register import make_register
from sample.write import DOCUMENT_FOLDER
from tests.evidence.folders import take, the_set

YEAR = DOCUMENT_FOLDER.parent


@cache
def manifest() -> Manifest:
    return take(YEAR)


@cache
def confronted() -> Manifest:
    """Give the manifest after the sample's declared figures were held against it."""
    declared = {
        name: Fact("known", Fraction(1))
        for name, said in ENTERED.items()
        if said.value not in (0, "không", NONE_IN_PERIOD)
    }
    return with_claims(the_set(), manifest(), declared)


def test_the_findings_are_the_planted_faults_all_and_only_these() -> None:
    numbers = {leaf.key: leaf.number for leaf in the_set().leaves()}
    planted = {
        (fault.code, fault.path and unicodedata.normalize("NFC", fault.path), leaf, fault.blocks)
        for fault in FAULTS
        for leaf in fault.leaves or (None,)
    }
    found = {
        (f.code, f.path, numbers.get(f.leaf or ""), f.severity == "blocks")
        for f in confronted().findings
    }
    assert found == planted


def test_nothing_else_is_wrong_with_the_register() -> None:
    assert manifest().problems == ()


def test_a_figure_without_any_document_is_found_once_the_figures_are_known() -> None:
    before = {(f.code, f.leaf) for f in manifest().findings}
    after = {(f.code, f.leaf) for f in confronted().findings}
    assert after - before == {
        ("MISSING", "documents_correct_share"),
        ("MISSING", "online_meetings_share"),
        ("NO_EXPLAIN", "online_meetings_share"),
    }


def test_confronting_twice_adds_nothing() -> None:
    declared = {name: Fact("known", Fraction(1)) for name in ("meetings_held", "meetings_online")}
    once = with_claims(the_set(), manifest(), declared)
    assert with_claims(the_set(), once, declared) == once


def test_the_answers_that_do_not_pass_are_those_expected() -> None:
    failing = {
        (answer.number, answer.requirement): answer.proof.codes
        for answer in manifest().answers
        if answer.proof.answer == "fails"
    }
    assert failing == {
        ("3.7.2", "paid_online_table"): ("ALTERED",),
        ("5.3.1", "training_results"): ("MISSING",),
        ("6.2.1", "autonomy_report"): ("WRONG_YEAR",),
    }


def test_ten_of_twelve_monthly_reports_and_three_of_four_budget_reports_count() -> None:
    proofs = manifest().proofs()
    assert proofs["monthly_case_reports", "monthly_reports"].passing == 10
    assert proofs["budget_planned_reported", "budget_reports"].passing == 3


def test_the_real_plan_is_a_draft_and_the_plan_of_the_year_proves_its_leaf() -> None:
    plan = next(d for d in manifest().documents if d.path.endswith("ke hoach-signed-signed.pdf"))
    assert (plan.code, plan.issued, plan.signed, plan.form) == (None, None, False, "blank")
    assert manifest().proofs()["yearly_plan_date", "plan"].answer == "passes"


def test_what_is_not_due_is_open_not_missing() -> None:
    answers = {(a.number, a.requirement): a for a in manifest().answers}
    assert answers["1.2.1", "report_year"].proof.answer == "not_due"
    assert answers["1.2.1", "report_year"].due == date(2026, 12, 20)
    assert answers["1.3.1", "self_assessment_report"].proof.answer == "not_due"


def test_the_register_answers_its_date_inputs() -> None:
    dates = {name: fact.value for name, fact in manifest().register_dates.items()}
    assert dates == {
        "yearly_plan_issued": date(2025, 12, 31),
        "law_monitoring_plan_issued": date(2026, 2, 11),
        "discipline_report_midyear": date(2026, 7, 3),
        "budget_resolution_issued": date(2025, 12, 26),
    }
    assert manifest().register_dates["yearly_plan_issued"].origin == (
        "156/KH-UBND, tệp Phòng Văn hóa - Xã hội/156-KH-UBND Kế hoạch CCHC năm 2026.pdf"
    )


def test_deleting_a_document_fails_its_requirement_and_keeps_the_date(tmp_path: Path) -> None:
    year = shutil.copytree(YEAR / "tai-lieu", tmp_path / "tai-lieu").parent
    shutil.copy2(YEAR / layout.FILE_NAME, year)
    plan = manifest().proofs()["yearly_plan_date", "plan"]
    assert plan.answer == "passes"
    (year / "tai-lieu/Phòng Văn hóa - Xã hội/156-KH-UBND Kế hoạch CCHC năm 2026.pdf").unlink()
    after = take(year)
    assert after.proofs()["yearly_plan_date", "plan"].answer == "fails"
    assert "MISSING" in after.proofs()["yearly_plan_date", "plan"].codes
    assert after.register_dates["yearly_plan_issued"].value == date(2025, 12, 31)


def test_reading_changes_nothing_in_the_folder() -> None:
    def state() -> dict[str, tuple[int, int]]:
        return {
            path.as_posix(): (path.stat().st_mtime_ns, path.stat().st_size)
            for path in YEAR.rglob("*")
        }

    before = state()
    take(YEAR)
    assert state() == before


def test_a_second_run_from_the_cache_gives_the_same_manifest(tmp_path: Path) -> None:
    cache_file = tmp_path / "da-doc.json"
    assert take(YEAR, cache=cache_file) == manifest()
    assert cache_file.is_file()
    assert take(YEAR, cache=cache_file) == manifest()


def test_the_manifest_comes_back_from_its_json() -> None:
    assert manifest_from_json(confronted().to_json()) == confronted()


def test_the_rows_show_each_document_with_its_leaves_and_findings() -> None:
    rows = {row["Tệp"].rpartition("/")[2]: row for row in manifest().rows()}
    assert len(rows) == len(manifest().documents) == 153
    plan = rows["156-KH-UBND Kế hoạch CCHC năm 2026.pdf"]
    assert plan["Loại"] == "Kế hoạch"
    assert plan["Số, ký hiệu"] == "156/KH-UBND"
    assert plan["Ngày ban hành"] == "31/12/2025"
    assert plan["Tiêu chí"] == "1.1.1, 1.1.2, 1.1.3 (bổ trợ)"
    assert plan["Phát hiện"] == "REPLACED"
    scan = rows["scan0012.pdf"]
    assert (scan["Số, ký hiệu"], scan["Ngày ban hành"]) == ("289/BC-UBND", "16/10/2026")


def test_the_finding_rows_say_where_what_and_what_to_do() -> None:
    rows = manifest().finding_rows()
    assert len(rows) == len(manifest().findings)
    late = next(row for row in rows if row["Mã"] == "LATE" and row["Tiêu chí"] == "3.2.2")
    assert late == {
        "Mã": "LATE",
        "Mức": "Không được tính",
        "Tiêu chí": "3.2.2",
        "Yêu cầu minh chứng": "Báo cáo tháng về tình hình giải quyết thủ tục hành chính",
        "Tệp": "TT Phục vụ HCC/Báo cáo tháng/BC TTHC thang 08-2026.pdf",
        "Nội dung": "25/BC-TTPVHCC ngày 25/08/2026 chậm 5 ngày so với hạn 20/08/2026",
        "Việc cần làm": "giải trình lý do chậm; văn bản chậm không được đếm",
    }


def test_the_committed_register_is_what_the_catalogue_makes() -> None:
    first = make_register(DOCUMENT_FOLDER)
    assert first == make_register(DOCUMENT_FOLDER)
    assert first == (YEAR / layout.FILE_NAME).read_bytes()


def test_the_register_names_no_person() -> None:
    register = read_register(YEAR / layout.FILE_NAME, the_set())
    offices = {f"Công chức {office.title}" for office in the_set().head.offices.values()}
    assert {row.confirmed_by for row in register.rows} - {None} <= offices
