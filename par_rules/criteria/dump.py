"""Writes a criteria set as its YAML files: what ``load_folder`` reads comes out equal again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from pydantic import BaseModel
from pydantic_core import PydanticUndefined

from par_rules.criteria.model import CriteriaSet
from par_rules.rules.sum_of import Part
from par_rules.values import exact
from par_rules.values.exact import decimal_text

WIDTH = 96
PLACES = 60
TAGS = frozenset({"kind", "form"})


def dump_set(criteria: CriteriaSet) -> dict[str, str]:
    """Give the text of each file of the set's folder, by file name.

    Targets and document types belong to the folder of criteria and are not among them. Raises
    ``ValueError`` for a number that no decimal writes exactly.
    """
    width = len(str(len(criteria.fields)))
    files = {
        "set.yaml": criteria.head,
        "sources.yaml": criteria.sources,
        "inputs.yaml": criteria.inputs,
        **{
            f"{i:0{width}d}-{field.key.replace('_', '-')}.yaml": field
            for i, field in enumerate(criteria.fields, 1)
        },
    }
    return {name: "\n".join(_block(_plain(part), 0)) + "\n" for name, part in files.items()}


def _plain(value: Any) -> Any:
    """Give models as mappings of what is written: no defaults, a part's rule beside its label."""
    if isinstance(value, BaseModel):
        found: dict[str, Any] = {}
        for name, info in type(value).model_fields.items():
            inner = getattr(value, name)
            default = info.get_default(call_default_factory=True, validated_data={})
            if name not in TAGS and default is not PydanticUndefined and inner == default:
                continue
            if isinstance(value, Part) and name == "rule":
                found |= _plain(inner)
            else:
                found[info.alias or name] = _plain(inner)
        return found
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(inner) for inner in value]
    return value


def _block(value: Any, indent: int) -> Iterator[str]:
    """Give lines, one a key or item; what is short stands in braces on one line."""
    pad = " " * indent
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _entry(f"{pad}{_key(key)}:", inner, indent + 2)
        if not value:
            yield f"{pad}{{}}"
    else:
        for inner in value:
            if _short(inner, indent + 2):
                yield f"{pad}- {_flow(inner)}"
            else:
                first, *rest = _block(inner, indent + 2)
                yield f"{pad}- {first.lstrip()}"
                yield from rest


def _entry(head: str, value: Any, indent: int) -> Iterator[str]:
    if _short(value, len(head) + 1):
        yield f"{head} {_flow(value)}"
    else:
        yield head
        yield from _block(value, indent)


def _short(value: Any, before: int) -> bool:
    if not isinstance(value, dict | list) or not value:
        return True
    return before + len(_flow(value)) <= WIDTH


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(k)}: {_flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(inner) for inner in value) + "]"
    return _scalar(value)


def _key(key: str) -> str:
    return key if key.replace("_", "a").isascii() and key.isidentifier() else _scalar(key)


def _scalar(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Fraction):
        text = decimal_text(value, PLACES)
        if len(text.partition(".")[2]) > 30 or exact(text) != value:
            raise ValueError(f"no decimal is {value}")
        return text
    if isinstance(value, int):
        return str(value)
    return json.dumps(str(value), ensure_ascii=False)
