"""``par diff``: what changed between two criteria sets, and one year scored under both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from pathlib import Path
from textwrap import wrap

import click

from par_rules.cli.columns import WIDTH, columns
from par_rules.cli.options import (
    as_of_option,
    criteria_option,
    evidence_option,
    out_option,
    set_option,
    stop,
    told,
)
from par_rules.criteria import CriteriaError, CriteriaSet, load_criteria
from par_rules.criteria.diff import KINDS, LABELS, Change, KeyDiff, diff_sets
from par_rules.criteria.loader import load_folder
from par_rules.scoring.rescored import Rescored, rescored
from par_rules.scoring.scorecard import Views
from par_rules.scoring.trace_words import words_of
from par_rules.values import points_text


@click.command(help="So sánh hai bộ tiêu chí; thêm --unit để chấm số liệu năm A theo cả hai bộ.")
@click.argument("a", metavar="A")
@click.argument("b", metavar="B")
@click.option("--paths", is_flag=True, help="Nêu từng chỗ sửa của cách tính, không bằng lời.")
@click.option("--unit", metavar="XÃ", help="Xã có số liệu năm A để chấm theo cả hai bộ.")
@as_of_option
@criteria_option
@evidence_option
@out_option
@set_option
def command(
    a: str,
    b: str,
    paths: bool,
    unit: str | None,
    as_of: datetime | None,
    criteria: Path,
    evidence: Path,
    out: Path,
    key: str,
) -> None:
    """Compare A and B (years or folders); with ``--unit`` score the facts of year A under both."""
    old, new = (_load(criteria, key, which) for which in (a, b))
    for line in _told(old, new, paths=paths):
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


def _told(old: CriteriaSet, new: CriteriaSet, *, paths: bool) -> Iterator[str]:
    diff = diff_sets(old, new)
    if not paths:
        diff = replace(diff, leaves=tuple(_in_words(leaf, old, new) for leaf in diff.leaves))
    yield f"Từ: {diff.old_title}, bản {old.head.version}"
    yield f"Sang: {diff.new_title}, bản {new.head.version}"
    parts = (
        ("Lĩnh vực, tiêu chí", diff.groups),
        ("Tiêu chí chấm điểm", diff.leaves),
        ("Số liệu", diff.inputs),
    )
    if not diff.head and not any(items for _, items in parts):
        yield "Hai bộ giống nhau."
        return
    yield (
        f"Điểm tối đa: thêm {_points(diff.points_added)}, bỏ {_points(diff.points_dropped)}, "
        f"tăng {_points(diff.points_raised)}, giảm {_points(diff.points_lowered)}; "
        f"chuyển chỗ {_points(diff.points_moved)} điểm."
    )
    if diff.head:
        yield ""
        yield "CẢ BỘ"
        yield from _changed(diff.head)
    for title, items in parts:
        if items:
            yield ""
            yield title.upper()
        for item in items:
            yield from _item(item)


def _item(item: KeyDiff) -> Iterator[str]:
    points = {"added": item.points_after, "dropped": item.points_before, "changed": Fraction(0)}
    worth = f" ({_points(points[item.kind])} điểm)" if points[item.kind] else ""
    head = f"{KINDS[item.kind]} {item.number or item.key}: {item.title}{worth}"
    yield from wrap(head, WIDTH, subsequent_indent="    ")
    yield from _changed(item.changes)


def _changed(changes: Sequence[Change]) -> Iterator[str]:
    for change in changes:
        place = f" ({' › '.join(change.path.split('.')[1:])})" if "." in change.path else ""
        name, old, new = change.label + place, change.old or "–", change.new or "–"
        short = f"  {name}: {old} → {new}"
        if len(short) <= WIDTH:
            yield short
            continue
        yield f"  {name}:"
        for word, text in (("cũ", old), ("mới", new)):
            yield from wrap(f"    {word}: {text}", WIDTH, subsequent_indent="      ")


def _in_words(leaf: KeyDiff, old: CriteriaSet, new: CriteriaSet) -> KeyDiff:
    """Put both rules in words, where the words differ, in place of the fields that changed."""
    if not any(change.label == LABELS["rule"] for change in leaf.changes):
        return leaf
    before, after = (
        s.leaf(leaf.key).rule.sentence(words_of(s), s.leaf(leaf.key).max_points) for s in (old, new)
    )
    if before == after:
        return leaf
    others = tuple(change for change in leaf.changes if change.label != LABELS["rule"])
    return replace(leaf, changes=(*others, Change("", LABELS["rule"], before, after)))


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
