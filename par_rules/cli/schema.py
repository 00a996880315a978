"""``par schema``: the JSON Schemas with which editors check and complete the files of criteria/."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from par_rules.cli.options import criteria_option, stop

FOLDER = "schema"


@click.command(
    help="Ghi lược đồ JSON Schema của các tệp tiêu chí vào criteria/schema, để trình soạn thảo "
    "gợi ý khóa và báo lỗi khi gõ."
)
@criteria_option
@click.option("--check", is_flag=True, help="Chỉ kiểm tra các lược đồ đã ghi có còn đúng không.")
def command(criteria: Path, check: bool) -> None:
    """Write the schemas, or with ``--check`` leave with exit code 1 if one is not current."""
    from par_rules.criteria.schema import schema_texts, stale
    from par_rules.files import write_atomic

    if not criteria.is_dir():
        stop([f"{criteria}: không có thư mục bộ tiêu chí: xem lại --criteria"])
    folder, texts = criteria / FOLDER, schema_texts()
    if check:
        old = stale(folder)
        if old:
            stop(f"{(folder / name).as_posix()}: {_what(folder / name, texts)}" for name in old)
        click.echo(f"Các lược đồ trong {folder.as_posix()} đều đúng với bộ công cụ.")
        return
    for name, text in texts.items():
        write_atomic(folder / name, text)
    click.echo(f"Đã ghi {len(texts)} lược đồ vào {folder.as_posix()}.")


def _what(path: Path, texts: Mapping[str, str]) -> str:
    if path.name not in texts:
        return "lược đồ này không còn dùng: xóa tệp"
    if not path.is_file():
        return "chưa có lược đồ này: gõ par schema để ghi"
    return "lược đồ không còn đúng với bộ công cụ: gõ par schema để ghi lại"
