"""Writes a workbook that people also open in Excel: in its place, or not at all."""

from __future__ import annotations

from pathlib import Path

from par_rules.files import write_atomic
from par_rules.runs.year import InputError


def write_unless_held(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path``, whole; raises ``InputError`` while another program holds it.

    A copy written beside it would be read as a second one that says something else.
    """
    written = write_atomic(path, data)
    if written != path:
        written.unlink()
        raise InputError(
            [f"{path.name} đang mở ở chương trình khác, nên chưa ghi: đóng tệp rồi bấm ghi lại"]
        )
