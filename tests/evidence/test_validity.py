"""A requirement that takes documents for some days only (``valid_days``), from its YAML on."""

from __future__ import annotations

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from par_rules.criteria import CriteriaSet
from par_rules.criteria.loader import CriteriaError, load_criteria
from par_rules.evidence import Finding, Manifest
from par_rules.evidence.checks.expiry import expiry
from par_rules.evidence.near import near_miss
from par_rules.evidence.take import take_evidence
from sample.kinds import ROOT
from tests.evidence.folders import (
    AS_OF,
    document,
    exhibit,
    made,
    row,
    the_set,
    the_unit,
    year_folder,
)

SET = the_set()
KEY = "          - key: survey_report\n"
YEAR = {"valid_days": 365, "in_force": True}


def set_with(folder: Path, line: str) -> CriteriaSet:
    """Load the set with one more line in the requirement of the survey's report."""
    copy = shutil.copytree(ROOT / "criteria", folder / "criteria")
    [path] = copy.glob("hai-phong-xa/2026/1-*.yaml")
    text = path.read_text(encoding="utf-8")
    assert text.count(KEY) == 1
    path.write_text(text.replace(KEY, f"{KEY}            {line}\n"), encoding="utf-8", newline="\n")
    return load_criteria(copy, "hai-phong-xa", 2026)


def codes(findings: list[Finding]) -> list[tuple[str, str, str]]:
    return [(f.code, f.case, f.severity) for f in findings]


# --- the check -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("issued", "said"),
    [
        # Day 365 after the issue is the last one; 24/11/2026 is the day of scoring.
        (AS_OF - timedelta(366), [("EXPIRED", "", "blocks")]),
        (AS_OF - timedelta(365), [("SOON", "week", "blocks")]),
        (AS_OF - timedelta(358), [("SOON", "week", "blocks")]),
        (AS_OF - timedelta(357), [("SOON", "", "warns")]),
        # The life ends on the cut-off, 14/12/2026: enough.
        (date(2025, 12, 14), []),
        (date(2026, 10, 8), []),
    ],
)
def test_a_document_proves_for_so_many_days(issued: date, said: list[tuple[str, str, str]]) -> None:
    shown = exhibit(shown=document(issued=issued), requires=YEAR)
    assert codes(list(expiry(shown, SET, AS_OF))) == said


def test_the_message_says_for_how_long_and_until_when() -> None:
    [found] = expiry(exhibit(shown=document(issued=date(2025, 11, 1)), requires=YEAR), SET, AS_OF)
    assert found.what == (
        "12/KH-UBND ngày 01/11/2025 chỉ có giá trị 365 ngày kể từ ngày ban hành, "
        "đến hết ngày 01/11/2026"
    )
    assert found.todo == "nối văn bản thay thế hoặc gia hạn"


def test_the_earlier_of_both_ends_counts() -> None:
    shown = document(issued=date(2026, 10, 8))
    earlier = exhibit(shown=shown, requires=YEAR, valid_until=date(2026, 11, 20))
    assert earlier.valid_until == earlier.link.valid_until == date(2026, 11, 20)
    [found] = expiry(earlier, SET, AS_OF)
    assert found.what == "12/KH-UBND ngày 08/10/2026 hết hiệu lực ngày 20/11/2026"
    later = exhibit(shown=shown, requires=YEAR, valid_until=date(2028, 1, 1))
    assert later.link.valid_until == date(2027, 10, 8)
    assert exhibit(shown=shown).link.valid_until is None


def test_a_document_of_no_known_day_is_not_taken_for_valid_unsaid() -> None:
    shown = exhibit(shown=document(issued=None), requires=YEAR)
    [found] = expiry(shown, SET, AS_OF)
    assert codes([found]) == [("EXPIRED", "undated", "warns")]
    assert found.what == "12/KH-UBND chưa rõ ngày ban hành nên chưa biết đã quá 365 ngày hay chưa"
    assert SET.severity_of("EXPIRED", "undated") == "warns"


# --- the whole way ---------------------------------------------------------------------------


def taken(criteria: CriteriaSet, folder: Path, as_of: date) -> Manifest:
    rows = [row("1.5.1", "survey_report", "a.pdf")]
    year = year_folder(folder, {"a.pdf": made("CDDH-33")}, rows)  # of 08/10/2026
    return take_evidence(criteria, the_unit(), 2026, year, as_of=as_of)


@pytest.mark.parametrize(
    ("days", "code", "answer"),
    [
        ("30", "EXPIRED", "fails"),  # until 07/11/2026
        ("50", "SOON", "fails"),  # until 27/11/2026: three days
        ("60", "SOON", "passes"),  # until 07/12/2026: thirteen
        ("365", None, "passes"),
    ],
)
def test_a_survey_proves_while_its_days_last(
    tmp_path: Path, days: str, code: str | None, answer: str
) -> None:
    criteria = set_with(tmp_path, f"valid_days: {days}")
    manifest = taken(criteria, tmp_path / "2026", AS_OF)
    leaf = criteria.leaf("1.5.1").key
    found = [f.code for f in manifest.findings if f.leaf == leaf and f.path]
    assert found == ([code] if code else [])
    assert manifest.proofs()[leaf, "survey_report"].answer == answer
    [link] = [link for answer in manifest.answers for link in answer.links]
    assert link.valid_until == date(2026, 10, 8) + timedelta(int(days))


@pytest.mark.parametrize("days", ["0", "-1", "một năm"])
def test_days_that_are_none_are_refused(tmp_path: Path, days: str) -> None:
    with pytest.raises(CriteriaError, match=f"giá trị “{days}” không đúng kiểu"):
        set_with(tmp_path, f"valid_days: {days}")


def test_a_near_miss_tells_that_its_days_are_over() -> None:
    asked = next(r for r in SET.leaf("1.5.1").evidence if r.key == "survey_report")
    asked = asked.model_copy(update={**YEAR, "issuer": ()})
    old = document(
        path="a.pdf", code="281/BC-UBND", issued=date(2025, 10, 8), type_key="bao_cao",
        type_title="Báo cáo", title="Chỉ số hài lòng của người dân, doanh nghiệp năm 2025",
    )  # fmt: skip
    assert near_miss(asked, [old], SET) == (
        "có Báo cáo 281/BC-UBND (“a.pdf”) nhưng ban hành ngày 08/10/2025, "
        "chỉ có giá trị đến hết ngày 08/10/2026"
    )
