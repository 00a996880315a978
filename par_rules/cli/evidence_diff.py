"""``par evidence diff``: what changed between the manifests of two days."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

import click

from par_rules.cli.options import stop, year_options
from par_rules.evidence.history import History, Kept, read_history
from par_rules.evidence.manifest_diff import KINDS, ManifestChange, diff_manifests
from par_rules.runs.year import YearRun

_DAY = click.DateTime(["%d/%m/%Y", "%Y-%m-%d"])


@click.command(
    help="So sánh danh mục minh chứng của hai ngày: danh mục lập sau cùng tính đến hết ngày đó. "
    "Bỏ trống ĐẾN là danh mục mới nhất; bỏ trống cả hai là hai danh mục sau cùng."
)
@click.argument("first", type=_DAY, required=False, metavar="TỪ_NGÀY")
@click.argument("last", type=_DAY, required=False, metavar="ĐẾN_NGÀY")
@year_options
def command(run: YearRun, first: datetime | None, last: datetime | None) -> None:
    """Print the changes kind by kind; exit code 1 where there is nothing to compare."""
    history = read_history(run.out)
    for fault in history.faults:
        click.echo(fault, err=True)
    old, new = _chosen(history, first and first.date(), last and last.date())
    try:
        changes = diff_manifests(history.read(old), history.read(new))
    except ValueError as error:
        stop([error])
    click.echo(
        f"{run.unit.title}, năm {run.year}: danh mục minh chứng lập {_when(old)} "
        f"({old.documents} tài liệu) và {_when(new)} ({new.documents} tài liệu)"
    )
    for line in _told(changes):
        click.echo(line)


def _chosen(history: History, first: date | None, last: date | None) -> tuple[Kept, Kept]:
    if not history.kept:
        stop([f"{history.folder}: chưa có danh mục nào: chạy par run hoặc sổ tay thứ nhất"])
    new = history.on(last) if last is not None else history.kept[-1]
    if first is not None:
        old = history.on(first)
    else:
        place = history.kept.index(new) if new is not None else 0
        old = history.kept[place - 1] if place else None
    if old is None or new is None:
        stop(
            [f"{history.folder}: danh mục đầu tiên lập {_when(history.kept[0])}: chọn ngày sau đó"]
        )
    return old, new


def _when(one: Kept) -> str:
    return f"{one.time:%H:%M} ngày {one.time:%d/%m/%Y}"


def _told(changes: tuple[ManifestChange, ...]) -> Iterator[str]:
    if not changes:
        yield "Không có gì thay đổi."
    for kind, title in KINDS.items():
        of_kind = [change for change in changes if change.kind == kind]
        if of_kind:
            yield ""
            yield f"{title} ({len(of_kind)})"
        for change in of_kind:
            yield f"  {change.where}" + (f": {change.what}" if change.what else "")
