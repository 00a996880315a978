"""Frozen data as JSON values and back, by the types that its fields declare."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
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
    built: T = _builder(cast(Any, kind))(data)
    return built


Restore = Callable[[Any], Any]


@cache
def _builder(kind: type) -> Restore:
    """Look at the declared types once; thousands of documents are then built quickly."""
    hints = get_type_hints(kind, vars(sys.modules[kind.__module__]))
    fields_of = {name: _restorer(hint) for name, hint in hints.items()}

    def build(data: Any) -> Any:
        if not isinstance(data, Mapping):
            raise _Misfit(data, kind)
        try:
            return kind(**{name: fields_of[name](value) for name, value in data.items()})
        except (KeyError, TypeError):
            raise _Misfit(data, kind) from None

    return build


class _Misfit(ValueError):
    """A value is not of the type that was declared."""

    def __init__(self, value: Any, kind: Any) -> None:
        super().__init__(f"{value!r:.80} is no {kind}")


def _restorer(kind: Any) -> Restore:
    origin, parts = get_origin(kind), get_args(kind)
    if kind is Any:
        return lambda value: value
    if origin is Literal:
        return _one_of(kind, frozenset(parts))
    if origin in (Union, UnionType):
        return _first_fit(kind, [_restorer(part) for part in parts])
    if origin is tuple and len(parts) == 2 and parts[1] is Ellipsis:
        return _row(kind, _restorer(parts[0]))
    if origin is tuple:
        return _pair(kind, [_restorer(part) for part in parts])
    if kind is date:
        return _day
    if is_dataclass(kind):
        return _builder(cast(Any, kind))
    if kind in (str, int, float, bool, type(None)):
        return _exactly(kind)
    raise TypeError(f"{kind} cannot be restored")


def _exactly(kind: type) -> Restore:
    def restore(value: Any) -> Any:
        if type(value) is kind:
            return value
        raise _Misfit(value, kind)

    return restore


def _one_of(kind: Any, options: frozenset[Any]) -> Restore:
    def restore(value: Any) -> Any:
        if value in options:
            return value
        raise _Misfit(value, kind)

    return restore


def _first_fit(kind: Any, restorers: list[Restore]) -> Restore:
    def restore(value: Any) -> Any:
        for one in restorers:
            try:
                return one(value)
            except ValueError:
                continue
        raise _Misfit(value, kind)

    return restore


def _row(kind: Any, item: Restore) -> Restore:
    def restore(value: Any) -> Any:
        if isinstance(value, list | tuple):
            return tuple(map(item, value))
        raise _Misfit(value, kind)

    return restore


def _pair(kind: Any, items: list[Restore]) -> Restore:
    def restore(value: Any) -> Any:
        if isinstance(value, list | tuple) and len(value) == len(items):
            return tuple(item(part) for item, part in zip(items, value, strict=True))
        raise _Misfit(value, kind)

    return restore


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    if isinstance(value, str):
        return date.fromisoformat(value)
    raise _Misfit(value, date)
