"""Rounding as a criteria set declares it."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

Mode = Literal["half_up", "half_even", "down"]


def round_to(number: Fraction, step: Fraction, mode: Mode) -> Fraction:
    """Round to a multiple of ``step`` (> 0). ``half_up`` is away from zero, ``down`` towards it."""
    if step <= 0:
        raise ValueError("a rounding step is above 0")
    units = number / step
    if mode == "half_even":
        return round(units) * step
    size = abs(units)
    whole = int(size + Fraction(1, 2)) if mode == "half_up" else int(size)
    return (whole if units >= 0 else -whole) * step
