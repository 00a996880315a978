"""What changed between two criteria sets: leaves and inputs by key, field by field, and points."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

from par_rules.criteria.diff_values import LABELS, only_the_year, source_text, thresholds, values_of
from par_rules.criteria.model import CriteriaSet, Criterion, FieldOfSet
from par_rules.values import points_text

Kind = Literal["added", "dropped", "changed"]
KINDS: dict[Kind, str] = {"added": "Thêm", "dropped": "Bỏ", "changed": "Sửa"}


@dataclass(frozen=True, slots=True)
class Change:
    """One field: where it stands, and its old and new text (None where it was or is not there).

    ``moved``: the texts differ only in the year, each as many years on as the sets stand apart.
    """

    path: str
    label: str
    old: str | None
    new: str | None
    moved: bool = False


@dataclass(frozen=True, slots=True)
class KeyDiff:
    """A leaf or input that was added, dropped or changed; points are maxima (0 for an input).

    ``thresholds`` are those of a leaf in both sets, old and new, where they are not the same.
    """

    key: str
    number: str
    title: str
    kind: Kind
    points_before: Fraction
    points_after: Fraction
    changes: tuple[Change, ...]
    thresholds: tuple[tuple[str, ...], tuple[str, ...]] | None = None

    @property
    def only_moved(self) -> bool:
        """Say whether nothing differs but the year."""
        moved = self.kind == "changed" and self.thresholds is None
        return moved and all(change.moved for change in self.changes)


@dataclass(frozen=True, slots=True)
class FieldPoints:
    """Points of a field inside the 100: before, what went out and came in, after."""

    key: str
    number: str
    title: str
    before: Fraction
    out: Fraction
    into: Fraction
    after: Fraction


@dataclass(frozen=True, slots=True)
class SetDiff:
    """All that differs. Points are sums of maxima of leaves inside the 100.

    ``years`` is how far the sets stand apart; ``in_both`` how many leaves both have.
    """

    old_title: str
    new_title: str
    years: int
    head: tuple[Change, ...]
    groups: tuple[KeyDiff, ...]
    leaves: tuple[KeyDiff, ...]
    inputs: tuple[KeyDiff, ...]
    fields: tuple[FieldPoints, ...]
    in_both: int
    points_added: Fraction
    points_dropped: Fraction
    points_raised: Fraction
    points_lowered: Fraction

    @property
    def points_moved(self) -> Fraction:
        """Give how many points stand elsewhere than before."""
        return max(
            self.points_added + self.points_raised, self.points_dropped + self.points_lowered
        )

    def rows(self) -> list[dict[str, Any]]:
        """Give one flat row a change of a field, group, leaf or input, for a table."""
        parts = (("group", self.groups), ("leaf", self.leaves), ("input", self.inputs))
        head = [_row("set", "", "", "changed", change) for change in self.head]
        return head + [
            _row(part, item.number or item.key, item.title, item.kind, change)
            for part, items in parts
            for item in items
            for change in (item.changes or (Change("", "", None, None),))
        ]


def _row(part: str, name: str, title: str, kind: Kind, change: Change) -> dict[str, Any]:
    return {
        "part": part,
        "name": name,
        "title": title,
        "kind": kind,
        "path": change.path,
        "label": change.label,
        "old": change.old,
        "new": change.new,
        "moved": change.moved,
    }


def diff_sets(a: CriteriaSet, b: CriteriaSet) -> SetDiff:
    """Compare two sets; what has the same key is the same, whatever its printed number."""
    years = b.head.year - a.head.year
    before, after = _leaves(a), _leaves(b)
    leaves = tuple(_by_key(before, after, years, b))
    inside = {leaf.key for s in (a, b) for leaf in s.leaves() if leaf.role is None}
    moved = [d for d in leaves if d.key in inside]
    steps = [d.points_after - d.points_before for d in moved if d.kind == "changed"]
    return SetDiff(
        f"{a.head.title} ({a.head.year})",
        f"{b.head.title} ({b.head.year})",
        years,
        tuple(_changes(values_of(a.head), values_of(b.head), years)),
        tuple(_by_key(_groups(a), _groups(b), years)),
        leaves,
        tuple(_by_key(_inputs(a), _inputs(b), years)),
        tuple(_field_points(a, b)),
        len(before.keys() & after.keys()),
        sum((d.points_after for d in moved if d.kind == "added"), Fraction(0)),
        sum((d.points_before for d in moved if d.kind == "dropped"), Fraction(0)),
        sum((step for step in steps if step > 0), Fraction(0)),
        -sum((step for step in steps if step < 0), Fraction(0)),
    )


@dataclass(frozen=True, slots=True)
class _Thing:
    """What is compared: every single value by its path, and the thresholds of a leaf."""

    number: str
    title: str
    points: Fraction
    values: dict[str, str]
    thresholds: tuple[str, ...] = ()


def _leaves(criteria: CriteriaSet) -> dict[str, _Thing]:
    return {
        leaf.key: _Thing(
            leaf.number,
            leaf.title,
            leaf.max_points,
            {"criterion": group.key, **values_of(leaf)},
            tuple(thresholds(criteria, leaf)),
        )
        for field in criteria.fields
        for group in field.criteria
        for leaf in group.leaves
    }


def _groups(criteria: CriteriaSet) -> dict[str, _Thing]:
    groups: list[FieldOfSet | Criterion] = []
    for field in criteria.fields:
        groups += [field, *field.criteria]
    return {
        group.key: _Thing(
            group.number,
            group.title,
            group.max_points,
            {
                "number": group.number,
                "title": group.title,
                "max_points": points_text(group.max_points),
            },
        )
        for group in groups
    }


def _inputs(criteria: CriteriaSet) -> dict[str, _Thing]:
    return {
        name: _Thing("", spec.title, Fraction(0), values_of(spec))
        for name, spec in criteria.inputs.items()
    }


def _field_points(a: CriteriaSet, b: CriteriaSet) -> Iterator[FieldPoints]:
    """Give each field that holds points of the 100; a leaf that changed field goes out and in."""
    old, new = _points_by_field(a), _points_by_field(b)
    titles = {field.key: field for s in (a, b) for field in s.fields}
    for key in [*(f.key for f in b.fields), *(f.key for f in a.fields if f.key not in new)]:
        was, now = old.get(key, {}), new.get(key, {})
        if not was and not now:
            continue
        steps = [now.get(leaf, Fraction(0)) - was.get(leaf, Fraction(0)) for leaf in {**was, **now}]
        yield FieldPoints(
            key,
            titles[key].number,
            titles[key].title,
            sum(was.values(), Fraction(0)),
            -sum((step for step in steps if step < 0), Fraction(0)),
            sum((step for step in steps if step > 0), Fraction(0)),
            sum(now.values(), Fraction(0)),
        )


def _points_by_field(criteria: CriteriaSet) -> dict[str, dict[str, Fraction]]:
    found = {
        field.key: {leaf.key: leaf.max_points for leaf in field.leaves() if leaf.role is None}
        for field in criteria.fields
    }
    return {key: leaves for key, leaves in found.items() if leaves}


def _by_key(
    old: dict[str, _Thing], new: dict[str, _Thing], years: int, b: CriteriaSet | None = None
) -> Iterator[KeyDiff]:
    for key, thing in new.items():
        if key not in old:
            yield KeyDiff(key, thing.number, thing.title, "added", Fraction(0), thing.points, ())
            continue
        changes = tuple(_changes(old[key].values, thing.values, years))
        ends = _moved_thresholds(old[key].thresholds, thing.thresholds, years)
        if changes or ends is not None:
            points = (old[key].points, thing.points)
            yield KeyDiff(key, thing.number, thing.title, "changed", *points, changes, ends)
    for key, thing in old.items():
        if key not in new:
            why = b.dropped.get(key, ()) if b is not None else ()
            sources = (source_text(source.model_dump(exclude_none=True)) for source in why)
            gone = tuple(Change(f"source.{x}", LABELS["source"], None, x) for x in sources)
            points = (thing.points, Fraction(0))
            yield KeyDiff(key, thing.number, thing.title, "dropped", *points, gone)


def _moved_thresholds(
    old: tuple[str, ...], new: tuple[str, ...], years: int
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    if len(old) == len(new) and all(
        was == now or only_the_year(was, now, years) for was, now in zip(old, new, strict=True)
    ):
        return None
    return old, new


def _changes(old: dict[str, str], new: dict[str, str], years: int) -> Iterator[Change]:
    for path in [*old, *(p for p in new if p not in old)]:
        was, now = old.get(path), new.get(path)
        if was != now:
            first = path.split(".")[0]
            moved = only_the_year(was, now, years)
            yield Change(path, LABELS.get(first, first), was, now, moved)
