"""``par run``: the main job. The four notebooks, then the dossier."""

from __future__ import annotations

import time
from contextlib import nullcontext
from dataclasses import replace
from typing import get_args

import click

from par_rules.cli.facts import tell_left_out
from par_rules.cli.options import finalise_option, year_options
from par_rules.dossier.edition import EDITIONS, Edition
from par_rules.runs.garbage import look_seldom
from par_rules.runs.notebooks import Engine, StepError, run_notebooks
from par_rules.runs.witness import told_if_it_breaks_off
from par_rules.runs.year import YearRun

BROKEN_OFF = (
    "Lệnh bị ngắt giữa chừng, có thể do hết bộ nhớ; kết quả của bước đang chạy chưa được ghi: "
    "đóng bớt chương trình khác rồi gõ lại lệnh này. Vẫn bị thì thêm --engine kernel và báo người "
    "phụ trách bộ công cụ"
)


@click.command(help="Chạy cả năm: đọc minh chứng, chấm điểm, tìm chỗ thiếu, lập hồ sơ.")
@year_options
@finalise_option
@click.option(
    "--edition",
    type=click.Choice(EDITIONS),
    default=EDITIONS[0],
    metavar="BẢN",
    show_default=True,
    help="internal: bản nội bộ; submission: bản gửi Sở Nội vụ, không có điểm đủ minh chứng, "
    "việc cần làm; tên tệp thêm -gui.",
)
@click.option(
    "--engine",
    type=click.Choice(get_args(Engine)),
    default="inline",
    metavar="CÁCH",
    show_default=True,
    help="inline: chạy ngay trong lệnh này; kernel: mỗi sổ tay một tiến trình Jupyter, chậm hơn.",
)
def command(run: YearRun, finalise: bool, edition: Edition, engine: Engine) -> None:
    """Run all steps; exit code 1 where one stops, 3 where inputs had to be left out."""
    look_seldom()
    run = replace(run, finalise=finalise, edition=edition)
    _ = run.criteria
    started = time.monotonic()
    said: list[str] = []
    problems: list[str] = []
    click.echo(f"{run.unit.title}, năm {run.year}, tính đến ngày {run.as_of:%d/%m/%Y}")
    beside = told_if_it_breaks_off(BROKEN_OFF) if engine == "inline" else nullcontext()
    try:
        with beside:
            for ran in run_notebooks(run, click.echo, engine):
                click.echo(f"  xong sau {_seconds(ran.seconds)}, đã ghi {ran.path.name}")
                said += ran.said
                problems += ran.problems
    except StepError as error:
        for line in error.lines:
            click.echo(line, err=True)
        click.echo(f"Chi tiết ở {error.notebook}", err=True)
        raise SystemExit(1) from None
    for line in said:
        click.echo(line)
    click.echo(f"Xong sau {_seconds(time.monotonic() - started)}. Kết quả ở {run.out}")
    tell_left_out(problems)


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f} giây".replace(".", ",")
