"""``par decree``: does a Word file keep to the decree on administrative papers?"""

from __future__ import annotations

from pathlib import Path

import click

from par_rules.cli.options import stop

MAX_BYTES = 256 * 1024 * 1024


@click.command(help="Kiểm tra thể thức một tệp Word theo Nghị định số 30/2020/NĐ-CP.")
@click.argument("file", metavar="TỆP", type=click.Path(path_type=Path))
def command(file: Path) -> None:
    """List each rule that the file breaks; exit code 0 where it breaks none, else 1."""
    from par_rules.dossier.decree import DECREE, check_decree
    from par_rules.evidence.office_files import Unreadable

    try:
        with file.open("rb") as held:
            found = check_decree(held.read(MAX_BYTES))
    except OSError:
        stop([f"{file}: không mở được: xem lại đường dẫn, đóng chương trình đang mở"])
    except Unreadable as error:
        stop([f"{file}: {error}"])
    for finding in found:
        click.echo(finding.text())
    if found:
        click.echo(f"{file.name}: {len(found)} chỗ chưa đúng thể thức {DECREE}.", err=True)
        raise SystemExit(1)
    click.echo(f"{file.name}: đúng thể thức {DECREE}.")
    click.echo("Lệnh không kiểm tra câu chữ, thẩm quyền ký, hình chữ ký và con dấu.")
