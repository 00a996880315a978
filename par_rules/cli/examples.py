"""``par examples``: the examples that officials wrote beside the criteria."""

from __future__ import annotations

from pathlib import Path

import click

from par_rules.cli.options import loaded, set_options, stop
from par_rules.criteria.versions import version_folder
from par_rules.scoring.examples import read_folder, run


@click.command(help="Chạy các ví dụ tính điểm viết bên cạnh bộ tiêu chí.")
@set_options
@click.option(
    "--coverage",
    "with_coverage",
    is_flag=True,
    help="Liệt kê thêm mức điểm, điều kiện, minh chứng nào chưa có ví dụ.",
)
def command(criteria: Path, key: str, year: int, with_coverage: bool) -> None:
    """Run every example; exit code 1 if one comes out otherwise, or leaves something untried."""
    found = loaded(criteria, key, year)
    folder = version_folder(criteria / key / str(year), None)
    examples, problems = read_folder(found, folder / "examples")
    problems += run(found, examples)
    if problems:
        stop(problems)
    click.echo(f"{len(examples)} ví dụ tính điểm, tất cả đúng.")
    if with_coverage:
        from par_rules.scoring.coverage import coverage

        reached = coverage(found, examples)
        if reached.untried:
            stop(reached.problems(found))
        click.echo(
            f"{reached.tried} mức điểm, điều kiện, minh chứng của {reached.leaves} tiêu chí "
            "đều có ví dụ."
        )
