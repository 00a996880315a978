"""Text from strangers (titles, cells, notes) made fit to print, the same in every output.

What goes in may hold control characters, marks that turn the writing direction, zero-width
letters, marks heaped on one letter, ten thousand letters without a space. Escaping is each
output's own matter; this comes before it.
"""

from __future__ import annotations

import re
import unicodedata

# Categories of Unicode that print nothing, or only change what stands beside them: control,
# format (direction, zero width, tags), half a surrogate pair, not assigned.
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Cn"))
# Letters of other categories that print nothing: fillers, joiners, variation marks.
_BLANKS = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u3164\uffa0\ufe00-\ufe0f]")
# What nearly all texts are made of: seen, single letters that NFC leaves alone.
_USUAL = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u024f\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u2212\u2264\u2265]*"
)
_BREAKS = frozenset("\n\r\v\f\u0085\u2028\u2029")
# A letter of any living script carries fewer marks than this.
MARKS = 4
ELLIPSIS = "…"


def printable(text: str, limit: int | None = None, *, lines: bool = False) -> str:
    """Give ``text`` in NFC without what cannot be seen; each break or tab becomes one space.

    ``lines`` keeps the breaks, as "\\n". A text of more than ``limit`` letters ends at a word
    and "…", ``limit`` letters at most; ``limit`` is 1 or more.
    """
    if _USUAL.fullmatch(text):
        return text if limit is None else shortened(text, limit)
    kept = _kept(_BLANKS.sub("", text).replace("\r\n", "\n"), "\n" if lines else " ")
    shown = unicodedata.normalize("NFC", kept)
    return shown if limit is None else shortened(shown, limit)


def _kept(text: str, line_break: str) -> str:
    found: list[str] = []
    marks = 0
    for letter in unicodedata.normalize("NFC", text):
        if letter in _BREAKS:
            letter = line_break
        elif letter == "\t":
            letter = " "
        category = unicodedata.category(letter)
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if letter == "\n" or (category not in _UNSEEN and marks <= MARKS):
            found.append(letter)
    return "".join(found)


def escaped(text: str) -> str:
    """Write ``text`` so that nothing in it hides or turns the rest of a line: "\\u202e"."""
    if text.isprintable():
        return text
    return "".join(c if unicodedata.category(c)[0] != "C" else f"\\u{ord(c):04x}" for c in text)


def shortened(text: str, limit: int) -> str:
    """Cut a text of more than ``limit`` letters at a word, else within it; "…" says so."""
    if len(text) <= limit:
        return text
    cut = text[: limit - len(ELLIPSIS)]
    # A word that was cut goes as a whole, unless that would take most of what is left.
    if not text[len(cut)].isspace():
        words = cut.rpartition(" ")[0]
        cut = words if len(words) > limit // 2 else cut
    while cut and unicodedata.combining(text[len(cut)]):
        cut = cut[:-1]  # never between a letter and its mark
    return cut.rstrip() + ELLIPSIS
