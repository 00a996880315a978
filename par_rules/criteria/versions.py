"""The versions of a year's set, and every folder that a year is made of."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from par_rules.criteria.yaml_nodes import read_yaml


def version_folder(folder: Path, as_of: date | None) -> Path:
    """Give the folder of the version of a year that is in force on ``as_of``, or of the newest."""
    for version in reversed(corrections(folder)):
        if as_of is None or _first_day(version) <= as_of:
            return version
    return folder


def corrections(folder: Path) -> list[Path]:
    """Give the folders of a year's corrections, oldest first."""
    found = [p for p in (folder / "corrections").glob("[0-9]*") if p.name.isdigit() and p.is_dir()]
    return sorted(found, key=lambda path: int(path.name))


def _first_day(version: Path) -> date:
    """Read from which day a correction holds; one that does not say it well is loaded and told."""
    value = read_yaml(version / "set.yaml", version.as_posix()).value
    for step in ("set", "replace", "first_day"):
        value = value.get(step) if isinstance(value, dict) else None
    return value if isinstance(value, date) else date.min


def folders_of(criteria: Path, key: str, year: int) -> list[Path]:
    """Name every folder whose files make the set of a year: its own and those it stands on."""
    found: list[Path] = []
    while year > 0:
        folder = criteria / key / str(year)
        if folder in found or not folder.is_dir():
            break
        found += [folder, *corrections(folder)]
        head = read_yaml(folder / "set.yaml", folder.as_posix()).value
        base = head.get("base") if isinstance(head, dict) else None
        year = int(base) if isinstance(base, str) and base.isdigit() else 0
    return found
