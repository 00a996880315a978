"""Rounding as a criteria set declares it."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

Mode = Literal["half_up", "half_even", "down"]


def round_to(number: Fraction, step: Fraction, mode: Mode) -> Fraction:
    """Round to a multiple of ``step`` (> 0). ``half_up`` is away from zero, ``down`` towards it."""
    if step <= 0:
        raise ValueError("a rounding step is above 0")
    above = number.numerator * step.denominator  # number / step = above / below
    below = number.denominator * step.numerator
    if above % below == 0:
        return number
    if mode == "half_even":
        return round(Fraction(above, below)) * step
    size = abs(above)
    whole = (2 * size + below) // (2 * below) if mode == "half_up" else size // below
    return (whole if above >= 0 else -whole) * step
