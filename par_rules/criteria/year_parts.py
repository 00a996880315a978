"""A year's set in pieces: each thing by its key, with the file and place where it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from par_rules.criteria.yaml_nodes import Loc, Place, Tree
from par_rules.criteria.year_words import in_year

# The parts of a set whose every key a new year lists, and what messages call one of each.
SECTIONS = {
    "set": "mục của set.yaml",
    "assumptions": "giả định",
    "offices": "cơ quan",
    "sources": "văn bản",
    "inputs": "số liệu",
    "fields": "lĩnh vực",
    "criteria": "tiêu chí",
    "leaves": "tiêu chí chấm điểm",
}
OF_YEAR = ("base", "corrects", "moved", "source")  # of the year's own file, never carried


@dataclass(frozen=True)
class Written:
    """A value as typed in ``tree`` at ``loc``; its dates have moved ``moved`` years since."""

    value: Any
    tree: Tree
    loc: Loc
    moved: int = 0
    parent: str = ""


@dataclass
class Parts:
    """All pieces of one year's set, by section and key in printed order; what was dropped when."""

    year: int
    sections: dict[str, dict[str, Written]] = field(
        default_factory=lambda: {name: {} for name in SECTIONS}
    )
    gone: dict[str, dict[str, int]] = field(default_factory=lambda: {name: {} for name in SECTIONS})


@dataclass
class SetFiles:
    """The files of a set, as read or as put together; ``dropped`` are leaves with their sources."""

    head: Tree
    sources: Tree
    inputs: list[Tree]
    fields: list[Tree]
    dropped: Tree | None = None


@dataclass
class Joined(Tree):
    """A file put together from pieces of others; a place is where the piece is written."""

    pieces: dict[Loc, Written] = field(default_factory=dict)

    def place(self, loc: Loc, *, key: bool = False) -> Place:
        """Give the place of ``loc`` in the file it comes from."""
        for end in range(len(loc), -1, -1):
            piece = self.pieces.get(loc[:end])
            if piece is not None:
                return piece.tree.place((*piece.loc, *loc[end:]), key=key)
        return super().place(loc, key=key)


def parts_of(files: SetFiles, year: int) -> Parts:
    """Take a set that is written in full to pieces; what is not well formed is left out."""
    parts = Parts(year)
    made = parts.sections
    for name, value, loc in _entries(files.head, ()):
        if name in ("assumptions", "offices"):
            for key, inner, at in _entries(files.head, loc):
                made[name][key] = Written(inner, files.head, at)
        elif name not in OF_YEAR:
            made["set"][name] = Written(value, files.head, loc)
    for section, trees in (("sources", [files.sources]), ("inputs", files.inputs)):
        for tree in trees:
            for key, value, loc in _entries(tree, ()):
                made[section][key] = Written(value, tree, loc)
    for tree in files.fields:
        _field(tree, parts)
    return parts


def _field(tree: Tree, parts: Parts) -> None:
    frame = tree.value
    if not isinstance(frame, dict) or "key" not in frame:
        return
    parts.sections["fields"][str(frame["key"])] = Written(_without(frame, "criteria"), tree, ())
    for i, criterion in enumerate(_list(frame.get("criteria"))):
        at: Loc = ("criteria", i)
        if not isinstance(criterion, dict) or "key" not in criterion:
            continue
        key = str(criterion["key"])
        written = Written(_without(criterion, "leaves"), tree, at, 0, str(frame["key"]))
        parts.sections["criteria"][key] = written
        for j, leaf in enumerate(_list(criterion.get("leaves"))):
            if isinstance(leaf, dict) and "key" in leaf:
                place = (*at, "leaves", j)
                parts.sections["leaves"][str(leaf["key"])] = Written(leaf, tree, place, 0, key)


def join(parts: Parts, own: Mapping[str, Written], file: str) -> SetFiles:
    """Put the pieces of a year together as the files of a set; ``own`` is what only it says."""
    made = parts.sections
    head = Joined({}, file)
    for key, piece in {**made["set"], **own}.items():
        _put(head, (key,), piece, parts.year)
    for section in ("assumptions", "offices"):
        head.value[section] = {}
        for key, piece in made[section].items():
            _put(head, (section, key), piece, parts.year)
    sources, inputs = Joined({}, file), Joined({}, file)
    for tree, section in ((sources, "sources"), (inputs, "inputs")):
        for key, piece in made[section].items():
            _put(tree, (key,), piece, parts.year)
    fields: list[Tree] = [
        _joined_field(key, piece, parts, file) for key, piece in made["fields"].items()
    ]
    return SetFiles(head, sources, [inputs], fields)


def _joined_field(key: str, frame: Written, parts: Parts, file: str) -> Joined:
    tree = Joined({}, file)
    _put(tree, (), frame, parts.year)
    tree.value = {"key": key, **tree.value, "criteria": []}
    for name, criterion in parts.sections["criteria"].items():
        if criterion.parent != key:
            continue
        at: Loc = ("criteria", len(tree.value["criteria"]))
        _put(tree, at, criterion, parts.year)
        made = {"key": name, **in_year(criterion.value, parts.year, criterion.moved), "leaves": []}
        tree.value["criteria"].append(made)
        for leaf_key, leaf in parts.sections["leaves"].items():
            if leaf.parent == name:
                _put(tree, (*at, "leaves", len(made["leaves"])), leaf, parts.year)
                body = in_year(leaf.value, parts.year, leaf.moved)
                made["leaves"].append({"key": leaf_key, **body})
    return tree


def _put(tree: Joined, loc: Loc, piece: Written, year: int) -> None:
    """Note where a piece is written; set its value where it stands in mappings alone."""
    tree.pieces[loc] = piece
    if not loc:
        tree.value = in_year(piece.value, year, piece.moved)
    elif all(isinstance(step, str) for step in loc):
        into = tree.value
        for step in loc[:-1]:
            into = into[step]
        into[loc[-1]] = in_year(piece.value, year, piece.moved)


def _entries(tree: Tree, loc: Loc) -> Iterator[tuple[str, Any, Loc]]:
    value = tree.value
    for step in loc:
        value = value[step]
    if isinstance(value, dict):
        for key, inner in value.items():
            yield str(key), inner, (*loc, key)


def _without(value: dict[str, Any], *keys: str) -> dict[str, Any]:
    return {key: inner for key, inner in value.items() if key not in keys}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
