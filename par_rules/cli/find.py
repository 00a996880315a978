"""``par find``: words in the documents of a year, with or without tone marks."""

from __future__ import annotations

import click

from par_rules.cli.options import year_options
from par_rules.cli.progress import reading_documents
from par_rules.runs.year import YearRun


@click.command(
    help="Tìm chữ trong mọi tài liệu của năm. Gõ không dấu thì thấy cả chữ có dấu; gõ có dấu thì "
    "chỉ thấy đúng dấu; để trong ngoặc kép thì các từ phải đứng liền nhau."
)
@click.argument("words", nargs=-1, required=True, metavar="CHỮ…")
@year_options
def command(run: YearRun, words: tuple[str, ...]) -> None:
    """Print each document with the passages; exit code 1 where nothing is found."""
    from par_rules.runs.find_text import find_text

    # The shell took the quotes off a phrase.
    typed = " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)
    result = find_text(run, typed, watch=reading_documents)
    click.echo(result.head())
    for number, hit in enumerate(result.shown(), 1):
        click.echo()
        click.echo(f"{number}. {hit.document.path}")
        if title := result.title(hit):
            click.echo(f"   {title}")
        for passage in hit.passages:
            place = f"{passage.place}: " if passage.place else ""
            click.echo(f"   {place}… {_bold(passage.text, passage.marks)} …")
    if note := result.note():
        click.echo()
        click.echo(note, err=True)
    if not result.found.hits:
        raise SystemExit(1)


def _bold(text: str, marks: tuple[tuple[int, int], ...]) -> str:
    for start, end in reversed(marks):
        text = text[:start] + click.style(text[start:end], bold=True) + text[end:]
    return text
