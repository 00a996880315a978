"""Keeps what is made of a year's result: cells, page, report and table ask for the same in turn."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

S = TypeVar("S")
T = TypeVar("T")


def kept(make: Callable[[S], T]) -> Callable[[S], T]:
    """Make ``make`` give what it gave before for the same result, a value that never changes.

    What it is made of, a ``YearResult`` or its ``Content``, never changes either.
    """
    last: tuple[S, T] | None = None

    @wraps(make)
    def once(result: S) -> T:
        nonlocal last
        found = last
        if found is None or found[0] is not result:
            last = found = result, make(result)
        return found[1]

    return once
