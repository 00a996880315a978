"""The lines of ``par diff``: what changed between two sets, and the points under both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from textwrap import wrap

from par_rules.cli.columns import WIDTH, columns
from par_rules.criteria import CriteriaSet, Leaf
from par_rules.criteria.diff import KINDS, Change, KeyDiff, SetDiff, diff_sets
from par_rules.criteria.diff_values import INNER, LABELS, only_the_year, source_text
from par_rules.scoring.rescored import Rescored
from par_rules.scoring.scorecard import Views
from par_rules.scoring.trace_words import words_of
from par_rules.values import points_text


def set_lines(
    old: CriteriaSet, new: CriteriaSet, *, paths: bool = False, dates: bool = False
) -> Iterator[str]:
    """Tell what changed; what merely moves to the other year only with ``dates``.

    Rules stand in words, with ``paths`` as their single fields.
    """
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
    for line in (_points_line(diff), _thresholds_line(diff), _moved_line(diff, dates=dates)):
        yield from wrap(line, WIDTH, subsequent_indent="  ")
    yield ""
    yield "ĐIỂM TỪNG LĨNH VỰC"
    yield from _field_lines(diff)
    if diff.head:
        yield ""
        yield "CẢ BỘ"
        yield from _changed(diff.head, dates=dates)
    for title, items in parts:
        shown = [item for item in items if dates or not item.only_moved]
        if shown:
            yield ""
            yield title.upper()
        for item in shown:
            yield from _item(item, new, is_leaf=item in diff.leaves, dates=dates)


def _points_line(diff: SetDiff) -> str:
    before = sum((field.before for field in diff.fields), Fraction(0))
    after = sum((field.after for field in diff.fields), Fraction(0))
    total = f"tổng giữ nguyên {_points(after)} điểm"
    if before != after:
        total = f"tổng đổi từ {_points(before)} sang {_points(after)} điểm, không cân bằng"
    return (
        f"Điểm tối đa: thêm {_points(diff.points_added)}, bỏ {_points(diff.points_dropped)}, "
        f"tăng {_points(diff.points_raised)}, giảm {_points(diff.points_lowered)}; "
        f"chuyển chỗ {_points(diff.points_moved)} điểm; {total}."
    )


def _thresholds_line(diff: SetDiff) -> str:
    moved = [leaf.number for leaf in diff.leaves if leaf.thresholds is not None]
    both = f"{diff.in_both} tiêu chí có ở cả hai bộ"
    if not moved:
        return f"Ngưỡng: không ngưỡng nào thay đổi ở {both}."
    return f"Ngưỡng: {len(moved)} trong {both} đổi ngưỡng: {', '.join(moved)}."


def _moved_line(diff: SetDiff, *, dates: bool) -> str:
    leaves, inputs = (sum(x.only_moved for x in items) for items in (diff.leaves, diff.inputs))
    if not leaves and not inputs:
        return ""
    step = f"thêm {diff.years}" if diff.years > 0 else f"lùi {-diff.years}"
    todo = "" if dates else "; ghi --dates để liệt kê"
    return f"Dời năm: {leaves} tiêu chí và {inputs} số liệu chỉ dời ngày, năm {step} năm{todo}."


def _field_lines(diff: SetDiff) -> Iterator[str]:
    heads = ["Mã", "Lĩnh vực", "Bộ cũ", "Chuyển đi", "Chuyển đến", "Bộ mới"]
    sums = [
        sum((getattr(field, name) for field in diff.fields), Fraction(0))
        for name in ("before", "out", "into", "after")
    ]
    rows = [
        [f.number, f.title, *map(_points, (f.before, f.out, f.into, f.after))] for f in diff.fields
    ]
    total = ["", "Cộng", *map(_points, sums)]
    yield from columns(heads, [*rows, total], wide={1: 1}, right=frozenset({2, 3, 4, 5}))


def _item(item: KeyDiff, new: CriteriaSet, *, is_leaf: bool, dates: bool) -> Iterator[str]:
    points = {"added": item.points_after, "dropped": item.points_before, "changed": Fraction(0)}
    worth = f" ({_points(points[item.kind])} điểm)" if points[item.kind] else ""
    head = f"{KINDS[item.kind]} {item.number or item.key}: {item.title}{worth}"
    yield from wrap(head, WIDTH, subsequent_indent="    ")
    if is_leaf and item.kind == "added":
        yield from _new_leaf(new.leaf(item.key), new)
    elif is_leaf and item.kind == "dropped":
        cited = "; ".join(change.new or "" for change in item.changes)
        if cited:
            yield from wrap(f"  {LABELS['source']}: {cited}", WIDTH, subsequent_indent="    ")
        return
    elif is_leaf and item.thresholds is None:
        yield "  ngưỡng: giữ nguyên"
    elif item.thresholds is not None:
        before, after = ("; ".join(ends) or "không có" for ends in item.thresholds)
        yield from _fields("ngưỡng", before, after)
    yield from _changed(item.changes, dates=dates)


def _new_leaf(leaf: Leaf, new: CriteriaSet) -> Iterator[str]:
    due = leaf.deadline
    papers = "; ".join(need.title for need in leaf.evidence)
    sources = "; ".join(source_text(s.model_dump(exclude_none=True)) for s in leaf.source)
    for name, text in (
        (LABELS["deadline"], due if isinstance(due, str | None) else f"{due:%d/%m/%Y}"),
        (LABELS["rule"], leaf.rule.sentence(words_of(new), leaf.max_points)),
        (LABELS["evidence"], papers),
        (LABELS["source"], sources),
    ):
        if text:
            yield from wrap(f"  {name}: {text}", WIDTH, subsequent_indent="    ")


def _changed(changes: Sequence[Change], *, dates: bool) -> Iterator[str]:
    shown = [change for change in changes if dates or not change.moved]
    sources: dict[str, list[Change]] = {}
    for change in shown:
        before, found, _ = f".{change.path}".partition(".source.")
        if found:
            sources.setdefault(before, []).append(change)
            continue
        yield from _fields(_name(change.label, change.path), change.old or "–", change.new or "–")
    for at, cited in sources.items():
        name = _name(cited[0].label, f"{at[1:]}.source") if at else LABELS["source"]
        yield from wrap(f"  {name}: {_cited(cited)}", WIDTH, subsequent_indent="    ")
    left = len(changes) - len(shown)
    if left and shown:
        yield f"  và {left} chỗ chỉ dời ngày, năm"


def _cited(changes: Iterable[Change]) -> str:
    new = [change.new for change in changes if change.new is not None]
    old = [change.old for change in changes if change.old is not None]
    said = (("thêm", new), ("bỏ", old))
    return "; ".join(f"{word} {'; '.join(texts)}" for word, texts in said if texts)


def _name(label: str, path: str) -> str:
    inner = [INNER.get(step, step) for step in path.split(".")[1:]]
    return f"{label} ({' › '.join(inner)})" if inner else label


def _fields(name: str, old: str, new: str) -> Iterator[str]:
    short = f"  {name}: {old} → {new}"
    if len(short) <= WIDTH:
        yield short
        return
    yield f"  {name}:"
    for word, text in (("cũ", old), ("mới", new)):
        yield from wrap(f"    {word}: {text}", WIDTH, subsequent_indent="      ")


def _in_words(leaf: KeyDiff, old: CriteriaSet, new: CriteriaSet) -> KeyDiff:
    """Put both rules in words, where the words differ, in place of the fields that changed.

    Where the maximum changed, so do the points of the bands.
    """
    if not any(change.label in (LABELS["rule"], LABELS["max_points"]) for change in leaf.changes):
        return leaf
    before, after = (
        s.leaf(leaf.key).rule.sentence(words_of(s), s.leaf(leaf.key).max_points) for s in (old, new)
    )
    if before == after:
        return leaf
    others = tuple(change for change in leaf.changes if change.label != LABELS["rule"])
    moved = only_the_year(before, after, new.head.year - old.head.year)
    return replace(leaf, changes=(*others, Change("", LABELS["rule"], before, after, moved)))


def score_lines(result: Rescored, old: CriteriaSet, new: CriteriaSet) -> Iterator[str]:
    """Tell the points of the same facts under both sets, and which facts only one can use."""
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
    else:
        yield "Không tiêu chí nào tăng, giảm điểm."
    gone = [old.inputs[n].title for n in result.left_out if n not in new.inputs and n in old.inputs]
    other = [n for n in result.left_out if n in new.inputs or n not in old.inputs]
    titles = [(new.inputs.get(n) or old.inputs[n]).title for n in other if _known(n, old, new)]
    for head, names in (
        ("Số liệu bộ mới không còn dùng:", gone),
        ("Số liệu không hợp lệ ở một trong hai bộ, coi như chưa có:", titles),
    ):
        if names:
            yield ""
            yield head
            for name in names:
                yield from wrap(f"  – {name}", WIDTH, subsequent_indent="    ")


def _known(name: str, old: CriteriaSet, new: CriteriaSet) -> bool:
    return name in old.inputs or name in new.inputs


def _claimed(points: Views | None) -> str:
    if points is None:
        return "–"
    ends = dict.fromkeys((_points(points.claimed.low), _points(points.claimed.high)))
    return f"{' – '.join(ends)} / {_points(points.maximum)}"


def _signed(points: Fraction) -> str:
    return f"+{_points(points)}" if points > 0 else _points(points)


def _points(points: Fraction) -> str:
    return points_text(points, 2)
