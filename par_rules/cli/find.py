"""``par find``: words in the documents of a year, with or without tone marks."""

from __future__ import annotations

import sys

import click

from par_rules.cli.options import year_options
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
    with _Told() as told:
        result = find_text(run, typed, told.tell)
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


class _Told:
    """Shows on one line of a terminal how far the reading is; a file or pipe gets none of it."""

    def __init__(self) -> None:
        self.shows = sys.stderr.isatty()
        self.wrote = False

    def __enter__(self) -> _Told:
        return self

    def tell(self, count: int, whole: int, path: str) -> None:
        """Say how many files of how many are read."""
        if self.shows:
            self.wrote = True
            click.echo(f"\r\x1b[KĐang đọc {count}/{whole}", nl=False, err=True)

    def __exit__(self, *error: object) -> None:
        if self.wrote:
            click.echo("\r\x1b[K", nl=False, err=True)
