"""``par score``: scoring alone, no notebook."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from par_rules.cli.options import finalise_option, stop, year_options
from par_rules.runs.year import YearRun, collect
from par_rules.scoring import Views
from par_rules.scoring.facts import Facts
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

    if facts is not None:
        run, found = _given(run, facts)
        problems: tuple[str, ...] = ()
    else:
        collected = collect(run)
        found, problems = collected.facts, collected.problems
    run = replace(run, finalise=finalise)
    card = scored(run, found)
    written = write_score(run, found, card)
    click.echo(f"{run.unit.title}, năm {run.year}, tính đến ngày {run.as_of:%d/%m/%Y}")
    if card.provisional:
        click.echo("Bộ tiêu chí tạm thời, điểm tối đa là giả định; không xếp loại.")
    if card.finalised:
        click.echo(f"Đã chốt điểm: {len(card.closed)} tiêu chí chốt theo quy tắc.")
    _say("Điểm tự chấm", card.self_points)
    _say("Cả bộ tiêu chí", card.whole_points)
    click.echo(f"Đã ghi {written}")
    if problems:
        for problem in problems:
            click.echo(problem, err=True)
        click.echo(f"Có {len(problems)} chỗ chưa dùng được, tạm coi là chưa có.", err=True)
        raise SystemExit(3)


def _given(run: YearRun, path: Path) -> tuple[YearRun, Facts]:
    """Read an earlier run's facts, to be scored for its day unless another was asked for."""
    from par_rules.scoring.facts_file import FactsFileError, read_facts

    try:
        read = read_facts(path, run.criteria)
    except FactsFileError as error:
        stop(error.lines)
    asked = click.get_current_context().params.get("as_of") is not None
    return (run if asked or read.as_of is None else replace(run, as_of=read.as_of)), read.facts


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
