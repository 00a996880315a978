"""``par doctor``: is this machine ready, and what does a lack switch off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from par_rules.cli.columns import columns
from par_rules.cli.options import evidence_option, out_option


@click.command(
    help="Xem máy này đã đủ phần mềm, phông chữ, chỗ trống, quyền ghi chưa; thiếu gì thì không "
    "làm được gì."
)
@evidence_option
@out_option
def command(evidence: Path, out: Path) -> None:
    """Print the findings; exit code 1 where commands do not work, 3 where something is off."""
    from par_rules.doctor import examine
    from par_rules.doctor.model import STATES, Finding, exit_code

    findings = examine(evidence, out)
    rows = [[STATES[one.state], one.what, one.found] for one in findings]
    for line in columns(["", "Hạng mục", "Có gì"], rows, wide={2: 1}):
        click.echo(line)

    def lacks() -> Iterator[Finding]:
        return (one for one in findings if one.state != "here")

    for one in lacks():
        click.echo(f"\n{one.what} ({STATES[one.state]}): {one.found}")
        if one.off:
            click.echo(f"  Ảnh hưởng: {one.off}.")
        if one.todo:
            click.echo(f"  Việc cần làm: {one.todo}.")
    code = exit_code(findings)
    said = {
        0: "Máy này dùng được mọi phần của bộ công cụ.",
        3: "Máy này dùng được bộ công cụ, trừ những phần ghi ở trên.",
        1: "Máy này chưa dùng được bộ công cụ: làm những việc ghi ở trên rồi chạy lại.",
    }
    click.echo(f"\n{said[code]}")
    raise SystemExit(code)
