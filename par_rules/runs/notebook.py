"""What a notebook of the year opens with: its parameters, checked, become a ``YearRun``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from par_rules.dossier.edition import EDITIONS
from par_rules.runs.year import InputError, YearRun, open_year


def open_notebook(
    unit: str,
    year: int,
    as_of: str = "",
    criteria: str = "criteria",
    evidence: str = "evidence",
    out: str = "out",
    *,
    finalise: bool = False,
    edition: str = "internal",
) -> YearRun:
    """Open the year that a notebook's parameters name.

    ``as_of`` is an ISO day, empty for the unit's own. A relative folder is looked for in the
    working folder and in those above it, so that the notebook runs from its own folder and from
    the repository's. Raises ``InputError``.
    """
    if not isinstance(year, int):
        raise InputError([f"year: {year!r} không phải là năm: viết ví dụ 2026"])
    try:
        day = date.fromisoformat(as_of) if as_of else None
    except ValueError:
        raise InputError(
            [f'as_of: "{as_of}" không phải là ngày: viết năm-tháng-ngày, ví dụ 2026-11-24']
        ) from None
    chosen = next((name for name in EDITIONS if name == edition), None)
    if chosen is None:
        raise InputError([f'edition: không có bản "{edition}": viết {" hoặc ".join(EDITIONS)}'])
    found = upward(criteria)
    folders = found, upward(evidence), beside(found, out)
    return open_year(unit or None, year, day, *folders, finalise=finalise, edition=chosen)


def upward(folder: str) -> Path:
    """Find a folder in the working folder or in those above it; else give it as it was named."""
    path = Path(folder)
    if path.is_absolute():
        return path
    here = Path.cwd()
    for above in (here, *here.parents):
        if (above / path).is_dir():
            return above / path
    return path


def beside(criteria: Path, out: str) -> Path:
    """Give the folder of outputs: beside the criteria unless it is named in full."""
    path = Path(out)
    return path if path.is_absolute() else criteria.parent / path
