"""What a scoring run starts from: each input's state with where from, and what evidence says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

State = Literal["known", "absent", "unknown", "not_arisen"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One input: its state, its value where known, who said it and where it stands.

    ``value`` is an exact number, a date, or a word; ``ceiling`` is what a running count is
    expected to reach by the window's end.
    """

    state: State
    value: Fraction | date | str | None = None
    ceiling: Fraction | None = None
    origin: str | None = None
    said_by: str | None = None
    said_on: date | None = None


UNKNOWN = Fact("unknown")


@dataclass(frozen=True, slots=True)
class Proof:
    """The answer to one evidence requirement of a leaf.

    ``passing`` is how many documents pass, for a requirement that counts; ``codes`` say why one
    fails.
    """

    answer: Literal["passes", "fails", "not_due"]
    passing: int = 0
    codes: tuple[str, ...] = ()


FAILS = Proof("fails", codes=("MISSING",))


@dataclass(frozen=True, slots=True)
class GivenPoints:
    """Points that an appraisal gives a leaf outright."""

    points: Fraction
    name: str
    note: str = ""


@dataclass(frozen=True)
class Facts:
    """All facts of one unit and year. What is not mentioned is unknown, and unproved."""

    inputs: Mapping[str, Fact]
    proofs: Mapping[tuple[str, str], Proof] = field(default_factory=dict)
    given: Mapping[str, GivenPoints] = field(default_factory=dict)

    def of(self, name: str) -> Fact:
        """Give the fact of input ``name``."""
        return self.inputs.get(name, UNKNOWN)

    def proof(self, leaf: str, requirement: str) -> Proof:
        """Give the answer to a requirement."""
        return self.proofs.get((leaf, requirement), FAILS)
