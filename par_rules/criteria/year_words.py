"""Words in braces that stand for a year, and dates that move with what is carried over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from par_rules.criteria.messages import did_you_mean
from par_rules.criteria.yaml_nodes import Loc, Problem, Tree

# What a text may say in braces, and how many years after the set's year it means.
WORDS = {"năm trước": -1, "năm": 0, "năm sau": 1}
_BRACES = re.compile(r"\{(n[^{}\n]{1,15})\}")


def in_year(value: Any, year: int, moved: int = 0) -> Any:
    """Give ``value`` with every {năm} written out for ``year`` and every date ``moved`` years on.

    The 29th of February moves to the 28th where the other year has none.
    """
    if isinstance(value, str):
        return _BRACES.sub(lambda found: _word(found, year), value) if "{" in value else value
    if isinstance(value, dict):
        return {key: in_year(inner, year, moved) for key, inner in value.items()}
    if isinstance(value, list):
        return [in_year(inner, year, moved) for inner in value]
    if isinstance(value, date) and moved:
        return later(value, moved)
    return value


def later(day: date, years: int) -> date:
    """Give the same day ``years`` years on."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def unknown_words(tree: Tree) -> Iterator[Problem]:
    """Give a problem for each text with a word in braces that stands for no year."""
    for loc, text in _texts(tree.value, ()):
        for found in _BRACES.finditer(text):
            if found[1] not in WORDS:
                yield Problem(
                    tree.place(loc),
                    "",
                    f"không hiểu chữ thay cho năm {found[0]}",
                    did_you_mean(found[1], WORDS, "dùng {năm}, {năm trước} hoặc {năm sau}"),
                )


def _word(found: re.Match[str], year: int) -> str:
    return str(year + WORDS[found[1]]) if found[1] in WORDS else found[0]


def _texts(value: Any, loc: Loc) -> Iterator[tuple[Loc, str]]:
    if isinstance(value, str):
        if "{" in value:
            yield loc, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(inner, (*loc, key))
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from _texts(inner, (*loc, i))
