"""Loads what notebooks need before the first of them, once for all runs of a helper."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

from par_rules.evidence.readers import forked
from par_rules.runs.garbage import look_seldom

# What cells, pages and reports import only when they come to it.
MODULES = (
    "par_rules.runs.engine.managed",
    "par_rules.runs.notebooks",
    "par_rules.runs.notebook",
    "par_rules.runs.steps",
    "par_rules.runs.proposals",
    "par_rules.runs.find_text",
    "par_rules.evidence.take",
    "par_rules.evidence.claims",
    "par_rules.evidence.readers.pool",
    "par_rules.figures.read",
    "par_rules.criteria.readings",
    "par_rules.scoring.trace",
    "par_rules.dossier.charts",
    "par_rules.dossier.tables",
    "par_rules.dossier.pages",
    "par_rules.dossier.html",
    "par_rules.dossier.docx",
    "par_rules.dossier.pdf",
    "par_rules.dossier.xlsx",
    "pandas",
    "matplotlib.backends.backend_svg",
    "matplotlib.figure",
    "matplotlib.font_manager",
    "par_rules.runs.older_evidence",
    "par_rules.runs.evidence_links",
    "par_rules.bag.sent",
    "par_rules.scoring.trace_run",
    "par_rules.scoring.trace_html",
    "papermill.execute",
    "bs4",
    "docx",
    "duckdb",
    "nbconvert.exporters.templateexporter",
    "nbconvert.preprocessors",
    "typst",
    "xlsxwriter",
)


def warm(*, forks: bool) -> None:
    """Load the libraries; run and show an empty notebook, so that their own parts are there too.

    Where runs are forked, they fork their readers as well, which then need to load nothing.
    """
    look_seldom()
    for name in (*MODULES, *(forked.MODULES if forks else ())):
        import_module(name)
    _run_nothing()
    _draw_nothing()
    gc.freeze()


def _run_nothing() -> None:
    import nbformat

    from par_rules.runs.engine.managed import ManagedEngine

    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1")])  # type: ignore[no-untyped-call]
    notebook.metadata["papermill"] = {}
    ManagedEngine.execute_notebook(notebook, "python3", progress_bar=False)


def _draw_nothing() -> None:
    """Compile the templates of page and parts, find the fonts."""
    import nbformat

    from par_rules.dossier import pages, typeset
    from par_rules.dossier.html import render
    from par_rules.dossier.svg import new_figure, svg_text

    pages.prepare()
    typeset.fonts()
    render(nbformat.v4.new_notebook())  # type: ignore[no-untyped-call]
    figure = new_figure(1)
    figure.add_subplot().set_title("chữ")
    svg_text(figure, "chữ", "chữ")


def load_set(asked: Mapping[str, Any]) -> None:
    """Load the criteria set of an order; what is at fault there is told by the run itself."""
    from par_rules.criteria import CriteriaError
    from par_rules.criteria.kind_words import for_kind
    from par_rules.evidence.unit import KINDS, UnitError, load_unit
    from par_rules.runs.loaded_set import loaded_set

    with suppress(CriteriaError, UnitError, OSError):
        unit = load_unit(Path(asked["evidence"]), asked["unit"])
        for_kind(loaded_set(Path(asked["criteria"]), unit.set_key, asked["year"]), KINDS[unit.kind])
