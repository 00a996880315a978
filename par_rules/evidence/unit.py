"""The unit that is scored: ``evidence/<unit>/unit.yaml`` with every fault at its place."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from par_rules.criteria.yaml_nodes import Loc, Tree, read_yaml

KINDS = {"xa": "xã", "phuong": "phường", "dac_khu": "đặc khu"}


@dataclass(frozen=True, slots=True)
class Predecessor:
    """A unit whose documents still count as the unit's own up to and including ``until``."""

    title: str
    until: date


@dataclass(frozen=True, slots=True)
class Unit:
    """A commune, ward or special zone; ``as_of`` is set only where a sample fixes its day."""

    key: str
    title: str
    city: str
    kind: str
    set_key: str
    as_of: date | None = None
    predecessors: tuple[Predecessor, ...] = ()


class UnitError(ValueError):
    """A unit that cannot be read; ``lines``: each fault as "file:line:col: what: what to do"."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def load_unit(evidence: Path, key: str) -> Unit:
    """Read ``evidence/<key>/unit.yaml``; raises ``UnitError`` with every fault of it."""
    path = evidence / key / "unit.yaml"
    name = f"{evidence.name}/{key}/unit.yaml"
    if not path.is_file():
        raise UnitError([_unknown(evidence, key)])
    tree = read_yaml(path, name)
    faults = _Faults(tree)
    if not isinstance(tree.value, dict):
        raise UnitError(faults.lines or [f"{name}:1:1: tệp trống: {_KEYS_TODO}"])
    values = tree.value
    for unknown in values.keys() - _KEYS.keys():
        faults.add((unknown,), f"không có khóa “{unknown}”", _did_you_mean(unknown, _KEYS))
    texts = {word: faults.text((word,), values.get(word)) for word in _REQUIRED}
    kind = texts["kind"]
    if kind and kind not in KINDS:
        faults.add(("kind",), f"loại đơn vị “{kind}” không có", _did_you_mean(kind, KINDS))
    if texts["key"] and texts["key"] != key:
        todo = f"ghi key: {key}, hoặc đổi tên thư mục"
        faults.add(("key",), f"mã “{texts['key']}” khác tên thư mục “{key}”", todo)
    as_of = values.get("as_of")
    if as_of is not None and not isinstance(as_of, date):
        faults.add(("as_of",), f"ngày “{as_of}” không đọc được", _DATE_TODO)
    predecessors = tuple(faults.predecessors(values.get("predecessors")))
    if faults.lines:
        raise UnitError(faults.lines)
    return Unit(
        key=texts["key"],
        title=texts["title"],
        city=texts["city"],
        kind=kind,
        set_key=texts["set"],
        as_of=as_of,
        predecessors=predecessors,
    )


_KEYS = {
    "key": "mã, trùng tên thư mục",
    "title": "tên đơn vị",
    "city": "tên tỉnh, thành phố",
    "kind": "xa, phuong hoặc dac_khu",
    "set": "mã bộ tiêu chí",
    "as_of": "ngày tính điểm",
    "predecessors": "các đơn vị trước khi sắp xếp",
}
_REQUIRED = ("key", "title", "city", "kind", "set")
_KEYS_TODO = f"ghi đủ các khóa {', '.join(_REQUIRED)}"
_DATE_TODO = "viết năm-tháng-ngày, ví dụ 2026-11-24"


def _unknown(evidence: Path, key: str) -> str:
    known = sorted(path.parent.name for path in evidence.glob("*/unit.yaml"))
    near = get_close_matches(key, known, n=1, cutoff=0.5)
    if near:
        todo = f"ý bạn là “{near[0]}”?"
    elif known:
        todo = f"các đơn vị đã có: {', '.join(known)}"
    else:
        todo = "tạo đơn vị bằng lệnh par init"
    return f"{evidence.name}/{key}/unit.yaml: không có đơn vị “{key}”: {todo}"


def _did_you_mean(word: str, known: dict[str, str]) -> str:
    near = get_close_matches(word, known, n=1)
    return f"ý bạn là “{near[0]}”?" if near else f"dùng một trong {', '.join(known)}"


class _Faults:
    """Collects the faults of one file at their places."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.lines = [str(problem) for problem in tree.problems]

    def add(self, loc: Loc, what: str, todo: str) -> None:
        self.lines.append(f"{self.tree.place(loc, key=True)}: {what}: {todo}")

    def text(self, loc: Loc, value: Any) -> str:
        if isinstance(value, str) and value.strip():
            return unicodedata.normalize("NFC", value.strip())
        word = str(loc[-1])
        self.add(loc, f"thiếu {word}", f"ghi {word}: <{_KEYS.get(word, 'nội dung')}>")
        return ""

    def predecessors(self, value: Any) -> Iterator[Predecessor]:
        loc: Loc = ("predecessors",)
        if value is None or value == "[]":
            return
        if not isinstance(value, list):
            self.add(loc, "predecessors không phải là danh sách", "mỗi đơn vị một dòng “- {…}”")
            return
        for number, item in enumerate(value):
            until = item.get("until") if isinstance(item, dict) else None
            title = item.get("title") if isinstance(item, dict) else None
            if not isinstance(until, date) or not isinstance(title, str):
                todo = "ghi {title: UBND xã …, until: 2025-06-30}"
                self.add((*loc, number), "đơn vị trước đây thiếu title hoặc until", todo)
            else:
                yield Predecessor(unicodedata.normalize("NFC", title), until)
