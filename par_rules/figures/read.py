"""Reads all figures of a unit and year: workbook copies, case exports, last year's results."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from par_rules.criteria.model import CriteriaSet
from par_rules.figures.model import FigureDifference, FigureProblem, FigureRow, Figures

__all__ = ["FigureDifference", "FigureProblem", "FigureRow", "Figures", "read_figures"]


def read_figures(
    criteria: CriteriaSet, folder: Path, *, as_of: date, last_year: Path | None
) -> Figures:
    """Read ``so-lieu*.xlsx``, ``ho-so-tthc*`` in ``folder`` and ``ket-qua.json`` of last year.

    ``last_year`` is last year's folder, or the file itself.

    Never raises for what the files hold: each fault is a problem, leaves its own input unknown, and
    the rest goes on. Cases count within the set's window, up to ``as_of``.
    """
    raise NotImplementedError
