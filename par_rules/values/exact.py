"""Numbers without error: ``Fraction`` inside, decimal text at the edges."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

_DECIMAL = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?")


def exact(text: str | int | Fraction | Decimal) -> Fraction:
    """Give the number written in ``text`` (a dot before decimals, no exponent) exactly.

    Raises ``ValueError`` for anything else: an empty text, ``1,5``, ``85%``, NaN, infinity, a
    float (which is not what was written), a truth value.
    """
    if isinstance(text, bool) or not isinstance(text, str | int | Fraction | Decimal):
        raise ValueError(f"not an exact number: {text!r}")
    if isinstance(text, Decimal) and not text.is_finite():
        raise ValueError(f"not a finite number: {text!r}")
    if isinstance(text, str) and not _DECIMAL.fullmatch(text):
        raise ValueError(f"not a decimal number: {text!r}")
    return Fraction(text)


def added_up(numbers: Iterable[Fraction]) -> Fraction:
    """Give the sum; adding first what has the same denominator is several times quicker."""
    found = list(numbers)
    if len(found) == 1:
        return found[0]
    by_denominator: dict[int, int] = {}
    for number in found:
        above, below = number.as_integer_ratio()
        by_denominator[below] = by_denominator.get(below, 0) + above
    above, common = 0, 1
    for below, part in by_denominator.items():
        if below == common:
            above += part
        else:
            above, common = above * below + part * common, common * below
    return Fraction(above, common)


def decimal_text(number: Fraction, places: int = 4) -> str:
    """Write ``number`` with a dot and at most ``places`` decimals (half away from zero)."""
    above, below = number.as_integer_ratio()
    whole = (2 * abs(above) * 10**places + below) // (2 * below)
    digits = str(whole).rjust(places + 1, "0")
    text = f"{digits[:-places]}.{digits[-places:]}".rstrip("0").rstrip(".") if places else digits
    return f"-{text}" if number < 0 and text != "0" else text


def points_text(number: Fraction, places: int = 4) -> str:
    """Write ``number`` for Vietnamese readers: decimal comma, "−", at most ``places`` decimals."""
    return decimal_text(number, places).replace(".", ",").replace("-", "−")
