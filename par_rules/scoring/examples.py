"""Runs the examples beside a criteria set: given inputs and the points they must give (§9)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from par_rules.criteria.model import CriteriaSet, Leaf
from par_rules.criteria.yaml_nodes import Place, Problem, Tree, read_yaml
from par_rules.criteria.year_examples import example_folders
from par_rules.criteria.year_words import in_year
from par_rules.scoring.engine import NAMES, Reached, reach_leaves
from par_rules.scoring.facts import FAILS, Fact, Facts, Proof
from par_rules.scoring.plan import plan_of
from par_rules.scoring.totals import Item
from par_rules.values import Interval, exact, points_text

KEYS = frozenset(
    {"example", "leaf", "as_of", "given", "fails", "not_due", "passing", "ceilings", "expect"}
)
# What an example expects: the key that maintainers write, behind its name.
WANTED = {
    "claimed": "điểm tự chấm (claimed)",
    "secured": "điểm đủ minh chứng (secured)",
    "attainable": "điểm tối đa còn có thể đạt (attainable)",
}
STATES = {
    "absent": "không có (absent)",
    "not_arisen": "không phát sinh (not_arisen)",
}


@dataclass(frozen=True, slots=True)
class Example:
    """One example: where it stands, its leaf, the facts and what must come out."""

    place: Place
    title: str
    leaf: str
    as_of: date
    facts: Facts
    expect: dict[str, Any]


def read_examples(
    path: Path, name: str, criteria: CriteriaSet
) -> tuple[list[Example], list[Problem]]:
    """Read one file of examples; faults come back as problems, the sound ones as examples."""
    tree = read_yaml(path, name)
    tree.value = in_year(tree.value, criteria.head.year)
    examples, problems = _of_tree(tree, range(len(tree.value or [])), criteria)
    return examples, [*tree.problems, *problems]


def _of_tree(
    tree: Tree, taken: Iterable[int], criteria: CriteriaSet
) -> tuple[list[Example], list[Problem]]:
    examples: list[Example] = []
    problems: list[Problem] = []
    for i in taken:
        item = tree.value[i]
        try:
            examples.append(_example(item, (i,), tree, criteria))
        except _Fault as fault:
            problems.append(
                Problem(tree.place(fault.loc), f"ví dụ “{_title(item)}”", fault.what, fault.todo)
            )
    return examples, problems


class _Fault(Exception):
    def __init__(self, loc: tuple[str | int, ...], what: str, todo: str) -> None:
        super().__init__(what)
        self.loc, self.what, self.todo = loc, what, todo


def _title(item: Any) -> str:
    return str(item.get("example", "?")) if isinstance(item, dict) else "?"


def _example(item: Any, loc: tuple[str | int, ...], tree: Tree, criteria: CriteriaSet) -> Example:
    if not isinstance(item, dict):
        raise _Fault(loc, "không phải là một ví dụ", "viết các khóa example, leaf, given, expect")
    for key in item:
        if key not in KEYS:
            raise _Fault((*loc, key), f"không có khóa “{key}”", f"dùng: {', '.join(sorted(KEYS))}")
    try:
        leaf = criteria.leaf(item["leaf"])
    except KeyError as error:
        raise _Fault(
            (*loc, "leaf"), f"không có tiêu chí “{item.get('leaf')}”", "dùng khóa key của tiêu chí"
        ) from error
    given = item.get("given", {})
    needed = _reads(criteria, leaf)
    for name in given:
        if name not in needed:
            raise _Fault(
                (*loc, "given", name), f"tiêu chí không đọc số liệu “{name}”", "bỏ hoặc sửa tên"
            )
    for name in sorted(needed - given.keys()):
        raise _Fault((*loc, "given"), f"thiếu số liệu “{name}”", "ghi giá trị, hoặc unknown")
    ceilings = item.get("ceilings", {})
    inputs = {
        name: _fact(criteria, name, value, ceilings.get(name), (*loc, "given", name))
        for name, value in given.items()
    }
    as_of = item.get("as_of")
    if not isinstance(as_of, date):
        raise _Fault(loc, "thiếu ngày as_of", "ghi ngày, ví dụ 2026-12-20")
    return Example(
        tree.place(loc),
        _title(item),
        leaf.key,
        as_of,
        Facts(inputs, {**_others_pass(criteria, leaf), **_proofs(item, leaf, loc)}),
        item.get("expect") or {},
    )


def _reads(criteria: CriteriaSet, leaf: Leaf) -> set[str]:
    """Name the inputs the leaf reads, through its gates too."""
    return {n for plan in plan_of(criteria).with_leaned_on(leaf.key) for n in plan.reads}


def _fact(
    criteria: CriteriaSet, name: str, value: Any, ceiling: Any, loc: tuple[str | int, ...]
) -> Fact:
    spec = criteria.inputs[name]
    if value in ("unknown", "absent", "not_arisen"):
        if value != "unknown" and value not in spec.may_be:
            raise _Fault(
                loc, f"số liệu này không được ghi là {STATES[value]}", "sửa may_be hoặc ví dụ"
            )
        return Fact(value)
    if isinstance(value, date):
        return Fact("known", value)
    if spec.type in ("yes_no", "choice"):
        options = spec.domain().options
        if value not in options:
            raise _Fault(loc, f"“{value}” không có trong các lựa chọn", ", ".join(sorted(options)))
        return Fact("known", str(value))
    try:
        number = exact(str(value))
    except ValueError as error:
        raise _Fault(loc, f"“{value}” không phải là số", "viết số với dấu chấm") from error
    return Fact("known", number, ceiling=None if ceiling is None else exact(str(ceiling)))


def _others_pass(criteria: CriteriaSet, leaf: Leaf) -> dict[tuple[str, str], Proof]:
    """Let the evidence of the leaves that a gate reads pass: the example is about its own leaf."""
    others = [criteria.leaf(key) for key in leaf.leans_on()]
    return {(o.key, r.key): Proof("passes", passing=10**6) for o in others for r in o.evidence}


def _proofs(
    item: dict[str, Any], leaf: Leaf, loc: tuple[str | int, ...]
) -> dict[tuple[str, str], Proof]:
    keys = {r.key for r in leaf.evidence}
    for list_name in ("fails", "not_due", "passing"):
        for key in item.get(list_name, ()):
            if key not in keys:
                raise _Fault(
                    (*loc, list_name),
                    f"tiêu chí không có yêu cầu minh chứng “{key}”",
                    f"dùng: {', '.join(sorted(keys))}",
                )
    proofs = {}
    for requirement in leaf.evidence:
        count = int(item.get("passing", {}).get(requirement.key, 10**6))
        proof = Proof("passes", passing=count)
        if requirement.key in item.get("fails", ()):
            proof = FAILS
        elif requirement.key in item.get("not_due", ()):
            proof = Proof("not_due", passing=0 if count == 10**6 else count)
        proofs[leaf.key, requirement.key] = proof
    return proofs


def run(criteria: CriteriaSet, examples: list[Example]) -> Iterator[Problem]:
    """Run examples; give one problem for each value that came out otherwise."""
    for example in examples:
        reached = reach_leaves(criteria, example.facts, example.as_of, only=example.leaf)
        leaf = criteria.leaf(example.leaf)
        got = {name: _points(leaf, reached[name][example.leaf]) for name in NAMES}
        for name, title in WANTED.items():
            if name not in example.expect:
                yield Problem(
                    example.place,
                    f"ví dụ “{example.title}”",
                    f"chưa nêu {title}",
                    f"ghi đủ ba mức: {', '.join(WANTED.values())}",
                )
            elif not _agrees(name, example.expect[name], got[name]):
                yield Problem(
                    example.place,
                    f"ví dụ “{example.title}”",
                    f"{title} phải là {_shown(example.expect[name])} nhưng tính ra "
                    f"{_found(name, got[name])}",
                    "sửa ví dụ hoặc cách tính",
                )


def _points(leaf: Leaf, reached: Reached) -> Interval:
    """Give the points as they enter a sum: 0 of 0 where the leaf does not arise."""
    return Item(reached.points, leaf.max_points, reached.arises).in_sum()


def _agrees(name: str, wanted: Any, got: Interval) -> bool:
    low, high = wanted if isinstance(wanted, list) else (wanted, wanted)
    if name == "claimed":
        return (exact(str(low)), exact(str(high))) == (got.low, got.high)
    return exact(str(low)) == exact(str(high)) == _end(name, got)


def _end(name: str, got: Interval) -> Fraction:
    return got.low if name == "secured" else got.high


def _shown(wanted: Any) -> str:
    ends = wanted if isinstance(wanted, list) else [wanted]
    return " … ".join(str(end).replace(".", ",") for end in ends)


def _found(name: str, got: Interval) -> str:
    if name != "claimed":
        return points_text(_end(name, got), 6)
    ends = {got.low: None, got.high: None}
    return " … ".join(points_text(end, 6) for end in ends)


def read_folder(criteria: CriteriaSet, folder: Path) -> tuple[list[Example], list[Problem]]:
    """Read every file of examples in ``folder``; a folder that is not there has none.

    Where the set stands on another, that one's examples follow, their dates moved, of each leaf
    that is still there and has none nearer.
    """
    examples: list[Example] = []
    problems: list[Problem] = []
    keys = {leaf.key for leaf in criteria.leaves()}
    met: set[str] = set()
    for place, moved in example_folders(folder.parent) or [(folder, 0)]:
        here: list[Example] = []
        for path in sorted(place.glob("*.yaml")):
            tree = read_yaml(path, path.as_posix())
            problems += tree.problems
            tree.value = in_year(tree.value, criteria.head.year, moved)
            near = place == folder
            taken = [
                i
                for i, item in enumerate(tree.value or [])
                if near
                or (isinstance(item, dict) and item.get("leaf") in keys and item["leaf"] not in met)
            ]
            found, faults = _of_tree(tree, taken, criteria)
            here += found
            problems += faults
        met |= {example.leaf for example in here}
        examples += here
    return examples, problems


def run_folder(criteria: CriteriaSet, folder: Path) -> tuple[int, list[Problem]]:
    """Run every file of examples in ``folder``; give their number and every problem."""
    examples, problems = read_folder(criteria, folder)
    return len(examples), [*problems, *run(criteria, examples)]
