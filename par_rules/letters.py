"""Vietnamese letters made comparable: one form for each, with and without marks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

# Of more letters than these nobody's texts are written; a file made of all there are costs nothing.
_MOST_LETTERS = 4096


class _Bare(dict[str, str]):
    """What each letter is without its marks, looked up once."""

    def __missing__(self, letter: str) -> str:
        parts = unicodedata.normalize("NFD", "d" if letter in "đĐÐ" else letter)
        bare = "".join(c for c in parts if not unicodedata.combining(c))
        if len(self) < _MOST_LETTERS:
            self[letter] = bare
        return bare


_BARE = _Bare()


def clean(text: str) -> str:
    """Give ``text`` in NFC with single spaces, without control and zero-width characters."""
    text = unicodedata.normalize("NFC", text)
    if not text.isprintable():  # most is, and thousands of lines are cleaned
        text = "".join(c for c in text if c.isspace() or unicodedata.category(c)[0] != "C")
    return " ".join(text.split())


def fold(text: str) -> str:
    """Give ``text`` without marks and in small letters: "HOÀ" and "HÒA" become the same "hoa"."""
    if not text.isascii():
        text = "".join(map(_BARE.__getitem__, text))
    return clean(text).casefold()


@lru_cache(maxsize=4096)
def words(text: str) -> tuple[str, ...]:
    """Give the words of ``text``, folded."""
    return tuple(re.findall(r"[a-z0-9]+", fold(text)))


def join_lines(lines: Iterable[str]) -> str:
    """Join the lines of one sentence; a number broken behind its point grows together again."""
    return re.sub(r"(?<=\d\.) (?=\d)", "", clean(" ".join(lines)))
