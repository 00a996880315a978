"""What a gap is, and the lists of them: per lead office, in points and by day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Literal

from par_rules.values.exact import decimal_text

Kind = Literal["unproved", "not_due", "open", "winnable", "lost"]

# What a reader sees for each kind.
KINDS: dict[Kind, str] = {
    "unproved": "Chưa có minh chứng",
    "not_due": "Chưa đến hạn",
    "open": "Để mở",
    "winnable": "Còn có thể đạt thêm",
    "lost": "Đã mất",
}

# What the document lacks that should prove what is claimed: the kind "unproved" in three.
Lack = Literal["unusable", "overdue", "short"]
LACKS: dict[Lack, str] = {
    "unusable": "Minh chứng đã nêu nhưng chưa dùng được",
    "overdue": "Quá hạn",
    "short": "Chưa đủ tài liệu",
}


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that stands between a leaf and its maximum.

    ``stake``: points that depend on it, all others given (RULES.md §7); stakes overlap, so they
    do not add up. ``requirement`` is set for a document, ``input`` for a figure; ``due`` is the
    last day to act. ``what`` and ``todo`` are Vietnamese sentences without a full stop.
    ``codes`` are the evidence checks that failed.

    ``lack`` tells gaps of kind "unproved" apart: a listed document is unsound or gone, whether
    its day has come or not ("unusable"); the day is past and nothing is there ("overdue"); more is
    declared than there are documents, and the day has not passed ("short").
    """

    office: str
    leaf: str
    number: str
    title: str
    requirement: str | None
    input: str | None
    kind: Kind
    stake: Fraction
    due: date | None
    what: str
    todo: str
    codes: tuple[str, ...] = ()
    lack: Lack | None = None

    @property
    def heading(self) -> str:
        """Give the heading under which a reader finds the gap."""
        return LACKS[self.lack] if self.lack else KINDS[self.kind]

    def to_json(self) -> dict[str, Any]:
        """Give the gap as data."""
        return {
            "office": self.office,
            "leaf": self.leaf,
            "number": self.number,
            "title": self.title,
            "requirement": self.requirement,
            "input": self.input,
            "kind": self.kind,
            "stake": decimal_text(self.stake, 30),
            "due": self.due.isoformat() if self.due else None,
            "what": self.what,
            "todo": self.todo,
            "codes": list(self.codes),
            "lack": self.lack,
        }


@dataclass(frozen=True, slots=True)
class OfficeGaps:
    """One lead office: the sums of its leaves' parts, exact, and its gaps, largest stake first."""

    key: str
    title: str
    unproved: Fraction
    open: Fraction
    winnable: Fraction
    lost: Fraction
    gaps: tuple[Gap, ...]

    def to_json(self) -> dict[str, Any]:
        """Give the office as data."""
        return {
            "key": self.key,
            "title": self.title,
            **{n: decimal_text(getattr(self, n), 30) for n in PARTS},
            "gaps": [gap.to_json() for gap in self.gaps],
        }


PARTS = ("unproved", "open", "winnable", "lost")


@dataclass(frozen=True, slots=True)
class Gaps:
    """All gaps of a unit and year on one day.

    ``offices`` hold the self-scored leaves (inside offices first, in the set's order), ``survey``
    the leaves that the survey scores, ``outside`` bonus and penalty, which are not of the 100.
    """

    set_key: str
    year: int
    as_of: date
    provisional: bool
    offices: tuple[OfficeGaps, ...]
    survey: tuple[OfficeGaps, ...] = ()
    outside: tuple[OfficeGaps, ...] = ()

    def office(self, key: str) -> OfficeGaps:
        """Give the list of one office with self-scored leaves; raises ``KeyError``."""
        return {office.key: office for office in self.offices}[key]

    def rows(self) -> list[dict[str, Any]]:
        """Give one flat row a gap of a self-scored leaf, offices in order, for a table."""
        return [
            {"office_title": office.title, **gap.to_json()}
            for office in self.offices
            for gap in office.gaps
        ]

    def to_json(self) -> dict[str, Any]:
        """Give all as data, schema ``par-gaps/1``."""
        return {
            "schema": "par-gaps/1",
            "set": self.set_key,
            "year": self.year,
            "as_of": self.as_of.isoformat(),
            "provisional": self.provisional,
            "offices": [office.to_json() for office in self.offices],
            "survey": [office.to_json() for office in self.survey],
            "outside": [office.to_json() for office in self.outside],
        }


def by_deadline(gaps: tuple[Gap, ...]) -> tuple[Gap, ...]:
    """Order gaps by their day, the nearest first; those without a day come last."""
    return tuple(sorted(gaps, key=lambda g: (g.due or date.max, -g.stake, g.number, g.what)))
