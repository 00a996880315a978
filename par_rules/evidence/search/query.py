"""What is searched for: words and phrases, each with or without its marks.

| typed                | found                                                            |
|----------------------|------------------------------------------------------------------|
| ky nang so           | texts with all three words, whatever marks they carry            |
| kỹ năng số           | texts with all three words, marked so                            |
| "kỹ năng so"         | the words one behind the other; "so" with any mark               |
| 156/KH-UBND          | number and symbol as they stand, one behind the other            |
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from par_rules.evidence.search.spelling import bare, plain_text, spelled

_WORD = re.compile(r"[^\W_]+")
_CHUNK = re.compile(r"[\"“”„]([^\"“”„]*)[\"“”„]|(\S+)")

# More words than anybody types; a pasted page is no question.
MAX_WORDS = 40


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand one behind the other, in one spelling and small letters."""

    words: tuple[str, ...]

    @property
    def marked(self) -> bool:
        """Say whether some word carries a mark (or is written with đ)."""
        return any(word != bare(word) for word in self.words)

    @property
    def expression(self) -> str:
        """Give it as SQLite's FTS5 takes it; every word is in quotes, nothing is an operator."""
        exact = self.marked and all(word != bare(word) for word in self.words)
        column, words = ("text", self.words) if exact else ("bare", tuple(map(bare, self.words)))
        phrase = f'{column} : "{" ".join(words)}"'
        others = (f'text : "{word}"' for word in self.words if self.marked and word != bare(word))
        return phrase if exact else " AND ".join([phrase, *others])

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Give where it stands in ``text`` (NFC)."""
        plain, small = bare(text), spelled(text)
        gap = r"[\W_]+"
        pattern = rf"(?<![^\W_]){gap.join(map(re.escape, map(bare, self.words)))}(?![^\W_])"
        for found in re.finditer(pattern, plain):
            said = _WORD.findall(small[found.start() : found.end()])
            if all(
                word in (bare(word), there) for word, there in zip(self.words, said, strict=True)
            ):
                yield found.span()


@dataclass(frozen=True, slots=True)
class Query:
    """All terms of a question; a text answers it if it holds each of them."""

    terms: tuple[Term, ...]

    @property
    def expression(self) -> str:
        """Give it as SQLite's FTS5 takes it."""
        return " AND ".join(f"({term.expression})" for term in self.terms)

    @property
    def together(self) -> Term:
        """Give all words as one phrase."""
        return Term(tuple(word for term in self.terms for word in term.words))


def read_query(typed: str) -> Query:
    """Read what somebody typed; a question without any letter or digit has no terms."""
    terms: list[Term] = []
    left = MAX_WORDS
    for quoted, chunk in _CHUNK.findall(plain_text(typed)):
        words = tuple(_WORD.findall(spelled(quoted or chunk)))[:left]
        left -= len(words)
        if words and Term(words) not in terms:
            terms.append(Term(words))
    return Query(tuple(terms))
