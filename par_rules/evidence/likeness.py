"""Says how much of their words two texts share, from a short sketch of each.

A sketch holds how many words a text has and 1 024 bits: each word, with how often it was met
before, turns over the bit that its hash names (the odd sketch of Mitzenmacher, Pagh and Pham,
2014). What both texts hold cancels out, so the bits in which two sketches differ tell how many
words only one of them has. A text cannot be had back from its sketch.

Runs where documents are read, too, in a child process.
"""

from __future__ import annotations

import base64
import math
import re
import unicodedata
import zlib
from collections import Counter
from dataclasses import dataclass
from functools import cache

BITS = 1024
# Seven pages. Of a longer text the first ones are compared, and its length.
MOST_WORDS = 3000
# A shorter text is that of a form: two of them, filled in by two people, need be no copies.
LEAST_WORDS = 80

_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a text: all its words counted, and the bits of the first ``MOST_WORDS``."""

    length: int
    bits: int

    @property
    def counted(self) -> int:
        """Give how many words the bits tell of."""
        return min(self.length, MOST_WORDS)

    def __str__(self) -> str:
        data = self.bits.to_bytes(BITS // 8, "big")
        return f"{self.length}:{base64.b64encode(data).decode()}"

    @classmethod
    def read(cls, text: str) -> Sketch | None:
        """Read what ``str`` gave; None for anything else, "" among it."""
        length, _, bits = text.partition(":")
        try:
            data = base64.b64decode(bits, validate=True)
            found = cls(int(length), int.from_bytes(data, "big"))
        except ValueError:
            return None
        return found if len(data) == BITS // 8 and found.length >= LEAST_WORDS else None


class Words:
    """Takes a text piece by piece; no word reaches over two pieces."""

    def __init__(self) -> None:
        self._length = 0
        self._met: Counter[str] = Counter()

    def add(self, text: str) -> None:
        """Take a piece."""
        found = _WORD.findall(_plain(text))
        self._met.update(found[: max(0, MOST_WORDS - self._length)])
        self._length += len(found)

    def sketch(self) -> Sketch | None:
        """Give the sketch, None for a text too short to tell anything."""
        if self._length < LEAST_WORDS:
            return None
        bits = 0
        for word, times in self._met.items():
            for time in range(times):
                bits ^= 1 << _place(f"{word} {time}")
        return Sketch(self._length, bits)


def sketch_of(text: str) -> Sketch | None:
    """Give the sketch of a whole text, None for one too short to tell anything."""
    taken = Words()
    taken.add(text)
    return taken.sketch()


def _plain(text: str) -> str:
    """Give small letters without marks; whatever is no letter of the alphabet goes."""
    bare = unicodedata.normalize("NFKD", text.replace("đ", "d").replace("Đ", "d"))
    return bare.encode("ascii", "ignore").decode().lower()


def _place(word: str) -> int:
    # The checksum alone keeps what is alike close together; the factor scatters it.
    return (zlib.crc32(word.encode()) * 0x9E3779B1 & 0xFFFFFFFF) * BITS >> 32


def share(one: Sketch, other: Sketch) -> float:
    """Give the part of both texts' words that both hold, 0 to 1: twice the common ones by all.

    Of two texts of 3 000 words it is right to about a hundredth, of shorter ones better.
    """
    shorter, longer = sorted((one.length, other.length))
    left = 1 - 2 * (one.bits ^ other.bits).bit_count() / BITS
    if left <= 0:
        return 0.0
    only_one = -BITS / 2 * math.log(left)
    found = 1 - only_one / (one.counted + other.counted)
    # Behind the words that were looked at nothing is known but that there are more of one text.
    return max(0.0, min(found, 2 * shorter / (shorter + longer)))


@cache
def most_different(words: int, least: float) -> int:
    """Give in how many bits two texts of together ``words`` words may differ that share
    ``least``."""
    return int(BITS / 2 * (1 - math.exp(-2 * (1 - least) * words / BITS)))
