"""A run can be repeated exactly from its facts file."""

import json
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path

import pytest

from par_rules.criteria import CriteriaSet, load_criteria
from par_rules.scoring import Fact, Facts, Proof
from par_rules.scoring.facts_file import FactsFileError, facts_json, read_facts


@cache
def criteria_2026() -> CriteriaSet:
    return load_criteria(Path(__file__).parents[2] / "criteria", "hai-phong-xa", 2026)


def test_facts_written_and_read_again_are_equal(tmp_path: Path) -> None:
    export = criteria_2026().leaf("3.2.1").evidence[0].key
    facts = Facts(
        {
            "settled_on_time": Fact(
                "known", Fraction(960), Fraction(1200), "so-lieu.xlsx, TTHC!D5"
            ),
            "repeat_paper_requests": Fact("unknown"),
            "fee_cases": Fact("not_arisen", said_by="pvhcc", said_on=date(2026, 11, 20)),
        },
        {("settled_on_time_share", export): Proof("fails", 0, ("LATE",))},
    )
    file = tmp_path / "facts.json"
    file.write_text(json.dumps(facts_json(facts, date(2026, 11, 24))), encoding="utf-8")
    read = read_facts(file, criteria_2026())
    assert (read.facts.inputs, read.facts.proofs) == (facts.inputs, facts.proofs)
    assert read.as_of == date(2026, 11, 24)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "", "1,5", "1e3", "-1", "60001", "abc"])
def test_a_text_that_is_no_number_in_range_never_scores(tmp_path: Path, value: str) -> None:
    inputs = {"settled_on_time": {"state": "known", "value": value}}
    file = tmp_path / "facts.json"
    file.write_text(json.dumps({"schema": "par-facts/1", "inputs": inputs}), encoding="utf-8")
    with pytest.raises(FactsFileError):
        read_facts(file, criteria_2026())


@pytest.mark.parametrize("text", ["", "{}", "[1]", "{", '{"schema": "par-facts/2"}'])
def test_another_file_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "facts.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(FactsFileError):
        read_facts(file, criteria_2026())


def test_a_part_larger_than_its_whole_is_refused_and_named(tmp_path: Path) -> None:
    inputs = {
        "settled_or_overdue": {"state": "known", "value": "1000"},
        "settled_on_time": {"state": "known", "value": "1100"},
    }
    file = tmp_path / "facts.json"
    file.write_text(json.dumps({"schema": "par-facts/1", "inputs": inputs}), encoding="utf-8")
    with pytest.raises(FactsFileError, match=r"tiêu chí 3\.2\.1: số liệu mâu thuẫn"):
        read_facts(file, criteria_2026())
