"""``par verify``: is a bag whole?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import click


@click.command(help="Kiểm tra một gói hồ sơ: tệp nào thiếu, đã đổi, thêm vào, đổi tên.")
@click.argument("file", metavar="TỆP", type=click.Path(path_type=Path))
@click.option(
    "--sha256",
    metavar="MÃ",
    help="Mã SHA-256 mà nơi gửi đã báo (của bản kê), hoặc mã in trong báo cáo (của danh mục minh "
    "chứng), để so với mã của gói.",
)
def command(file: Path, sha256: str | None) -> None:
    """Say what is wrong, line by line; exit code 0 where the bag is whole, else 1."""
    from par_rules.bag.verify import verify
    from par_rules.dossier.plain_text import escaped

    found = verify(file)
    faults = list(found.faults)
    about = found.info.get("External-Description")
    if about:
        sender = found.info.get("Source-Organization", "")
        click.echo(escaped(f"{about}, {sender}, niêm phong {_day(found.info)}"))
    for note in found.notes:
        click.echo(f"Lưu ý: {note}")
    if found.manifest_sha256:
        click.echo(f"Mã SHA-256 của bản kê: {found.manifest_sha256}")
    if found.evidence_sha256:
        click.echo(f"Mã SHA-256 của danh mục minh chứng, in trong báo cáo: {found.evidence_sha256}")
    wanted = "".join((sha256 or "").split()).lower()
    if wanted and wanted not in (found.manifest_sha256, found.evidence_sha256):
        faults.append("Mã của gói khác mã đã báo: không phải gói đã niêm phong")
    for fault in faults:
        click.echo(fault, err=True)
    megabytes = f"{found.size / 1_000_000:.1f}".replace(".", ",")
    if faults:
        click.echo(f"Gói KHÔNG nguyên vẹn: {len(faults)} lỗi, {found.files} tệp đúng.", err=True)
        raise SystemExit(1)
    click.echo(f"Gói nguyên vẹn: {found.files} tệp, {megabytes} MB.")
    if not wanted:
        click.echo(
            "So mã trên với mã nơi gửi đã báo, hoặc mã in trong báo cáo: "
            "giống nhau mới chắc là gói đó."
        )
    elif wanted == found.evidence_sha256:
        click.echo("Minh chứng đúng là minh chứng của báo cáo in mã này.")


def _day(info: Mapping[str, str]) -> str:
    told = info.get("Bagging-Date", "")
    try:
        return f"ngày {date.fromisoformat(told):%d/%m/%Y}"
    except ValueError:
        return "không rõ ngày"
