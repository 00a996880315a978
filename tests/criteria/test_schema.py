"""The JSON Schemas of criteria/: current, in Vietnamese, and of one mind with the loader."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from par_rules.criteria.head import SetHead
from par_rules.criteria.schema import schema_texts, schemas, stale
from par_rules.scoring.examples import KEYS

ROOT = Path(__file__).parents[2]
CRITERIA = ROOT / "criteria"
SET = CRITERIA / "hai-phong-xa" / "2026"
SHAPES = sorted((ROOT / "tests" / "shapes").glob("*.yaml"))
BROKEN = ROOT / "tests" / "broken"
FIELD = "1-linh-vuc.yaml"


class EditorLoader(yaml.SafeLoader):
    """YAML 1.2 as editors read it: dates and yes/no are texts, numbers are numbers."""


EditorLoader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("null", r"~|null|", ["~", "n", ""]),
    ("bool", r"true|false", ["t", "f"]),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?[0-9]+\.[0-9]*", list("-+0123456789")),
):
    EditorLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_pattern})$"), _first
    )


def seen(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), EditorLoader)


@cache
def schema(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((CRITERIA / "schema" / f"{name}.json").read_bytes())
    return found


def faults(name: str, value: Any, definition: str | None = None) -> list[str]:
    found = validator(name, definition).iter_errors(value)
    return [f"{error.json_path}: {error.message}" for error in found]


@cache
def validator(name: str, definition: str | None) -> Draft202012Validator:
    whole = schema(name)
    if definition is not None:
        whole = {"$defs": whole["$defs"], "$ref": f"#/$defs/{definition}"}
    return Draft202012Validator(whole, format_checker=Draft202012Validator.FORMAT_CHECKER)


def kind_of(path: Path) -> str:
    if path.parent.name == "examples":
        return "examples"
    if path.name[0].isdigit():
        return "field"
    kind = "inputs" if path.stem.startswith("inputs") else path.stem
    return f"year-{kind}" if path.parent.name in YEARS else kind


YEARS = ("2027", "2028", "2029", "2030")  # each stands on the one before
FILES = [
    *sorted(SET.rglob("*.yaml")),
    *(path for year in YEARS for path in sorted((SET.parent / year).rglob("*.yaml"))),
    CRITERIA / "document-types.yaml",
    CRITERIA / "checks.yaml",
    CRITERIA / "plan-2026-2030" / "readings.yaml",
    CRITERIA / "plan-2026-2030" / "targets.yaml",
]


def test_the_schemas_in_the_repository_are_current() -> None:
    assert stale(CRITERIA / "schema") == []


def test_a_schema_that_is_old_missing_or_left_over_is_named(tmp_path: Path) -> None:
    for name, text in schema_texts().items():
        (tmp_path / name).write_text(text, encoding="utf-8", newline="\r\n")
    assert stale(tmp_path) == []  # git may write other line ends on Windows
    (tmp_path / "set.json").write_text("{}", encoding="utf-8")
    (tmp_path / "field.json").unlink()
    (tmp_path / "other.json").write_text("{}", encoding="utf-8")
    assert stale(tmp_path) == ["field.json", "other.json", "set.json"]


@pytest.mark.parametrize("name", schemas())
def test_each_schema_is_one_of_its_dialect(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_file_of_the_sets_validates(path: Path) -> None:
    assert faults(kind_of(path), seen(path)) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_file_of_the_sets_tells_editors_its_schema(path: Path) -> None:
    first = path.read_text(encoding="utf-8").splitlines()[0]
    named = first.removeprefix("# yaml-language-server: $schema=")
    assert (path.parent / named).resolve() == CRITERIA / "schema" / f"{kind_of(path)}.json"


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: path.stem)
def test_every_shape_of_rule_validates(path: Path) -> None:
    shape = seen(path)
    assert faults("inputs", shape["inputs"]) == []
    leaves = shape.get("leaves") or [leaf for leaf in [shape.get("leaf")] if leaf]
    assert [fault for leaf in leaves for fault in faults("field", leaf, "Leaf")] == []
    assert [f for field in shape.get("fields", []) for f in faults("field", field)] == []
    assert faults("examples", shape.get("examples", [])) == []
    assert [f for f in faults("set", shape.get("set", {})) if "required property" not in f] == []


FREE = {"answers", "weights"}  # their keys are the options


def mappings(node: Any, name: str = "") -> Iterator[dict[str, Any]]:
    """Give every mapping whose keys the rule language fixes."""
    if isinstance(node, dict):
        if name not in FREE:
            yield node
        for key, inner in node.items():
            yield from mappings(inner, key)
    elif isinstance(node, list):
        for inner in node:
            yield from mappings(inner, name)


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: path.stem)
def test_an_unknown_key_is_refused_wherever_it_stands(path: Path) -> None:
    shape = seen(path)
    leaves = shape.get("leaves") or [leaf for leaf in [shape.get("leaf")] if leaf]
    for leaf in leaves:
        for mapping in mappings(leaf):
            mapping["khoa_la"] = 1
            assert not validator("field", "Leaf").is_valid(leaf), mapping
            del mapping["khoa_la"]


# What the schemas can tell and how they tell it; the other broken sets are wrong as a whole, or
# only as they are typed.
TOLD = {
    "unknown-key": "'lead_offce' was unexpected",
    "unknown-key-in-rule": "'at_lest' was unexpected",
    "unknown-kind": "'bandid' is not one of",
    "missing-key": "'lead_office' is a required property",
    "points-and-share": "is valid under each of",
    "two-comparisons": "is valid under each of",
    "unquoted-number": "1.1 is not of type 'string'",
    "unquoted-field-number": "1 is not of type 'string'",
    "not-a-number": "'sáu mươi' does not match",
    "decimal-comma": "'60,5' does not match",
    "per-cent-sign": "'95%' is not valid under any",
}


@pytest.mark.parametrize("case", TOLD)
def test_what_the_loader_refuses_in_a_field_the_schema_refuses(case: str) -> None:
    found = faults("field", seen(BROKEN / case / FIELD))
    assert any(TOLD[case] in fault for fault in found), found
    assert faults("field", seen(BROKEN / "base" / FIELD)) == []


def test_every_broken_file_with_an_unknown_key_is_refused() -> None:
    cases = {
        path.parent.name
        for path in BROKEN.glob("*/expected.txt")
        if "không có khóa" in path.read_text(encoding="utf-8")
    }
    for case in sorted(cases):
        files = list((BROKEN / case).rglob("*.yaml"))
        assert any(faults(kind_of(path), seen(path)) for path in files), case
    assert {"unknown-key", "unknown-key-in-rule", "unknown-key-in-set"} <= cases


def rule_faults(text: str) -> list[str]:
    return faults("field", yaml.load(text, EditorLoader), "Rule")


def test_a_part_carries_its_rule_beside_its_label_or_under_rule() -> None:
    part = "label: A, max_points: 1"
    graded = "kind: graded, input: a, grades: [{is: yes, of_max: 100}]"
    assert rule_faults(f"{{kind: sum_of, parts: [{{{part}, {graded}}}]}}") == []
    assert rule_faults(f"{{kind: sum_of, parts: [{{{part}, rule: {{{graded}}}}}]}}") == []
    both = rule_faults(f"{{kind: sum_of, parts: [{{{part}, {graded}, rule: {{{graded}}}}}]}}")
    assert any("'grades', 'input', 'kind' were unexpected" in fault for fault in both)
    missing = rule_faults(f"{{kind: sum_of, parts: [{{label: A, {graded}}}]}}")
    assert any("'max_points' is a required property" in fault for fault in missing)


def test_a_python_rule_in_a_part_stands_under_rule_for_its_own_source() -> None:
    python = "kind: python, function: 'par_rules.x:y', inputs: [a], source: {assumption: b}"
    part = "label: A, max_points: 1"
    assert rule_faults(f"{{kind: sum_of, parts: [{{{part}, rule: {{{python}}}}}]}}") == []
    assert rule_faults(f"{{kind: sum_of, parts: [{{{part}, {python}}}]}}") != []


def test_otherwise_is_points_or_a_rule() -> None:
    gate = "kind: gate, all_of: [{input: a, is: yes}], then: {kind: given, by: index, input: b}"
    assert rule_faults(f"{{{gate}, otherwise: {{points: 0}}}}") == []
    assert rule_faults(f"{{{gate}, otherwise: {{kind: given, by: index, input: c}}}}") == []
    assert rule_faults(f"{{{gate}, otherwise: {{points: 0, of_max: 0}}}}") != []


def test_an_example_has_the_keys_that_the_runner_knows() -> None:
    assert set(schema("examples")["items"]["properties"]) == KEYS


def properties(node: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    if isinstance(node, dict):
        for key, inner in node.items():
            if key == "properties":
                yield from inner.items()
            yield from properties(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from properties(inner)


@pytest.mark.parametrize("name", schemas())
def test_every_key_is_explained_in_vietnamese(name: str) -> None:
    found = schema(name)
    assert found["title"].startswith("Tệp ")
    told = {
        key: inner.get("description", "")
        for key, inner in properties(found)
        if "const" not in inner or "description" in inner
    }
    assert told
    for key, text in told.items():
        assert text.endswith("."), key
        assert re.search(r"[^\x00-\x7f]", text), (key, text)


def test_a_set_names_every_key_of_its_model() -> None:
    assert set(schema("set")["properties"]) == set(SetHead.model_fields)
