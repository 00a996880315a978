"""``par import-criteria``: the city's table, Word or Excel, as the files of a criteria set."""

from __future__ import annotations

from pathlib import Path

import click

from par_rules.cli.options import loaded, set_options, stop


@click.command(
    "import-criteria",
    help="Nhập bảng tiêu chí của thành phố (Word .docx, Excel .xlsx) thành tệp bộ tiêu chí, kèm "
    "bản đối chiếu: dòng đọc được, điểm không khớp, lời văn chưa thành quy tắc.",
)
@click.argument("file", metavar="TỆP", type=click.Path(path_type=Path))
@set_options
@click.option(
    "--like",
    type=int,
    metavar="NĂM",
    help="Lấy khóa, cơ quan của bộ cùng tên năm này cho các tiêu chí cùng tên.",
)
@click.option(
    "--report",
    type=click.Path(path_type=Path),
    metavar="TỆP",
    help="Ghi thêm bản đối chiếu vào tệp JSON này.",
)
def command(
    file: Path, criteria: Path, key: str, year: int, like: int | None, report: Path | None
) -> None:
    """Read, write, reconcile; exit code 3 where something did not agree or could not be read."""
    from par_rules.criteria.table_import.cells import TableError
    from par_rules.criteria.table_import.run import import_table, write_import

    if not criteria.is_dir():
        stop([f"{criteria}: không có thư mục bộ tiêu chí: xem lại --criteria"])
    older = loaded(criteria, key, like) if like is not None else None
    folder = criteria / key / str(year)
    try:
        found = import_table(file, criteria, key, year, like=older)
        write_import(found, folder)
    except TableError as error:
        stop([str(error)])
    for line in found.report.lines():
        click.echo(line)
    if report is not None:
        import json

        from par_rules.files import write_atomic

        text = json.dumps(found.report.to_json(), ensure_ascii=False, indent=1)
        write_atomic(report, text + "\n")
        click.echo(f"Đã ghi bản đối chiếu vào {report.as_posix()}.")
    click.echo(
        f"Đã ghi {len(found.texts)} tệp vào {folder.as_posix()}. Đối chiếu, sửa các chỗ CẦN LÀM, "
        f"rồi chạy par check --year {year}."
    )
    if found.report.faults:
        raise SystemExit(3)
