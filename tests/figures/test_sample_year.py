"""The sample year's figures: complete, as the documents print them, and counted twice."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from par_rules.criteria import CriteriaSet
from par_rules.figures.case_sql import COUNTS
from par_rules.figures.cases import count_cases
from par_rules.figures.model import Figures
from par_rules.figures.read import read_figures
from par_rules.scoring.facts import Facts
from par_rules.scoring.facts_file import contradictory_leaves
from sample.cases import AREAS, FILE, MONTHS, export
from sample.catalogue import document
from sample.figures import ENTERED, UNKNOWN, entered
from sample.last_year import last_year
from tests.figures.conftest import DAY, ROOT

YEAR = ROOT / "evidence" / "dai-son" / "2026"
START, TAKEN = date(2025, 12, 15), date(2026, 11, 20)


@pytest.fixture(scope="module")
def figures(criteria: CriteriaSet) -> Figures:
    return read_figures(criteria, YEAR, as_of=DAY, last_year=YEAR.parent / "2025")


@pytest.fixture(scope="module")
def cases() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((YEAR / FILE).read_text(encoding="utf-8-sig"))))


def test_every_input_has_a_fact_or_is_unknown_on_purpose(
    figures: Figures, criteria: CriteriaSet
) -> None:
    unknown = {name for name, fact in figures.facts.items() if fact.state == "unknown"}
    assert unknown == set(UNKNOWN)
    left_to_the_register = set(criteria.inputs) - set(figures.facts)
    assert {criteria.inputs[name].from_ for name in left_to_the_register} == {"register"}


def test_nothing_is_at_fault(figures: Figures, criteria: CriteriaSet) -> None:
    assert figures.problems == ()
    assert figures.differences == ()
    assert list(contradictory_leaves(criteria, Facts(figures.facts))) == []


def test_the_files_in_git_are_what_the_sample_makes(
    figures: Figures, criteria: CriteriaSet
) -> None:
    assert (YEAR / FILE).read_bytes() == export()
    results = (YEAR.parent / "2025" / "ket-qua.json").read_text(encoding="utf-8")
    assert json.loads(results) == last_year()
    assert figures.entered == entered(criteria)


def test_each_running_count_says_what_it_will_reach(
    figures: Figures, criteria: CriteriaSet
) -> None:
    without = [
        name
        for name, said in ENTERED.items()
        if said.end is not None and figures.facts[name].ceiling != said.end
    ]
    assert without == []


# Input -> document, label: printed figures that say the same.
PRINTED = {
    "plan_tasks_due": ("CDDH-05", "Nhiệm vụ phải hoàn thành trong kỳ"),
    "plan_tasks_on_time": ("CDDH-05", "Nhiệm vụ hoàn thành đúng hạn"),
    "full_weeks": ("CDDH-21", "Số tuần trọn trong kỳ đến ngày chốt"),
    "reform_news_weeks": ("CDDH-21", "Số tuần có tin, bài"),
    "offices_inspected": ("CDDH-42", "Bộ phận được kiểm tra"),
    "inspection_findings_fixed": ("CDDH-45", "Đã khắc phục đúng hạn"),
    "reform_staff_trained": ("CDDH-52", "Đã được tập huấn"),
    "superior_documents_on_time": ("TC-01", "Đã triển khai đúng hạn"),
    "rules_handled": ("TC-08", "Đã xử lý"),
    "documents_correct": ("TC-11", "Văn bản đúng thể thức, thẩm quyền"),
    "legal_education_done": ("TC-13", "Buổi đã tổ chức"),
    "law_feedback_handled": ("TC-17", "Đã xử lý hoặc đã tổng hợp gửi cấp trên"),
    "supervision_answered": ("TC-20", "Đã trả lời"),
    "procedures_published": ("TTHC-02", "Công khai đúng ở cả hai nơi"),
    "full_online_deployed": ("TTHC-16", "Đã triển khai toàn trình"),
    "fee_procedures_online": ("TTHC-17", "Đã triển khai"),
    "procedures_three_days_proposed": ("TTHC-31", "Thủ tục có đề xuất"),
    "internal_procedures_electronic": ("TTHC-36", "Xử lý điện tử"),
    "units_reorganised": ("BM-02", "Đã sắp xếp xong"),
    "civil_servants_in_post": ("BM-04", "Biên chế có mặt"),
    "civil_servants_well_placed": ("CV-15", "Bố trí đúng vị trí"),
    "recurrent_spending_saved": ("TCC-06", "Số tiết kiệm (triệu đồng)"),
    "budget_items_disclosed_on_time": ("TCC-25", "Công khai đúng hạn"),
    "surplus_assets_handled": ("TCC-31", "Đã xử lý"),
    "reform_funds_allocated": ("TCC-41", "Đã bố trí (triệu đồng)"),
    "databases_cleaned": ("CQS-02", "Đạt yêu cầu"),
    "documents_electronic": ("CQS-11", "Dưới dạng điện tử"),
    "infrastructure_items_accepted": ("CQS-22", "Đã nghiệm thu"),
    "support_turns": ("CQS-31", "Lượt hỗ trợ"),
    "portal_weeks_with_two_items": ("CQS-41", "Số tuần có từ 2 tin"),
    "mandatory_items_on_time": ("CQS-42", "Công khai đúng hạn"),
    "digital_skills_trained": ("CQS-71", "Đã được bồi dưỡng kỹ năng số"),
    # counted from the cases
    "received": ("TTHC-11", "Hồ sơ tiếp nhận"),
    "results_issued": ("TTHC-11", "Hồ sơ đã giải quyết"),
    "settled_on_time": ("TTHC-11", "Đúng và trước hạn"),
    "outside_territory": ("TTHC-12", "Hồ sơ phi địa giới"),
    "outside_territory_on_time_ok": ("TTHC-12", "Đúng quy trình, đúng hạn"),
    "files_digitised": ("TTHC-13", "Hồ sơ được số hóa"),
    "results_digitised": ("TTHC-13", "Kết quả được số hóa"),
    "results_electronic": ("TTHC-13", "Kết quả cấp bản điện tử"),
    "data_reused": ("TTHC-13", "Hồ sơ khai thác lại dữ liệu số hóa"),
    "received_online": ("TTHC-14", "Hồ sơ tiếp nhận trực tuyến"),
    "fee_cases": ("TTHC-15", "Hồ sơ có nghĩa vụ tài chính"),
    "vneid_cases": ("CQS-61", "Hồ sơ có xác thực VNeID"),
}


@pytest.mark.parametrize("name", PRINTED)
def test_a_figure_is_the_one_that_its_document_prints(figures: Figures, name: str) -> None:
    id, label = PRINTED[name]
    assert figures.row(name).value_text == document(id).figures[label]


def test_overdue_cases_are_those_of_the_table(figures: Figures) -> None:
    settled = figures.facts["results_issued"].value
    waiting = Fraction(document("TTHC-11").figures["Quá hạn chưa giải quyết"])
    assert isinstance(settled, Fraction)
    assert figures.facts["settled_or_overdue"].value == settled + waiting


def test_paid_cases_are_those_of_the_table_before_it_was_replaced(figures: Figures) -> None:
    from sample.faults import FAULTS

    (altered,) = [fault for fault in FAULTS if fault.code == "ALTERED"]
    confirmed = altered.confirmed["Hồ sơ thanh toán trực tuyến"]
    assert figures.row("fee_cases_paid_online").value_text == confirmed


def day(text: str) -> date | None:
    return datetime.strptime(text, "%d/%m/%Y").date() if text else None


def loop(cases: list[dict[str, str]]) -> Counter[str]:
    """Count the same with a plain loop over the file's rows."""
    found: Counter[str] = Counter(dict.fromkeys(COUNTS, 0))
    for case in cases:
        received, due, returned = (
            day(case[f"Ngày {name}"]) for name in ("tiếp nhận", "hẹn trả", "trả kết quả")
        )
        assert received is not None
        assert due is not None
        found.update(_of_received(case) if START <= received <= TAKEN else ())
        settled = returned is not None and START <= returned <= TAKEN
        on_time = settled and returned is not None and returned <= due
        overdue = returned is None and due < TAKEN
        outside = case["Địa bàn cư trú"] == "Ngoài xã"
        found["settled_or_overdue"] += settled or overdue
        found["settled_on_time"] += on_time
        found["outside_territory"] += outside and (settled or overdue)
        found["outside_territory_on_time_ok"] += (
            outside and on_time and case["Đúng quy trình"] == "Có"
        )
        found["results_issued"] += settled
        electronic = case["Kết quả điện tử"] == "Có"
        found["results_electronic"] += settled and electronic
        found["results_digitised"] += settled and (electronic or case["Số hóa kết quả"] == "Có")
    return found


def _of_received(case: dict[str, str]) -> Iterator[str]:
    yield "received"
    for name, heading, words in (
        ("received_online", "Kênh nộp", ("Trực tuyến",)),
        ("files_to_digitise", "Số hóa thành phần", ("Có", "Không")),
        ("files_digitised", "Số hóa thành phần", ("Có",)),
        ("data_reusable", "Tái sử dụng dữ liệu", ("Có", "Không")),
        ("data_reused", "Tái sử dụng dữ liệu", ("Có",)),
        ("fee_cases", "Có phí", ("Có",)),
        ("vneid_cases", "VNeID", ("Có",)),
    ):
        if case[heading] in words:
            yield name
    if case["Có phí"] == case["Thanh toán trực tuyến"] == "Có":
        yield "fee_cases_paid_online"


def test_duckdb_counts_what_a_plain_loop_counts(cases: list[dict[str, str]]) -> None:
    found = count_cases([YEAR / FILE], COUNTS, (START, date(2026, 12, 14)), DAY)
    assert found.day == TAKEN
    assert dict(found.counts) == dict(loop(cases))


def test_areas_and_months_add_up_to_the_printed_tables(cases: list[dict[str, str]]) -> None:
    by_area: Counter[tuple[str, str]] = Counter()
    by_month: Counter[int] = Counter()
    for case in cases:
        received, due, returned = (
            day(case[f"Ngày {name}"]) for name in ("tiếp nhận", "hẹn trả", "trả kết quả")
        )
        assert received is not None
        assert due is not None
        name = case["Lĩnh vực"]
        if received >= START:
            by_area[name, "received"] += 1
            month = received.month if received.day < 15 else received.month + 1
            by_month[0 if received.year == 2025 and received.month == 12 else month - 1] += 1
        if returned and returned >= START:
            by_area[name, "settled"] += 1
            by_area[name, "on_time"] += returned <= due
    for area in AREAS:
        printed = (area.received, area.settled, area.on_time)
        assert printed == tuple(by_area[area.name, n] for n in ("received", "settled", "on_time"))
    assert tuple(by_month[number] for number in range(12)) == MONTHS
    for number, months in ((0, "2026-01"), (2, "2026-03"), (10, "2026-11")):
        report = document(f"BCT-{months}").figures["Hồ sơ tiếp nhận trong kỳ"]
        assert f"{MONTHS[number]:,}".replace(",", ".") == report


def test_the_export_holds_no_real_person(cases: list[dict[str, str]]) -> None:
    assert len(cases) >= 20_000
    assert len({case["Mã hồ sơ"] for case in cases}) == len(cases)
    for number, case in enumerate(cases, start=1):
        assert case["Người nộp"] == f"NGƯỜI NỘP {number:05d} (mẫu)"
        assert case["Số định danh"] == f"{number:012d}"


def test_no_person_leaves_the_export(figures: Figures) -> None:
    assert "NGƯỜI NỘP" not in repr(figures)
    assert "000000000001" not in repr(figures)


def test_last_years_fields_add_up_to_its_index() -> None:
    results = json.loads((YEAR.parent / "2025" / "ket-qua.json").read_text(encoding="utf-8"))
    fields = results["fields"]
    assert sum(Decimal(field["points"]) for field in fields) == Decimal(results["index"])
    assert sum(Decimal(field["max"]) for field in fields) == 100
    assert all(Decimal(field["points"]) <= Decimal(field["max"]) for field in fields)


def test_the_case_export_is_small() -> None:
    assert (YEAR / FILE).stat().st_size < 4_000_000
