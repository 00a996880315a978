"""The forty shapes of scoring rules that real criteria sets use, and two traps of real texts.

Each file beside this one holds one shape: inputs, a leaf (or ``leaves``, or ``fields``, perhaps a
``set``), and examples computed by hand. ``totals`` are examples about the whole set.
"""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from par_rules.criteria.checks import check
from par_rules.criteria.model import CriteriaSet
from par_rules.criteria.yaml_nodes import Tree, read_yaml
from par_rules.scoring.engine import reach_leaves, score
from par_rules.scoring.examples import read_examples, run
from par_rules.scoring.facts import Fact, Facts, Proof
from par_rules.scoring.scorecard import Scorecard, Views
from par_rules.values import Interval, exact
from par_rules.values.exact import decimal_text

HERE = Path(__file__).parent
FILES = sorted(HERE.glob("*.yaml"))
ROWS = range(1, 41)
GIVEN = {26, 39, 40}
KEYS = {"shape", "title", "source", "inputs", "leaf", "leaves", "fields", "set", "targets"}
EVERY_FILE = pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)


def read(path: Path) -> dict[str, Any]:
    tree = read_yaml(path, path.name)
    assert not tree.problems, "\n".join(map(str, tree.problems))
    assert tree.value.keys() <= KEYS | {"examples", "totals"}
    return dict(tree.value)


def points(parts: list[Any]) -> str:
    return decimal_text(sum((exact(part["max_points"]) for part in parts), Fraction(0)), 4)


def inside(fields: list[Any]) -> Iterator[Any]:
    """Give the leaves, as written, that count among the set's points."""
    for field in fields:
        for criterion in field["criteria"]:
            yield from (leaf for leaf in criterion["leaves"] if "role" not in leaf)


def build(shape: dict[str, Any]) -> CriteriaSet:
    """Give a criteria set of one field with one criterion around the leaves of a shape."""
    leaves = shape.get("leaves") or [leaf for leaf in [shape.get("leaf")] if leaf]
    group = {"title": "Nhóm", "max_points": points(leaves)}
    fields = shape.get("fields") or [
        {
            **group,
            "key": "field",
            "number": "1",
            "criteria": [{**group, "key": "group", "number": "1.1", "leaves": leaves}],
        }
    ]
    head = {
        "key": "shape",
        "title": shape["title"],
        "year": 2026,
        "version": "1",
        "first_day": date(2026, 1, 1),
        "last_day": date(2026, 12, 31),
        "max_points": points(list(inside(fields))),
        "unit_kinds": ["xa"],
        "window": [date(2025, 12, 15), date(2026, 12, 14)],
        "cut_off": date(2026, 12, 14),
        "submission_deadline": date(2026, 12, 10),
        "assumptions": {"shape": {"text": shape["title"], "reason": shape["source"]}},
        "offices": {"vhxh": {"title": "Phòng Văn hóa – Xã hội", "inside": True}},
        **shape.get("set", {}),
    }
    return CriteriaSet.model_validate(
        {
            "head": head,
            "fields": fields,
            "inputs": shape["inputs"],
            "sources": {},
            "targets": {
                (row["plan"], row["row"]): exact(row["value"]) for row in shape.get("targets", ())
            },
        }
    )


def rule_kinds(node: Any) -> Iterator[str]:
    """Name the kinds of a rule and of all rules inside it, as written in the file."""
    if isinstance(node, dict):
        if "kind" in node:
            yield str(node["kind"])
        for inner in node.values():
            yield from rule_kinds(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from rule_kinds(inner)


def leaves_as_written(shape: dict[str, Any]) -> Any:
    return [shape.get("leaf"), shape.get("leaves"), shape.get("fields")]


@EVERY_FILE
def test_examples_come_out_as_computed_by_hand(path: Path, tmp_path: Path) -> None:
    # The examples are written at the left margin: blanking all before them keeps their lines.
    above, below = path.read_text("utf-8").split("\nexamples:\n")
    alone = tmp_path / path.name
    alone.write_text("\n" * (above.count("\n") + 2) + below, "utf-8")
    criteria = build(read(path))
    examples, problems = read_examples(alone, path.name, criteria)
    assert len(examples) >= 4 or read(path).get("totals")
    assert not [str(problem) for problem in [*problems, *run(criteria, examples)]]


@EVERY_FILE
def test_open_rule_ends_at_its_maximum(path: Path) -> None:
    criteria = build(read(path))
    reached = reach_leaves(criteria, Facts({}), date(2026, 11, 24))["attainable"]
    for leaf in criteria.leaves():
        assert reached[leaf.key].points.high == leaf.max_points, leaf.key
        assert reached[leaf.key].points.low >= leaf.min_points, leaf.key


@EVERY_FILE
def test_the_load_check_finds_no_fault(path: Path) -> None:
    assert not faults(build(read(path)), path.name)


def faults(criteria: CriteriaSet, name: str) -> list[str]:
    """Give what the check of a whole set says; places are not looked at here."""
    trees = {field.key: Tree({}, name) for field in criteria.fields}
    return [str(problem) for problem in check(criteria, trees)]


def fact(criteria: CriteriaSet, name: str, value: Any) -> Fact:
    if value in ("unknown", "absent", "not_arisen"):
        return Fact(value)
    spec = criteria.inputs[name]
    if isinstance(value, date) or spec.type in ("yes_no", "choice"):
        return Fact("known", value)
    return Fact("known", exact(value))


def pair(value: Any) -> tuple[Fraction, Fraction]:
    low, high = value if isinstance(value, list) else (value, value)
    return exact(low), exact(high)


def total(card: Scorecard, name: str) -> tuple[Fraction, Fraction] | None:
    """Give a total as claimed, or the maximum that ``<total>_max`` names."""
    found: Interval | Views | None = getattr(card, name.removesuffix("_max"))
    if found is None or isinstance(found, Interval):
        return None if found is None else (found.low, found.high)
    if name.endswith("_max"):
        return found.maximum, found.maximum
    return found.claimed.low, found.claimed.high


TOTALS = [(path, i) for path in FILES for i in range(len(read(path).get("totals", [])))]


@pytest.mark.parametrize(("path", "i"), TOTALS, ids=lambda part: getattr(part, "stem", part))
def test_totals_come_out_as_computed_by_hand(path: Path, i: int) -> None:
    shape = read(path)
    item = shape["totals"][i]
    criteria = build({**shape, "set": {**shape.get("set", {}), **item.get("set", {})}})
    inputs = {name: fact(criteria, name, value) for name, value in item["given"].items()}
    proofs = {
        (leaf.key, r.key): Proof("passes") for leaf in criteria.leaves() for r in leaf.evidence
    }
    card = score(criteria, Facts(inputs, proofs), as_of=item["as_of"])
    got = {name: total(card, name) for name in item["expect"]}
    assert got == {
        name: None if value == "none" else pair(value) for name, value in item["expect"].items()
    }, item["total"]


def test_each_row_has_one_file_named_after_it() -> None:
    rows = [read(path)["shape"] for path in FILES]
    numbered = [int(row) for row in rows if row.isdigit()]
    assert len(set(numbered)) == len(numbered)
    assert set(numbered) == set(ROWS)
    assert [row for row in rows if not row.isdigit()] == ["trap-1", "trap-2"]
    for path, row in zip(FILES, rows, strict=True):
        assert path.stem.startswith(f"{int(row):02d}-" if row.isdigit() else row)


@EVERY_FILE
def test_rules_are_declared_not_programmed(path: Path) -> None:
    shape = read(path)
    kinds = set(rule_kinds(leaves_as_written(shape)))
    assert "python" not in kinds
    assert ("given" in kinds) == (shape["shape"].isdigit() and int(shape["shape"]) in GIVEN)


@EVERY_FILE
def test_printed_maxima_add_up(path: Path) -> None:
    for field in build(read(path)).fields:
        assert field.max_points == sum(criterion.max_points for criterion in field.criteria)
        for criterion in field.criteria:
            assert criterion.max_points == sum(leaf.max_points for leaf in criterion.leaves)


def test_a_maximum_that_the_parts_do_not_reach_shows() -> None:
    shape = read(next(path for path in FILES if path.stem.startswith("trap-2")))
    noted = build({**shape, "leaf": {**shape["leaf"], "max_points": "1"}})  # the note says (1đ)
    [fault] = faults(noted, "trap-2")
    assert "điểm tối đa 1 nhưng cách tính cho cao nhất 0,5 điểm" in fault
