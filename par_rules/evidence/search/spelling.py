"""Vietnamese spelling made one, letter for letter: what is found keeps its place in the text."""

from __future__ import annotations

import re
import unicodedata

# In an open syllable the mark of oa, oe, uy stands on either letter: hoà = hòa, khoẻ = khỏe,
# uỷ = ủy. In a closed one it has one place only (hoạch, hoàn), and after q the u is no vowel.
_MARKS = "\u0300\u0301\u0309\u0303\u0323"


def _on_either() -> dict[str, str]:
    pairs = {}
    for first, second in ("oa", "oe", "uy"):
        for mark in _MARKS:
            new = first + unicodedata.normalize("NFC", second + mark)
            pairs[new] = unicodedata.normalize("NFC", first + mark) + second
    return pairs


_OLD_PLACE = _on_either()
_OPEN = re.compile(rf"(?<!q)(?:{'|'.join(_OLD_PLACE)})(?![^\W_])")


def plain_text(text: str) -> str:
    """Give ``text`` in NFC, each run of spaces as one, without what cannot be seen."""
    text = unicodedata.normalize("NFC", text).replace("\u00ad", "").replace("\ufffe", "-")
    kept = (c if c.isprintable() else " " if c.isspace() or ord(c) < 32 else "" for c in text)
    return " ".join("".join(kept).split())


def spelled(text: str) -> str:
    """Give ``text`` (NFC) in small letters and one spelling, each letter at its place."""
    small = text.translate(_SMALL)
    return _OPEN.sub(lambda found: _OLD_PLACE[found[0]], small)


def bare(text: str) -> str:
    """Give ``text`` (NFC) in small letters without marks, đ as d, each letter at its place."""
    return text.translate(_BARE)


class _Letters(dict[int, int]):
    """One letter for each letter, worked out when it is first met."""

    def __init__(self, marks: bool) -> None:
        super().__init__()
        self.marks = marks

    def __missing__(self, letter: int) -> int:
        small = chr(letter).lower()
        if small in ("đ", "ð"):  # Ð (eth) is often typed for Đ and looks the same
            small = "đ" if self.marks else "d"
        elif not self.marks:
            small = unicodedata.normalize("NFD", small)[0]
        self[letter] = found = ord(small[0])
        return found


_SMALL = _Letters(marks=True)
_BARE = _Letters(marks=False)
