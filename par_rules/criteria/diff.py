"""What changed between two criteria sets: leaves and inputs by key, field by field, and points."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, Literal

from pydantic import BaseModel

from par_rules.criteria.model import CriteriaSet, Criterion, FieldOfSet
from par_rules.values import points_text

Kind = Literal["added", "dropped", "changed"]
KINDS: dict[Kind, str] = {"added": "Thêm", "dropped": "Bỏ", "changed": "Sửa"}

# What a reader sees for the first step of a path.
LABELS = {
    "number": "mã",
    "title": "tên",
    "max_points": "điểm tối đa",
    "min_points": "điểm thấp nhất",
    "role": "điểm cộng, điểm trừ",
    "criterion": "thuộc tiêu chí",
    "lead_office": "cơ quan chủ trì",
    "co_offices": "cơ quan phối hợp",
    "monitor_offices": "cơ quan theo dõi",
    "readings": "cách hiểu",
    "scored_by": "bên chấm điểm",
    "deadline": "thời hạn",
    "note": "diễn giải",
    "rule": "cách tính",
    "not_arisen": "không phát sinh",
    "evidence": "minh chứng",
    "source": "căn cứ",
    "type": "kiểu số liệu",
    "range": "khoảng giá trị",
    "options": "các lựa chọn",
    "may_be": "trạng thái cho phép",
    "last_day": "ngày cuối",
    "from": "nguồn số liệu",
    "where": "cách đếm",
    "stock": "số tại thời điểm",
    "unit": "đơn vị tính",
    "office": "cơ quan cung cấp",
    "product_of": "sản phẩm của nhiệm vụ",
    "year": "năm",
    "version": "bản",
    "first_day": "ngày bắt đầu",
    "provisional": "tạm thời",
    "unit_kinds": "loại đơn vị",
    "window": "kỳ báo cáo",
    "cut_off": "thời điểm chốt số liệu",
    "submission_deadline": "hạn nộp",
    "days_off": "ngày nghỉ",
    "plans": "kế hoạch",
    "assumptions": "giả định",
    "offices": "cơ quan",
    "rounding": "làm tròn",
    "survey": "điều tra xã hội học",
    "bonus": "điểm cộng",
    "penalty": "điểm trừ",
    "closing": "cách chốt điểm",
    "classes": "xếp loại",
    "checks": "mức của mã kiểm tra",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One field: where it stands, and its old and new text (None where it was or is not there)."""

    path: str
    label: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class KeyDiff:
    """A leaf or input that was added, dropped or changed; points are maxima (0 for an input)."""

    key: str
    number: str
    title: str
    kind: Kind
    points_before: Fraction
    points_after: Fraction
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class SetDiff:
    """All that differs. Points are sums of maxima of leaves inside the 100."""

    old_title: str
    new_title: str
    head: tuple[Change, ...]
    groups: tuple[KeyDiff, ...]
    leaves: tuple[KeyDiff, ...]
    inputs: tuple[KeyDiff, ...]
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
    }


def diff_sets(a: CriteriaSet, b: CriteriaSet) -> SetDiff:
    """Compare two sets; what has the same key is the same, whatever its printed number."""
    leaves = tuple(_by_key(_leaves(a), _leaves(b)))
    inside = {leaf.key for s in (a, b) for leaf in s.leaves() if leaf.role is None}
    moved = [d for d in leaves if d.key in inside]
    steps = [d.points_after - d.points_before for d in moved if d.kind == "changed"]
    return SetDiff(
        f"{a.head.title} ({a.head.year})",
        f"{b.head.title} ({b.head.year})",
        tuple(_changes(_values(a.head), _values(b.head))),
        tuple(_by_key(_groups(a), _groups(b))),
        leaves,
        tuple(_by_key(_inputs(a), _inputs(b))),
        sum((d.points_after for d in moved if d.kind == "added"), Fraction(0)),
        sum((d.points_before for d in moved if d.kind == "dropped"), Fraction(0)),
        sum((step for step in steps if step > 0), Fraction(0)),
        -sum((step for step in steps if step < 0), Fraction(0)),
    )


@dataclass(frozen=True, slots=True)
class _Thing:
    """What is compared: every single value by its path."""

    number: str
    title: str
    points: Fraction
    values: dict[str, str]


def _leaves(criteria: CriteriaSet) -> dict[str, _Thing]:
    return {
        leaf.key: _Thing(
            leaf.number, leaf.title, leaf.max_points, {"criterion": group.key, **_values(leaf)}
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
        name: _Thing("", spec.title, Fraction(0), _values(spec))
        for name, spec in criteria.inputs.items()
    }


def _by_key(old: dict[str, _Thing], new: dict[str, _Thing]) -> Iterator[KeyDiff]:
    for key, thing in new.items():
        if key not in old:
            yield KeyDiff(key, thing.number, thing.title, "added", Fraction(0), thing.points, ())
        elif changes := tuple(_changes(old[key].values, thing.values)):
            points = (old[key].points, thing.points)
            yield KeyDiff(key, thing.number, thing.title, "changed", *points, changes)
    for key, thing in old.items():
        if key not in new:
            yield KeyDiff(key, thing.number, thing.title, "dropped", thing.points, Fraction(0), ())


def _changes(old: dict[str, str], new: dict[str, str]) -> Iterator[Change]:
    for path in [*old, *(p for p in new if p not in old)]:
        if old.get(path) != new.get(path):
            first = path.split(".")[0]
            yield Change(path, LABELS.get(first, first), old.get(path), new.get(path))


def _values(model: BaseModel) -> dict[str, str]:
    return dict(_flat(model.model_dump(by_alias=True, exclude_none=True)))


def _flat(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Give every single value with its path; what has a key stands under it, not its place."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _flat(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(value, Sequence) and not isinstance(value, str):
        if all(not isinstance(inner, Mapping | list | tuple) for inner in value):
            yield path, ", ".join(_text(inner) for inner in value)
            return
        for i, inner in enumerate(value):
            key = inner.get("key", i + 1) if isinstance(inner, Mapping) else i + 1
            yield from _flat(inner, f"{path}.{key}")
    else:
        yield path, _text(value, code=path.rpartition(".")[2] in ("number", "version"))


def _text(value: Any, *, code: bool = False) -> str:
    """Write a value for readers; a printed ``code`` keeps its dots."""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    text = str(value)
    if not code and re.fullmatch(r"-?\d+\.\d+", text):
        return text.replace(".", ",")
    return {"yes": "có", "no": "không"}.get(text, text)
