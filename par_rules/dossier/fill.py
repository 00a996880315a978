"""Fills the city's own form with the self-score, and lists what it could not place.

A cell that already holds words is kept; a formula is kept; everything else of the file too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import partial
from pathlib import Path
from typing import Protocol

from par_rules.dossier.fill_columns import WRITTEN, Columns, Part, parts
from par_rules.dossier.fill_grid import Grid, GridCell
from par_rules.dossier.fill_rows import Index, Target
from par_rules.dossier.fill_texts import Entry, entries
from par_rules.dossier.plain_text import printable
from par_rules.dossier.wording import points
from par_rules.dossier.year_result import YearResult
from par_rules.evidence.office_files import Unreadable
from par_rules.files import write_atomic


class FormError(Exception):
    """The form cannot be filled; the message is Vietnamese."""


class Form(Protocol):
    """A form in its file: its tables, and how a cell is written."""

    def grids(self) -> Sequence[Grid]:
        """Give all tables in order."""

    def put_text(self, cell: GridCell, text: str) -> None:
        """Write text, which never becomes a formula."""

    def put_points(self, cell: GridCell, number: Fraction) -> None:
        """Write points as the file has numbers."""

    def saved(self) -> bytes:
        """Give the filled file."""


@dataclass
class Filled:
    """The filled form and what the official is to look at, each list in the form's order.

    ``unknown`` are rows about nothing of the set, ``absent`` leaves without a row, ``blank`` leaves
    whose score was not written and why, ``kept`` cells left as they were, ``remarks`` the rest.
    """

    path: Path
    leaves: int = 0
    unknown: list[str] = field(default_factory=list)
    absent: list[str] = field(default_factory=list)
    blank: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def fill(form: Path, result: YearResult, folder: Path) -> Filled:
    """Write ``<name> (đã điền).docx`` or ``.xlsx`` into ``folder``; ``form`` is not changed.

    Raises ``FormError`` for a file that is no form, or in which nothing was recognised.
    """
    opened = _opened(form)
    filled = Filled(folder / f"{form.stem} (đã điền){form.suffix.lower()}")
    _Filling(opened, result, filled).run()
    if not filled.leaves:
        raise FormError(
            f"{form}: không nhận ra dòng nào của bộ tiêu chí: cần một bảng có cột “Tiêu chí” hoặc "
            "“STT” và cột “Điểm tự chấm”, số hoặc tên tiêu chí như trong bộ tiêu chí"
        )
    filled.path = write_atomic(filled.path, opened.saved())
    return filled


def _opened(form: Path) -> Form:
    from par_rules.dossier.fill_docx import WordForm
    from par_rules.dossier.fill_xlsx import ExcelForm

    kinds: dict[str, Callable[[bytes], Form]] = {
        ".docx": WordForm,
        ".docm": WordForm,
        ".xlsx": ExcelForm,
        ".xlsm": ExcelForm,
    }
    kind = kinds.get(form.suffix.lower())
    if kind is None:
        raise FormError(
            f"{form}: chỉ điền được mẫu Word (.docx) và Excel (.xlsx): mở mẫu và lưu lại dạng đó"
        )
    try:
        data = form.read_bytes()
    except OSError:
        raise FormError(f"{form}: không mở được: xem lại đường dẫn") from None
    try:
        return kind(data)
    except Unreadable as error:
        raise FormError(f"{form}: {error}: mở mẫu và lưu lại") from None


class _Filling:
    def __init__(self, form: Form, result: YearResult, filled: Filled) -> None:
        self.form, self.filled = form, filled
        self.index = Index(result.criteria)
        self.entries = entries(result)
        self.leaves = {leaf.key: leaf for leaf in result.criteria.leaves()}
        self.seen: dict[str, None] = {}
        self.full: dict[tuple[str, str], int] = {}

    def run(self) -> None:
        before: tuple[int, Columns] | None = None
        for grid in self.form.grids():
            width = len(grid.columns)
            inherited = before[1] if before is not None and before[0] == width else None
            for part in parts(grid, partial(self._is_data, grid), inherited):
                self._part(grid, part)
                before = width, part.columns
        for (table, heading), count in self.full.items():
            what = f"{table}, cột “{heading}”: {count} ô đã có chữ hoặc công thức"
            self.filled.kept.append(what)
        self.filled.leaves = len(self.seen)
        self.filled.absent += [
            f"{leaf.number}. {leaf.title}"
            for key, leaf in self.leaves.items()
            if key not in self.seen and leaf.scored_by == "self"
        ]

    def _is_data(self, grid: Grid, row: int) -> bool:
        """Say whether a cell of the row is a number or title of the set."""
        texts = [cell.text for cell in grid.row(row)]
        return any(self.index.titled(text) for text in texts if text) or (
            bool(texts) and len(texts) > 1 and bool(self.index.numbered(texts[0]))
        )

    def _part(self, grid: Grid, part: Part) -> None:
        columns = part.columns
        rows: dict[Target, list[int]] = {}
        for row in part.rows:
            number, title = grid.text(row, columns.number), grid.text(row, columns.title)
            found = self.index.find(number, title)
            if found is None:
                if number.strip() and title.strip():
                    told = printable(f"{number} {title}")[:80]
                    self.filled.unknown.append(f"{grid.named(row)}: “{told}”")
                continue
            if found.remark:
                self.filled.remarks.append(f"{grid.named(row)}: {found.remark}")
            if found.target is not None:
                rows.setdefault(found.target, []).append(row)
        single = [places[0] for places in rows.values() if len(places) == 1]
        shared = _shared(grid, single, columns)
        for target, places in rows.items():
            if len(places) > 1:
                told = ", ".join(str(row + 1) for row in places)
                self.filled.remarks.append(
                    f"{grid.title}: {target.number} có ở nhiều dòng ({told}): không điền dòng nào"
                )
            else:
                self._row(grid, places[0], target, columns, shared)

    def _row(
        self,
        grid: Grid,
        row: int,
        target: Target,
        columns: Columns,
        shared: set[tuple[int, int]],
    ) -> None:
        entry = self.entries[target.level, target.key]
        if target.level == "leaf":
            self.seen[target.key] = None
        other = self._other_maximum(grid, row, target, columns)
        for column, roles in columns.written.items():
            cell = grid.cells.get((row, column))
            if cell is None:
                continue
            if (cell.row, cell.column) in shared:
                heading = printable(columns.headings[column])
                self.filled.kept.append(
                    f"{grid.named(row)}: ô “{heading}” gộp chung nhiều tiêu chí: không điền"
                )
                continue
            if "score" in roles:
                self._score(grid, cell, target, entry, other)
                continue
            wanted = [role for role in WRITTEN if role in roles]
            if "note" in {r for some in columns.written.values() for r in some}:
                wanted = [role for role in wanted if role != "remark"]
            text = printable(" ".join(filter(None, (entry.texts.get(r, "") for r in wanted))))
            if text and self._free(grid, cell, columns.headings[column]):
                self.form.put_text(cell, text)

    def _score(self, grid: Grid, cell: GridCell, target: Target, entry: Entry, other: str) -> None:
        reason = other or entry.open
        if entry.score is None or other:
            if target.level == "leaf":
                self.filled.blank.append(f"{target.number}: {reason}")
        elif self._free(grid, cell, "điểm tự chấm"):
            self.form.put_points(cell, entry.score)

    def _other_maximum(self, grid: Grid, row: int, target: Target, columns: Columns) -> str:
        """Say where the form gives another maximum: then it is not the same criterion."""
        if target.level == "total":
            return ""
        text = grid.text(row, columns.maximum).strip().replace(",", ".").removesuffix(".")
        try:
            stated = Fraction(text)
        except (ValueError, ZeroDivisionError):
            return ""
        leaf = self.leaves.get(target.key)
        if stated == target.maximum or (leaf is not None and leaf.role == "penalty"):
            return ""
        return (
            f"điểm tối đa trong mẫu là {points(stated)}, trong bộ tiêu chí là "
            f"{points(target.maximum)}: chưa điền điểm"
        )

    def _free(self, grid: Grid, cell: GridCell, heading: str) -> bool:
        """Say whether nothing stands in a cell; count it among those kept if something does."""
        if not cell.empty:
            key = grid.title, printable(heading)
            self.full[key] = self.full.get(key, 0) + 1
        return cell.empty


def _shared(grid: Grid, rows: Sequence[int], columns: Columns) -> set[tuple[int, int]]:
    """Give the corners of cells that are merged over several rows of the set."""
    corners = Counter(
        (cell.row, cell.column)
        for row in rows
        for column in columns.written
        if (cell := grid.cells.get((row, column))) is not None
    )
    return {corner for corner, count in corners.items() if count > 1}
