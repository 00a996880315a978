"""What a finished run says for a league table, read from the files it wrote."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from par_rules.evidence.unit import UnitError, load_unit
from par_rules.runs.batch.tasks import Task
from par_rules.values import Interval


@dataclass(frozen=True)
class Part:
    """A field's or leaf's number, title, maximum and claimed points."""

    number: str
    title: str
    maximum: Fraction
    claimed: Interval
    secured: Fraction


@dataclass(frozen=True)
class Lacking:
    """One gap as many units may have it; ``stake`` in points."""

    number: str
    title: str
    heading: str
    requirement: str | None
    input: str | None
    stake: Fraction


@dataclass(frozen=True)
class Standing:
    """A unit's year: its exact index, the rounded one that is shown, and its parts.

    ``index`` is None where nothing can be said: then ``why_not`` says why.
    """

    task: Task
    title: str
    kind: str
    set_key: str
    provisional: bool
    finalised: bool
    index: Interval | None
    shown: Interval | None
    own: Part
    fields: tuple[Part, ...]
    leaves: tuple[Part, ...]
    lacking: tuple[Lacking, ...]
    class_name: str | None
    why_not: str = ""


@dataclass(frozen=True)
class Failure:
    """A run that did not end well, with what the official is told."""

    task: Task
    title: str
    lines: tuple[str, ...]


NOTHING_SAID = "chưa có số liệu nào được khai"
NO_INDEX = "không có tiêu chí nào phát sinh"
SELF_POINTS = "Điểm tự chấm"


def title_of(evidence: Path, task: Task) -> str:
    """Give the unit's name; its key where its file cannot be read."""
    try:
        return load_unit(evidence, task.unit).title
    except (UnitError, OSError):
        return task.unit


def read_standing(evidence: Path, out: Path, task: Task) -> Standing:
    """Read a finished run; raises ``OSError``, ``ValueError``, ``KeyError``, ``UnitError``."""
    unit = load_unit(evidence, task.unit)
    folder = out / task.unit / str(task.year)
    card, facts, gaps = (
        json.loads((folder / name).read_bytes())
        for name in ("scorecard.json", "facts.json", "gaps.json")
    )
    said = any(item["state"] != "unknown" for item in facts["inputs"].values())
    exact = card["exact_total"]
    why_not = "" if said and exact else NO_INDEX if said else NOTHING_SAID
    return Standing(
        task,
        unit.title,
        unit.kind,
        card["set"],
        card["provisional"],
        card["finalised"],
        None if why_not else _claimed(exact),
        None if why_not else _claimed(card["total"]),
        _part({"number": "", "title": SELF_POINTS, **card["self_points"]}),
        tuple(map(_part, card["fields"])),
        tuple(map(_part, card["leaves"])),
        tuple(_lacking(gap) for office in gaps["offices"] for gap in office["gaps"]),
        card["class"],
        why_not,
    )


def _claimed(points: Mapping[str, str]) -> Interval:
    return Interval(Fraction(points["claimed_low"]), Fraction(points["claimed_high"]))


def _part(row: Mapping[str, Any]) -> Part:
    maximum, secured = Fraction(row["max"]), Fraction(row["secured"])
    return Part(row["number"], row["title"], maximum, _claimed(row), secured)


def _lacking(gap: Mapping[str, Any]) -> Lacking:
    from par_rules.scoring.gap_list import KINDS, LACKS

    heading = LACKS[gap["lack"]] if gap["lack"] else KINDS[gap["kind"]]
    return Lacking(
        gap["number"],
        gap["title"],
        heading,
        gap["requirement"],
        gap["input"],
        Fraction(gap["stake"]),
    )
