"""Frozen data as JSON values and back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

import pytest

from par_rules.evidence.plain import from_plain, plain, short_plain


@dataclass(frozen=True)
class Part:
    name: str
    on: date | None = None


@dataclass(frozen=True)
class Whole:
    form: Literal["", "draft"]
    parts: tuple[Part, ...] = ()
    pair: tuple[str, int] = ("", 0)
    page: int | None = None


WHOLE = Whole("draft", (Part("a", date(2026, 1, 31)), Part("b")), ("c", 2), 7)


@pytest.mark.parametrize("write", [plain, short_plain])
def test_frozen_data_comes_back_from_json(write: Any) -> None:
    assert from_plain(Whole, json.loads(json.dumps(write(WHOLE)))) == WHOLE


def test_what_stands_at_its_default_is_left_out() -> None:
    assert short_plain(Whole("draft", page=3)) == {"form": "draft", "page": 3}


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {},
        {"form": "other"},
        {"form": "draft", "more": 1},
        {"form": "draft", "page": "7"},
        {"form": "draft", "page": True},
        {"form": "draft", "parts": "ab"},
        {"form": "draft", "parts": [{"name": 1}]},
        {"form": "draft", "parts": [{"name": "a", "on": "2026-02-31"}]},
        {"form": "draft", "pair": ["c"]},
    ],
)
def test_what_does_not_fit_is_refused(data: Any) -> None:
    with pytest.raises(ValueError, match=r"."):
        from_plain(Whole, data)
