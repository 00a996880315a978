"""What a reminder holds: an office, the leaves it leads, and what each of them still asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Literal

from par_rules.scoring.gaps import Kind
from par_rules.values.exact import decimal_text

SCHEMA = "par-reminders/1"

Section = Literal["missing", "supply", "waiting", "to_win", "outside", "gone", "outside_gone"]

# Heading and explanation of each part of a list, in the order in which they are read.
SECTIONS: dict[Section, tuple[str, str]] = {
    "missing": ("Còn thiếu, phải bổ sung", "Xếp theo hạn, sớm nhất trước."),
    "supply": (
        "Số liệu cơ quan khác đang chờ",
        "Điểm tính cho cơ quan chủ trì tiêu chí; cung cấp trước hạn.",
    ),
    "waiting": (
        "Đang chờ cơ quan khác cung cấp",
        "Cơ quan chủ trì nhắc cơ quan cung cấp; không phải tự lập số liệu.",
    ),
    "to_win": (
        "Làm thêm thì tăng điểm",
        "Không bắt buộc; làm xong thì cập nhật số liệu, nộp minh chứng trước hạn.",
    ),
    "outside": ("Điểm cộng, điểm trừ", "Ngoài 100 điểm."),
    "gone": (
        "Điểm đã mất, không lấy lại được",
        "Không phải làm gì thêm; nêu nguyên nhân trong báo cáo tự chấm điểm.",
    ),
    "outside_gone": ("Điểm cộng không còn đạt được", "Ngoài 100 điểm."),
}

# Told in a line an item: nothing of them has to be handed in.
BRIEF: frozenset[Section] = frozenset(("to_win", "outside", "gone", "outside_gone"))


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing to hand in, to mend, to state or to do: one gap.

    ``text`` says what, ``nearest`` which document was found and what it lacks, ``todo`` what to do
    about it: Vietnamese sentences without a full stop, "" where there is nothing to say.
    ``stake``: points that depend on it, all others given; stakes overlap and do not add up.
    """

    kind: Kind
    requirement: str | None
    input: str | None
    text: str
    nearest: str
    todo: str
    due: date | None
    stake: Fraction

    def to_json(self) -> dict[str, Any]:
        """Give the thing as data."""
        return {
            "kind": self.kind,
            "requirement": self.requirement,
            "input": self.input,
            "text": self.text,
            "nearest": self.nearest,
            "todo": self.todo,
            "due": self.due.isoformat() if self.due else None,
            "stake": decimal_text(self.stake, 30),
        }


@dataclass(frozen=True, slots=True)
class Item:
    """What one leaf asks for in one section of a list.

    ``points`` are exact points of the leaf: lost where nothing is done ("missing", "waiting"),
    still to be won ("to_win") or lost ("gone"). They add up to the office's sums; those of
    "supply" count at the lead office, those of "outside" in no sum. ``other`` names the office
    that has to give ("waiting") or waits ("supply"). ``due`` is the first day of ``asks``.
    """

    section: Section
    leaf: str
    number: str
    title: str
    points: Fraction
    due: date | None
    asks: tuple[Ask, ...]
    other: str = ""

    def to_json(self) -> dict[str, Any]:
        """Give the item as data."""
        return {
            "section": self.section,
            "leaf": self.leaf,
            "number": self.number,
            "title": self.title,
            "points": decimal_text(self.points, 30),
            "due": self.due.isoformat() if self.due else None,
            "other": self.other,
            "asks": [ask.to_json() for ask in self.asks],
        }


@dataclass(frozen=True, slots=True)
class Reminder:
    """One office's list; the four sums are those of ``gaps.json``."""

    key: str
    title: str
    unproved: Fraction
    open: Fraction
    winnable: Fraction
    lost: Fraction
    items: tuple[Item, ...]

    @property
    def at_stake(self) -> Fraction:
        """Points that are lost where nothing more is handed in or stated."""
        return self.unproved + self.open

    @property
    def has_work(self) -> bool:
        """Say whether anything is left that the office can do."""
        return any(item.section not in ("gone", "outside_gone") for item in self.items)

    def of(self, section: Section) -> tuple[Item, ...]:
        """Give the items of a section, in the order in which they are read."""
        return tuple(item for item in self.items if item.section == section)

    def sections(self) -> Iterator[tuple[Section, tuple[Item, ...]]]:
        """Give every section that holds anything."""
        for section in SECTIONS:
            items = self.of(section)
            if items:
                yield section, items

    def to_json(self) -> dict[str, Any]:
        """Give the list as data."""
        sums = ("unproved", "open", "winnable", "lost")
        return {
            "key": self.key,
            "title": self.title,
            **{name: decimal_text(getattr(self, name), 30) for name in sums},
            "items": [item.to_json() for item in self.items],
        }


@dataclass(frozen=True, slots=True)
class Reminders:
    """The lists of a unit and year on one day.

    ``offices`` are all that lead a leaf or owe a figure, those with nothing left among them.
    ``survey`` holds what the city's survey scores: nobody in the unit is reminded of it.
    """

    unit_title: str
    set_key: str
    year: int
    as_of: date
    provisional: bool
    offices: tuple[Reminder, ...]
    survey: tuple[Reminder, ...] = ()

    def office(self, key: str) -> Reminder:
        """Give the list of one office; raises ``KeyError``."""
        return {office.key: office for office in self.offices}[key]

    def to_json(self) -> dict[str, Any]:
        """Give all as data, schema ``par-reminders/1``."""
        return {
            "schema": SCHEMA,
            "unit": self.unit_title,
            "set": self.set_key,
            "year": self.year,
            "as_of": self.as_of.isoformat(),
            "edition": "internal",
            "provisional": self.provisional,
            "offices": [office.to_json() for office in self.offices],
            "survey": [office.to_json() for office in self.survey],
        }
