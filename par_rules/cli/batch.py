"""``par batch``: many units and years, in parallel, resumable; a league table at the end."""

from __future__ import annotations

import time
from collections.abc import Generator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from par_rules.cli.options import (
    as_of_option,
    criteria_option,
    evidence_option,
    finalise_option,
    out_option,
    told,
)
from par_rules.evidence.readers.pool import processors
from par_rules.runs.batch.crew import at_work
from par_rules.runs.batch.run import Outcome, Plan, Progress, Shared, run_batch
from par_rules.runs.batch.standing import title_of
from par_rules.runs.batch.tasks import Task, count_text, find_tasks
from par_rules.runs.batch.work import Answer, disk_sentence
from par_rules.runs.year import InputError


@click.command(
    help="Chấm nhiều xã, nhiều năm một lượt; dừng giữa chừng thì gõ lại lệnh để làm tiếp. "
    "XÃ là tên thư mục hoặc mẫu như 'phuong-*'; bỏ trống là mọi xã."
)
@click.argument("units", nargs=-1, metavar="[XÃ]…")
@click.option("--year", "years", type=int, multiple=True, metavar="NĂM", help="Năm; ghi nhiều lần.")
@click.option(
    "--list",
    "table",
    type=click.Path(path_type=Path),
    metavar="TỆP",
    help="Tệp CSV: cột 1 tên thư mục của xã, cột 2 năm (bỏ trống thì theo --year).",
)
@as_of_option
@criteria_option
@evidence_option
@out_option
@finalise_option
@click.option("--notebooks", is_flag=True, help="Chạy đủ bốn sổ tay, lập hồ sơ của từng xã.")
@click.option("--workers", type=click.IntRange(1, 64), metavar="SỐ", help="Số xã chấm cùng lúc.")
@click.option(
    "--time-limit",
    type=click.FloatRange(min=0, min_open=True),
    default=1800,
    metavar="GIÂY",
    show_default=True,
    help="Thời gian tối đa của một xã.",
)
@click.option("--redo", is_flag=True, help="Chấm lại cả những xã đã xong, dữ liệu không đổi.")
@click.option("--scheduler", metavar="ĐỊA_CHỈ", help="Chia việc cho cụm máy Dask, tcp://máy:8786.")
def command(
    units: tuple[str, ...],
    years: tuple[int, ...],
    table: Path | None,
    as_of: datetime | None,
    criteria: Path,
    evidence: Path,
    out: Path,
    finalise: bool,
    notebooks: bool,
    workers: int | None,
    time_limit: float,
    redo: bool,
    scheduler: str | None,
) -> None:
    """Run all; exit code 3 where some failed or inputs had to be left out."""
    started = time.monotonic()
    with told():
        tasks = find_tasks(evidence, units, years, table)
        if out.exists() and not out.is_dir():
            raise InputError([f"{out}: là tệp, không phải thư mục: xem lại --out"])
        day = as_of.date() if as_of else None
        plan = Plan(tasks, criteria, evidence, out, day, finalise, notebooks, redo)
        click.echo(count_text(tasks))
        outcome = run_batch(plan, _shared(scheduler, workers, time_limit), _teller(evidence))
        try:
            paths = _write(outcome, out)
        except OSError as error:
            raise InputError([disk_sentence(error, out) or str(error)]) from None
    _tell_end(outcome, paths, time.monotonic() - started)
    if outcome.leagues.failures or outcome.left_out:
        raise SystemExit(3)


def _shared(scheduler: str | None, workers: int | None, limit: float) -> Shared:
    if scheduler is not None:
        from par_rules.runs.batch.cluster import on_cluster

        return on_cluster(scheduler, limit)

    def local(
        orders: Sequence[Mapping[str, Any]], handle: int
    ) -> Generator[tuple[int, Answer], None, None]:
        return at_work(orders, workers or processors(), limit, handle)

    return local


class _teller:
    """Prints a line for each run that ended, with the time that is left."""

    def __init__(self, evidence: Path) -> None:
        self.evidence = evidence

    def __call__(self, task: Task, answer: Answer, progress: Progress) -> None:
        how = {
            "done": f"xong sau {_time(answer.get('seconds', 0.0))}",
            "unchanged": "đã xong từ trước, dữ liệu không đổi",
            "failed": "LỖI",
        }[answer["state"]]
        left = progress.left()
        more = f"; còn khoảng {_time(left)}" if left else ""
        name = f"{title_of(self.evidence, task)}, năm {task.year}"
        click.echo(f"[{progress.ended}/{progress.count}] {name}: {how}{more}")
        for line in answer.get("lines", ()):
            click.echo(f"    {line}", err=True)


def _time(seconds: float) -> str:
    if seconds < 60:
        return f"{seconds:.1f} giây".replace(".", ",")
    minutes = round(seconds / 60)
    return f"{minutes} phút" if minutes < 60 else f"{minutes // 60} giờ {minutes % 60} phút"


def _write(outcome: Outcome, out: Path) -> list[Path]:
    from par_rules.runs.batch.league_html import write_league_page
    from par_rules.runs.batch.league_xlsx import write_league_workbook

    made = date.today()
    return [
        write_league_page(outcome.leagues, out / "bang-tong-hop.html", made),
        write_league_workbook(outcome.leagues, out / "bang-tong-hop.xlsx", made),
    ]


def _tell_end(outcome: Outcome, paths: list[Path], seconds: float) -> None:
    progress, failures = outcome.progress, outcome.leagues.failures
    for line in outcome.warnings:
        click.echo(line, err=True)
    click.echo(
        f"Hết {_time(seconds)}: {progress.done} lượt đã chấm, "
        f"{progress.unchanged} lượt giữ nguyên, {len(failures)} lượt lỗi."
    )
    for path in paths:
        click.echo(f"Đã ghi {path} (điểm tự chấm, chưa thẩm định)")
    for task, lines in outcome.left_out:
        click.echo(f"{task}: {len(lines)} chỗ chưa dùng được hoặc ghi sai, ví dụ:", err=True)
        click.echo(f"    {lines[0]}", err=True)
    if failures:
        click.echo("Chạy không thành công:", err=True)
        for failure in failures:
            click.echo(f"  {failure.title}, năm {failure.task.year}:", err=True)
            for line in failure.lines:
                click.echo(f"    {line}", err=True)
