"""Counts cases (hồ sơ TTHC) from the system's exports: whole numbers, and never a row.

Day D is the last day that counts: the day of the score, the window's end or the day the export was
taken (written in its name, as in ``ho-so-tthc-20261120.csv``, else its last event), whichever is
first. "In the window" is from the window's first day to D.

A few cases with a cell that nobody can read are left out of every count, part and whole alike, and
told by their lines: at most 20, and at most one in a thousand. More of them leave the counts that
need the column unknown, and one case without a number leaves all of them unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from par_rules.figures.case_columns import CASE_ID, COLUMNS, DAYS, HEADINGS, WORDS
from par_rules.figures.case_sql import COUNTS, IN, parse, said_words
from par_rules.figures.case_tables import Loaded, UnusableExport, load_export, make_table
from par_rules.figures.model import FigureProblem

if TYPE_CHECKING:
    import duckdb

EXPORTS = "ho-so-tthc*"
KINDS = (".csv", ".parquet", ".xlsx")
DAY_IN_NAME = re.compile(r"(20\d\d)-?([01]\d)-?([0-3]\d)(?!\d)")
SHOWN_LINES = 5
# Cases that may be left out, by number and by share.
FEW = 20
FEW_IN = 1000
BEFORE = "returned < received"
HEAD = "dòng tiêu đề"


@dataclass(frozen=True)
class CaseCounts:
    """The counts that could be made, up to which day, from which files; faults and notes.

    ``taken`` is the day each export was taken, where that can be told.
    """

    counts: Mapping[str, int] = field(default_factory=dict)
    day: date | None = None
    files: tuple[str, ...] = ()
    problems: tuple[FigureProblem, ...] = ()
    notes: tuple[FigureProblem, ...] = ()
    taken: tuple[tuple[str, date], ...] = ()


# Below this many bytes more threads take longer to start than they save.
ONE_THREAD = 32 * 1024 * 1024


def exports(folder: Path) -> list[Path]:
    """Give the case exports of a folder, by name."""
    return sorted(path for path in folder.glob(EXPORTS) if path.suffix.lower() in KINDS)


def count_cases(
    paths: Sequence[Path], wanted: Iterable[str], window: tuple[date, date], as_of: date
) -> CaseCounts:
    """Count what ``wanted`` names, over all exports together.

    A count whose columns are missing or hold what cannot be read is left out, with a problem that
    gives how many cases and the first lines. Raises ``KeyError`` for a count that does not exist.
    """
    import duckdb

    wanted = list(dict.fromkeys(wanted))
    asked = {name: COUNTS[name] for name in wanted}
    if not paths:
        return CaseCounts()
    config: dict[str, Any] = {"autoinstall_known_extensions": False}
    if sum(path.stat().st_size for path in paths if path.is_file()) < ONE_THREAD:
        config["threads"] = 1
    with duckdb.connect(":memory:", config=config) as con:
        make_table(con)
        loaded: dict[int, Loaded] = {}
        problems: list[FigureProblem] = []
        for number, path in enumerate(paths):
            try:
                loaded[number] = load_export(con, path, number)
            except UnusableExport as error:
                problems.append(error.problem)
        # Part of the cases would give counts that look right and are not.
        if problems:
            return CaseCounts(problems=tuple(problems))
        return _Counter(con, paths, loaded, window, as_of).count(asked)


class _Counter:
    """One counting over the loaded table ``raw``."""

    def __init__(
        self,
        con: duckdb.DuckDBPyConnection,
        paths: Sequence[Path],
        loaded: Mapping[int, Loaded],
        window: tuple[date, date],
        as_of: date,
    ) -> None:
        self.con = con
        self.paths = paths
        self.loaded = loaded
        self.window = window
        self.as_of = as_of
        self.problems: list[FigureProblem] = []
        self.notes: list[FigureProblem] = []

    def count(self, asked: Mapping[str, tuple[tuple[str, ...], str]]) -> CaseCounts:
        files = tuple(path.name for path in self.paths)
        for number, path in enumerate(self.paths):
            if not self._one("SELECT count(*) FROM raw WHERE file = ?", [number]):
                todo = "kết xuất lại từ Hệ thống"
                self.problems.append(FigureProblem(path.name, "", "tệp không có hồ sơ nào", todo))
        if self.problems:
            return CaseCounts(files=files, problems=tuple(self.problems))
        said = {
            column: [row[0] for row in self.con.execute(said_words(column)).fetchall()]
            for column in WORDS
        }
        self.con.execute(parse(said))
        needed = {column for columns, _ in asked.values() for column in columns}
        self._leave_out_few(needed)
        useless = self._useless_columns(needed)
        identified = self._identify()
        taken = self._taken()
        day = min(self.as_of, self.window[1], max(taken.values(), default=self.as_of))
        counts = {}
        if identified:
            sound = {n: c for n, (needs, c) in asked.items() if not useless & set(needs)}
            counts = self._counts({n: self._dated(c, day) for n, c in sound.items()}, "cases")
            if "received" not in useless:
                self._note_outside(day)
        told = (tuple(self.problems), tuple(self.notes))
        return CaseCounts(counts, day, files, *told, tuple(taken.items()))

    def _one(self, sql: str, given: object = None) -> int:
        row = self.con.execute(sql, given).fetchone()
        assert row is not None
        return int(row[0] or 0)

    def _leave_out_few(self, needed: set[str]) -> None:
        """Delete the cases that cannot be read, if they are few, and tell each of their lines."""
        asked = [c for c in COLUMNS if c in needed and self._whole(c)]
        faults = {f"bad_{column}": _fault(column) for column in asked}
        if {"received", "returned"} <= set(asked):
            faults[BEFORE] = _BEFORE_FAULT
        if not faults:
            return
        any_of = " OR ".join(f"coalesce({test}, FALSE)" for test in faults)
        bad = self._one(f"SELECT count(*) FROM cases WHERE {any_of}")
        rows = self._one("SELECT count(*) FROM cases")
        if not 0 < bad <= min(FEW, rows // FEW_IN):
            return
        todo = f"đã bỏ ra khỏi mọi số liệu (trên {_grouped(rows)} hồ sơ); sửa rồi kết xuất lại"
        for test, what in faults.items():
            self._tell(test, what, todo, FEW)
        self.con.execute(f"DELETE FROM cases WHERE {any_of}")

    def _whole(self, column: str) -> bool:
        """Say whether every export has the column, and not all of it is empty."""
        there = all(column in one.columns for one in self.loaded.values())
        return there and self._filled[column]

    @cached_property
    def _filled(self) -> dict[str, bool]:
        """Say of each column whether any case has it filled; what is left out counts too."""
        tests = (f"EXISTS (FROM raw WHERE trim({column}) <> '')" for column in COLUMNS)
        row = self.con.execute(f"SELECT {', '.join(tests)}").fetchone()
        assert row is not None
        return dict(zip(COLUMNS, map(bool, row), strict=True))

    def _useless_columns(self, needed: set[str]) -> set[str]:
        """Name the needed columns that are missing, empty or hold what cannot be read."""
        asked = [column for column in COLUMNS if column in needed]
        bad = self._counts({c: f"bad_{c}" for c in asked}, "cases")
        useless: set[str] = set()
        for column in asked:
            heading = HEADINGS[column][0]
            without = [n for n, one in self.loaded.items() if column not in one.columns]
            for number in without:
                self._tell_file(number, f"không có cột {heading}")
            if not without and not self._filled[column]:
                self._tell_file(0, f"cột {heading} để trống ở mọi hồ sơ")
            elif not without and bad[column]:
                self._tell(f"bad_{column}", _fault(column))
            if without or not self._filled[column] or bad[column]:
                useless.add(column)
        if {"received", "returned"} <= needed - useless and self._tell(BEFORE, _BEFORE_FAULT):
            useless.add("returned")
        return useless

    def _counts(self, conditions: Mapping[str, str], table: str) -> dict[str, int]:
        """Count the rows of a table for each condition."""
        if not conditions:
            return {}
        counts = ", ".join(f"count(*) FILTER (WHERE {test})" for test in conditions.values())
        row = self.con.execute(f"SELECT {counts} FROM {table}").fetchone()
        assert row is not None
        return dict(zip(conditions, (int(number) for number in row), strict=True))

    def _tell_file(self, number: int, what: str) -> None:
        todo = f"kết xuất lại kèm cột này; {self._lost}"
        self.problems.append(FigureProblem(self.paths[number].name, HEAD, what, todo))

    _lost = "số liệu cần cột này tạm coi là chưa có"

    def _tell(self, condition: str, what: str, todo: str = "", shown: int = SHOWN_LINES) -> bool:
        """Add a problem for each file with cases of a condition; say whether there were any."""
        todo = todo or f"sửa rồi kết xuất lại; {self._lost}"
        found = self.con.execute(
            f"SELECT file, count(*), list_slice(list(line ORDER BY line), 1, {shown}) "
            f"FROM cases WHERE {condition} GROUP BY file ORDER BY file"
        ).fetchall()
        for number, many, first in found:
            self.problems.append(self._at(number, many, first, what, todo))
        return bool(found)

    def _at(self, number: int, many: int, first: list[int], what: str, todo: str) -> FigureProblem:
        lines = ", ".join(str(line) for line in first) + (" …" if many > len(first) else "")
        where = f"{self.loaded[number].unit} {lines}"
        return FigureProblem(self.paths[number].name, where, f"{_grouped(many)} hồ sơ {what}", todo)

    def _identify(self) -> bool:
        """Leave one row a case; say whether every case can be told from every other."""
        if self._tell(f"{CASE_ID} IS NULL", "không có mã hồ sơ"):
            return False
        if not self._one(f"SELECT count(*) - count(DISTINCT {CASE_ID}) FROM cases"):
            return True
        same = ", ".join(COLUMNS)
        self.con.execute(
            f"CREATE TEMP TABLE again AS SELECT file, line, {CASE_ID}, "
            f"row_number() OVER (PARTITION BY {CASE_ID} ORDER BY file, line) AS nth, "
            f"count(DISTINCT hash({same})) OVER (PARTITION BY {CASE_ID}) AS kinds FROM cases"
        )
        for kinds, what, todo in (
            ("kinds > 1", "trùng mã mà nội dung khác nhau", "kết xuất lại; chưa tính số liệu nào"),
            ("kinds = 1", "ghi lặp lại y nguyên", "mỗi mã hồ sơ chỉ được đếm một lần"),
        ):
            found = self.con.execute(
                f"SELECT file, count(*), list_slice(list(line ORDER BY line), 1, {SHOWN_LINES}) "
                f"FROM again WHERE nth > 1 AND {kinds} GROUP BY file ORDER BY file"
            ).fetchall()
            told = self.problems if kinds == "kinds > 1" else self.notes
            told += [self._at(number, many, first, what, todo) for number, many, first in found]
            if found and kinds == "kinds > 1":
                return False
        self.con.execute(
            "DELETE FROM cases USING again WHERE nth > 1 "
            "AND cases.file = again.file AND cases.line = again.line"
        )
        return True

    def _taken(self) -> dict[str, date]:
        """Give the day each export was taken: the day in its name, else its last event."""
        taken = {}
        for number, path in enumerate(self.paths):
            written = DAY_IN_NAME.search(path.stem)
            try:
                if written:
                    taken[path.name] = date(*(int(part) for part in written.groups()))
                    continue
            except ValueError:
                pass
            row = self.con.execute(
                "SELECT greatest(max(received), max(returned)) FROM cases WHERE file = ?", [number]
            ).fetchone()
            if row and row[0]:
                taken[path.name] = row[0]
        return taken

    def _dated(self, condition: str, day: date) -> str:
        """Put the first and the last day that count into a condition."""
        start = self.window[0].isoformat()
        return condition.replace("$start", f"DATE '{start}'").replace("$day", f"DATE '{day}'")

    def _note_outside(self, day: date) -> None:
        start = self.window[0]
        found = self.con.execute(
            f"SELECT file, count(*), list_slice(list(line ORDER BY line), 1, {SHOWN_LINES}) "
            f"FROM cases WHERE NOT ({self._dated(IN, day)}) GROUP BY file ORDER BY file"
        ).fetchall()
        for number, many, first in found:
            what = f"tiếp nhận ngoài khoảng {start:%d/%m/%Y} – {day:%d/%m/%Y}"
            todo = (
                "không tính vào số tiếp nhận; trả kết quả trong khoảng thì vẫn tính đã giải quyết"
            )
            self.notes.append(self._at(number, many, first, what, todo))


_BEFORE_FAULT = "có ngày trả kết quả trước ngày tiếp nhận"


def _fault(column: str) -> str:
    heading = HEADINGS[column][0]
    if column == "returned":
        return f"có {heading} không phải là ngày"
    if column in DAYS:
        return f"có {heading} để trống hoặc không phải là ngày"
    return f"có {heading} ghi khác các từ đã biết"


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", ".")
