"""The forms of the yearly notebook: choose, look, confirm, enter, run, open. No code is needed.

Answers go to the workbook and the register of the year, which are read again afterwards. Every
form also shows the one line that does the same.
"""

from __future__ import annotations

from par_rules.runs.lab.choose_form import choose, state
from par_rules.runs.lab.chosen import open_forms
from par_rules.runs.lab.documents_form import documents
from par_rules.runs.lab.figures_form import figures
from par_rules.runs.lab.one_line import confirm_document, enter_figure
from par_rules.runs.lab.run_form import dossier, run_year

__all__ = [
    "choose",
    "confirm_document",
    "documents",
    "dossier",
    "enter_figure",
    "figures",
    "open_forms",
    "run_year",
    "state",
]
