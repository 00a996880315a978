"""``par evidence propose``: proposes which requirement each document could serve."""

from __future__ import annotations

import click

from par_rules.cli.options import year_options
from par_rules.runs.year import YearRun, judged_evidence


@click.command(
    help="Đề xuất tài liệu nào dùng cho yêu cầu nào, ghi vào trang Đề xuất của danh mục minh "
    "chứng. Đề xuất chỉ được dùng khi có người ghi x ở cột Nhận."
)
@click.option("--show", is_flag=True, help="Chỉ liệt kê, không ghi vào danh mục.")
@click.option(
    "--ocr",
    is_flag=True,
    help="Nhận dạng chữ in của bản quét trước (cần tesseract; khoảng 2 giây "
    "một tệp). Số, ngày nhận dạng được chỉ là đề xuất.",
)
@year_options
def command(run: YearRun, show: bool, ocr: bool) -> None:
    """Write the sheet, or list the proposals with ``--show``."""
    from par_rules.cli.columns import columns
    from par_rules.cli.progress import reading_documents
    from par_rules.runs.proposals import offer, propose

    manifest = judged_evidence(run)
    with reading_documents() as progress:
        proposed = propose(run, manifest, ocr=ocr, progress=progress)
    if ocr and proposed.unable is None:
        click.echo(f"Đã nhận dạng {proposed.recognised} bản quét; chưa số nào được dùng.")
    for note in proposed.notes():
        click.echo(note, err=True)
    if show or not proposed.offers:
        click.echo(proposed.head())
    if show:
        names = ("Tệp", "Tiêu chí", "Yêu cầu minh chứng", "Mức phù hợp")
        rows = [[one.row()[name] for name in names] for one in proposed.offers]
        click.echo("\n".join(columns(names, rows, wide={0: 1, 2: 1})) if rows else "")
        return
    done = offer(run, proposed)
    files = len({one.document.path for one in proposed.offers})
    click.echo(
        f"Đã ghi {len(proposed.offers)} đề xuất cho {files} tài liệu vào trang Đề xuất của "
        f"{done.written}"
    )
    if done.moved:
        click.echo(f"{done.moved} đề xuất đã nhận được chuyển sang trang Minh chứng.")
    if done.formulas:
        places = ", ".join(done.formulas[:5])
        click.echo(f"{len(done.formulas)} ô công thức đã thành giá trị: {places}")
    if done.written.name != "danh-muc-minh-chung.xlsx":
        click.echo("Danh mục đang mở ở chương trình khác: đóng lại rồi dùng tệp mới ghi.")
    click.echo(f"Bản trước khi ghi ở {done.before}")
