"""Keeps what is made of a year's result: cells, page, report and table ask for the same in turn."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from par_rules.dossier.year_result import YearResult

T = TypeVar("T")


def kept(make: Callable[[YearResult], T]) -> Callable[[YearResult], T]:
    """Make ``make`` give what it gave before for the same result, a value that never changes."""
    last: tuple[YearResult, T] | None = None

    @wraps(make)
    def once(result: YearResult) -> T:
        nonlocal last
        found = last
        if found is None or found[0] is not result:
            last = found = result, make(result)
        return found[1]

    return once
