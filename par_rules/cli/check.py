"""``par check``: every fault of a criteria set and its examples."""

from __future__ import annotations

from pathlib import Path

import click

from par_rules.cli.options import loaded, set_options, stop
from par_rules.scoring.examples import run_folder


@click.command(help="Kiểm tra bộ tiêu chí và ví dụ; liệt kê mọi lỗi kèm tệp, dòng, cột.")
@set_options
def command(criteria: Path, key: str, year: int) -> None:
    """Load the set and run its examples; exit code 1 on any fault."""
    found = loaded(criteria, key, year)
    count, problems = run_folder(found, criteria / key / str(year) / "examples")
    if problems:
        stop(problems)
    leaves = sum(1 for _ in found.leaves())
    click.echo(f"Không có lỗi: {leaves} tiêu chí chấm điểm, {count} ví dụ tính điểm.")
    if found.head.provisional is not None:
        click.echo(f"Bộ tiêu chí tạm thời: {found.head.provisional['reason']}")
