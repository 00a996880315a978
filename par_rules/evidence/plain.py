"""Frozen data as JSON values and back, by the types that its fields declare."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cache
from types import UnionType
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

T = TypeVar("T")


def plain(value: Any) -> Any:
    """Give JSON values of frozen data: days as ISO text, tuples as lists."""
    if is_dataclass(value) and not isinstance(value, type):
        return {item.name: plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def short_plain(value: Any) -> dict[str, Any]:
    """Give a dataclass as JSON values without the fields that stand at their default."""
    return {
        item.name: plain(getattr(value, item.name))
        for item in fields(value)
        if item.default is MISSING or getattr(value, item.name) != item.default
    }


def from_plain(kind: type[T], data: Any) -> T:
    """Build a dataclass of ``kind`` from what :func:`plain` or :func:`short_plain` gave.

    Raises ``ValueError`` for anything that does not fit the declared types: what comes back from
    a file or from another process is checked, not believed.
    """
    if not isinstance(data, Mapping):
        raise ValueError(f"{kind.__name__}: an object is needed")
    types = _types(cast(Any, kind))
    if unknown := data.keys() - types.keys():
        raise ValueError(f"{kind.__name__}: unknown {sorted(map(str, unknown))}")
    try:
        return kind(**{name: _restored(types[name], value) for name, value in data.items()})
    except TypeError as error:
        raise ValueError(f"{kind.__name__}: {error}") from None


@cache
def _types(kind: type) -> dict[str, Any]:
    return get_type_hints(kind, vars(sys.modules[kind.__module__]))


def _restored(kind: Any, value: Any) -> Any:
    if kind is Any or (isinstance(kind, type) and type(value) is kind):
        return value
    origin = get_origin(kind)
    if origin is Literal:
        return _one_of(get_args(kind), value)
    if origin in (Union, UnionType):
        return _first_fit(get_args(kind), value)
    if origin is tuple:
        return _tuple(get_args(kind), value)
    if kind is date and isinstance(value, str):
        return date.fromisoformat(value)
    if is_dataclass(kind):
        return from_plain(kind, value)  # type: ignore[arg-type]  # is_dataclass allows instances
    raise ValueError(f"{value!r:.80} is no {kind}")


def _one_of(options: tuple[Any, ...], value: Any) -> Any:
    if value in options:
        return value
    raise ValueError(f"{value!r:.80} is none of {options}")


def _first_fit(kinds: tuple[Any, ...], value: Any) -> Any:
    if value is None and type(None) in kinds:
        return None
    for kind in kinds:
        if kind is not type(None):
            try:
                return _restored(kind, value)
            except ValueError:
                continue
    raise ValueError(f"{value!r:.80} is none of {kinds}")


def _tuple(kinds: tuple[Any, ...], value: Any) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        raise ValueError(f"{value!r:.80} is no list")
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_restored(kinds[0], item) for item in value)
    if len(kinds) != len(value):
        raise ValueError(f"{value!r:.80} is not of {len(kinds)} parts")
    return tuple(_restored(kind, item) for kind, item in zip(kinds, value, strict=True))
