"""Writes what lies beside the sample's documents: figures, cases, outgoing documents, last year."""

from __future__ import annotations

from pathlib import Path

from par_rules.criteria import load_criteria
from sample.cases import write_cases
from sample.figures import write_figures
from sample.kinds import ROOT
from sample.last_year import write_last_year
from sample.outgoing import write_outgoing

YEAR = 2026


def write_year_files(folder: Path) -> list[Path]:
    """Write the workbook, the case export and the register of outgoing documents into the year's
    ``folder``, last year's results beside it."""
    criteria = load_criteria(ROOT / "criteria", "hai-phong-xa", YEAR)
    return [
        write_figures(criteria, folder),
        write_cases(folder),
        write_outgoing(folder),
        write_last_year(folder.parent / str(YEAR - 1)),
    ]
