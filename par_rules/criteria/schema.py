"""JSON Schemas of the files of criteria/, made from the models: what editors check and offer.

An editor sees YAML 1.2: ``1.25`` is a number, ``2026-01-31`` and ``yes`` are texts, ``true`` is
a truth value. The loader takes each of them as it is meant, and so do the schemas.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from par_rules.criteria import schema_words as words
from par_rules.criteria.head import CheckSpec, SetHead
from par_rules.criteria.model import DocumentType, FieldOfSet, InputSpec, SourceDocument, Target
from par_rules.criteria.readings import Reading
from par_rules.criteria.schema_years import year_schemas

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]

NUMBER: Schema = {"type": ["number", "string"], "pattern": r"^-?\d{1,30}(\.\d{1,30})?$"}
DATE: Schema = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
TRUTH: Schema = {"enum": ["yes", "no", True, False]}

COMPARISONS = ("is", "at_least", "above", "at_most", "below")
# Of each list exactly one key is written; as the models check it.
ONE_OF: dict[str, tuple[tuple[str, ...], ...]] = {
    "Points": (("points", "of_max"),),
    "Band": (("points", "of_max"),),
    "Grade": (("points", "of_max"),),
    "Anchor": (("points", "of_max"),),
    "TableRow": (("points", "of_max", "then"),),
    "Gate": (("all_of", "any_of", "none_of"),),
    "Condition": (("input", "leaf"), COMPARISONS),
    "Source": (("doc", "assumption"),),
}
# What the model itself takes as any text.
CHOICES: dict[str, Schema] = {
    "NotArisen.treat": {"enum": ["full", "exclude", "redistribute"]},
    "NotArisen.within": {"enum": ["criterion", "field"]},
    "SetHead.unit_kinds": {"items": {"enum": ["xa", "phuong", "dac_khu"]}},
}
TAGS = ("kind", "form")
# The model calls it otherwise, since it is a word of Python.
WRITTEN = {"is_": "is"}


def schemas() -> dict[str, Schema]:
    """Give the schema of each kind of file, by the name it is written under."""
    shapes: dict[str, Any] = {
        "set": SetHead,
        "field": FieldOfSet,
        "inputs": dict[str, InputSpec],
        "sources": dict[str, SourceDocument],
        "document-types": tuple[DocumentType, ...],
        "checks": tuple[CheckSpec, ...],
        "targets": tuple[Target, ...],
        "readings": tuple[Reading, ...],
    }
    found = {name: _schema(name, shape) for name, shape in shapes.items()}
    return {**found, **year_schemas(found), "examples": _whole("examples", _examples())}


def schema_texts() -> dict[str, str]:
    """Give the text of each file, by its name; the same models give the same bytes."""
    return {
        f"{name}.json": json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        for name, schema in sorted(schemas().items())
    }


def stale(folder: Path) -> list[str]:
    """Name the files of ``folder`` that are missing, out of date, or no longer made."""
    texts = schema_texts()
    there = {path.name for path in folder.glob("*.json")}
    return sorted(
        name
        for name in texts.keys() | there
        if name not in texts or name not in there or _text(folder / name) != texts[name]
    )


def _text(path: Path) -> str:
    return path.read_bytes().decode("utf-8", errors="replace").replace("\r\n", "\n")


def _schema(name: str, shape: Any) -> Schema:
    made = TypeAdapter(shape).json_schema(schema_generator=_Generator)
    return _whole(name, made)


def _whole(name: str, schema: Schema) -> Schema:
    """Give the schema of a file; numbers, dates, rules and forms are said once, in ``$defs``."""
    met: dict[str, Schema] = {}
    body = _referring(schema, met)
    definitions = {**body.pop("$defs", {}), **met}
    if "Part" in definitions:
        _with_flat_parts(definitions)
    if definitions:
        body["$defs"] = dict(sorted(definitions.items()))
    return {"$schema": DIALECT, "title": words.FILES[name], **body}


def _referring(node: Any, met: dict[str, Schema]) -> Any:
    """Put a reference in place of each number, date, rule and form, and keep these in ``met``."""
    if isinstance(node, list):
        return [_referring(inner, met) for inner in node]
    if not isinstance(node, dict):
        return node
    plain = {key: inner for key, inner in node.items() if key != "description"}
    name = _name_of(plain)
    made = {key: _referring(inner, met) for key, inner in plain.items()}
    text = {key: inner for key, inner in node.items() if key == "description"}
    if name is None:
        return {**text, **made}
    met[name] = made
    return {**text, "$ref": f"#/$defs/{name}"}


def _name_of(schema: Schema) -> str | None:
    if schema in (NUMBER, DATE):
        return "Number" if schema == NUMBER else "Date"
    if schema.keys() == {"type", "required", "properties", "allOf"}:  # told apart by a tag
        return {"kind": "Rule", "form": "Form"}[schema["required"][0]]
    return None


class _Generator(GenerateJsonSchema):
    """Pydantic's generator, with the texts and short forms that the loader takes."""

    def fraction_schema(self, schema: core_schema.CoreSchema) -> JsonSchemaValue:
        return dict(NUMBER)

    def date_schema(self, schema: core_schema.DateSchema) -> JsonSchemaValue:
        return dict(DATE)

    def bool_schema(self, schema: core_schema.BoolSchema) -> JsonSchemaValue:
        return dict(TRUTH)

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def function_before_schema(
        self, schema: core_schema.BeforeValidatorFunctionSchema
    ) -> JsonSchemaValue:
        inner = self.generate_inner(schema["schema"])
        if inner.get("type") == "array":  # one source may stand without its list
            return {"anyOf": [inner["items"], {**inner, "minItems": 1}]}
        return inner

    def function_after_schema(
        self, schema: core_schema.AfterValidatorFunctionSchema
    ) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def tagged_union_schema(self, schema: core_schema.TaggedUnionSchema) -> JsonSchemaValue:
        tag = str(schema["discriminator"])
        return by_tag(
            tag, {str(k): self.generate_inner(inner) for k, inner in schema["choices"].items()}
        )

    def union_schema(self, schema: core_schema.UnionSchema) -> JsonSchemaValue:
        found = super().union_schema(schema)
        choices = found.get("anyOf", [])
        rules = [choice for choice in choices if choice.get("required") == ["kind"]]
        if rules:  # points or a rule: a rule has its kind
            points = next(choice for choice in choices if choice not in rules)
            return {"if": {"required": ["kind"]}, "then": rules[0], "else": points}
        return found

    def field_title_should_be_set(self, schema: Any) -> bool:
        return False

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        model: type[BaseModel] = schema["cls"]
        made = super().model_schema(schema)
        return _worded(model.__name__, made)


def by_tag(tag: str, choices: Mapping[str, Schema]) -> Schema:
    """Give the schema of one of several shapes, told apart by the word at ``tag``.

    Unlike ``oneOf`` it lets a fault be told inside the shape that was meant.
    """
    return {
        "type": "object",
        "required": [tag],
        "properties": {tag: {"enum": list(choices), "description": words.KEYS[tag]}},
        "allOf": [
            {"if": {"properties": {tag: {"const": name}}, "required": [tag]}, "then": inner}
            for name, inner in choices.items()
        ],
    }


def _worded(name: str, made: Schema) -> Schema:
    """Give a model's schema in Vietnamese, with its tag required and its choices of keys."""
    made = {key: value for key, value in made.items() if key not in ("title", "description")}
    properties = {}
    for key, inner in made.pop("properties").items():
        written = WRITTEN.get(key, key)
        limits = CHOICES.get(f"{name}.{key}", {})
        text = words.key_words(name, written)
        plain = {word: limit for word, limit in inner.items() if word != "minLength"}  # of lists
        properties[written] = {"description": text, **plain, **limits}
    required = [*(tag for tag in TAGS if tag in properties and _is_tag(properties[tag]))]
    required += [WRITTEN.get(key, key) for key in made.pop("required", ())]
    found: Schema = {"description": words.MODELS[name], **made, "properties": properties}
    if required:
        found["required"] = list(dict.fromkeys(required))
    if name in ONE_OF:
        found["allOf"] = [one_of(keys) for keys in ONE_OF[name]]
    return found


def _is_tag(schema: Schema) -> bool:
    return "const" in schema


def one_of(keys: Iterable[str]) -> Schema:
    """Demand exactly one of ``keys``."""
    return {"oneOf": [{"required": [key]} for key in keys]}


def _with_flat_parts(definitions: dict[str, Schema]) -> None:
    """Let a part carry its rule's keys beside its label, as well as under ``rule``."""
    nested = definitions["Part"]
    own = {key: inner for key, inner in nested["properties"].items() if key != "rule"}
    flat = {}
    for choice in definitions["Rule"]["allOf"]:
        kind, name = choice["if"]["properties"]["kind"]["const"], _named(choice["then"])
        rule = definitions[name]
        if "source" in rule["required"]:
            continue  # the source would be the part's own: such a rule stands under `rule`
        definitions[f"{name}Part"] = {
            **rule,
            "description": f"{words.MODELS['Part']} {rule['description']}",
            "properties": {**own, **rule["properties"]},
            "required": ["label", "max_points", *rule["required"]],
        }
        flat[kind] = {"$ref": f"#/$defs/{name}Part"}
    definitions["NestedPart"] = nested
    definitions["Part"] = {
        "if": {"required": ["rule"]},
        "then": {"$ref": "#/$defs/NestedPart"},
        "else": by_tag("kind", flat),
    }


def _named(reference: Schema) -> str:
    return str(reference["$ref"]).rsplit("/", 1)[1]


def _examples() -> Schema:
    text: Schema = {"type": "string"}
    number = dict(NUMBER)
    names: Schema = {"type": "array", "items": text}
    both: Schema = {"type": "array", "items": number, "minItems": 2, "maxItems": 2}
    ends: Schema = {"anyOf": [number, both]}
    results: Schema = {"claimed": ends, "secured": ends, "attainable": ends}
    shapes: Schema = {
        "example": text,
        "leaf": text,
        "as_of": dict(DATE),
        "given": _mapping({"type": ["string", "number"]}),
        "fails": names,
        "not_due": names,
        "passing": _mapping({"type": "integer", "minimum": 0}),
        "ceilings": _mapping(number),
        "expect": _closed(results, list(results)),
    }
    one = _closed(shapes, ["example", "leaf", "as_of", "given", "expect"])
    return {"type": "array", "items": one}


def _mapping(inner: Schema) -> Schema:
    return {"type": "object", "additionalProperties": inner}


def _closed(shapes: Schema, required: list[str]) -> Schema:
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            key: {"description": words.EXAMPLE[key], **inner} for key, inner in shapes.items()
        },
        "required": required,
    }
