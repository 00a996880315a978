"""What a wording was read as: a typed rule with the phrases it came from, or why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

LONGEST_WHY = 300
OTHERWISE = "không đạt các mức trên"
Written = dict[str, Any]  # a rule as a file of criteria writes it


@dataclass(frozen=True, slots=True)
class Asked:
    """An input that the rule reads, by its local name; ``title`` is "" for the row's own title."""

    kind: Literal["percent", "count", "number", "date", "yes_no", "choice"]
    title: str = ""
    options: tuple[str, ...] = ()
    at_least: int = 0


@dataclass(frozen=True)
class Reading:
    """A rule as files write it, the inputs it reads, and what it was read from.

    ``phrases`` pairs what the words say with what they became; ``assumed`` says in Vietnamese
    what the words leave out and the usual reading adds; ``not_arisen`` is the treatment the words
    state; ``failed`` says why there is no rule (then ``rule`` is None).
    """

    rule: Written | None
    inputs: Mapping[str, Asked] = field(default_factory=dict)
    phrases: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()
    not_arisen: Literal["", "full"] = ""
    failed: str = ""


def unread(why: str) -> Reading:
    """Give the reading of words that make no rule."""
    short = why if len(why) <= LONGEST_WHY else f"{why[:LONGEST_WHY].rsplit(' ', 1)[0]}…”"
    return Reading(None, failed=short)
