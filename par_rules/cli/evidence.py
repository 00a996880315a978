"""``par evidence``: what the officials do with the list of evidence, beside scoring."""

from __future__ import annotations

import click

from par_rules.cli.lazy import LazyGroup

COMMANDS = {
    "diff": "So sánh danh mục minh chứng của hai ngày.",
    "propose": "Đề xuất tài liệu nào dùng cho yêu cầu nào; người nhận mới được dùng.",
}


@click.command(
    cls=LazyGroup,
    words=COMMANDS,
    prefix="par_rules.cli.evidence_",
    subcommand_metavar="LỆNH [THAM SỐ]…",
    help="Danh mục minh chứng: so sánh hai ngày, đề xuất nối tài liệu.",
)
def command() -> None:
    """The group of these commands."""
