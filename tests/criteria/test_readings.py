"""The unclear places of the plan are read with their readings, the one used, and why."""

from pathlib import Path

import pytest

from par_rules.criteria import CriteriaError
from par_rules.criteria.readings import load_readings

CRITERIA = Path(__file__).parents[2] / "criteria"
GOOD = """\
- key: M01
  kind: gap
  lines: [3]
  title: Thiếu số
  readings: [{key: a, text: Một}, {key: b, text: Hai}]
  used: a
  why: Vì thế.
  touches: ["1.1.1"]
"""


def written(folder: Path, content: str) -> Path:
    (folder / "plan").mkdir(parents=True)
    (folder / "plan" / "readings.yaml").write_text(content, encoding="utf-8")
    return folder


def test_all_readings_of_the_plan_are_there_and_one_of_each_is_used() -> None:
    found = load_readings(CRITERIA, ["plan-2026-2030"])
    assert list(found) == [f"M{i:02}" for i in range(1, 69)]
    for reading in found.values():
        assert reading.used in {choice.key for choice in reading.readings}


def test_a_plan_without_readings_has_none(tmp_path: Path) -> None:
    assert load_readings(tmp_path, ["plan"]) == {}


def test_a_reading_says_its_kind_in_words(tmp_path: Path) -> None:
    assert load_readings(written(tmp_path, GOOD), ["plan"])["M01"].kind_text == "còn thiếu"


def test_a_wrong_key_is_reported_at_its_place(tmp_path: Path) -> None:
    folder = written(tmp_path / "criteria", GOOD.replace("  why:", "  vì:"))
    with pytest.raises(CriteriaError) as caught:
        load_readings(folder, ["plan"])
    lines = [str(problem) for problem in caught.value.problems]
    assert any(line.startswith("criteria/plan/readings.yaml:7:3: ") for line in lines), lines
    assert any("why" in line for line in lines)
