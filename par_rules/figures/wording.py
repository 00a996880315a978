"""Figures in words: values, ranges and states as Vietnamese readers write them."""

from __future__ import annotations

import unicodedata
from datetime import date
from fractions import Fraction

from par_rules.criteria.model import InputSpec
from par_rules.scoring.facts import Fact
from par_rules.values.exact import decimal_text

# State of an input -> the word of the column "Tình trạng".
STATE_WORDS = {"absent": "không có", "not_arisen": "không phát sinh"}
ALL_STATES = {**STATE_WORDS, "known": "đã có số liệu", "unknown": "chưa có số liệu"}
OPTION_WORDS = {"yes": "có", "no": "không"}


def plain(text: str) -> str:
    """Give ``text`` for comparison: composed, one space between words, lower case."""
    return " ".join(unicodedata.normalize("NFC", text).split()).casefold()


def number_text(number: Fraction, places: int = 6) -> str:
    """Write ``number`` as in 12.345,5: a dot between thousands, a decimal comma."""
    whole, _, rest = decimal_text(abs(number), places).partition(".")
    grouped = f"{int(whole):,}".replace(",", ".") + (f",{rest}" if rest else "")
    return f"−{grouped}" if number < 0 and grouped.strip("0.,") else grouped


def said_text(value: Fraction | date | str | None) -> str:
    """Write a fact's value; empty for none."""
    if value is None:
        return ""
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, str):
        return OPTION_WORDS.get(value, value)
    return number_text(value)


def state_text(fact: Fact) -> str:
    """Write a fact's state."""
    return ALL_STATES[fact.state]


def range_text(spec: InputSpec) -> str:
    """Write what may be entered for an input, as "từ 0 đến 60.000" or "có hoặc không"."""
    if spec.type == "yes_no":
        return "có hoặc không"
    if spec.type == "choice":
        return ", ".join(spec.options)
    if spec.range is None:
        return ""
    low, high = (said_text(end) for end in spec.range)
    return f"từ {low} đến {high}"
