"""A year that stands on the one before: every key carried, replaced, added or dropped.

A year's ``set.yaml`` names its ``base``; ``set.yaml``, ``sources.yaml``, ``inputs.yaml`` and
``leaves.yaml`` list every key of the base, section by section, and nothing is merged deeper than a
key. ``moved: {years: 1, source: …}`` moves the dates of what is carried. A correction within the
year (``corrections/2/``) says ``corrects: "1"`` instead and moves nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from par_rules.criteria.messages import did_you_mean
from par_rules.criteria.walk import Teller
from par_rules.criteria.yaml_nodes import Loc, Problem, Tree
from par_rules.criteria.year_parts import OF_YEAR, SECTIONS, Joined, Parts, Written

LISTS = ("carry", "replace", "add", "drop")
FILES = {
    "set.yaml": ("set", "assumptions", "offices"),
    "sources.yaml": ("sources",),
    "inputs.yaml": ("inputs",),
    "leaves.yaml": ("fields", "criteria", "leaves"),
}
INSIDE = {"criteria": "fields", "leaves": "criteria"}  # what stands in what


def changed(
    base: Parts, year: int, trees: dict[str, Tree], problems: list[Problem]
) -> tuple[Parts, dict[str, Written], Tree]:
    """Give the pieces of ``year``, what only it says of itself, and the leaves it dropped.

    ``trees`` are its files by name. Every fault of the lists goes to ``problems``.
    """
    made = Parts(year)
    made.gone = {name: dict(gone) for name, gone in base.gone.items()}
    head = trees["set.yaml"]
    value = head.value if isinstance(head.value, dict) else {}
    own = {key: Written(value[key], head, (key,)) for key in OF_YEAR if key in value}
    moved = _moved(value)
    dropped = Joined({}, head.file)
    for file, sections in FILES.items():
        tree = trees[file]
        tell = Teller(tree, problems)
        _known_keys(tree, sections, file, tell)
        for section in sections:
            lists = _Lists(section, base, tree, file, tell)
            made.sections[section] = lists.pieces(moved)
            gone = dict.fromkeys(lists.dropped, year)
            made.gone[section] = {**base.gone[section], **gone}
            if section == "leaves":
                for key, piece in lists.dropped.items():
                    dropped.value[key] = piece.value
                    dropped.pieces[(key,)] = piece
    for inner, outer in INSIDE.items() if not problems else ():
        _parents(made, inner, outer, problems)
    return made, own, dropped


def _moved(value: dict[str, Any]) -> int:
    moved = value.get("moved")
    years = moved.get("years") if isinstance(moved, dict) else None
    return int(years) if isinstance(years, str) and years.isdigit() else 0


def _known_keys(tree: Tree, sections: tuple[str, ...], file: str, tell: Teller) -> None:
    if not isinstance(tree.value, dict):
        return
    alone = len(sections) == 1
    known = LISTS if alone else (*sections, *(OF_YEAR if file == "set.yaml" else ()))
    for key in tree.value:
        if key not in known:
            todo = did_you_mean(key, known, f"dùng {', '.join(known)}")
            tell.problems.append(
                Problem(tree.place((key,), key=True), "", f"không có khóa “{key}”", todo)
            )


class _Lists:
    """The four lists of one section, each key of the base held against them."""

    def __init__(self, section: str, base: Parts, tree: Tree, file: str, tell: Teller) -> None:
        self.section, self.base, self.tree, self.tell = section, base, tree, tell
        self.old = base.sections[section]
        self.noun = SECTIONS[section]
        self.start: Loc = () if len(FILES[file]) == 1 else (section,)
        self.kept: dict[str, Written] = {}  # replaced
        self.added: dict[str, Written] = {}
        self.dropped: dict[str, Written] = {}
        self.carried: set[str] = set()
        self._read()

    def _read(self) -> None:
        value = self.tree.value if isinstance(self.tree.value, dict) else {}
        lists = value if not self.start else value.get(self.section)
        if not isinstance(lists, dict):
            if self.old:
                at = self.tree.place(self.start, key=True)
                what = f"thiếu phần “{self.section}”"
                todo = "ghi mọi khóa của bản trước vào carry, replace hoặc drop"
                self.tell.problems.append(Problem(at, "", what, todo))
            return
        met: dict[str, str] = {}
        for word, entries in lists.items():
            if word not in LISTS:
                if self.start:
                    todo = did_you_mean(word, LISTS, f"dùng {', '.join(LISTS)}")
                    self._say((*self.start, word), f"không có khóa “{word}”", todo, key=True)
                continue
            for key, body, loc in _keys(entries, (*self.start, word)):
                if key in met:
                    what = f"{self.noun} “{key}” đã ghi ở {met[key]}"
                    self._say(loc, what, "mỗi khóa chỉ ghi ở một nơi", key=True)
                    continue
                met[key] = word
                self._take(word, key, body, loc)
        left = [key for key in self.old if key not in met]
        if left:
            what = f"chưa nói đến {len(left)} {self.noun} của bản trước: {', '.join(left)}"
            self._say(self.start, what, "ghi vào carry, replace hoặc drop", key=True)

    def _take(self, word: str, key: str, body: Any, loc: Loc) -> None:
        if word == "add":
            if key in self.old:
                self._say(loc, f"{self.noun} “{key}” đã có ở bản trước", "ghi ở replace", key=True)
            elif self._has_body(key, body, loc):
                self.added[key] = self._piece(body, loc)
            return
        if key not in self.old:
            year = self.base.gone[self.section].get(key)
            if year is not None:
                what = f"{self.noun} “{key}” đã bỏ từ năm {year}"
                self._say(loc, what, "muốn dùng lại thì ghi ở add", key=True)
            else:
                todo = did_you_mean(key, self.old, "bỏ khóa này hoặc sửa tên")
                self._say(loc, f"bản trước không có {self.noun} “{key}”", todo, key=True)
        elif word == "carry":
            self.carried.add(key)
        elif word == "drop":
            if self.section == "leaves" and body is None:
                what = f"bỏ {self.noun} “{key}” mà không ghi căn cứ"
                self._say(loc, what, "viết khóa: {doc: …, at: …} hoặc {assumption: …}", key=True)
            self.dropped[key] = Written(body, self.tree, loc)
        elif self._has_body(key, body, loc):
            self.kept[key] = self._piece(body, loc)

    def _has_body(self, key: str, body: Any, loc: Loc) -> bool:
        if body is None:
            what = f"{self.noun} “{key}” chưa có nội dung"
            self._say(loc, what, "viết đủ nội dung của khóa này", key=True)
        return body is not None

    def _piece(self, body: Any, loc: Loc) -> Written:
        """Take a new body; ``in`` says what it stands in, where that is another or new."""
        parent = ""
        if self.section in INSIDE and isinstance(body, dict):
            old = self.old.get(str(loc[-1]))
            parent = str(body.get("in", old.parent if old else ""))
            body = {key: inner for key, inner in body.items() if key not in ("in", "after")}
        return Written(body, self.tree, loc, 0, parent)

    def pieces(self, moved: int) -> dict[str, Written]:
        """Give what the section holds now, in the base's order, each added one in its place."""
        found = {
            key: self.kept.get(key)
            or Written(old.value, old.tree, old.loc, old.moved + moved, old.parent)
            for key, old in self.old.items()
            if key in self.carried or key in self.kept
        }
        for key, piece in self.added.items():
            after = self._after(piece)
            found = dict(_placed(found, key, piece, after))
        return found

    def _after(self, piece: Written) -> str | None:
        body: Any = self.tree.value
        for step in piece.loc:
            body = body[step]
        after = body.get("after") if isinstance(body, dict) else None
        return str(after) if after is not None else None

    def _say(self, loc: Loc, what: str, todo: str, *, key: bool = False) -> None:
        self.tell.problems.append(Problem(self.tree.place(loc, key=key), "", what, todo))


def _placed(
    found: dict[str, Written], key: str, piece: Written, after: str | None
) -> Iterator[tuple[str, Written]]:
    """Give the pieces with one more: after the one it names, else at the end."""
    for name, other in found.items():
        yield name, other
        if name == after:
            yield key, piece
    if after not in found:
        yield key, piece


def _keys(entries: Any, loc: Loc) -> Iterator[tuple[str, Any, Loc]]:
    """Give the keys of a list or mapping, each with what it says and where."""
    if isinstance(entries, dict):
        for key, body in entries.items():
            yield str(key), body, (*loc, key)
    elif isinstance(entries, list):
        for i, key in enumerate(entries):
            if isinstance(key, str):
                yield str(key), None, (*loc, i)


def _parents(made: Parts, inner: str, outer: str, problems: list[Problem]) -> None:
    """Report what stands in nothing that is there."""
    known = made.sections[outer]
    for key, piece in made.sections[inner].items():
        if piece.parent in known:
            continue
        what = f"{SECTIONS[inner]} “{key}” nằm trong {SECTIONS[outer]} “{piece.parent}” không còn"
        if not piece.parent:
            what = f"{SECTIONS[inner]} “{key}” chưa ghi nằm trong {SECTIONS[outer]} nào"
        elif made.gone[outer].get(piece.parent) is None:
            what = f"không có {SECTIONS[outer]} “{piece.parent}”"
        todo = did_you_mean(piece.parent, known, "ghi khóa in, hoặc bỏ khóa này")
        problems.append(Problem(piece.tree.place(piece.loc, key=True), "", what, todo))
