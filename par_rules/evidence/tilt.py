"""Measures by how many degrees the lines of a scanned page are askew.

Runs where documents are read, in a child process: bounded, and without a library of pictures.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

# The longer side of the picture that is measured; a line of print is about eight of its dots high.
SIDE = 700
# Beyond this a page lies on its side or is no page of print.
MOST_DEGREES = 12
_STEP = 4  # columns that are looked at: each fourth
_DARK = 140  # of 255
_MOST_POINTS = 6000
# Fewer upper edges of letters are a photo, a drawing or a nearly blank page.
_LEAST_POINTS = 400
# Lines of print gather their edges in few rows at the right angle and scatter them at others.
_CLEAR = 1.4

_BLACK = bytes(int(grey < _DARK) for grey in range(256))
Point = tuple[int, int]


def tilt(page: Any) -> int | None:
    """Give the whole degrees, without their sense; None where no lines of print are found."""
    width, height = page.get_size()
    if min(width, height) <= 0:
        return None
    bitmap = page.render(scale=SIDE / max(width, height), grayscale=True)
    try:
        pixels, stride = bytes(bitmap.buffer), bitmap.stride
        points = _edges(pixels, bitmap.width, stride)
    finally:
        bitmap.close()
    angle = _angle(points)
    return None if angle is None else round(abs(angle))


def _edges(pixels: bytes, width: int, stride: int) -> list[Point]:
    """Give where a column turns from light to dark: the upper edges of letters."""
    black = pixels.translate(_BLACK)
    found = []
    for x in range(0, width, _STEP):
        column = black[x::stride]
        y = column.find(b"\0\1")
        while y >= 0:
            found.append((x, y))
            y = column.find(b"\0\1", y + 1)
    return found[:: len(found) // _MOST_POINTS + 1]


def _angle(points: Sequence[Point]) -> float | None:
    """Give the degrees at which the edges gather best, None where they do not gather."""
    if len(points) < _LEAST_POINTS:
        return None
    coarse = {float(a): _gathered(points, a) for a in range(-MOST_DEGREES, MOST_DEGREES + 1)}
    best = max(coarse, key=lambda a: coarse[a])
    fine = {best + step / 4: _gathered(points, best + step / 4) for step in range(-4, 5)}
    usual = sorted(coarse.values())[len(coarse) // 2]
    best = max(fine, key=lambda a: fine[a])
    return best if fine[best] >= _CLEAR * usual else None


def _gathered(points: Sequence[Point], degrees: float) -> int:
    """Give how many pairs of edges lie in one row, once the page is turned by ``degrees``."""
    slope = math.tan(math.radians(degrees))
    rows: dict[int, int] = {}
    for x, y in points:
        row = round(y - x * slope)
        rows[row] = rows.get(row, 0) + 1
    return sum(count * count for count in rows.values())
