"""YAML read as it is written: plain values and where each stands, in one pass over the nodes.

Nothing is guessed: every scalar stays the text that was typed (``3.10`` stays ``3.10``), except
dates. Anchors, duplicate keys and ``1,5`` are refused with their place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import yaml

Loc = tuple[str | int, ...]
MAX_BYTES = 4 * 1024 * 1024
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TRUTH = {"yes": True, "no": False, "true": True, "false": False}
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, order=True)
class Place:
    """A place in a file; line and column count from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, order=True)
class Problem:
    """One fault of the input: where, what it touches, what was found and what to do."""

    place: Place
    where: str
    what: str
    todo: str

    def __str__(self) -> str:
        return ": ".join(
            part for part in (str(self.place), self.where, self.what, self.todo) if part
        )


class Scalar(str):
    """A text as typed; ``quoted`` says whether it stood in quotes."""

    quoted: bool

    def __new__(cls, text: str, quoted: bool = False) -> Scalar:
        made = super().__new__(cls, text)
        made.quoted = quoted
        return made


@dataclass
class Tree:
    """The values of one file, the place of each, and the faults of its form."""

    value: Any
    file: str
    places: dict[Loc, Place] = field(default_factory=dict)
    keys: dict[Loc, Place] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def place(self, loc: Loc, *, key: bool = False) -> Place:
        """Give the place of ``loc``, or of the nearest thing around it."""
        for end in range(len(loc), -1, -1):
            if key and loc[:end] in self.keys:
                return self.keys[loc[:end]]
            if loc[:end] in self.places:
                return self.places[loc[:end]]
        return Place(self.file, 1, 1)


def read_yaml(path: Path, name: str) -> Tree:
    """Read one file; ``name`` is how messages call it. Faults come back in ``problems``."""
    tree = Tree(None, name)
    try:
        data = path.read_bytes()
    except OSError:
        tree.problems.append(
            Problem(
                Place(name, 1, 1),
                "",
                "không đọc được tệp",
                "kiểm tra tệp có tồn tại và không bị chương trình khác khóa",
            )
        )
        return tree
    if len(data) > MAX_BYTES:
        tree.problems.append(
            Problem(Place(name, 1, 1), "", "tệp lớn hơn 4 MB", "chia nhỏ tệp theo lĩnh vực")
        )
        return tree
    try:
        text = data.decode("utf-8")
        node = yaml.compose(text, Loader=_Loader)
    except UnicodeDecodeError:
        tree.problems.append(
            Problem(Place(name, 1, 1), "", "tệp không phải UTF-8", "lưu lại tệp với bảng mã UTF-8")
        )
        return tree
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = Place(name, mark.line + 1, mark.column + 1) if mark else Place(name, 1, 1)
        tree.problems.append(
            Problem(
                place,
                "",
                "không đúng dạng YAML",
                "xem lại thụt đầu dòng, dấu hai chấm, dấu ngoặc và nháy",
            )
        )
        return tree
    tree.problems += _anchors(text, name)
    tree.value = _value(node, (), tree, set())
    return tree


def _anchors(text: str, name: str) -> Iterator[Problem]:
    """Refuse each anchor and each use of one; most files have no & at all."""
    if "&" not in text:
        return
    for token in yaml.scan(text, Loader=_Loader):
        if isinstance(token, yaml.AnchorToken | yaml.AliasToken):
            sign = "&" if isinstance(token, yaml.AnchorToken) else "*"
            place = Place(name, token.start_mark.line + 1, token.start_mark.column + 1)
            yield Problem(
                place,
                "",
                f"dùng ký hiệu tham chiếu {sign}{token.value} của YAML",
                "viết lại đầy đủ nội dung ở mỗi chỗ dùng nó",
            )


def _value(node: Any, loc: Loc, tree: Tree, seen: set[int]) -> Any:
    if node is None:
        return None
    place = Place(tree.file, node.start_mark.line + 1, node.start_mark.column + 1)
    tree.places[loc] = place
    if id(node) in seen:
        return None  # an alias, refused where it stands
    seen.add(id(node))
    if isinstance(node, yaml.MappingNode):
        return dict(_pairs(node, loc, tree, seen))
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*loc, i), tree, seen) for i, item in enumerate(node.value)]
    return _scalar(node, place, tree)


def _pairs(node: Any, loc: Loc, tree: Tree, seen: set[int]) -> Iterator[tuple[str, Any]]:
    met: dict[str, Place] = {}
    before: Any = None
    for key_node, value_node in node.value:
        key = str(key_node.value)
        place = Place(tree.file, key_node.start_mark.line + 1, key_node.start_mark.column + 1)
        if key in met:
            tree.problems.append(
                Problem(
                    place,
                    "",
                    f"khóa “{key}” viết hai lần",
                    f"bỏ một lần; lần đầu ở dòng {met[key].line}",
                )
            )
            continue
        empty = value_node.tag.endswith(":null") and not value_node.value
        if key.isdigit() and empty and before is not None:
            tree.problems.append(
                Problem(
                    place,
                    "",
                    f"số “{before},{key}” viết với dấu phẩy",
                    f"trong tệp YAML viết dấu chấm: {before}.{key}",
                )
            )
            continue
        met[key] = place
        tree.keys[(*loc, key)] = place
        before = value_node.value if isinstance(value_node, yaml.ScalarNode) else None
        yield key, _value(value_node, (*loc, key), tree, seen)


def _scalar(node: Any, place: Place, tree: Tree) -> Any:
    text = node.value
    if node.style in ("'", '"', "|", ">"):
        return Scalar(text, quoted=True)
    if text in ("", "~", "null"):
        return None
    if _DATE.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            tree.problems.append(
                Problem(
                    place,
                    "",
                    f"ngày “{text}” không có trong lịch",
                    "viết năm-tháng-ngày, ví dụ 2026-01-31",
                )
            )
            return None
    if re.fullmatch(r"-?\d+,\d+", text):
        tree.problems.append(
            Problem(
                place,
                "",
                f"số “{text}” viết với dấu phẩy",
                f"trong tệp YAML viết dấu chấm: {text.replace(',', '.')}",
            )
        )
        return None
    if re.fullmatch(r"-?\d+([.,]\d+)? ?%", text):
        tree.problems.append(
            Problem(
                place,
                "",
                f"tỷ lệ “{text}” viết kèm dấu %",
                "tỷ lệ viết bằng số từ 0 đến 100, không có dấu %",
            )
        )
        return None
    return Scalar(text)


def truth(value: Any) -> Any:
    """Give True or False for the words yes and no, anything else unchanged."""
    return _TRUTH.get(value, value) if isinstance(value, str) else value
