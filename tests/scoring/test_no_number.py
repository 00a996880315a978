"""What is no number, day or answer never scores: it is refused, and nothing counts as known."""

import math
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from par_rules.criteria import CriteriaSet
from par_rules.scoring import Fact, Facts, score
from par_rules.values import exact
from tests.scoring.small_set import graded, small_set

AS_OF = date(2026, 12, 20)
DECLARED = {"title": "Số liệu", "from": "declared"}
INPUTS: dict[str, dict[str, Any]] = {
    "count": {**DECLARED, "type": "count", "range": ["0", "10"]},
    "number": {**DECLARED, "type": "number", "range": ["0", "10"]},
    "percent": {**DECLARED, "type": "percent", "range": ["0", "100"]},
    "date": {**DECLARED, "type": "date", "range": [date(2026, 1, 1), date(2026, 12, 31)]},
    "yes_no": {**DECLARED, "type": "yes_no"},
    "choice": {**DECLARED, "type": "choice", "options": ["good", "poor"]},
}
NO_NUMBERS = [math.nan, math.inf, -math.inf, 5.0, True, Decimal("NaN"), "", "5", "NaN", "năm"]


def set_with(kind: str) -> CriteriaSet:
    """Give a set of one leaf that gives full points for anything at all of this type."""
    leaf = graded("leaf", "1")
    leaf["rule"] = {
        "kind": "gate",
        "any_of": [{"input": "value", "is": "present"}],
        "then": {"kind": "graded", "input": "value", "grades": [{"is": "present", "points": "1"}]},
        "otherwise": {"points": "0"},
    }
    return small_set([leaf], {"value": INPUTS[kind]})


@pytest.mark.parametrize("kind", ["count", "number", "percent"])
@pytest.mark.parametrize("value", [*NO_NUMBERS, date(2026, 1, 1)], ids=repr)
def test_what_is_no_number_never_scores(kind: str, value: Any) -> None:
    with pytest.raises(ValueError, match="is not a"):
        score(set_with(kind), Facts({"value": Fact("known", value)}), as_of=AS_OF)


@pytest.mark.parametrize("value", [exact("5"), math.nan, "", "2026-01-31"], ids=repr)
def test_what_is_no_day_never_scores(value: Any) -> None:
    with pytest.raises(ValueError, match="is not a date"):
        score(set_with("date"), Facts({"value": Fact("known", value)}), as_of=AS_OF)


@pytest.mark.parametrize("kind", ["yes_no", "choice"])
@pytest.mark.parametrize("value", ["", "có", "YES", exact("1"), math.nan, True], ids=repr)
def test_what_is_no_answer_never_scores(kind: str, value: Any) -> None:
    with pytest.raises(ValueError, match="is not a"):
        score(set_with(kind), Facts({"value": Fact("known", value)}), as_of=AS_OF)


@pytest.mark.parametrize("kind", INPUTS)
def test_a_known_input_without_a_value_stays_open(kind: str) -> None:
    card = score(set_with(kind), Facts({"value": Fact("known")}), as_of=AS_OF)

    assert card == score(set_with(kind), Facts({}), as_of=AS_OF)


@pytest.mark.parametrize("text", ["", " ", "NaN", "inf", "1e3", "1,5", "85%", "0x1", "١", "--1"])
def test_a_text_that_is_no_number_is_not_read_as_one(text: str) -> None:
    with pytest.raises(ValueError, match="not a decimal number"):
        exact(text)


@pytest.mark.parametrize("value", [1.5, True, None, Decimal("NaN"), Decimal("Infinity")])
def test_only_exact_numbers_are_taken(value: Any) -> None:
    with pytest.raises(ValueError, match="not a"):
        exact(value)
