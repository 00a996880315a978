"""JSON Schemas of the files of a year that stands on another: made from those of a full year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from par_rules.criteria import schema_words as words
from par_rules.criteria.year_parts import OF_YEAR

Schema = dict[str, Any]


def year_schemas(full: Mapping[str, Schema]) -> dict[str, Schema]:
    """Give the schema of each kind of file of such a year; ``full`` are those of a full year."""
    return {
        "year-set": _set(full["set"]),
        "year-sources": _alone("year-sources", full["sources"]),
        "year-inputs": _alone("year-inputs", full["inputs"]),
        "year-leaves": _leaves(full["field"]),
    }


def _set(full: Schema) -> Schema:
    """Of ``set.yaml``: what only the year itself says, and lists of the rest."""
    keys = full["properties"]
    parts = {key: keys[key]["additionalProperties"] for key in ("assumptions", "offices")}
    whole = {key: inner for key, inner in keys.items() if key not in (*OF_YEAR, *parts)}
    sections = {
        "set": _lists({"additionalProperties": False, "properties": whole}, _names(list(whole))),
        **{key: _lists({"additionalProperties": body}, _names()) for key, body in parts.items()},
    }
    own = {key: keys[key] for key in OF_YEAR}
    made = _file("year-set", full, {**own, **_worded(sections)})
    either = [{"required": ["base"]}, {"required": ["corrects", "source"]}]
    return {**made, "required": list(sections), "oneOf": either}


def _alone(name: str, full: Schema) -> Schema:
    """Of a file whose one section needs no name."""
    lists = _lists({"additionalProperties": full["additionalProperties"]}, _names())
    return _file(name, full, lists["properties"])


def _leaves(full: Schema) -> Schema:
    """Of ``leaves.yaml``: each thing under its key, without what stands in it."""
    criterion, leaf = (full["$defs"][name] for name in ("Criterion", "Leaf"))
    cited = {"type": "object", "additionalProperties": leaf["properties"]["source"]}
    sections = {
        "fields": _lists(_bodies(full, "criteria"), _names()),
        "criteria": _lists(_bodies(criterion, "leaves"), _names()),
        "leaves": _lists(_bodies(leaf), cited),
    }
    kept = {key: inner for key, inner in full["$defs"].items() if key not in ("Criterion", "Leaf")}
    made = _file("year-leaves", {**full, "$defs": kept}, _worded(sections))
    return {**made, "required": list(sections)}


def _bodies(thing: Schema, inside: str = "") -> Schema:
    """Give a thing as it stands under its key; ``in`` and ``after`` say where."""
    gone = ("key", inside)
    own = {key: inner for key, inner in thing["properties"].items() if key not in gone}
    places = {key: {"description": words.YEAR[key], "type": "string"} for key in ("in", "after")}
    required = [key for key in thing["required"] if key not in gone]
    body = {**thing, "properties": {**places, **own}, "required": required}
    return {"additionalProperties": {k: v for k, v in body.items() if k not in ("$defs", "title")}}


def _lists(bodies: Schema, drop: Schema) -> Schema:
    """Give the four lists of one section."""
    mapping = {"type": "object", **bodies}
    shapes = {"carry": _names(), "replace": mapping, "add": mapping, "drop": drop}
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": _worded(shapes),
    }


def _worded(shapes: Schema) -> Schema:
    return {key: {"description": words.YEAR[key], **inner} for key, inner in shapes.items()}


def _names(known: list[str] | None = None) -> Schema:
    one: Schema = {"type": "string"} if known is None else {"enum": known}
    return {"type": "array", "items": one, "uniqueItems": True}


def _file(name: str, full: Schema, properties: Schema) -> Schema:
    made = {
        "$schema": full["$schema"],
        "title": words.FILES[name],
        "type": "object",
        "additionalProperties": False,
        "properties": properties,
    }
    return {**made, "$defs": full["$defs"]} if "$defs" in full else made
