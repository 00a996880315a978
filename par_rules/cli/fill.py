"""``par fill``: the self-score in the city's own form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from par_rules.cli.options import stop, year_options
from par_rules.runs.year import YearRun


@click.command(help="Điền điểm, số liệu, diễn giải, minh chứng vào mẫu Word, Excel của thành phố.")
@click.argument("form", metavar="MẪU", type=click.Path(path_type=Path))
@year_options
def command(form: Path, run: YearRun) -> None:
    """Fill the form and list what was not placed."""
    from par_rules.dossier.fill import FormError, fill
    from par_rules.runs.steps import dossier_step

    try:
        sent = replace(run, edition="submission")  # the numbers of its evidence list
        filled = fill(form, dossier_step(sent), run.out)
    except FormError as error:
        stop([str(error)])
    click.echo(f"Đã ghi {filled.path}: {filled.leaves} tiêu chí")
    _list("Tiêu chí có trong mẫu, chưa điền điểm", filled.blank)
    _list("Tiêu chí của bộ tiêu chí không tìm thấy trong mẫu", filled.absent)
    _list("Dòng của mẫu không có trong bộ tiêu chí", filled.unknown)
    _list("Ô giữ nguyên", filled.kept)
    _list("Cần xem lại", filled.remarks)


def _list(heading: str, lines: Sequence[str]) -> None:
    from par_rules.dossier.plain_text import printable

    if lines:
        click.echo(f"{heading} ({len(lines)}):")
        for line in lines:
            click.echo(f"  - {printable(line)}")
