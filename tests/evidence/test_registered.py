"""A requirement whose document is registered as issued while its file is absent says so."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

from par_rules.evidence.claims import with_claims
from par_rules.scoring.facts import Fact
from sample.write import DOCUMENT_FOLDER
from tests.evidence.folders import made, row, take, the_set, year_folder

HEAD = "Số, ký hiệu;Ngày ban hành;Trích yếu\n"
PLAN = (
    "67/KH-UBND;12/08/2026;Kiểm tra nội bộ việc thực hiện nhiệm vụ cải cách hành chính năm 2026\n"
)
AFTER = date(2026, 12, 30)


def year(tmp_path: Path, lines: str, *linked: dict[str, str], **files: bytes) -> Path:
    folder = year_folder(tmp_path / "2026", {f"{k}.pdf": v for k, v in files.items()}, linked)
    (folder / "so-van-ban-di.csv").write_text(HEAD + lines, encoding="utf-8")
    return folder


def said(folder: Path, leaf: str, as_of: date = AFTER) -> list[str]:
    key = the_set().leaf(leaf).key
    return [f.what for f in take(folder, as_of).findings if (f.leaf, f.code) == (key, "MISSING")]


def test_the_finding_names_the_number(tmp_path: Path) -> None:
    folder = year(tmp_path, PLAN)
    assert said(folder, "1.6.1")[0].endswith(
        "sổ văn bản đi có Kế hoạch 67/KH-UBND ngày 12/08/2026 “Kiểm tra nội bộ việc thực hiện "
        "nhiệm vụ cải cách hành chính năm 2026”, chưa có tệp trong thư mục"
    )


def test_the_answer_names_it_before_its_day_too(tmp_path: Path) -> None:
    manifest = take(year(tmp_path, PLAN), date(2026, 9, 1))
    answers = {(a.number, a.requirement): a for a in manifest.answers}
    asked = answers["1.6.1", "inspection_plan"]
    assert asked.proof.answer == "not_due"
    assert asked.registered is not None
    assert "67/KH-UBND" in asked.registered
    assert dict(manifest.sources).keys() == {"danh-muc-minh-chung.xlsx", "so-van-ban-di.csv"}


def test_a_scan_whose_number_the_register_declares_is_there(tmp_path: Path) -> None:
    lines = "289/BC-UBND;16/10/2026;Công tác cải cách hành chính quý III năm 2026\n"
    linked = row("1.1.3", "completion_report", "scan.pdf", code="289/BC-UBND", issued="16/10/2026")
    manifest = take(year(tmp_path, lines, linked, scan=made("CDDH-13")))
    assert [a.registered for a in manifest.answers if a.registered] == []


def test_of_a_series_the_missing_day_names_its_own(tmp_path: Path) -> None:
    title = "Tình hình giải quyết thủ tục hành chính"
    lines = f"02/BC-TTPVHCC;19/01/2026;{title}\n05/BC-TTPVHCC;18/02/2026;{title}\n"
    texts = {text.partition("hạn ")[2][:10]: text for text in said(year(tmp_path, lines), "3.2.2")}
    assert "02/BC-TTPVHCC" in texts["20/01/2026"]
    assert "05/BC-TTPVHCC" in texts["20/02/2026"]
    assert "sổ văn bản đi" not in texts["20/03/2026"]


def test_the_sample_says_which_report_was_issued_the_day_before() -> None:
    declared = {"documents_correct": Fact("known", Fraction(47))}
    manifest = with_claims(the_set(), take(DOCUMENT_FOLDER.parent), declared)
    leaf = the_set().leaf("2.3.1").key
    [finding] = [f for f in manifest.findings if (f.leaf, f.code) == (leaf, "MISSING")]
    assert "sổ văn bản đi có Báo cáo 324/BC-UBND ngày 23/11/2026" in finding.what
