"""``par criteria``: a page of the set for people, to check before the year starts."""

from __future__ import annotations

from pathlib import Path

import click

from par_rules.cli.options import loaded, out_option, set_options, stop


@click.command(
    help="Ghi trang web của bộ tiêu chí cho người đọc: cách tính bằng lời, hình điểm theo giá trị, "
    "ví dụ, minh chứng, căn cứ, cách hiểu; mở không cần mạng, in được."
)
@set_options
@out_option
@click.option(
    "--html",
    "target",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="TỆP",
    help="Tệp ghi ra; bỏ trống là bo-tieu-chi-<năm>.html trong thư mục kết quả của bộ.",
)
def command(criteria: Path, key: str, year: int, out: Path, target: Path | None) -> None:
    """Write the page; exit code 1 where the set or an example of it has a fault."""
    from par_rules.criteria.readings import load_readings
    from par_rules.criteria.versions import version_folder
    from par_rules.criteria_page.page import page_of
    from par_rules.files import write_atomic
    from par_rules.scoring.examples import read_folder

    found = loaded(criteria, key, year)
    folder = version_folder(criteria / key / str(year), None)
    examples, problems = read_folder(found, folder / "examples")
    if problems:
        stop(problems)
    page = page_of(found, examples, load_readings(criteria, found.head.plans))
    path = write_atomic(target or out / key / f"bo-tieu-chi-{year}.html", page)
    leaves = sum(1 for _ in found.leaves())
    click.echo(f"Đã ghi {path}: {leaves} tiêu chí chấm điểm, {len(examples)} ví dụ.")
