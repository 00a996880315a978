"""``par seal``: the dossier as one sealed file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from par_rules.cli.options import year_options
from par_rules.dossier.edition import EDITIONS, TITLES, Edition
from par_rules.runs.year import YearRun


@click.command(help="Niêm phong hồ sơ: báo cáo, bảng điểm, minh chứng, mã kiểm tra vào một gói.")
@year_options
@click.option(
    "--by-criterion",
    is_flag=True,
    help="Chép tài liệu dùng chung vào thư mục của từng tiêu chí, thay vì chỉ một lần.",
)
@click.option(
    "--signed",
    type=click.Path(path_type=Path),
    metavar="TỆP",
    help="Báo cáo đã ký, có số và ngày (DOCX hoặc PDF); nội dung phải đúng bản đã lập.",
)
@click.option(
    "--edition",
    type=click.Choice(EDITIONS),
    default=EDITIONS[1],
    metavar="BẢN",
    show_default=True,
    help="submission: bản gửi Sở Nội vụ (lập bằng par run --edition submission); "
    "internal: bản nội bộ, để lưu, không gửi.",
)
def command(run: YearRun, by_criterion: bool, signed: Path | None, edition: Edition) -> None:
    """Seal and say where the bag is, what it holds, and its number."""
    from par_rules.bag.seal import reports, seal

    run = replace(run, edition=edition)
    if signed is not None:
        from par_rules.bag.signed import check_signed
        from par_rules.evidence.signatures.trust_folder import read_trust

        for line in check_signed(reports(run), signed, read_trust(run.trust)):
            click.echo(line)
    sealed = seal(run, by_criterion=by_criterion, signed=signed, today=date.today())
    for note in sealed.notes:
        click.echo(f"Lưu ý: {note}")
    packed = sealed.packed
    megabytes = f"{packed.size / 1_000_000:.1f}".replace(".", ",")
    click.echo(f"Đã ghi {packed.path}: {packed.files} tệp, {megabytes} MB. {TITLES[edition]}.")
    click.echo(f"Mã SHA-256 của bản kê: {packed.manifest_sha256}")
    click.echo(f"Mã SHA-256 của danh mục minh chứng, in trong báo cáo: {sealed.evidence_sha256}")
    click.echo("Gửi mã này cho nơi nhận bằng một đường khác với gói, ví dụ ghi trong công văn.")
