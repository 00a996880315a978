"""What the offices of Đại Sơn have entered in the figures workbook by late November 2026.

The figures are those that the documents print (``sample.catalogue``). Faults of the documents are
not mended here: an office declares what it believes, as with the report of a wrong year (L16).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from par_rules.criteria import CriteriaSet
from par_rules.figures.layout import WORKBOOK, office_of
from par_rules.figures.model import Entered
from par_rules.figures.workbook import workbook
from par_rules.files import write_atomic
from sample.catalogue import document

UNIT_TITLE = "UBND xã Đại Sơn"


class Said(NamedTuple):
    """A value or state, the end expected on 14/12/2026, and where it stands."""

    value: int | float | str | date | None
    document: str | None = None
    page: int | None = 1
    end: int | None = None
    note: str | None = None


YES = "có"
NONE_IN_PERIOD = "không phát sinh"

# Office -> post of who provides its figures, and when.
PROVIDERS = {
    "vhxh": ("Công chức theo dõi cải cách hành chính", date(2026, 11, 20)),
    "vp": ("Công chức Văn phòng – thống kê", date(2026, 11, 20)),
    "kt": ("Công chức tài chính – kế toán", date(2026, 11, 18)),
    "pvhcc": ("Công chức một cửa, phụ trách số liệu", date(2026, 11, 20)),
    "dvsnc": ("Viên chức phụ trách truyền thanh", date(2026, 11, 20)),
    "bbt": ("Thư ký Ban Biên tập", date(2026, 11, 20)),
    "ca": ("Cán bộ phụ trách Đề án 06", date(2026, 11, 16)),
}

ENTERED: Mapping[str, Said] = {
    # field I
    "yearly_plan_assigns_offices": Said(YES, "CDDH-01", 2),
    "yearly_plan_states_products": Said(YES, "CDDH-01", 2),
    "yearly_plan_sent": Said(YES, "CDDH-04"),
    "plan_tasks_due": Said(40, "CDDH-05", 1, 43),
    "plan_tasks_on_time": Said(37, "CDDH-05", 1, 40),
    "report_first_quarter_sent": Said(date(2026, 3, 18), "CDDH-14"),
    "report_half_year_sent": Said(date(2026, 6, 17), "CDDH-18"),
    "report_third_quarter_sent": Said(date(2026, 9, 18), "CDDH-19"),
    "full_weeks": Said(48, "CDDH-21", 1, 52),
    "reform_news_weeks": Said(47, "CDDH-21", 1, 51),
    "propaganda_by_loudspeaker": Said(YES, "CDDH-22"),
    "propaganda_on_portal": Said(YES, "CDDH-21"),
    "propaganda_on_social_networks": Said(YES, "CDDH-26"),
    "propaganda_posted_and_at_meetings": Said(YES, "CDDH-25"),
    "satisfaction_survey_planned": Said(YES, "CDDH-31"),
    "satisfaction_survey_reported": Said(YES, "CDDH-33"),
    "satisfaction_sample_sufficient": Said(YES, "CDDH-33", note="391 phiếu hợp lệ, cần 380 phiếu"),
    "satisfaction_published_at_centre": Said(YES, "CDDH-34"),
    "satisfaction_published_on_portal": Said(YES, "CDDH-35"),
    "offices_to_inspect": Said(5, "CDDH-42"),
    "offices_inspected": Said(3, "CDDH-42"),
    "inspection_findings": Said(4, "CDDH-42", 1, 4),
    "inspection_findings_fixed": Said(3, "CDDH-45"),
    "reform_training_offered": Said(YES, "CDDH-51"),
    "reform_staff": Said(6, "CDDH-52"),
    "reform_staff_trained": Said(6, "CDDH-52"),
    # field II
    "superior_documents_due": Said(24, "TC-01", 1, 26),
    "superior_documents_on_time": Said(23, "TC-01", 1, 25),
    "law_application_guided": Said(YES, "TC-04"),
    "law_practice_guided": Said(YES, "TC-05"),
    "law_training_held": Said(YES, "TC-05"),
    "law_monitoring_reported": Said(YES, "TC-07"),
    "rules_review_listed": Said(YES, "TC-08"),
    "rules_to_handle": Said(3, "TC-08", 1, 3),
    "rules_handled": Said(2, "TC-08"),
    "documents_checked": Said(50, "TC-11", 1, 50),
    "documents_correct": Said(49, "TC-11", 1, 49),
    "unlawful_documents": Said(0, "TC-07", 1, 0),
    "legal_education_due": Said(20, "TC-13", 1, 20),
    "legal_education_done": Said(19, "TC-13"),
    "legal_education_digital": Said(YES, "TC-14"),
    "opinions_requested": Said(3, "TC-16", 1, 3),
    "opinions_given_on_time": Said(3, "TC-16", 1, 3),
    "law_feedback_received": Said(14, "TC-17", 1, 15),
    "law_feedback_handled": Said(13, "TC-17"),
    "supervision_recommendations": Said(3, "TC-20", 1, 3),
    "supervision_answered": Said(3, "TC-20"),
    # field III; what the case export gives has only an end
    "procedures_listed": Said(372, "TTHC-01"),
    "procedures_published": Said(368, "TTHC-02"),
    "settled_or_overdue": Said(None, end=20300),
    "settled_on_time": Said(None, end=19770),
    "monthly_reports_on_time": Said(
        10, "BCT-2026-11", note="Thiếu báo cáo tháng 02/2026; báo cáo tháng 8 gửi chậm"
    ),
    "outside_territory": Said(None, end=228),
    "outside_territory_on_time_ok": Said(None, end=223),
    "connected_data_list": Said(YES, "TTHC-21"),
    "repeat_paper_requests": Said(0, "TTHC-22", 1, 0),
    "data_reusable": Said(None, end=18400),
    "data_reused": Said(None, end=16870),
    "procedures_three_days": Said(186, "TTHC-31"),
    "procedures_three_days_proposed": Said(41, "TTHC-32"),
    "business_cut_proposal_sent": Said(YES, "TTHC-33"),
    "data_cut_proposal_sent": Said(YES, "TTHC-34"),
    "internal_procedures": Said(28, "TTHC-36"),
    "internal_procedures_electronic": Said(27, "TTHC-36"),
    "full_online_eligible": Said(214, "TTHC-01", 2),
    "full_online_deployed": Said(211, "TTHC-16"),
    "received": Said(None, end=20900),
    "received_online": Said(None, end=17560),
    "files_to_digitise": Said(None, end=20830),
    "results_issued": Said(None, end=20210),
    "results_electronic": Said(None, end=19560),
    "fee_procedures": Said(62, "TTHC-17"),
    "fee_procedures_online": Said(60, "TTHC-17"),
    "fee_cases": Said(None, end=10640),
    "fee_cases_paid_online": Said(None, end=8080),
    "harassment_reports": Said(2, "TTHC-44", 1, 2),
    "harassment_reports_handled": Said(2, "TTHC-44"),
    # field IV
    "units_to_reorganise": Said(7, "BM-01", 1, 7),
    "units_reorganised": Said(6, "BM-02"),
    "civil_servants_assigned": Said(44, "BM-03"),
    "civil_servants_in_post": Said(42, "BM-04"),
    "staff_reduction_target": Said(2, "BM-03", 1, 2),
    "staff_reduced": Said(2, "BM-05"),
    "work_rules_in_force": Said(YES, "BM-06", 2),
    "shirking_confirmed": Said(1, "BM-07", 1, 1),
    # field V
    "new_laws_plan_issued": Said(YES, "CV-01"),
    "new_laws_conference_held": Said(YES, "CV-03"),
    "job_scheme_drawn_up": Said(YES, "CV-11"),
    "job_descriptions_complete": Said(YES, "CV-12"),
    "competency_framework_drawn_up": Said(YES, "CV-13"),
    "job_scheme_submitted": Said(YES, "CV-14"),
    "civil_servants_well_placed": Said(41, "CV-15"),
    "unlawful_appointments": Said(0, "CV-16", 1, 0),
    "training_plan_issued": Said(YES, "CV-21"),
    "civil_servants_full_year": Said(
        41, "CV-22", note="01 công chức chuyển đến tháng 9/2026 không tính"
    ),
    "civil_servants_trained": Said(40, "CV-22"),
    "rating_rules_issued": Said(YES, "CV-31"),
    "conduct_code_in_force": Said(YES, "CV-41"),
    "friendly_office_model_run": Said(YES, "CV-42"),
    "conduct_checks_made": Said(2, "CV-43", 1, 3),
    "civil_servants_disciplined": Said(0, "CV-51", 1, 0),
    # field VI
    "budget_reports_on_time": Said(3, "TCC-05", note="Báo cáo quý I gửi ngày 28/4/2026, quá hạn"),
    "recurrent_spending_base": Said(14300, "TCC-06"),
    "recurrent_spending_saved": Said(1360, "TCC-06"),
    "autonomous_units": Said(7, "TCC-11"),
    "autonomy_reported": Said(YES, "TCC-11"),
    "autonomy_reform_proposed": Said(YES, "TCC-12"),
    "budget_items_due": Said(10, "TCC-25", 1, 11),
    "budget_items_disclosed_on_time": Said(9, "TCC-25", 1, 10),
    "public_assets_disclosed": Said(YES, "TCC-24"),
    "supervision_recorded": Said(YES, "TCC-25"),
    "asset_book_and_report": Said(YES, "TCC-31"),
    "surplus_assets": Said(3, "TCC-31", 1, 3),
    "surplus_assets_handled": Said(2, "TCC-32"),
    "reform_funds_needed": Said(450, "TCC-41"),
    "reform_funds_allocated": Said(420, "TCC-41"),
    "thrift_plan_issued": Said(YES, "TCC-51", note="Kế hoạch đang trình ký"),
    "thrift_amount_reported": Said(YES, "TCC-06"),
    # field VII
    "databases_assigned": Said(5, "CQS-01", 1, 5),
    "databases_cleaned": Said(4, "CQS-02"),
    "documents_exchanged": Said(9346, "CQS-11", 1, 10000),
    "documents_electronic": Said(9283, "CQS-11", 1, 9935),
    "infrastructure_items_due": Said(3, "CQS-21", 1, 3),
    "infrastructure_items_accepted": Said(2, "CQS-22"),
    "community_team_reported": Said(YES, "CQS-31"),
    "support_turns": Said(2184, "CQS-31", 1, 2350),
    "meetings_held": Said(118, None, None, 126, "Theo lịch họp tuần, chưa tổng hợp thành văn bản"),
    "meetings_online": Said(41, None, None, 44),
    "portal_weeks_with_two_items": Said(46, "CQS-41", 1, 50),
    "mandatory_items_due": Said(26, "CQS-42", 1, 28),
    "mandatory_items_on_time": Said(25, "CQS-42", 1, 27),
    "iso_plan_issued": Said(YES, "CQS-51"),
    "iso_audit_reviewed": Said(YES, "CQS-53"),
    "iso_18091_roadmap": Said(
        NONE_IN_PERIOD, note="Thành phố chưa có kế hoạch áp dụng TCVN ISO 18091:2020"
    ),
    "vneid_cases": Said(None, end=18240),
    "cadres_and_civil_servants": Said(48, "CQS-71"),
    "digital_skills_trained": Said(46, "CQS-71"),
    # outside the 100
    "initiatives_recognised": Said(0, None, None, 1, "01 sáng kiến đang chờ công nhận"),
}

# Left blank on purpose, and why.
UNKNOWN: Mapping[str, str] = {
    "report_year_sent": "hạn 20/12/2026 chưa đến",
    "self_assessment_sent": "báo cáo tự chấm điểm còn là dự thảo",
    "legal_education_three_areas": "đang rà soát lĩnh vực hôn nhân gia đình, an ninh trật tự",
    "new_laws_reported": "báo cáo trước ngày 15/12/2026",
    "rating_complete_on_time": "xếp loại cuối năm",
    "emulation_table_made": "xếp loại cuối năm",
    "reward_decision_issued": "xếp loại cuối năm",
    "false_figures_found": "chỉ cơ quan thẩm định nhập",
    "sipas": "thành phố công bố sau",
    "satisfied_procedures": "thành phố công bố sau",
    "satisfied_land_construction": "thành phố công bố sau",
    "satisfied_online_services": "thành phố công bố sau",
    "rating_answers_a": "thành phố công bố sau",
    "rating_answers_b": "thành phố công bố sau",
    "rating_answers_c": "thành phố công bố sau",
    "rating_answers_d": "thành phố công bố sau",
    "index_766_on_time_points": "xã mẫu chưa lấy điểm công bố",
    "index_766_online_points": "xã mẫu chưa lấy điểm công bố",
    "index_766_digitisation_points": "xã mẫu chưa lấy điểm công bố",
    "index_766_payment_points": "xã mẫu chưa lấy điểm công bố",
}


def entered(criteria: CriteriaSet) -> dict[str, Entered]:
    """Give the cells of the workbook, by input."""
    return {name: _row(criteria, name, said) for name, said in ENTERED.items()}


def _row(criteria: CriteriaSet, name: str, said: Said) -> Entered:
    said_by, said_on = PROVIDERS[office_of(criteria, name)]
    is_state = said.value == NONE_IN_PERIOD
    path = unicodedata.normalize("NFC", document(said.document).path) if said.document else None
    return Entered(
        value=None if is_state else said.value,
        ceiling=said.end,
        state=NONE_IN_PERIOD if is_state else None,
        said_by=said_by,
        said_on=said_on,
        document=path.rpartition("/")[2] if path else None,
        page=said.page if path else None,
        note=said.note,
    )


def write_figures(criteria: CriteriaSet, folder: Path) -> Path:
    """Write the filled-in workbook into ``folder``, the same bytes every time."""
    return write_atomic(folder / WORKBOOK, workbook(criteria, UNIT_TITLE, entered(criteria)))
