"""A wording that nobody has turned into a rule stays open: neither nothing nor full points."""

from fractions import Fraction

import pytest
from pydantic import TypeAdapter, ValidationError

from par_rules.rules import Rule, View
from par_rules.rules.naming import Words
from par_rules.values import Interval

RULE: TypeAdapter[Rule] = TypeAdapter(Rule)
TEXT = "Chấm theo mức độ đổi mới"


def test_its_points_are_open_from_nothing_to_the_maximum() -> None:
    rule = RULE.validate_python({"kind": "unread", "text": TEXT})

    assert rule.reach(View({}), Fraction(3, 2)) == Interval(Fraction(0), Fraction(3, 2))


def test_a_penalty_is_open_down_to_its_floor() -> None:
    rule = RULE.validate_python({"kind": "unread", "text": TEXT, "floor": "-10"})

    assert rule.reach(View({}), Fraction(0)) == Interval(Fraction(-10), Fraction(0))


def test_it_quotes_the_wording_in_the_sentence_and_in_the_trace() -> None:
    rule = RULE.validate_python({"kind": "unread", "text": TEXT})
    said = "Cần làm: chưa có cách tính cho nội dung “Chấm theo mức độ đổi mới”."

    assert rule.sentence(Words(), Fraction(1)) == said
    step = rule.explain(View({}), Fraction(1), Words())
    assert (step.sentence, step.low, step.high) == (said, Fraction(0), Fraction(1))


def test_a_wording_without_words_is_refused() -> None:
    with pytest.raises(ValidationError):
        RULE.validate_python({"kind": "unread", "text": ""})
