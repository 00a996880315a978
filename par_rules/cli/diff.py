"""``par diff``: what changed between two criteria sets, and one year scored under both."""

from __future__ import annotations

import re
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
from par_rules.criteria.versions import corrections
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
    """Compare A and B: years, versions or folders; with ``--unit`` score A's facts under both."""
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
    """Load a set by its year, by year and version (2026/2), or from a folder."""
    try:
        if which.isdigit():
            return load_criteria(criteria, key, int(which))
        if named := re.fullmatch(r"(\d{4})/(\d+)", which):
            return load_folder(_version(criteria / key / named[1], named[2], which), criteria)
        if not Path(which).is_dir():
            todo = "viết 2026, 2026/2 (bản 2 của năm 2026) hoặc đường dẫn"
            stop([f"{which}: không phải năm, cũng không phải thư mục: {todo}"])
        return load_folder(Path(which), criteria)
    except CriteriaError as error:
        stop(error.problems)


def _version(year: Path, version: str, which: str) -> Path:
    """Give the folder of a version; the first one is the year's own."""
    versions = {"1": year, **{path.name: path for path in corrections(year)}}
    if not year.is_dir():
        stop([f"{which}: chưa có bộ tiêu chí năm {year.name}"])
    if version not in versions:
        have = ", ".join(versions)
        stop([f"{which}: năm {year.name} chưa có bản {version}; các bản đã có: {have}"])
    return versions[version]
