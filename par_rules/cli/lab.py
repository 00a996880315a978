"""``par lab``: JupyterLab at the yearly notebook."""

from __future__ import annotations

from pathlib import Path

import click

from par_rules.cli.options import told


@click.command(
    help="Mở sổ tay năm trong JupyterLab: chọn năm, xác nhận tài liệu, nhập số liệu, chạy, mở "
    "hồ sơ bằng biểu mẫu."
)
@click.option(
    "--port",
    type=click.IntRange(1024, 65535),
    metavar="CỔNG",
    help="Cổng của máy chủ trên máy này; bỏ trống là 8888, bận thì chọn cổng kế tiếp.",
)
@click.option("--no-browser", is_flag=True, help="Không tự mở trình duyệt; chỉ in địa chỉ.")
def command(port: int | None, no_browser: bool) -> None:
    """Serve the working folder, or the kit's own; exit code 1 where JupyterLab is missing."""
    from par_rules.runs.lab.server import find_root, open_lab

    with told():
        open_lab(find_root(Path.cwd()), port=port, browser=not no_browser, tell=click.echo)
