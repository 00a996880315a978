"""``par score``: scoring alone, from a facts file."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path

import click

from par_rules.cli.options import loaded, set_options
from par_rules.files import write_atomic
from par_rules.scoring import Views, score
from par_rules.scoring.facts_file import FactsFileError, read_facts
from par_rules.values import Interval, points_text


@click.command(help="Chấm điểm từ tệp số liệu, ghi scorecard.json.")
@set_options
@click.option(
    "--facts",
    type=click.Path(path_type=Path),
    required=True,
    metavar="TỆP",
    help="Tệp số liệu facts.json.",
)
@click.option(
    "--as-of",
    type=click.DateTime(["%d/%m/%Y", "%Y-%m-%d"]),
    metavar="NGÀY",
    help="Ngày tính điểm, dd/mm/yyyy; bỏ trống là hôm nay.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("out"),
    metavar="THƯ_MỤC",
    help="Nơi ghi kết quả.",
)
def command(
    criteria: Path, key: str, year: int, facts: Path, as_of: datetime | None, out: Path
) -> None:
    """Score and write the scorecard; print the three totals."""
    found = loaded(criteria, key, year)
    try:
        read = read_facts(facts, found)
    except FactsFileError as error:
        for line in error.lines:
            click.echo(line, err=True)
        raise SystemExit(1) from None
    day = as_of.date() if as_of is not None else read.as_of or date.today()
    card = score(found, read.facts, as_of=day)
    text = json.dumps(card.to_json(), ensure_ascii=False, indent=1) + "\n"
    written = write_atomic(out / "scorecard.json", text)
    if card.provisional:
        click.echo("Bộ tiêu chí tạm thời, điểm tối đa là giả định; không xếp loại.")
    _say("Điểm tự chấm", card.self_points)
    _say("Cả bộ tiêu chí", card.whole_points)
    click.echo(f"Đã ghi {written}")


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
