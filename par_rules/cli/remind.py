"""``par remind``: the lists for the lead offices, and the chairman's page."""

from __future__ import annotations

import click

from par_rules.cli.facts import head, tell_left_out
from par_rules.cli.office import office_key, office_option
from par_rules.cli.options import year_options
from par_rules.cli.progress import reading_documents
from par_rules.runs.year import YearRun


@click.command(help="Ghi phiếu đôn đốc (Word, trang web, tin Zalo) và một trang cho Chủ tịch.")
@office_option
@year_options
def command(run: YearRun, office: str | None) -> None:
    """Write the lists and say how each office stands; exit code 3 where inputs were left out."""
    from par_rules.runs.reminders import remind

    chosen = office_key(run.criteria, office) if office is not None else None
    with reading_documents() as progress:
        made = remind(run, chosen, progress)
    head(run)
    for line in made.lines:
        click.echo(line)
    tell_left_out(made.problems)
