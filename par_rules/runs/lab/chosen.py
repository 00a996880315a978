"""Which unit and year the forms are about; every form follows a change of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from par_rules.files import write_atomic
from par_rules.runs.notebook import beside, upward
from par_rules.runs.year import InputError, YearRun, open_year

# What was chosen last, among the outputs, so that a kernel started anew opens the same.
LAST = "so-tay-nam.json"


@dataclass(frozen=True)
class Folders:
    """Where inputs stand and outputs go."""

    criteria: Path
    evidence: Path
    out: Path


def find_folders(criteria: str, evidence: str, out: str) -> Folders:
    """Find folders in the working folder or above it, as the other notebooks do."""
    found = upward(criteria)
    return Folders(found, upward(evidence), beside(found, out))


def units_and_years(evidence: Path) -> dict[str, tuple[str, list[int]]]:
    """Give title and years (newest first) of each unit that has a year, by key.

    A unit whose ``unit.yaml`` cannot be read goes by its key.
    """
    from par_rules.evidence.unit import UnitError, load_unit

    found: dict[str, tuple[str, list[int]]] = {}
    for path in sorted(evidence.glob("*/unit.yaml")):
        key = path.parent.name
        years = sorted(
            (int(p.name) for p in path.parent.iterdir() if p.is_dir() and p.name.isdigit()),
            reverse=True,
        )
        title = key
        with suppress(UnitError):
            title = load_unit(evidence, key).title
        if years:
            found[key] = (title, years)
    return found


@dataclass
class Chosen:
    """The unit and year at hand; ``follow`` is told of each change."""

    folders: Folders
    unit: str
    year: int
    as_of: date | None = None
    finalise: bool = False
    _followers: list[Callable[[], None]] = field(default_factory=list)
    _of_writes: list[Callable[[], None]] = field(default_factory=list)

    def open(self) -> YearRun:
        """Open the year; raises ``InputError``."""
        if not self.unit:
            raise InputError(
                [
                    f"{self.folders.evidence}: chưa có năm nào của đơn vị nào: "
                    "gõ par init để lập thư mục"
                ]
            )
        return open_year(
            self.unit,
            self.year,
            self.as_of,
            self.folders.criteria,
            self.folders.evidence,
            self.folders.out,
            finalise=self.finalise,
        )

    def choose(self, unit: str, year: int) -> None:
        """Take another unit or year, remember it and tell the forms."""
        self.unit, self.year = unit, year
        with suppress(OSError):
            last = {"unit": unit, "year": year}
            write_atomic(self.folders.out / LAST, json.dumps(last, ensure_ascii=False) + "\n")
        self.changed()

    def follow(self, follower: Callable[[], None], *, writes: bool = False) -> None:
        """Have ``follower`` called after each change, with ``writes`` after each entry too."""
        self._followers.append(follower)
        if writes:
            self._of_writes.append(follower)

    def changed(self) -> None:
        """Tell all forms that choice or outputs are others now."""
        for follower in self._followers:
            follower()

    def wrote(self) -> None:
        """Tell the forms that show the year that something was entered."""
        for follower in self._of_writes:
            follower()


def open_forms(
    unit: str = "",
    year: int = 0,
    as_of: str = "",
    criteria: str = "criteria",
    evidence: str = "evidence",
    out: str = "out",
    *,
    finalise: bool = False,
) -> Chosen:
    """Start the yearly notebook: what is named, else what was chosen last, else the newest year.

    Raises ``InputError`` for a day or year that is none, or a unit that is not there.
    """
    try:
        day = date.fromisoformat(as_of) if as_of else None
    except ValueError:
        raise InputError(
            [f'as_of: "{as_of}" không phải là ngày: viết năm-tháng-ngày, ví dụ 2026-11-24']
        ) from None
    folders = find_folders(criteria, evidence, out)
    known = units_and_years(folders.evidence)
    if unit or year:
        run = open_year(unit or None, year or _newest(known, unit), day, *_paths(folders))
        return Chosen(folders, run.unit.key, run.year, day, finalise)
    last_unit, last_year = _last(folders.out)
    if last_unit in known and last_year in known[last_unit][1]:
        return Chosen(folders, last_unit, last_year, day, finalise)
    first = next(iter(known), "")
    return Chosen(folders, first, _newest(known, first), day, finalise)


def _paths(folders: Folders) -> tuple[Path, Path, Path]:
    return folders.criteria, folders.evidence, folders.out


def _newest(known: dict[str, tuple[str, list[int]]], unit: str) -> int:
    years = known[unit][1] if unit in known else [y for _, ys in known.values() for y in ys]
    return max(years, default=date.today().year)


def _last(out: Path) -> tuple[str, int]:
    """Give what was chosen last; a file that cannot be read counts as none."""
    try:
        said = json.loads((out / LAST).read_text(encoding="utf-8"))
        return str(said["unit"]), int(said["year"])
    except (OSError, ValueError, KeyError, TypeError):
        return "", 0
