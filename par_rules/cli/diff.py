"""``par diff``: what changed between two criteria sets, and one year scored under both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from fractions import Fraction
from pathlib import Path

import click

from par_rules.cli.columns import columns
from par_rules.cli.options import (
    as_of_option,
    criteria_option,
    evidence_option,
    out_option,
    set_option,
    stop,
    told,
    unit_option,
)
from par_rules.criteria import CriteriaError, CriteriaSet, load_criteria
from par_rules.criteria.diff import KINDS, KeyDiff, SetDiff, diff_sets
from par_rules.criteria.loader import load_folder
from par_rules.scoring.rescored import Rescored, rescored
from par_rules.scoring.scorecard import Views
from par_rules.values import points_text


@click.command(help="So sánh hai bộ tiêu chí; thêm --unit để chấm số liệu năm A theo cả hai bộ.")
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@unit_option
@as_of_option
@criteria_option
@evidence_option
@out_option
@set_option
def command(
    a: str,
    b: str,
    unit: str | None,
    as_of: datetime | None,
    criteria: Path,
    evidence: Path,
    out: Path,
    key: str,
) -> None:
    """Compare A and B (years or folders); with ``--unit`` score the facts of year A under both."""
    old, new = (_load(criteria, key, which) for which in (a, b))
    for line in _told(diff_sets(old, new)):
        click.echo(line)
    if unit is None:
        return
    from par_rules.runs.year import collect, open_year

    with told():
        day = as_of.date() if as_of is not None else None
        run = open_year(unit, old.head.year, day, criteria, evidence, out)
        facts = collect(run).facts
    result = rescored(old, new, facts, run.as_of)
    click.echo()
    click.echo(f"Số liệu năm {run.year} của {run.unit.title} chấm theo hai bộ:")
    for line in _scores(result):
        click.echo(line)


def _load(criteria: Path, key: str, which: str) -> CriteriaSet:
    """Load a set by its year, or from a folder."""
    try:
        if which.isdigit():
            return load_criteria(criteria, key, int(which))
        if not Path(which).is_dir():
            stop([f"{which}: không phải năm, cũng không phải thư mục: viết 2026 hoặc đường dẫn"])
        return load_folder(Path(which), criteria)
    except CriteriaError as error:
        stop(error.problems)


def _told(diff: SetDiff) -> Iterator[str]:
    yield f"Từ: {diff.old_title}"
    yield f"Sang: {diff.new_title}"
    rows = [["", "", "Cả bộ", c.path, c.old or "–", c.new or "–"] for c in diff.head]
    for items in (diff.groups, diff.leaves, diff.inputs):
        for item in items:
            rows += _rows(item)
    if not rows:
        yield "Hai bộ giống nhau."
        return
    yield (
        f"Điểm tối đa: thêm {_points(diff.points_added)}, bỏ {_points(diff.points_dropped)}, "
        f"tăng {_points(diff.points_raised)}, giảm {_points(diff.points_lowered)}; "
        f"chuyển chỗ {_points(diff.points_moved)} điểm."
    )
    yield ""
    heads = ["", "Mã", "Tên", "Nội dung", "Cũ", "Mới"]
    yield from columns(heads, rows, wide={1: 2, 2: 3, 3: 3, 4: 3, 5: 3})


def _rows(item: KeyDiff) -> list[list[str]]:
    name = item.number or item.key
    if item.kind != "changed":
        before = _points(item.points_before) if item.kind == "dropped" else "–"
        after = _points(item.points_after) if item.kind == "added" else "–"
        return [[KINDS[item.kind], name, item.title, "", before, after]]
    return [
        [
            KINDS[item.kind] if i == 0 else "",
            name if i == 0 else "",
            item.title if i == 0 else "",
            f"{change.label} ({change.path})",
            change.old or "–",
            change.new or "–",
        ]
        for i, change in enumerate(item.changes)
    ]


def _scores(result: Rescored) -> Iterator[str]:
    before, after = result.before.self_points, result.after.self_points
    yield f"Tổng điểm tự chấm: {_claimed(before)} → {_claimed(after)}"
    rows: list[Sequence[str]] = [
        [x.number, x.title, _claimed(x.before), _claimed(x.after), _signed(x.gain)]
        for x in sorted(result.leaves, key=lambda x: (x.gain, x.number))
    ]
    if rows:
        yield ""
        heads = ["Tiêu chí", "Tên", "Bộ cũ", "Bộ mới", "Tăng, giảm"]
        yield from columns(heads, rows, wide={1: 1}, right=frozenset({4}))
    if result.left_out:
        yield ""
        yield f"Số liệu không dùng được ở một trong hai bộ: {', '.join(result.left_out)}"


def _claimed(points: Views | None) -> str:
    if points is None:
        return "–"
    ends = dict.fromkeys((_points(points.claimed.low), _points(points.claimed.high)))
    return f"{' – '.join(ends)} / {_points(points.maximum)}"


def _signed(points: Fraction) -> str:
    return f"+{_points(points)}" if points > 0 else _points(points)


def _points(points: Fraction) -> str:
    return points_text(points, 2)
