"""``par levers``: what still moves the self total most."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import click

from par_rules.cli.columns import columns
from par_rules.cli.facts import facts_option, head, take, tell_left_out
from par_rules.cli.options import year_options
from par_rules.runs.year import YearRun
from par_rules.scoring.levers import Lever, levers
from par_rules.values import points_text


def _at_least_one(context: click.Context, option: click.Parameter, top: int) -> int:
    if top < 1:
        raise click.BadParameter(f"{top}: viết số việc muốn xem, từ 1 trở lên, ví dụ --top 20")
    return top


@click.command(help="Xếp việc còn làm được theo số điểm tăng thêm, mỗi việc một lần tính lại.")
@click.option(
    "--top",
    type=int,
    default=20,
    show_default=True,
    metavar="SỐ",
    callback=_at_least_one,
    help="Số việc hiện ra, từ 1 trở lên.",
)
@facts_option
@year_options
def command(run: YearRun, facts_file: Path | None, top: int) -> None:
    """Print the levers, the largest gain first."""
    found = take(run, facts_file)
    listed = levers(run.criteria, found.facts, found.run.as_of)
    head(found.run)
    click.echo("Mỗi việc tính riêng, các việc khác giữ nguyên; số điểm tăng không cộng dồn.")
    click.echo()
    heads = ["Tiêu chí", "Tự chấm", "Đủ MC", "Hạn", "Cơ quan", "Việc"]
    rows = [_row(run, lever) for lever in listed[:top]]
    if not rows:
        click.echo("Không còn việc nào làm tăng điểm.")
    else:
        for line in columns(heads, rows, wide={4: 2, 5: 5}, right=frozenset({1, 2})):
            click.echo(line)
    if len(listed) > top:
        click.echo(f"Còn {len(listed) - top} việc khác; thêm --top {len(listed)} để xem hết.")
    tell_left_out(found.problems)


def _row(run: YearRun, lever: Lever) -> list[str]:
    office = run.criteria.head.offices.get(lever.office)
    return [
        ", ".join(lever.leaves),
        _gain(lever.claimed_gain),
        _gain(lever.secured_gain),
        f"{lever.due:%d/%m/%Y}",
        office.title if office is not None else lever.office,
        f"{lever.title}: {lever.move}",
    ]


def _gain(points: Fraction) -> str:
    return f"+{points_text(points, 2)}" if points > 0 else points_text(points, 2)
