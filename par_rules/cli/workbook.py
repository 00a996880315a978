"""``par workbook``: writes the figures workbook that the offices fill in."""

from __future__ import annotations

from datetime import datetime

import click

from par_rules.cli.options import stop, year_options
from par_rules.runs.year import YearRun

BEFORE = "so-lieu (trước khi ghi lại {:%Y-%m-%d %H-%M-%S}).xlsx"


@click.command(help="Ghi bảng số liệu so-lieu.xlsx để các cơ quan điền; giữ nguyên số đã ghi.")
@year_options
def command(run: YearRun) -> None:
    """Write ``so-lieu.xlsx`` with what was entered in it and in the copies that came back.

    The file as it was is kept among the outputs, under the time. One that cannot be read, or of
    which a sheet cannot, is left alone with exit code 1. A cell on which copies differ keeps what
    the workbook itself says.
    """
    from par_rules.figures.copies import read_copy
    from par_rules.figures.layout import WORKBOOK, lines
    from par_rules.figures.read import read_workbook
    from par_rules.figures.workbook import write_workbook
    from par_rules.files import write_atomic

    path = run.folder / WORKBOOK
    before = None
    if path.exists():
        copy = read_copy(path)
        if not copy.rows or copy.unread:
            stop([*copy.problems, f"{path.name}: chưa ghi lại, để không mất số đã ghi"])
        before = write_atomic(run.out / BEFORE.format(datetime.now()), copy.data)
    kept = read_workbook(run.criteria, run.folder, as_of=run.as_of)
    written = write_workbook(run.criteria, path, unit_title=run.unit.title, keep=kept)
    rows = lines(run.criteria)
    click.echo(
        f"Đã ghi {written}: {len(rows)} trang tính, {sum(map(len, rows.values()))} số liệu, "
        f"giữ lại {len(kept.entered)} dòng đã ghi."
    )
    if written != path:
        click.echo(f"{path.name} đang mở ở chương trình khác: đóng lại rồi dùng tệp mới ghi.")
    if before is not None:
        click.echo(f"Bản trước khi ghi lại ở {before}")
        for told in (*kept.differences, *kept.problems):
            click.echo(str(told), err=True)
