"""A listed file that stands in a sub-folder is found by its name, if only one has it."""

from pathlib import Path

from par_rules.evidence import register_layout as layout
from par_rules.evidence.manifest import manifest_from_json
from tests.evidence.folders import made, row, take, year_folder


def test_the_only_file_of_a_name_is_taken_and_told_of(tmp_path: Path) -> None:
    rows = [
        row("1.1.1", "plan", "Kế hoạch.PDF"),
        row("1.1.2", layout.SUPPORTING, "kế hoạch.pdf"),
    ]
    manifest = take(year_folder(tmp_path, {"Phòng/2026/Kế hoạch.pdf": made("CDDH-01")}, rows))
    assert manifest.proofs()["yearly_plan_date", "plan"].answer == "passes"
    assert manifest.supporting == (("Phòng/2026/Kế hoạch.pdf", "1.1.2"),)
    assert "ORPHAN" not in {finding.code for finding in manifest.findings}
    assert manifest.problems == ()
    assert [str(one) for one in manifest.cautions] == [
        f"{layout.FILE_NAME}: Minh chứng!C5, C6: 2 ô Tệp ghi tên không kèm thư mục; đã nhận vì "
        "chỉ có một tệp tên đó: nên ghi cả thư mục, như “Phòng/2026/Kế hoạch.pdf”"
    ]
    assert manifest_from_json(manifest.to_json()) == manifest


def test_a_name_of_two_files_or_with_another_folder_is_gone(tmp_path: Path) -> None:
    files = {"a/kh.pdf": made("CDDH-01"), "b/kh.pdf": made("CDDH-12"), "c/x.pdf": made("TC-12")}
    rows = [row("1.1.1", "plan", "kh.pdf"), row("2.4.1", "legal_education_plan", "d/x.pdf")]
    manifest = take(year_folder(tmp_path, files, rows))
    assert manifest.cautions == ()
    assert {f.path for f in manifest.findings if f.code == "MISSING"} >= {"kh.pdf", "d/x.pdf"}
