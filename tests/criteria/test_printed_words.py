"""What the set and the plan's readings bring into a report is written for officials."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from par_rules.criteria import load_criteria
from par_rules.criteria.readings import load_readings

CRITERIA = Path(__file__).parents[2] / "criteria"
PROGRAM = re.compile(r"HTML|\\geq|\$|SHA|nhập vào đây|\bPL I|\.ya?ml")


@pytest.fixture(scope="module")
def printed() -> list[str]:
    criteria = load_criteria(CRITERIA, "hai-phong-xa", 2026)
    texts = [str((criteria.head.provisional or {}).get("reason", ""))]
    texts += [f"{a.text} {a.reason}" for a in criteria.head.assumptions.values()]
    for reading in load_readings(CRITERIA, criteria.head.plans).values():
        texts += [reading.title, reading.why, *(way.text for way in reading.readings)]
    return texts


def test_no_text_speaks_of_programs_or_abbreviates_an_annex(printed: list[str]) -> None:
    assert len(printed) > 80
    assert [text for text in printed if PROGRAM.search(text)] == []


def test_a_provisional_set_says_who_made_it_and_after_what(printed: list[str]) -> None:
    assert "bộ tiêu chí tạm tính do xã lập theo dự thảo Kế hoạch" in printed[0]
