"""Reads all figures of a unit and year: workbook copies, case exports, last year's results."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from pathlib import Path

from par_rules.criteria.model import CriteriaSet
from par_rules.figures.cases import CaseCounts, count_cases, exports
from par_rules.figures.cautions import (
    documents_not_there,
    export_too_early,
    given_too_early,
    given_too_late,
)
from par_rules.figures.copies import Copy, is_copy, read_copy
from par_rules.figures.last_year import FILE, read_last_year
from par_rules.figures.layout import WORKBOOK, office_of
from par_rules.figures.merge import Merged, cell_text, merge
from par_rules.figures.model import Entered, FigureDifference, FigureProblem, FigureRow, Figures
from par_rules.figures.stated import (
    missing_rows,
    read_stated,
    shown_in_per_cent,
    strangers,
)
from par_rules.figures.wording import range_text, said_text, state_text
from par_rules.scoring.facts import UNKNOWN, Fact

__all__ = [
    "FigureDifference",
    "FigureProblem",
    "FigureRow",
    "Figures",
    "copies",
    "read_figures",
    "read_workbook",
]

CASE_SYSTEM = "Hệ thống thông tin giải quyết TTHC"


def read_figures(
    criteria: CriteriaSet, folder: Path, *, as_of: date, last_year: Path | None
) -> Figures:
    """Read ``so-lieu*.xlsx``, ``ho-so-tthc*`` in ``folder`` and ``ket-qua.json`` of last year.

    ``last_year`` is last year's folder, or the file itself. Never raises for what the files hold:
    each fault is a problem, leaves its own input unknown, and the rest goes on. Cases count within
    the set's window, up to ``as_of``.
    """
    reading = _Reading(criteria, as_of)
    reading.workbook([read_copy(path) for path in copies(folder)], folder)
    reading.cases(exports(folder))
    if last_year is not None:
        reading.last_year(last_year / FILE if last_year.is_dir() else last_year)
    return reading.figures()


def read_workbook(criteria: CriteriaSet, folder: Path, *, as_of: date) -> Figures:
    """Read the workbook and its copies alone, to see what has been entered."""
    reading = _Reading(criteria, as_of)
    reading.workbook([read_copy(path) for path in copies(folder)], folder)
    return reading.figures()


def copies(folder: Path) -> list[Path]:
    """Give the workbook and its copies, the workbook itself first.

    A copy may have come back as "Số liệu Phòng Kinh tế.xlsx" or "So lieu (1).xlsx".
    """
    found = [path for path in folder.iterdir() if is_copy(path.name)] if folder.is_dir() else []
    return sorted(found, key=lambda path: (path.name != WORKBOOK, path.name))


@dataclass
class _Reading:
    """What has been read so far."""

    criteria: CriteriaSet
    as_of: date
    facts: dict[str, Fact] = field(default_factory=dict)
    ceilings: dict[str, Fraction] = field(default_factory=dict)
    merged: dict[str, Merged] = field(default_factory=dict)
    documents: dict[str, str] = field(default_factory=dict)
    problems: list[FigureProblem] = field(default_factory=list)
    differences: list[FigureDifference] = field(default_factory=list)
    sources: list[tuple[str, str]] = field(default_factory=list)
    notes: list[FigureProblem] = field(default_factory=list)
    cautions: list[FigureProblem] = field(default_factory=list)

    def workbook(self, found: list[Copy], folder: Path) -> None:
        """Take the copies of the workbook."""
        if not found:
            what = "chưa có bảng số liệu"
            self.problems.append(
                FigureProblem(WORKBOOK, "", what, f"chạy par workbook, để ở {folder}")
            )
            return
        self.sources += [(copy.file, hashlib.sha256(copy.data).hexdigest()) for copy in found]
        for copy in found:
            self.problems += copy.problems
        self.merged, self.differences = merge(self.criteria, found)
        self.problems += strangers(self.criteria, self.merged)
        if any(copy.rows for copy in found):
            self.problems += missing_rows(
                self.criteria,
                self.merged,
                found[0].file,
                {s for copy in found for s in copy.unread},
            )
        for name in self.criteria.inputs:
            row = self.merged.get(name)
            if row is None or row.leftover:
                continue
            stated = read_stated(self.criteria, name, row, self.as_of)
            self.problems += stated.problems
            if stated.fact.state != "unknown":
                self.facts[name] = stated.fact
            if stated.ceiling is not None:
                self.ceilings[name] = stated.ceiling
        self.cautions += given_too_late(self.merged, self.facts, self.as_of)
        self.cautions += documents_not_there(self.merged, folder)
        self.cautions += given_too_early(self.criteria, self.merged, self.facts, self.as_of)

    def cases(self, paths: list[Path]) -> None:
        """Take the counts of the case exports."""
        wanted = {
            name: spec.where
            for name, spec in self.criteria.inputs.items()
            if spec.from_ == "cases" and spec.where is not None
        }
        if not wanted:
            return
        if not paths:
            what = "chưa có tệp kết xuất hồ sơ TTHC (ho-so-tthc-….csv, .parquet hoặc .xlsx)"
            todo = "kết xuất từ Hệ thống rồi để cùng thư mục số liệu"
            self.problems.append(FigureProblem("ho-so-tthc", "", what, todo))
            return
        self.sources += [(path.name, _sha256(path)) for path in paths]
        counted = count_cases(paths, wanted.values(), self.criteria.head.window, self.as_of)
        self.problems += counted.problems
        self.notes += counted.notes
        self.cautions += export_too_early(counted, self.criteria, self.as_of)
        for name, where in wanted.items():
            if where in counted.counts:
                self._take_count(name, counted.counts[where], counted)

    def _take_count(self, name: str, count: int, counted: CaseCounts) -> None:
        spec, number = self.criteria.inputs[name], Fraction(count)
        origin = ", ".join(counted.files)
        if spec.range is not None and not spec.range[0] <= number <= spec.range[1]:  # type: ignore[operator]
            what = f"“{spec.title}” đếm được {said_text(number)}, ngoài khoảng {range_text(spec)}"
            todo = "kiểm tra kỳ và phạm vi kết xuất"
            self.problems.append(FigureProblem(origin, "toàn bộ hồ sơ", what, todo, name))
            return
        stated = self.facts.get(name)
        if stated is not None and stated.state == "not_arisen":
            if count:
                place = self.merged[name].places["state"]
                what = f"đã chọn tình trạng mà kết xuất có {said_text(number)} hồ sơ"
                todo = "chỉ giữ một trong hai"
                self.problems.append(FigureProblem(place.file, place.where, what, todo, name))
                del self.facts[name]
            return
        self.facts[name] = Fact(
            "known", number, origin=origin, said_by=CASE_SYSTEM, said_on=counted.day
        )

    def last_year(self, path: Path) -> None:
        """Take last year's results; what the workbook says against them is a fault."""
        found = read_last_year(self.criteria, path)
        self.problems += found.problems
        if found.sha256 is not None:
            self.sources.append((f"{path.parent.name}/{path.name}", found.sha256))
        for name, fact in found.facts.items():
            if name in self.facts and self.facts[name].state != fact.state:
                place = self.merged[name].places["state"]
                what = f"đã chọn tình trạng mà kết quả năm trước có số liệu ({fact.origin})"
                todo = "chỉ giữ một trong hai"
                self.problems.append(FigureProblem(place.file, place.where, what, todo, name))
                del self.facts[name]
            else:
                self.facts[name] = fact
                self.documents[name] = found.sources[name]

    def figures(self) -> Figures:
        """Give all that was read."""
        facts: dict[str, Fact] = {}
        for name, spec in self.criteria.inputs.items():
            fact = self.facts.get(name, UNKNOWN)
            if spec.from_ == "register" and fact.state == "unknown":
                continue
            facts[name] = self._with_ceiling(name, fact)
        return Figures(
            facts,
            tuple(self._row(name, fact) for name, fact in facts.items()),
            tuple(self.problems),
            tuple(self.differences),
            tuple(self.sources),
            tuple(self.notes),
            self._entered(),
            tuple(self.cautions),
        )

    def _with_ceiling(self, name: str, fact: Fact) -> Fact:
        ceiling = self.ceilings.get(name)
        if ceiling is None or not isinstance(fact.value, Fraction):
            return fact
        if ceiling < fact.value:
            place = self.merged[name].places["ceiling"]
            what = f"dự kiến {said_text(ceiling)} nhỏ hơn số đếm được {said_text(fact.value)}"
            todo = "ghi lại số dự kiến đến cuối kỳ"
            self.problems.append(FigureProblem(place.file, place.where, what, todo, kept=True))
            return fact
        return replace(fact, ceiling=ceiling)

    def _entered(self) -> Mapping[str, Entered]:
        return {
            name: self._as_written(name, row)
            for name, row in self.merged.items()
            if row.entered != Entered()
        }

    def _as_written(self, name: str, row: Merged) -> Entered:
        """Give a row's cells for plain cells: 0.85 that shows 85 % is written back as 85."""
        spec = self.criteria.inputs.get(name)
        if spec is None or not shown_in_per_cent(spec, row):
            return row.entered
        return replace(row.entered, value=float(100 * Fraction(str(row.entered.value))))

    def _row(self, name: str, fact: Fact) -> FigureRow:
        spec = self.criteria.inputs[name]
        entered = self.merged[name].entered if name in self.merged else Entered()
        return FigureRow(
            name=name,
            title=spec.title,
            office=self.criteria.head.offices[office_of(self.criteria, name)].title,
            unit=spec.unit or "",
            state=state_text(fact),
            value_text=said_text(fact.value),
            ceiling_text=said_text(fact.ceiling),
            said_by=fact.said_by or "",
            said_on=fact.said_on,
            document=self.documents.get(name) or cell_text(entered.document),
            page=cell_text(entered.page),
            note=cell_text(entered.note),
            origin=fact.origin or "",
        )


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
