"""Measures by how many degrees the lines of a scanned page are askew.

Runs where documents are read, in a child process: bounded.
"""

from __future__ import annotations

import io
import math
from collections import Counter
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
# Grey dots from the top left, and how many stand in a row.
Grey = tuple[bytes, int]


def tilt(page: Any, picture: Any) -> int | None:
    """Give the whole degrees, without their sense, that ``picture`` covers its page at; None where
    no lines of print are found."""
    pixels, width = _photo(page, picture) or _drawn(page)
    angle = _angle(_edges(pixels, width))
    return None if angle is None else round(abs(angle))


def _photo(page: Any, picture: Any) -> Grey | None:
    """Give an upright JPEG, unpacked no finer than needed: a quarter of the work of drawing it."""
    matrix = picture.get_matrix()
    upright = page.get_rotation() == 0 and abs(matrix.b) + abs(matrix.c) < 0.01 * abs(matrix.a)
    if not upright or picture.get_filters() != ["DCTDecode"]:
        return None
    from PIL import Image

    try:
        with Image.open(io.BytesIO(bytes(picture.get_data())), formats=("JPEG",)) as photo:
            photo.draft("L", (SIDE, SIDE))
            photo.thumbnail((SIDE, SIDE), Image.Resampling.BILINEAR)
            return photo.convert("L").tobytes(), photo.width
    except MemoryError:
        raise
    except Exception:  # a picture that only the other reader can read, or neither
        return None


def _drawn(page: Any) -> Grey:
    """Draw the page as a small grey picture."""
    width, height = page.get_size()
    if min(width, height) <= 0:
        return b"", 1
    bitmap = page.render(scale=SIDE / max(width, height), grayscale=True)
    try:
        data, stride = bytes(bitmap.buffer), bitmap.stride
        return data, stride
    finally:
        bitmap.close()


def _edges(pixels: bytes, width: int) -> list[Point]:
    """Give where a column turns from light to dark: the upper edges of letters."""
    black = pixels.translate(_BLACK)
    found = []
    for x in range(0, width, _STEP):
        column = black[x::width]
        y = column.find(b"\0\1")
        while y >= 0:
            found.append((x, y))
            y = column.find(b"\0\1", y + 1)
    return found[:: len(found) // _MOST_POINTS + 1]


def _angle(points: Sequence[Point]) -> float | None:
    """Give the degrees at which the edges gather best, None where they do not gather."""
    if len(points) < _LEAST_POINTS:
        return None
    columns = _columns(points)
    coarse = {float(a): _gathered(columns, a) for a in range(-MOST_DEGREES, MOST_DEGREES + 1)}
    best = max(coarse, key=lambda a: coarse[a])
    fine = {best + step / 4: _gathered(columns, best + step / 4) for step in range(-4, 5)}
    usual = sorted(coarse.values())[len(coarse) // 2]
    best = max(fine, key=lambda a: fine[a])
    return best if fine[best] >= _CLEAR * usual else None


def _columns(points: Sequence[Point]) -> list[tuple[int, int]]:
    """Give each column with its edges as one number, a byte for each row."""
    found: dict[int, bytearray] = {}
    height = max(y for _, y in points) + 1
    for x, y in points:
        if x not in found:
            found[x] = bytearray(height)
        found[x][y] = 1
    return [(x, int.from_bytes(column, "little")) for x, column in found.items()]


def _gathered(columns: Sequence[tuple[int, int]], degrees: float) -> int:
    """Give how many pairs of edges lie in one row, once the page is turned by ``degrees``.

    Turning moves a column up or down as a whole, so the rows of all columns are counted by adding
    the columns. No row's byte runs over: there are fewer than 256 columns.
    """
    slope = math.tan(math.radians(degrees))
    moved = [(round(x * slope), edges) for x, edges in columns]
    highest = max(rows for rows, _ in moved)
    total = sum(edges << 8 * (highest - rows) for rows, edges in moved)
    counts = Counter(total.to_bytes(total.bit_length() // 8 + 1, "little"))
    return sum(count * count * times for count, times in counts.items())
