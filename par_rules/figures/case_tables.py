"""Loads case exports into DuckDB: CSV, Parquet or XLSX, only the columns that are counted."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from par_rules.figures.case_columns import COLUMNS, HEADINGS, find_columns, is_heading_row
from par_rules.figures.model import FigureProblem
from par_rules.spreadsheet import UnusableSpreadsheet, open_sheets

if TYPE_CHECKING:
    import duckdb

HEADINGS_WITHIN = 15
HEAD_BYTES = 256 * 1024
DELIMITERS = (",", ";", "\t", "|")
# Excel leaves a byte order mark, and in Vietnamese settings a semicolon.
ENCODING = "utf-8-sig"


class UnusableExport(Exception):
    """An export cannot be read; the problem says why, without any row's content."""

    def __init__(self, problem: FigureProblem) -> None:
        self.problem = problem
        super().__init__(str(problem))


@dataclass(frozen=True)
class Loaded:
    """A loaded export: the columns it has, and the line above its first case."""

    columns: frozenset[str]
    head_line: int
    unit: str = "dòng"


def load_export(con: duckdb.DuckDBPyConnection, path: Path, number: int) -> Loaded:
    """Add the cases of ``path`` to table ``raw``, marked ``number``; raises ``UnusableExport``.

    ``raw`` holds every column as text, NULL where the export has no such column.
    """
    import duckdb

    loaders = {".csv": _load_csv, ".parquet": _load_parquet, ".xlsx": _load_xlsx}
    try:
        return loaders[path.suffix.lower()](con, path, number)
    except duckdb.Error as error:
        # The error's own text quotes the line, and with it a person: only its number is told.
        line = re.search(r"CSV Error on Line: (\d+)", str(error))
        if line:
            raise UnusableExport(
                FigureProblem(
                    path.name,
                    f"dòng {line[1]}",
                    "số cột khác dòng tiêu đề, hoặc dấu nháy kép không đóng",
                    "kết xuất lại từ Hệ thống, không sửa tay",
                )
            ) from None
        raise UnusableExport(_damaged(path)) from None
    except OSError:
        raise UnusableExport(
            FigureProblem(
                path.name,
                "",
                "không mở được tệp, có thể chương trình khác đang giữ",
                "đóng tệp rồi chạy lại",
            )
        ) from None


def make_table(con: duckdb.DuckDBPyConnection) -> None:
    """Make the empty table ``raw``."""
    columns = ", ".join(f"{column} VARCHAR" for column in COLUMNS)
    con.execute(f"CREATE TABLE raw (file INTEGER, line BIGINT, {columns})")


def _load_csv(con: duckdb.DuckDBPyConnection, path: Path, number: int) -> Loaded:
    delimiter, skip, width, found = _csv_head(path)
    names = {f"c{position}": "VARCHAR" for position in range(width)}
    con.execute(
        "CREATE OR REPLACE TEMP TABLE one AS SELECT "
        + ", ".join(f"c{position} AS {column}" for column, position in found.items())
        + " FROM read_csv(?, auto_detect = false, header = false, skip = ?, delim = ?, "
        "quote = '\"', escape = '\"', columns = ?)",
        [str(path), skip, delimiter, names],
    )
    _take(con, number, skip, found)
    return Loaded(frozenset(found), skip)


def _csv_head(path: Path) -> tuple[str, int, int, dict[str, int]]:
    """Give the delimiter, the lines up to the headings, the width, and the known columns."""
    with path.open("rb") as file:
        start = file.read(HEAD_BYTES)
    if not start.strip():
        raise UnusableExport(_empty(path))
    whole_lines = start[: start.rfind(b"\n") + 1] or start
    try:
        text = whole_lines.decode(ENCODING)
    except UnicodeDecodeError:
        raise UnusableExport(
            FigureProblem(
                path.name, "", "chữ không phải mã UTF-8", "lưu lại dạng CSV UTF-8 rồi chạy lại"
            )
        ) from None
    best: tuple[str, int, int, dict[str, int]] | None = None
    for delimiter in DELIMITERS:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        for _, row in zip(range(HEADINGS_WITHIN), reader, strict=False):
            if is_heading_row(row):
                found = find_columns(row)
                if best is None or len(found) > len(best[3]):
                    best = (delimiter, reader.line_num, len(row), found)
                break
    if best is None:
        raise UnusableExport(_no_headings(path))
    return best


def _load_parquet(con: duckdb.DuckDBPyConnection, path: Path, number: int) -> Loaded:
    described = con.execute("DESCRIBE SELECT * FROM read_parquet(?)", [str(path)]).fetchall()
    headings = [row[0] for row in described]
    if not is_heading_row(headings):
        raise UnusableExport(_no_headings(path))
    found = find_columns(headings)
    con.execute(
        "CREATE OR REPLACE TEMP TABLE one AS SELECT "
        + ", ".join(
            f'CAST("{headings[at].replace(chr(34), chr(34) * 2)}" AS VARCHAR) AS {column}'
            for column, at in found.items()
        )
        + " FROM read_parquet(?)",
        [str(path)],
    )
    _take(con, number, 0, found)
    return Loaded(frozenset(found), 0, "hồ sơ thứ")


def _load_xlsx(con: duckdb.DuckDBPyConnection, path: Path, number: int) -> Loaded:
    try:
        sheets = list(open_sheets(path.read_bytes()))
    except UnusableSpreadsheet as error:
        raise UnusableExport(FigureProblem(path.name, "", error.what, error.todo)) from None
    for _, rows in sheets:
        for above, row in enumerate(rows[:HEADINGS_WITHIN], start=1):
            if is_heading_row(row):
                found = find_columns(row)
                cases = [case for case in rows[above:] if any(cell != "" for cell in case)]
                lists = [
                    [_as_text(case[position]) for case in cases] for position in found.values()
                ]
                fields = ", ".join(f"unnest(?::VARCHAR[]) AS {column}" for column in found)
                con.execute(f"CREATE OR REPLACE TEMP TABLE one AS SELECT {fields}", lists)
                _take(con, number, above, found)
                return Loaded(frozenset(found), above)
    raise UnusableExport(_no_headings(path))


def _take(
    con: duckdb.DuckDBPyConnection, number: int, head_line: int, found: dict[str, int]
) -> None:
    """Move the cases of table ``one`` to ``raw``, with the line each stands on."""
    columns = ", ".join(found)
    con.execute(
        f"INSERT INTO raw (file, line, {columns}) "
        f"SELECT ?, rowid + 1 + ?, {columns} FROM one "
        f"WHERE coalesce({columns}) IS NOT NULL",
        [number, head_line],
    )
    con.execute("DROP TABLE one")


def _as_text(cell: object) -> str | None:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return None if cell is None else str(cell)


def _empty(path: Path) -> FigureProblem:
    return FigureProblem(path.name, "", "tệp không có hồ sơ nào", "kết xuất lại từ Hệ thống")


def _damaged(path: Path) -> FigureProblem:
    kind = path.suffix.lower().removeprefix(".")
    return FigureProblem(path.name, "", f"tệp {kind} hỏng", "kết xuất lại từ Hệ thống")


def _no_headings(path: Path) -> FigureProblem:
    wanted = ", ".join(HEADINGS[column][0] for column in ("case_id", "received", "due"))
    return FigureProblem(
        path.name,
        "",
        f"không thấy dòng tiêu đề trong {HEADINGS_WITHIN} dòng đầu (cần cột {wanted} …)",
        "kết xuất lại kèm dòng tiêu đề",
    )
