"""Measures the import of a table of 300 rows, Word and Excel, and a set's way out and back."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from bench.hundred import KEY, YEAR, real_set
from bench.measures import Measured, repository, several
from par_rules.criteria.table_export.tables import tables_of
from par_rules.criteria.table_export.write_docx import write_docx
from par_rules.criteria.table_export.write_xlsx import write_xlsx
from par_rules.criteria.table_import.run import import_table

ROWS = 300
RUNS = 5
GOAL = 5.0
HEAD = ("STT", "Lĩnh vực, tiêu chí", "Điểm tối đa", "Cách tính điểm", "Tài liệu kiểm chứng")
# As tables word them, one after the other.
WORDINGS = (
    "100%: 1 điểm; từ 80% đến dưới 100%: 0,5 điểm; dưới 80%: 0 điểm",
    "- Ban hành trong tháng 01: 1 điểm\n- Trong tháng 02: 0,5 điểm\n- Không ban hành: 0 điểm",
    "Có kế hoạch: 0,5 điểm; có báo cáo: 0,5 điểm",
    "Đủ báo cáo, đúng hạn: 1 điểm; mỗi báo cáo chậm trừ 0,25 điểm",
    "Mỗi sáng kiến được công nhận: 0,5 điểm, tối đa 1 điểm",
    "Chấm theo mức độ thực hiện do thành phố hướng dẫn",
)


def rows(most: int) -> list[tuple[str, str, str, str, str]]:
    """Give that many rows: fields of 31 rows, criteria of ten, leaves of one point."""
    found: list[tuple[str, str, str, str, str]] = []
    field = 0
    while len(found) < most:
        field += 1
        found.append((str(field), f"Lĩnh vực {field}", "", "", ""))
        for criterion in range(1, 4):
            found.append((f"{field}.{criterion}", f"Tiêu chí {field}.{criterion}", "", "", ""))
            for leaf in range(1, 10):
                number = f"{field}.{criterion}.{leaf}"
                text = WORDINGS[len(found) % len(WORDINGS)]
                found.append((number, f"Nội dung {number}", "1", text, "Kế hoạch; Báo cáo"))
    return found[:most]


def main() -> None:
    """Print each line as soon as it is measured."""
    criteria = repository() / "criteria"
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        for path in (_word(folder), _sheet(folder)):
            runs = several(lambda path=path: _import(path, criteria, "thu"), RUNS)  # type: ignore[misc]
            print(
                Measured(f"import {path.suffix} of {ROWS} rows", "s", GOAL, runs).text(), flush=True
            )
        for suffix, write in ((".docx", write_docx), (".xlsx", write_xlsx)):
            found = real_set()
            path = folder / f"set{suffix}"
            export = _timed(lambda write=write, found=found: write(tables_of(found), "Bộ"))  # type: ignore[misc]
            print(
                Measured(
                    f"export the set of {YEAR} as {suffix}", "s", GOAL, several(export, RUNS)
                ).text()
            )
            path.write_bytes(write(tables_of(found), "Bộ"))
            runs = several(lambda path=path: _import(path, criteria, KEY), RUNS)  # type: ignore[misc]
            print(Measured(f"import it again from {suffix}", "s", GOAL, runs).text(), flush=True)


def _import(path: Path, criteria: Path, key: str) -> float:
    start = perf_counter()
    import_table(path, criteria, key, YEAR)
    return perf_counter() - start


def _timed(action: Callable[[], object]) -> Callable[[], float]:
    def once() -> float:
        start = perf_counter()
        action()
        return perf_counter() - start

    return once


def _word(folder: Path) -> Path:
    import docx

    document = docx.Document()
    made = [HEAD, *rows(ROWS)]
    table = document.add_table(rows=len(made), cols=len(HEAD))
    for row, texts in zip(table.rows, made, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    path = folder / "table.docx"
    document.save(str(path))
    return path


def _sheet(folder: Path) -> Path:
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (HEAD, *rows(ROWS)):
        sheet.append(row)
    path = folder / "table.xlsx"
    book.save(path)
    return path


if __name__ == "__main__":
    main()
