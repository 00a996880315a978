"""The texts of a set as a phường or a đặc khu reads them: "UBND phường" where the set says "xã".

A set is written for all communes of a city and names the one that is scored "xã". Only what is
shown of leaves, figures, evidence and offices is worded anew; names of decisions, sources,
assumptions and the set's own title stay as they are written.
"""

from __future__ import annotations

import re
from typing import Any

from par_rules.criteria.model import CriteriaSet
from par_rules.rules.model import Model

WORD = "xã"
# "to" names the part that a label stands for.
_WORDED = frozenset({"title", "note", "label", "to", "aliases"})
_KINDS = "(?:xã|phường|thị trấn|đặc khu)"
_JOINT = r"(?: ?[,;/–-] ?| và | hoặc | hay )"
# The first that fits is taken. Only the last means the unit: several communes, a level, and words
# of which "xã" is a part are none.
_SAID = re.compile(
    rf"{_KINDS}(?:{_JOINT}{_KINDS})+"
    r"|\b(?:cấp|các|mỗi|từng|những|liên|hai|ba|thị|hợp tác|làng) xã\b"
    r"|\bxã (?:hội|viên|nông thôn)\b"
    rf"|\b(?P<unit>{WORD})\b"
)

# Of each word the set made last, and from which.
_made: dict[str, tuple[CriteriaSet, CriteriaSet]] = {}


def for_kind(criteria: CriteriaSet, word: str) -> CriteriaSet:
    """Give the set with ``word`` ("phường", "đặc khu") for the unit; for "xã" the set itself.

    The same set gives the same object again, so that runs may share it.
    """
    if word == WORD:
        return criteria
    found = _made.get(word)
    if found is None or found[0] is not criteria:
        found = _made[word] = criteria, _worded_set(criteria, word)
    return found[1]


def _worded_set(criteria: CriteriaSet, word: str) -> CriteriaSet:
    return criteria.model_copy(
        update={
            "head": criteria.head.model_copy(update={"offices": _in(criteria.head.offices, word)}),
            "fields": _in(criteria.fields, word),
            "inputs": _in(criteria.inputs, word),
        }
    )


def worded(text: str, word: str) -> str:
    """Give a text with ``word`` wherever it says "xã" of the unit that is scored."""
    return _SAID.sub(lambda found: word if _means_unit(found) else found[0], text)


def _means_unit(found: re.Match[str]) -> bool:
    """Say whether a match means the unit; a commune called by its name ("xã An Hòa") is another."""
    following = found.string[found.end() : found.end() + 2]
    return found["unit"] is not None and not following.lstrip().istitle()


def _in(value: Any, word: str) -> Any:
    """Word all texts inside a value; what holds none comes back itself."""
    if isinstance(value, Model):
        changed: dict[str, Any] = {}
        for name in type(value).model_fields:
            before = getattr(value, name)
            after = _told(before, word) if name in _WORDED else _in(before, word)
            if after is not before:
                changed[name] = after
        return value.model_copy(update=changed) if changed else value
    if isinstance(value, dict):
        return {key: _in(inner, word) for key, inner in value.items()}
    if isinstance(value, tuple):
        made = tuple(_in(inner, word) for inner in value)
        return value if all(map(_same, made, value)) else made
    return value


def _told(value: Any, word: str) -> Any:
    if isinstance(value, str):
        return worded(value, word) if WORD in value else value
    if isinstance(value, tuple):
        return tuple(_told(inner, word) for inner in value)
    return value


def _same(one: object, other: object) -> bool:
    return one is other
