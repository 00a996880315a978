"""A requirement that takes certain copies of a document only (``copies``), from its YAML on."""

from __future__ import annotations

import io
import shutil
from pathlib import Path

import openpyxl
import pytest

from par_rules.criteria import CriteriaSet, Requirement
from par_rules.criteria.copies import COPIES, KINDS, copies_text, copy_kind
from par_rules.criteria.diff_values import INNER
from par_rules.criteria.loader import CriteriaError, load_criteria
from par_rules.evidence import Manifest
from par_rules.evidence import register_layout as layout
from par_rules.evidence.checks.copy_kind import copy_kind as check
from par_rules.evidence.manifest import manifest_from_json
from par_rules.evidence.register_write import register_bytes
from par_rules.evidence.take import take_evidence
from par_rules.scoring.gap_text import hand_in_text
from sample.kinds import ROOT
from tests.evidence.folders import AS_OF, exhibit, made, row, the_set, the_unit, told, year_folder

SET = the_set()
KEY = "          - key: plan\n            title: Kế hoạch cải cách hành chính năm"
OWN = {"copies": ("ban_goc", "ban_chinh")}
PROVED = "yearly_plan_date", "plan"


def set_with(folder: Path, line: str) -> CriteriaSet:
    """Load the set with one more line in the requirement of the yearly plan."""
    copy = shutil.copytree(ROOT / "criteria", folder / "criteria")
    [path] = copy.glob("hai-phong-xa/2026/1-*.yaml")
    text = path.read_text(encoding="utf-8")
    assert text.count(KEY) == 1
    more = KEY.replace("\n", f"\n            {line}\n", 1)
    path.write_text(text.replace(KEY, more), encoding="utf-8", newline="\n")
    return load_criteria(copy, "hai-phong-xa", 2026)


def taken(criteria: CriteriaSet, folder: Path, said: str) -> Manifest:
    rows = [row("1.1.1", "plan", "a.pdf", copy=said)]
    year = year_folder(folder, {"a.pdf": made("CDDH-01")}, rows)
    return take_evidence(criteria, the_unit(), 2026, year, as_of=AS_OF)


# --- words -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("bản gốc", "ban_goc"),
        ("Bản chính", "ban_chinh"),
        ("chính", "ban_chinh"),
        ("SAO Y", "sao_y"),
        ("Bản sao y", "sao_y"),
        ("sao y bản chính", "sao_y"),
        ("ban sao luc", "sao_luc"),
        ("Trích sao", "trich_sao"),
        ("bản chụp", "ban_chup"),
        ("bản sao", None),
        ("photo", None),
        ("", None),
    ],
)
def test_a_kind_is_known_by_the_words_people_use(said: str, kind: str | None) -> None:
    assert copy_kind(said) == kind


def test_every_kind_is_known_by_its_own_name() -> None:
    assert [copy_kind(COPIES[kind]) for kind in KINDS] == [*KINDS]


def test_kinds_are_named_as_a_sentence_does() -> None:
    assert copies_text(["ban_goc"]) == "bản gốc"
    assert copies_text(["ban_goc", "sao_y"]) == "bản gốc hoặc bản sao y"
    assert copies_text(KINDS[:3]) == "bản gốc, bản chính hoặc bản sao y"


# --- the check -------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [None, *KINDS])
def test_without_kinds_asked_for_every_copy_will_do(kind: str | None) -> None:
    assert list(check(exhibit(copy=kind))) == []


@pytest.mark.parametrize("kind", OWN["copies"])
def test_any_of_the_kinds_asked_for_will_do(kind: str) -> None:
    assert list(check(exhibit(copy=kind, requires=OWN))) == []


def test_another_kind_is_named_beside_those_asked_for() -> None:
    [found] = check(exhibit(copy="sao_luc", requires=OWN))
    assert (found.code, found.case, found.severity) == ("COPY", "", "blocks")
    assert found.what == (
        "12/KH-UBND ngày 20/01/2026 là bản sao lục, yêu cầu cần bản gốc hoặc bản chính"
    )
    assert found.todo == "nối bản gốc hoặc bản chính của văn bản này"


def test_a_kind_that_nobody_named_is_not_taken_for_the_right_one() -> None:
    [found] = check(exhibit(requires=OWN))
    assert (found.code, found.case, found.severity) == ("COPY", "unstated", "blocks")
    assert found.what == (
        "12/KH-UBND ngày 20/01/2026 chưa rõ là loại bản nào, yêu cầu cần bản gốc hoặc bản chính"
    )
    assert found.todo == "xem bản giấy, ghi cột Loại bản của danh mục"
    assert SET.severity_of("COPY", "unstated") == "blocks"


def test_what_is_to_be_handed_in_says_which_copy() -> None:
    asked: Requirement = next(r for r in SET.leaf("1.1.1").evidence if r.key == "plan")
    assert hand_in_text((asked.model_copy(update=OWN),)) == (
        "Nộp Kế hoạch cải cách hành chính năm 2026 của UBND xã, bản gốc hoặc bản chính, "
        "có số, ngày, đóng dấu hoặc ký số"
    )


# --- the whole way ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("said", "codes", "answer"),
    [
        ("bản chính", [], "passes"),
        ("Sao y", ["COPY"], "fails"),
        ("", ["COPY"], "fails"),
    ],
)
def test_the_register_says_which_copy_a_file_is(
    tmp_path: Path, said: str, codes: list[str], answer: str
) -> None:
    criteria = set_with(tmp_path, "copies: [ban_goc, ban_chinh]")
    manifest = taken(criteria, tmp_path / "2026", said)
    assert [code for code, _ in told(manifest.findings) if code == "COPY"] == codes
    assert manifest.proofs()[PROVED].answer == answer


def columns(criteria: CriteriaSet) -> list[object]:
    data = register_bytes(criteria, "UBND xã Đại Sơn", [], [], [])
    sheet = openpyxl.load_workbook(io.BytesIO(data))[layout.EVIDENCE_SHEET]
    return [cell.value for cell in sheet[4]]


def test_a_new_register_has_the_column_where_the_set_asks_for_copies(tmp_path: Path) -> None:
    assert columns(set_with(tmp_path, "copies: [ban_goc]"))[-1] == "Loại bản"
    assert "Loại bản" not in columns(SET)


def test_the_manifest_keeps_the_kind_as_the_units_own_word(tmp_path: Path) -> None:
    manifest = taken(SET, tmp_path / "2026", "sao y")
    again = manifest_from_json(manifest.to_json())
    for read in (manifest, again):
        [link] = [link for answer in read.answers for link in answer.links]
        assert (link.copy, link.declared) == ("sao_y", ("copy",))
        [shown] = read.rows()
        assert shown["Do đơn vị khai"] == "bản sao y"
    assert manifest.proofs()[PROVED].answer == "passes"


def test_a_kind_that_is_none_is_told_with_those_there_are(tmp_path: Path) -> None:
    [problem] = taken(SET, tmp_path / "2026", "photo").problems
    assert str(problem) == (
        "danh-muc-minh-chung.xlsx: Minh chứng!R5: không có loại bản “photo”: ghi bản gốc, "
        "bản chính, bản sao y, bản sao lục, bản trích sao hoặc bản chụp"
    )


def test_a_set_cannot_ask_for_a_kind_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(CriteriaError, match="sao_i"):
        set_with(tmp_path, "copies: [sao_i]")


def test_a_comparison_of_sets_names_it_in_readers_words() -> None:
    assert INNER["copies"] == "loại bản được nhận"
