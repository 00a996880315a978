"""``par examples``: the examples that officials wrote beside the criteria."""

from __future__ import annotations

from pathlib import Path

import click

from par_rules.cli.options import loaded, set_options, stop
from par_rules.scoring.examples import run_folder


@click.command(help="Chạy các ví dụ tính điểm viết bên cạnh bộ tiêu chí.")
@set_options
def command(criteria: Path, key: str, year: int) -> None:
    """Run every example; exit code 1 if one comes out otherwise."""
    found = loaded(criteria, key, year)
    count, problems = run_folder(found, criteria / key / str(year) / "examples")
    if problems:
        stop(problems)
    click.echo(f"{count} ví dụ tính điểm, tất cả đúng.")
