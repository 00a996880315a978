"""Vietnamese letters made comparable: one form for each, with and without marks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache


def clean(text: str) -> str:
    """Give ``text`` in NFC with single spaces, without control and zero-width characters."""
    text = unicodedata.normalize("NFC", text)
    if not text.isprintable():  # most is, and thousands of lines are cleaned
        text = "".join(c for c in text if c.isspace() or unicodedata.category(c)[0] != "C")
    return " ".join(text.split())


def fold(text: str) -> str:
    """Give ``text`` without marks and in small letters: "HOÀ" and "HÒA" become the same "hoa"."""
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "d").replace("Ð", "d"))
    return clean("".join(c for c in bare if not unicodedata.combining(c))).casefold()


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """Give the words of ``text``, folded."""
    return tuple(re.findall(r"[a-z0-9]+", fold(text)))


def join_lines(lines: Iterable[str]) -> str:
    """Join the lines of one sentence; a number broken behind its point grows together again."""
    return re.sub(r"(?<=\d\.) (?=\d)", "", clean(" ".join(lines)))
