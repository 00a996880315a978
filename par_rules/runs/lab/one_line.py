"""What two of the forms do, each as one call."""

from __future__ import annotations

from par_rules.evidence import register_layout as layout
from par_rules.runs.lab.confirmation import ReadDocument, read_values, write_confirmation
from par_rules.runs.lab.entry import EnteredFigure, write_figure
from par_rules.runs.notebook import open_notebook
from par_rules.runs.year import InputError


def enter_figure(unit: str, year: int, name: str, **cells: str) -> EnteredFigure:
    """Enter figure ``name`` into the workbook of a unit's year.

    ``cells`` are texts as they would be typed: value, state, ceiling, said_by, said_on, document,
    page, note; without any the figure is unknown again. Raises ``InputError``.
    """
    run = open_notebook(unit, year)
    if name not in run.criteria.inputs:
        raise InputError([f"{name}: bộ tiêu chí không có số liệu này: xem cột Mã của bảng số liệu"])
    return write_figure(run, name, cells)


def confirm_document(
    unit: str,
    year: int,
    path: str,
    *,
    confirmed_by: str,
    code: str = "",
    issued: str = "",
    page: str = "",
    copy: str = "",
    note: str = "",
    leaf: str = "",
    requirement: str = "",
) -> ReadDocument:
    """Confirm the document at ``path`` (below ``tai-lieu``) in the register of a unit's year.

    Raises ``InputError``.
    """
    run = open_notebook(unit, year)
    found = next((one for one in read_values(run) if one.document.path == path), None)
    if found is None:
        raise InputError([f"{path}: không có tệp này trong thư mục {layout.DOCUMENT_FOLDER}"])
    cells = {
        layout.CODE: code,
        layout.ISSUED: issued,
        layout.PAGE: page,
        layout.COPY: copy,
        layout.CONFIRMED_BY: confirmed_by,
        layout.NOTE: note,
    }
    return write_confirmation(run, found, cells, leaf=leaf, requirement=requirement)
