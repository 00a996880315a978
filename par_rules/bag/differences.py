"""Where two long texts differ, white space aside: by the passages that stand once in both."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from par_rules.dossier.plain_text import printable

# A passage of this many letters that stands once in each text is the same passage.
PASSAGE = 24
# What is compared letter by letter between two such passages; beyond it all of it differs.
LONGEST = 3000
SHOWN = 90


class Squeezed:
    """A text without white space and control characters; ``at`` leads back into the text."""

    def __init__(self, text: str) -> None:
        self.text = unicodedata.normalize("NFC", text)
        kept = [
            n
            for n, c in enumerate(self.text)
            if not c.isspace() and unicodedata.category(c)[0] != "C"
        ]
        self.at = kept
        self.letters = "".join(self.text[n] for n in kept)

    def blank_before(self, place: int) -> bool:
        """Say whether a blank to be filled in stands before the letter ``place``."""
        start = self.at[place - 1] + 1 if place else 0
        end = self.at[place] if place < len(self.at) else len(self.text)
        between = self.text[start:end]
        return "  " in between or "\t" in between

    def words(self, start: int, end: int) -> str:
        """Give the words that the letters from ``start`` to ``end`` belong to, cut short."""
        if start >= end:
            return ""
        first, last = self.at[start], self.at[end - 1] + 1
        while first and not self.text[first - 1].isspace():
            first -= 1
        while last < len(self.text) and not self.text[last].isspace():
            last += 1
        return printable(" ".join(self.text[first:last].split()), SHOWN)


def _is_letter(c: str) -> bool:
    return not c.isspace() and unicodedata.category(c)[0] != "C"


@dataclass(frozen=True, slots=True)
class Difference:
    """Letters ``start`` to ``end`` of the one text became ``new_start`` to ``new_end``."""

    start: int
    end: int
    new_start: int
    new_end: int


def differences(old: Squeezed, new: Squeezed) -> list[Difference]:
    """Give all places where the texts differ, in order."""
    found: list[Difference] = []
    a = b = 0
    for same_a, same_b, length in (*_anchors(old.letters, new.letters), (-1, -1, 0)):
        end_a = same_a if length else len(old.letters)
        end_b = same_b if length else len(new.letters)
        found += _between(old.letters, new.letters, a, end_a, b, end_b)
        a, b = same_a + length, same_b + length
    return found


def _between(old: str, new: str, a: int, end_a: int, b: int, end_b: int) -> Iterator[Difference]:
    if old[a:end_a] == new[b:end_b]:
        return
    if max(end_a - a, end_b - b) > LONGEST:
        yield Difference(a, end_a, b, end_b)
        return
    matcher = SequenceMatcher(None, old[a:end_a], new[b:end_b], autojunk=False)
    for kind, i, j, k, m in matcher.get_opcodes():
        if kind != "equal":
            yield Difference(a + i, a + j, b + k, b + m)


def _anchors(old: str, new: str) -> Iterator[tuple[int, int, int]]:
    """Give the passages that both texts have, once each, in an order that both share."""
    once_old, once_new = _once(old), _once(new)
    pairs = [(at, once_new[passage]) for passage, at in once_old.items() if passage in once_new]
    a = b = 0
    for i, j in _longest_rise(sorted(pairs)):
        if i < a or j < b:
            continue
        while i > a and j > b and old[i - 1] == new[j - 1]:
            i, j = i - 1, j - 1
        end, end_new = i, j
        while end < len(old) and end_new < len(new) and old[end] == new[end_new]:
            end, end_new = end + 1, end_new + 1
        yield i, j, end - i
        a, b = end, end_new


def _once(text: str) -> dict[str, int]:
    found: dict[str, int] = {}
    for at in range(len(text) - PASSAGE + 1):
        passage = text[at : at + PASSAGE]
        found[passage] = -1 if passage in found else at
    return {passage: at for passage, at in found.items() if at >= 0}


def _longest_rise(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the longest run of pairs that rises on both sides (patience sorting)."""
    ends: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for n, (_, j) in enumerate(pairs):
        at = bisect_left(ends, j)
        ends[at : at + 1] = [j]
        places[at : at + 1] = [n]
        before.append(places[at - 1] if at else -1)
    chain = []
    n = places[-1] if places else -1
    while n >= 0:
        chain.append(pairs[n])
        n = before[n]
    return chain[::-1]
