"""The league table as a workbook: one sheet a table, the mark on every printed page."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

from par_rules.dossier.xlsx_book import Book, Column
from par_rules.files import write_atomic
from par_rules.runs.batch.league import MARK, Leagues
from par_rules.runs.batch.league_tables import headline, tables_of


def write_league_workbook(found: Leagues, path: Path, made: date) -> Path:
    """Write the workbook; give the path really written."""
    book = Book(headline(found, made), made)
    names: Counter[str] = Counter()
    for table in tables_of(found):
        names[table.sheet] += 1
        again = names[table.sheet]
        name = table.sheet if again == 1 else f"{table.sheet} ({again})"
        columns = [Column(head.text, head.width, head.points) for head in table.heads]
        sheet, row = book.sheet(name, table.title, table.notes, columns)
        sheet.set_header(f"&C&B{MARK}")
        for values in table.rows:
            book.row(sheet, row, columns, values)
            row += 1
    return write_atomic(path, book.close())
