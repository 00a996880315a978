"""Reads the day on which a photo was taken from what the camera wrote into the JPEG, if it did."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from datetime import date

_ORIGINAL, _POINTER = 0x9003, 0x8769
_DAY = re.compile(rb"(\d{4}):(\d{2}):(\d{2}) ")
# Camera data stands in the first segments; what is far behind is no camera's.
_SEGMENTS = 20
_ENTRIES = 200


def taken_on(data: bytes) -> date | None:
    """Give the day of the shot; None for a picture without one (sent by Zalo, say)."""
    for tiff in _exif(data):
        try:
            return _day(tiff)
        except (struct.error, ValueError):
            return None
    return None


def _exif(data: bytes) -> Iterator[bytes]:
    place = 2
    for _ in range(_SEGMENTS):
        if data[place : place + 1] != b"\xff" or len(data) < place + 4:
            return
        (length,) = struct.unpack(">H", data[place + 2 : place + 4])
        segment = data[place + 4 : place + 2 + length]
        if data[place + 1] == 0xE1 and segment.startswith(b"Exif\0\0"):
            yield segment[6:]
        place += 2 + length


def _day(tiff: bytes) -> date | None:
    order = "<" if tiff[:2] == b"II" else ">"
    (first,) = struct.unpack(f"{order}I", tiff[4:8])
    inner = _entry(tiff, order, first, _POINTER)
    if inner is None:
        return None
    place = _entry(tiff, order, inner, _ORIGINAL)
    found = _DAY.match(tiff[place : place + 20]) if place is not None else None
    return date(*(int(part) for part in found.groups())) if found else None


def _entry(tiff: bytes, order: str, start: int, tag: int) -> int | None:
    """Give the value or place that the directory at ``start`` holds for ``tag``."""
    (count,) = struct.unpack(f"{order}H", tiff[start : start + 2])
    for number in range(min(count, _ENTRIES)):
        place = start + 2 + 12 * number
        found, _, _, value = struct.unpack(f"{order}HHII", tiff[place : place + 12])
        if found == tag:
            return int(value)
    return None
