"""Real wordings become the rules written for them by hand; none becomes another one."""

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import TypeAdapter

from par_rules.criteria.table_import.reading import Reading
from par_rules.criteria.table_import.recognise import recognise
from par_rules.rules import Rule

FOLDER = Path(__file__).parents[1] / "wordings"
RULE: TypeAdapter[Rule] = TypeAdapter(Rule)
YEAR = 2026


def wordings(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))[
        "wordings"
    ]
    return found


SEEN, HELD_OUT = wordings("seen.yaml"), wordings("held-out.yaml")
ALL = [*SEEN, *HELD_OUT]


def read(wording: dict[str, Any]) -> Reading:
    maximum = Fraction(str(wording["max"]))
    return recognise(wording["text"], maximum, year=YEAR, role=wording.get("role", ""))


def exactly(value: Any) -> Any:
    """Give what the file holds with its numbers and answers as texts, as rules are written."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, dict):
        return {key: exactly(inner) for key, inner in value.items()}
    return [exactly(inner) for inner in value] if isinstance(value, list) else value


def wanted(wording: dict[str, Any]) -> list[Rule]:
    rules = wording["expect"]
    rules = rules if isinstance(rules, list) else [rules] if rules else []
    return [RULE.validate_python(exactly(rule)) for rule in rules]


@pytest.mark.parametrize("wording", ALL, ids=lambda w: w["id"])
def test_no_wording_becomes_a_wrong_rule(wording: dict[str, Any]) -> None:
    reading, rules = read(wording), wanted(wording)
    if reading.rule is None:
        assert reading.failed
        return

    rule = RULE.validate_python(reading.rule)
    assert rule in rules
    kinds = {name: asked.kind for name, asked in reading.inputs.items()}
    expected = wording["inputs"]
    if isinstance(expected.get("value"), list):
        expected = {"value": expected["value"][rules.index(rule)]}
    assert kinds == expected
    assert reading.not_arisen == wording.get("not_arisen", "")
    assert all(
        phrase.strip("“”") in " ".join(wording["text"].split()) for phrase in reading.phrases
    )
    assert reading.phrases


def test_four_wordings_of_five_become_rules() -> None:
    typed = [wording["id"] for wording in ALL if read(wording).rule is not None]

    assert len(ALL) >= 60
    assert len(typed) >= Fraction(4, 5) * len(ALL)
