"""The league table as one page: no script, nothing loaded, its mark on every printed sheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from html import escape
from pathlib import Path

from par_rules.dossier.xlsx_book import Value
from par_rules.files import write_atomic
from par_rules.runs.batch.league import MARK, Leagues
from par_rules.runs.batch.league_tables import Table, headline, tables_of
from par_rules.values import points_text

STYLE = """
body { margin: 0 auto; max-width: 1400px; padding: 0 20px 40px; color: #1b1f24;
  font: 15px/1.45 "Noto Sans", "Segoe UI", Roboto, "DejaVu Sans", Arial, sans-serif; }
.mark { position: sticky; top: 0; margin: 0; padding: 6px 0; background: #fff3cd;
  text-align: center; font-weight: 700; }
nav ol { columns: 2; } a { color: #12507b; }
.wide { overflow-x: auto; } .note { color: #4b5560; }
table { border-collapse: collapse; margin: 8px 0 24px; }
th, td { border: 1px solid #c9d1d8; padding: 4px 8px; text-align: left; vertical-align: top;
  white-space: pre-line; }
th { background: #e8eef3; } td.n { text-align: right; white-space: nowrap; }
@page { size: A4 landscape; margin: 18mm 12mm 14mm; }
@media print {
  body { font-size: 8.5pt; max-width: none; padding: 0; }
  .mark { position: fixed; top: -12mm; left: 0; right: 0; }
  nav { display: none; } h2 { break-before: page; } thead { display: table-header-group; }
  tr { break-inside: avoid; } .wide { overflow: visible; }
}
"""
CSP = "default-src 'none'; style-src 'unsafe-inline'"


def write_league_page(found: Leagues, path: Path, made: date) -> Path:
    """Write the page; give the path really written."""
    return write_atomic(path, "\n".join(_page(headline(found, made), tables_of(found))) + "\n")


def _page(title: str, tables: Sequence[Table]) -> Iterator[str]:
    yield f'<!DOCTYPE html>\n<html lang="vi"><head><meta charset="utf-8"><title>{escape(title)}'
    yield f'</title><meta http-equiv="Content-Security-Policy" content="{CSP}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f'<style>{STYLE}</style></head><body><p class="mark">{MARK}</p>'
    yield f"<main><h1>{escape(title)}</h1><nav><ol>"
    for number, table in enumerate(tables, 1):
        yield f'<li><a href="#bang-{number}">{escape(table.title)}</a></li>'
    yield "</ol></nav>"
    for number, table in enumerate(tables, 1):
        yield f'<h2 id="bang-{number}">{escape(table.title)}</h2>'
        yield from (f'<p class="note">{escape(note)}</p>' for note in table.notes)
        if table.rows:
            yield from _table(table)
    yield "</main></body></html>"


def _table(table: Table) -> Iterator[str]:
    heads = "".join(f'<th scope="col">{escape(head.text)}</th>' for head in table.heads)
    yield f'<div class="wide"><table><thead><tr>{heads}</tr></thead><tbody>'
    for row in table.rows:
        cells = zip(table.heads, row, strict=True)
        yield f"<tr>{''.join(_cell(value, points=head.points) for head, value in cells)}</tr>"
    yield "</tbody></table></div>"


def _cell(value: Value, *, points: bool) -> str:
    if isinstance(value, Fraction):
        return f'<td class="n">{points_text(value, 2 if points else 4)}</td>'
    kind = ' class="n"' if points else ""
    return f"<td{kind}>{escape(str(value or ''))}</td>"
