"""``par diff``: what changed between two criteria sets, and one year scored under both."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from par_rules.cli.diff_lines import score_lines, set_lines
from par_rules.cli.options import (
    as_of_option,
    criteria_option,
    evidence_option,
    out_option,
    set_option,
    stop,
    told,
)
from par_rules.criteria import CriteriaError, CriteriaSet, load_criteria
from par_rules.criteria.loader import load_folder
from par_rules.scoring.rescored import rescored


@click.command(help="So sánh hai bộ tiêu chí; thêm --unit để chấm số liệu năm A theo cả hai bộ.")
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@click.option("--paths", is_flag=True, help="Nêu từng chỗ sửa của cách tính, không bằng lời.")
@click.option("--dates", is_flag=True, help="Nêu cả những chỗ chỉ dời ngày, dời năm.")
@click.option("--unit", metavar="XÃ", help="Xã có số liệu năm A để chấm theo cả hai bộ.")
@as_of_option
@criteria_option
@evidence_option
@out_option
@set_option
def command(
    a: str,
    b: str,
    paths: bool,
    dates: bool,
    unit: str | None,
    as_of: datetime | None,
    criteria: Path,
    evidence: Path,
    out: Path,
    key: str,
) -> None:
    """Compare A and B (years or folders); with ``--unit`` score the facts of year A under both."""
    old, new = (_load(criteria, key, which) for which in (a, b))
    for line in set_lines(old, new, paths=paths, dates=dates):
        click.echo(line)
    if unit is None:
        return
    from par_rules.runs.year import collect, open_year

    with told():
        day = as_of.date() if as_of is not None else None
        run = open_year(unit, old.head.year, day, criteria, evidence, out)
        facts = collect(run).facts
    result = rescored(old, new, facts, run.as_of)
    click.echo()
    click.echo(f"Số liệu năm {run.year} của {run.unit.title} chấm theo hai bộ:")
    for line in score_lines(result, old, new):
        click.echo(line)


def _load(criteria: Path, key: str, which: str) -> CriteriaSet:
    """Load a set by its year, or from a folder."""
    try:
        if which.isdigit():
            return load_criteria(criteria, key, int(which))
        if not Path(which).is_dir():
            stop([f"{which}: không phải năm, cũng không phải thư mục: viết 2026 hoặc đường dẫn"])
        return load_folder(Path(which), criteria)
    except CriteriaError as error:
        stop(error.problems)
