"""The number that a rule judges, in words: with its formula, with its name."""

from __future__ import annotations

from par_rules.rules.answers import WeightedAnswers
from par_rules.rules.days import DaysFrom
from par_rules.rules.forms import Form, Ratio
from par_rules.rules.model import View
from par_rules.rules.naming import Words
from par_rules.rules.words import lowered, raised


def value_text(form: Form, view: View, words: Words) -> str:
    """Write the number that a rule judges, with how it came about: "960/1.000 hồ sơ = 96%"."""
    domain = form.reach(view)
    states = ["không có"] * domain.absent + ["không phát sinh"] * domain.not_arisen
    if domain.is_settled and domain.numbers is not None:
        return form.formula(view, words)
    if domain.numbers is None:
        return " hoặc ".join(states) or "chưa xác định"
    between = form.measured_in(words).between(domain.numbers)
    return "chưa xác định, " + " hoặc ".join([between, *states])


def value_told(form: Form, view: View, words: Words) -> str:
    """Write the same as a sentence without its end, with what the number is."""
    if isinstance(form, Ratio):
        name = words.title(form.part)
    elif isinstance(form, DaysFrom):
        name = words.title(form.date)
    elif isinstance(form, WeightedAnswers):
        name = "Bình quân các phương án trả lời"
    else:
        name = raised(form.words(words))
    return f"{name}: {lowered(value_text(form, view, words))}"
