"""``par score``: scoring alone, no notebook."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from par_rules.cli.facts import head, take, tell_blocking, tell_left_out
from par_rules.cli.options import finalise_option, year_options
from par_rules.runs.year import YearRun
from par_rules.scoring import Views
from par_rules.values import Interval, points_text


@click.command(help="Chấm điểm, không chạy sổ tay; ghi scorecard.json.")
@year_options
@finalise_option
@click.option(
    "--facts",
    type=click.Path(path_type=Path),
    metavar="TỆP",
    help="Tệp facts.json của một lần chấm trước, để chấm lại đúng như thế.",
)
def command(run: YearRun, facts: Path | None, finalise: bool) -> None:
    """Score and write the scorecard; print the totals. Exit code 3 where inputs were left out."""
    from par_rules.runs.scored import scored, write_score

    taken = take(run, facts)
    run = replace(taken.run, finalise=finalise)
    card = scored(run, taken.facts)
    written = write_score(run, taken.facts, card)
    head(run)
    if card.finalised:
        click.echo(f"Đã chốt điểm: {len(card.closed)} tiêu chí chốt theo quy tắc.")
    _say("Điểm tự chấm", card.self_points)
    _say("Cả bộ tiêu chí", card.whole_points)
    click.echo(f"Đã ghi {written}")
    if taken.manifest is not None:
        tell_blocking(taken.manifest.findings)
    tell_left_out(taken.problems)


def _say(name: str, points: Views) -> None:
    click.echo(
        f"{name} (tối đa {points_text(points.maximum)}): {_range(points.claimed)}; "
        f"đủ minh chứng {points_text(points.secured)}; "
        f"còn có thể đạt {points_text(points.attainable)}"
    )


def _range(points: Interval) -> str:
    if points.is_point:
        return points_text(points.low)
    return f"từ {points_text(points.low)} đến {points_text(points.high)}"
