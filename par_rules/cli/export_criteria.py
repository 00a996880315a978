"""``par export-criteria``: the set as the table of a decision, Word or Excel."""

from __future__ import annotations

from pathlib import Path

import click

from par_rules.cli.options import loaded, out_option, set_options


@click.command(
    "export-criteria",
    help="Xuất bộ tiêu chí thành bảng Word (.docx) hoặc Excel (.xlsx) để đọc, in, sửa; nhập lại "
    "được bằng par import-criteria.",
)
@set_options
@out_option
@click.option(
    "--to",
    "form",
    type=click.Choice(["docx", "xlsx"]),
    multiple=True,
    metavar="DẠNG",
    help="docx hoặc xlsx; bỏ trống thì cả hai.",
)
def command(criteria: Path, key: str, year: int, out: Path, form: tuple[str, ...]) -> None:
    """Write the files and say what no table carries."""
    from par_rules.criteria.table_export.tables import summary, tables_of
    from par_rules.criteria.table_export.write_docx import write_docx
    from par_rules.criteria.table_export.write_xlsx import write_xlsx
    from par_rules.files import write_atomic

    found = loaded(criteria, key, year)
    tables = tables_of(found)
    for suffix, write in (("docx", write_docx), ("xlsx", write_xlsx)):
        if not form or suffix in form:
            path = out / f"bang-tieu-chi-{key}-{year}.{suffix}"
            path = write_atomic(path, write(tables, found.head.title))
            leaves = sum(1 for _ in found.leaves())
            click.echo(f"Đã ghi {path.as_posix()}: {leaves} tiêu chí chấm điểm.")
    click.echo("Bảng không chứa:")
    for line in summary(found):
        click.echo(f"  - {line}")
