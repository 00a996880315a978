"""Writes the figures workbook ``so-lieu.xlsx``: one sheet an office, one row a figure."""

from __future__ import annotations

from pathlib import Path

from par_rules.criteria.model import CriteriaSet
from par_rules.figures.model import Figures


def write_workbook(
    criteria: CriteriaSet, path: Path, *, unit_title: str, keep: Figures | None
) -> Path:
    """Write the workbook and give the path really written (beside, if ``path`` is held open).

    What ``keep`` holds is written back as it was entered. Same set, same ``keep``: same bytes.
    """
    raise NotImplementedError
