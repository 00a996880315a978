"""``par whatif``: the year scored again with some figures or documents otherwise."""

from __future__ import annotations

from pathlib import Path

import click

from par_rules.cli.columns import columns
from par_rules.cli.facts import facts_option, head, take, tell_left_out
from par_rules.cli.options import stop, year_options
from par_rules.runs.year import YearRun
from par_rules.scoring.scorecard import Views
from par_rules.scoring.whatif import (
    ChangeError,
    WhatIf,
    parse_changes,
    suppositions,
    what_if,
)
from par_rules.values import Interval, points_text


@click.command(
    help="Tính thử: nếu một số liệu hoặc minh chứng khác đi thì điểm thay đổi thế nào. Số liệu, "
    "yêu cầu minh chứng ghi bằng mã, hoặc bằng chữ đầu của tên (không dấu cũng được), ví dụ "
    '"3.2.2: so bao cao=11", --proof "1.1.1/ke hoach=không đạt".'
)
@click.argument("changes", nargs=-1, metavar="SỐ_LIỆU=GIÁ_TRỊ…")
@click.option(
    "--proof",
    "proofs",
    multiple=True,
    metavar="TIÊU_CHÍ/YÊU_CẦU=đạt",
    help="Coi một minh chứng là đạt, không đạt, chưa đến hạn, hoặc số tài liệu đạt.",
)
@facts_option
@year_options
def command(
    run: YearRun, facts_file: Path | None, changes: tuple[str, ...], proofs: tuple[str, ...]
) -> None:
    """Print the totals before and after, and each leaf that comes out otherwise."""
    if not changes and not proofs:
        raise click.UsageError("chưa nêu thay đổi nào: viết số_liệu=giá_trị hoặc --proof")
    try:
        wanted = parse_changes(run.criteria, changes, proofs)
        found = take(run, facts_file)
        result = what_if(run.criteria, found.facts, wanted, found.run.as_of)
    except ChangeError as error:
        stop(error.lines)
    head(found.run)
    for line in suppositions(run.criteria, found.facts, wanted):
        click.echo(line)
    click.echo()
    _totals(result)
    click.echo()
    if not result.leaves:
        click.echo("Không tiêu chí nào thay đổi điểm.")
    else:
        rows = [[x.number, x.title, *_moves(x.before, x.after)] for x in result.leaves]
        heads = ["Tiêu chí", "Tên", "Tự chấm", "Đủ minh chứng", "Còn có thể đạt"]
        for line in columns(heads, rows, wide={1: 1}):
            click.echo(line)
    tell_left_out(found.problems)


def _totals(result: WhatIf) -> None:
    pairs = (
        ("Tổng điểm tự chấm", result.before.self_points, result.after.self_points),
        ("Cả bộ tiêu chí", result.before.whole_points, result.after.whole_points),
    )
    rows = [[name, *_moves(before, after)] for name, before, after in pairs]
    heads = ["", "Tự chấm", "Đủ minh chứng", "Còn có thể đạt"]
    for line in columns(heads, rows, wide={0: 1}):
        click.echo(line)


def _moves(before: Views, after: Views) -> list[str]:
    return [
        _move(_range(before.claimed), _range(after.claimed)),
        _move(points_text(before.secured, 2), points_text(after.secured, 2)),
        _move(points_text(before.attainable, 2), points_text(after.attainable, 2)),
    ]


def _move(before: str, after: str) -> str:
    return after if before == after else f"{before} → {after}"


def _range(points: Interval) -> str:
    ends = dict.fromkeys((points_text(points.low, 2), points_text(points.high, 2)))
    return " – ".join(ends)
