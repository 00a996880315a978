"""Makes the register of the sample year: which document proves what, as the officials linked it."""

from __future__ import annotations

import hashlib
import unicodedata
from pathlib import Path

from par_rules.criteria import CriteriaSet, Leaf, load_criteria
from par_rules.evidence import register_layout as layout
from par_rules.evidence.register_write import register_bytes
from par_rules.files import write_atomic
from sample.catalogue import CATALOGUE
from sample.documents import DocumentSpec, Serves
from sample.faults import FAULTS, confirmed_sha256
from sample.kinds import ROOT
from sample.render import render

UNIT_TITLE = "UBND xã Đại Sơn"
CONFIRMED_ON = "20/11/2026"

# Where several requirements of a leaf take a document of this type, the ones the officials chose;
# an empty choice keeps it as a supporting document. Where only one does, nothing is written here.
CHOICES: dict[tuple[str, str], tuple[str, ...]] = {
    ("CDDH-11", "1.2.1"): ("report_first_quarter",),
    ("CDDH-12", "1.2.1"): ("report_half_year",),
    ("CDDH-12", "2.1.1"): ("deployment_report",),
    ("CDDH-12", "5.6.1"): (),
    ("CDDH-12", "7.4.1"): (),
    ("CDDH-13", "1.2.1"): ("report_third_quarter",),
    ("CDDH-14", "1.2.1"): ("sending_first_quarter",),
    ("CDDH-18", "1.2.1"): ("sending_half_year",),
    ("CDDH-19", "1.2.1"): ("sending_third_quarter",),
    ("CDDH-21", "1.4.1"): ("news_list",),
    ("CDDH-21", "1.4.2"): ("portal_copies",),
    ("CDDH-23", "1.4.2"): ("loudspeaker_proof",),
    ("CDDH-24", "1.4.2"): ("village_meetings",),
    ("CDDH-26", "1.4.2"): ("social_network_copies",),
    ("CDDH-33", "1.5.1"): ("survey_report", "sample_page"),
    ("CDDH-52", "5.3.1"): ("training_results",),
    ("CDDH-53", "1.7.1"): ("training_report",),
    ("TC-04", "2.1.3"): ("application_guidance",),
    ("TC-05", "2.1.3"): ("practice_guidance", "conference_papers"),
    ("TC-07", "2.1.1"): ("deployment_report",),
    ("TC-07", "2.1.3"): ("law_monitoring_report",),
    ("TC-09", "2.2.1"): ("review_list", "review_report"),
    ("TC-10", "2.2.1"): ("amendments",),
    ("TC-16", "2.5.1"): ("opinions",),
    ("TC-17", "2.5.2"): ("feedback_register",),
    ("TC-19", "2.5.3"): ("supervision_report",),
    ("TC-20", "2.5.3"): ("answers",),
    ("TTHC-14", "7.4.1"): ("online_table",),
    ("TTHC-44", "3.8.1"): ("harassment_report",),
    ("BM-01", "6.2.1"): ("autonomy_decision",),
    ("BM-02", "4.1.1"): ("reorganisation_report",),
    ("BM-03", "4.2.1"): ("quota_decision", "reduction_quota"),
    ("BM-04", "4.2.1"): ("staffing_report",),
    ("BM-05", "4.2.1"): ("reduction_decisions",),
    ("CV-11", "5.2.1"): ("job_scheme",),
    ("CV-15", "5.3.1"): ("staff_list",),
    ("CV-22", "5.3.1"): ("training_results",),
    ("CV-31", "5.4.1"): ("rating_rules",),
    ("CV-41", "5.5.1"): ("conduct_code",),
    ("CV-51", "5.6.1"): ("midyear_report",),
    ("TCC-06", "6.1.2"): ("settlement_report", "saving_source"),
    ("TCC-11", "6.2.1"): ("autonomy_report",),
    ("TCC-21", "6.3.1"): ("disclosure_decisions",),
    ("TCC-22", "6.3.1"): ("disclosure_decisions",),
    ("TCC-23", "6.3.1"): ("disclosure_copies",),
    ("TCC-24", "6.3.1"): ("asset_disclosure",),
    ("TCC-32", "6.4.1"): ("asset_report", "surplus_list"),
    ("TCC-33", "6.4.1"): ("disposal_decisions",),
    ("CQS-01", "7.1.1"): ("assignment",),
    ("CQS-02", "7.1.1"): ("cleaning_result",),
    ("CQS-31", "7.4.1"): ("team_report", "support_table"),
    ("CQS-32", "7.4.1"): ("last_year_table",),
    ("CQS-51", "7.7.1"): ("iso_plan",),
    ("CQS-52", "7.7.1"): ("audit_report",),
    ("CQS-61", "7.8.1"): ("vneid_table", "project_06_report"),
    ("CQS-71", "5.3.1"): ("training_results",),
    ("CQS-71", "7.9.1"): ("staff_list", "training_results"),
}

# By document: what took its place.
REPLACED_BY = {"CDDH-01": "Kế hoạch giai đoạn 2026 – 2030 (mới có dự thảo, tháng 4/2026)"}

EXPLANATIONS = (
    {
        layout.LEAF: "2.3.1",
        layout.REQUIREMENT: "format_report",
        layout.TEXT: "Văn phòng đã chọn mẫu 50 văn bản theo sổ văn bản đi và kiểm tra xong ngày "
        "10/11/2026 (danh sách kèm theo); báo cáo kết quả đang trình ký.",
        layout.OFFICE: "vp",
        layout.ON: "18/11/2026",
    },
    {
        layout.LEAF: "3.2.2",
        layout.REQUIREMENT: "monthly_reports",
        layout.TEXT: "Tháng 02/2026 Trung tâm không lập báo cáo riêng do trùng kỳ nghỉ Tết Nguyên "
        "đán; số liệu tháng 02 được cộng trong báo cáo tháng 3.",
        layout.OFFICE: "pvhcc",
        layout.ON: "18/11/2026",
    },
)


def make_register(folder: Path) -> bytes:
    """Give the register of the documents that lie in ``folder``."""
    criteria = load_criteria(ROOT / "criteria", "hai-phong-xa", 2026)
    rows = [
        row
        for spec in CATALOGUE
        for serves in spec.serves
        for row in _rows(spec, serves, folder, criteria)
    ]
    order = {leaf.number: position for position, leaf in enumerate(criteria.leaves())}
    rows.sort(key=lambda row: order[row[layout.LEAF]])
    files = sorted(_path(spec) for spec in CATALOGUE if spec.on_disk)
    explanations = [_explanation(given, criteria) for given in EXPLANATIONS]
    return register_bytes(criteria, UNIT_TITLE, files, rows, explanations)


def write_register(folder: Path) -> Path:
    """Write the register beside the document folder ``folder`` and give its path.

    Raises ``OSError`` if it cannot be written.
    """
    return write_atomic(folder.parent / layout.FILE_NAME, make_register(folder))


def _rows(
    spec: DocumentSpec, serves: Serves, folder: Path, criteria: CriteriaSet
) -> list[dict[str, str]]:
    leaf = criteria.leaf(serves.leaf)
    titles = {requirement.key: requirement.title for requirement in leaf.evidence}
    chosen = [titles[key] for key in _requirements(spec, leaf)] or [layout.SUPPORTING]
    return [
        {
            layout.LEAF: leaf.number,
            layout.REQUIREMENT: title,
            layout.FILE: _path(spec),
            layout.CODE: spec.code or "",
            layout.ISSUED: f"{spec.issued:%d/%m/%Y}" if spec.issued else "",
            layout.PAGE: str(serves.page or ""),
            layout.SECTION: serves.section or "",
            layout.REPLACED_BY: REPLACED_BY.get(spec.id, ""),
            **_confirmation(spec, leaf, folder, criteria),
        }
        for title in chosen
    ]


def _requirements(spec: DocumentSpec, leaf: Leaf) -> tuple[str, ...]:
    """Give the requirements a document is linked to: as chosen, else the only one it fits."""
    chosen = CHOICES.get((spec.id, leaf.number))
    if chosen is not None:
        return chosen
    fits = tuple(
        requirement.key
        for requirement in leaf.evidence
        if spec.type_key in requirement.type
        and (not requirement.issuer or spec.issuer in requirement.issuer)
    )
    if len(fits) > 1:
        raise ValueError(f"{spec.id}: choose among {', '.join(fits)} of {leaf.number}")
    return fits


def _path(spec: DocumentSpec) -> str:
    return unicodedata.normalize("NFC", spec.path)


def _confirmation(
    spec: DocumentSpec, leaf: Leaf, folder: Path, criteria: CriteriaSet
) -> dict[str, str]:
    """Give hash, post and day of the confirmation; nobody confirms a draft."""
    if spec.draft_month is not None or (spec.issued is None and spec.number is None):
        return {}
    office = criteria.head.offices[leaf.lead_office].title
    return {
        layout.CONFIRMED_SHA256: _sha256(spec, folder),
        layout.CONFIRMED_BY: f"Công chức {office}",
        layout.CONFIRMED_ON: CONFIRMED_ON,
    }


def _sha256(spec: DocumentSpec, folder: Path) -> str:
    for fault in FAULTS:
        if fault.document == spec.id and fault.code == "ALTERED":
            return confirmed_sha256(fault)
    data = folder.joinpath(*spec.path.split("/")).read_bytes() if spec.on_disk else render(spec)
    return hashlib.sha256(data).hexdigest()


def _explanation(given: dict[str, str], criteria: CriteriaSet) -> dict[str, str]:
    leaf = criteria.leaf(given[layout.LEAF])
    titles = {requirement.key: requirement.title for requirement in leaf.evidence}
    return {
        **given,
        layout.REQUIREMENT: titles[given[layout.REQUIREMENT]],
        layout.OFFICE: criteria.head.offices[given[layout.OFFICE]].title,
    }
