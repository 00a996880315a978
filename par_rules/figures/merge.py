"""Joins the copies of the workbook: one row an input, and every cell on which copies disagree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from par_rules.criteria.model import CriteriaSet
from par_rules.figures.cells import CellError, number_of
from par_rules.figures.copies import Copy, CopyRow, Place
from par_rules.figures.layout import ENTERED
from par_rules.figures.model import Cell, Entered, FigureDifference
from par_rules.figures.wording import number_text, plain

# A difference in these leaves the input unknown; beside them only the note differs.
DECIDING = ("value", "state")


@dataclass(frozen=True)
class Merged:
    """An input's cells over all copies, where each stands, and the columns that differ.

    ``leftover``: it stands only on the sheet of figures that are no longer asked for.
    """

    entered: Entered
    places: Mapping[str, Place]
    differing: frozenset[str]
    copies: Mapping[str, Copy]
    leftover: bool = False

    def is_percent(self, field: str) -> bool:
        """Say whether the cell of a field is shown as a percentage."""
        place = self.places[field]
        return self.copies[place.file].is_percent(place)


def merge(
    criteria: CriteriaSet, copies: Iterable[Copy]
) -> tuple[dict[str, Merged], list[FigureDifference]]:
    """Join the rows of all copies by key; of cells that agree, the first copy's stands."""
    by_file = {copy.file: copy for copy in copies}
    by_key: dict[str, list[CopyRow]] = {}
    for copy in by_file.values():
        for row in copy.rows:
            by_key.setdefault(row.key, []).append(row)
    merged: dict[str, Merged] = {}
    differences: list[FigureDifference] = []
    for key, found in by_key.items():
        rows = [row for row in found if not row.leftover] or found
        cells: dict[str, Cell] = {}
        places: dict[str, Place] = {"key": rows[0].places["key"]}
        differing: set[str] = set()
        for field in fields(Entered):
            filled = [
                (row.places[field.name], getattr(row.entered, field.name))
                for row in rows
                if field.name in row.places
            ]
            if not filled:
                continue
            places[field.name], cells[field.name] = filled[0]
            if any(not _same(criteria, key, field.name, filled[0][1], cell) for _, cell in filled):
                differing.add(field.name)
                differences.append(_difference(criteria, key, field.name, filled))
        merged[key] = Merged(
            Entered(**cells), places, frozenset(differing), by_file, rows[0].leftover
        )
    return merged, differences


def _same(criteria: CriteriaSet, key: str, field: str, one: Cell, other: Cell) -> bool:
    """Say whether two cells mean the same: 5 and 5.0, "Có" and "có", "1.234" and 1234."""
    if one == other or _plain(one) == _plain(other):
        return True
    spec = criteria.inputs.get(key)
    if field in ("value", "ceiling") and spec and spec.type in ("count", "number", "percent"):
        try:
            return number_of(one, spec) == number_of(other, spec)
        except CellError:
            return False
    return False


def _plain(cell: Cell) -> str:
    if isinstance(cell, datetime):
        cell = cell.date()
    if isinstance(cell, date):
        return f"{cell.day}/{cell.month}/{cell.year}"
    if isinstance(cell, str):
        return plain(cell)
    return repr(cell)


def _difference(
    criteria: CriteriaSet, key: str, field: str, filled: list[tuple[Place, Cell]]
) -> FigureDifference:
    spec = criteria.inputs.get(key)
    said: dict[str, tuple[str, str]] = {}
    for place, cell in filled:
        said.setdefault(_plain(cell), (str(place), cell_text(cell)))
    return FigureDifference(
        key, spec.title if spec else key, ENTERED[field], tuple(said.values()), field in DECIDING
    )


def cell_text(cell: Cell) -> str:
    """Write a cell as a reader sees it."""
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return number_text(Fraction(Decimal(repr(cell))))
    return "" if cell is None else str(cell)
