"""Where the examples of a year stand: its own, then those of what it stands on."""

from __future__ import annotations

from pathlib import Path

from par_rules.criteria.versions import version_folder
from par_rules.criteria.yaml_nodes import read_yaml


def example_folders(folder: Path) -> list[tuple[Path, int]]:
    """Give the folders of examples of a year, nearest first, each with the years its dates move.

    ``folder`` is the year's folder or that of a correction within it.
    """
    found: list[tuple[Path, int]] = []
    moved = 0
    while folder.is_dir() and folder not in [path.parent for path, _ in found]:
        found.append((folder / "examples", moved))
        head = read_yaml(folder / "set.yaml", folder.as_posix()).value
        if not isinstance(head, dict):
            break
        if "corrects" in head:
            said = str(head["corrects"])
            year = folder.parent.parent
            folder = year if said == "1" else folder.parent / said
        elif "base" in head:
            step = head.get("moved")
            years = step.get("years", "0") if isinstance(step, dict) else "0"
            moved += int(years) if str(years).isdigit() else 0
            folder = version_folder(folder.parent / str(head["base"]), None)
        else:
            break
    return found
