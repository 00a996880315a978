"""Finds words in the documents of a year; what is new is read first, all else comes from the index.

Documents marked as state secrets are never read into the index.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from par_rules.evidence.document import Document
from par_rules.evidence.readers import Job, read_files
from par_rules.evidence.readers.reading import TROUBLES
from par_rules.evidence.scan import walk
from par_rules.evidence.search.index import Index, opened
from par_rules.evidence.search.query import Query, read_query
from par_rules.evidence.search.spelling import plain_text
from par_rules.evidence.search.text import READER, Part

Progress = Callable[[int, int, str], None]

MOST_PASSAGES = 3
# A page more than is shown, in case one of them is the head.
ENOUGH = MOST_PASSAGES + 1
# The documents whose pages are read again to show the place; nobody reads on.
MOST_LOOKED_AT = 60
AROUND = 70
# A word that stands more often on one page is not looked for any further there.
MOST_SPANS = 200
_COMMIT_SECONDS = 5.0
_HEAD = "tên tệp, số, trích yếu"


@dataclass(frozen=True, slots=True)
class Passage:
    """Some words around a place found; ``marks`` are the parts of ``text`` that answer."""

    place: str
    text: str
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class TextHit:
    """A document that holds all words on one page (or sheet), with the first few passages; those
    of documents far behind are not looked up."""

    document: Document
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The documents that answer, the best first; ``mute`` are those without any text to search
    (scans, pictures, broken files): what stands in them was not looked at."""

    query: Query
    hits: tuple[TextHit, ...]
    mute: tuple[Document, ...]


def find_words(
    typed: str,
    documents: Sequence[Document],
    folder: Path,
    index: Path,
    *,
    year: int,
    guessed: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> Found:
    """Find ``typed`` in ``documents``, which lie in ``folder``; ``index`` is the unit's file.

    ``guessed`` is what was recognised of scans, by SHA-256.
    """
    query = read_query(typed)
    open_to_all = [one for one in documents if one.sha256 and not one.secrecy]
    with opened(index) as known:
        _complete(known, open_to_all, folder, progress)
        known.guesses(guessed or {})
        known.heads(year, {one.path: _head(one) for one in open_to_all})
        known.keep(year, {one.sha256 for one in open_to_all})
        known.commit()
        hits = tuple(_hits(known, query, open_to_all))
        texts = known.with_text()
    mute = tuple(one for one in documents if one.sha256 not in texts)
    return Found(query, hits, mute)


def _head(document: Document) -> str:
    day = f"{document.issued:%d/%m/%Y}" if document.issued else None
    said = (document.path, document.type_title, document.code, day, document.title, document.issuer)
    return plain_text(" · ".join(part for part in said if part))


def _complete(
    index: Index, documents: Iterable[Document], folder: Path, progress: Progress | None
) -> None:
    """Read the text of all bytes that the index does not know."""
    known = index.known()
    wanted = {one.path: one.sha256 for one in documents if one.sha256 not in known}
    if not wanted:
        return
    first = {sha256: path for path, sha256 in reversed(wanted.items())}
    raws = {one.key: one.raw for one in walk(folder) if one.trouble is None}
    files = [(sha256, raws[path]) for sha256, path in first.items() if path in raws]
    saved = time.monotonic()
    for count, reading in enumerate(read_files(files, folder, job=Job(READER)), 1):
        # A file that changed since it was listed is read at the next question.
        if reading.sha256 == reading.key:
            index.add(reading.sha256, _parts(reading.found), _trouble(reading.trouble))
        if time.monotonic() - saved > _COMMIT_SECONDS:
            index.commit()
            saved = time.monotonic()
        if progress is not None:
            progress(count, len(files), first[reading.key])


def _parts(found: object) -> list[Part]:
    """Give the parts that a child answered; what is no such thing is not believed."""
    if not isinstance(found, list):
        return []
    return [
        (str(part[0]), str(part[1])) for part in found if isinstance(part, list) and len(part) == 2
    ]


def _trouble(said: str | None) -> str | None:
    return None if said is None else said or TROUBLES["crash"]


def _hits(index: Index, query: Query, documents: Sequence[Document]) -> Iterator[TextHit]:
    """Gather the pages by document, in the order of each document's best page.

    The pages of the first documents are looked at; for the others the index is believed.
    """
    by_owner: dict[str, list[Document]] = {}
    for one in documents:
        by_owner.setdefault(one.sha256, []).append(one)
        by_owner.setdefault(one.path, []).append(one)
    passages: dict[str, list[Passage]] = {}
    found: dict[str, Document] = {}
    for owner, place, page in index.search(query):
        met = [one for one in by_owner.get(owner, ()) if len(passages.get(one.path, ())) < ENOUGH]
        if len(found) < MOST_LOOKED_AT or any(one.path in passages for one in met):
            passage = _passage(_HEAD if place == "head" else place, index.words(page), query)
            if passage is None:
                continue
            for one in met:
                passages.setdefault(one.path, []).append(passage)
        for one in met:
            found.setdefault(one.path, one)
    for path, one in found.items():
        seen = passages.get(path, [])
        texts = [p for p in seen if p.place != _HEAD] or seen
        yield TextHit(one, tuple(texts[:MOST_PASSAGES]))


def _passage(place: str, text: str, query: Query) -> Passage | None:
    """Cut out the words where all terms stand closest to each other."""
    places = [list(islice(term.spans(text), MOST_SPANS)) for term in query.terms]
    if not places or not all(places):
        return None
    start, end = next(iter(query.together.spans(text)), None) or _closest(places)
    if end - start > 2 * AROUND:
        start, end = min(places, key=len)[0]
    left, right = max(0, start - AROUND), min(len(text), end + AROUND)
    if left and (space := text.find(" ", left, start)) >= 0:
        left = space + 1
    if right < len(text) and (space := text.rfind(" ", end, right)) >= 0:
        right = space
    spans = (span for found in places for span in found)
    marks = (
        (max(a, left) - left, min(b, right) - left) for a, b in spans if a < right and b > left
    )
    return Passage(place, text[left:right], tuple(_joined(marks)))


def _closest(places: Sequence[Sequence[tuple[int, int]]]) -> tuple[int, int]:
    """Give the shortest stretch that holds a place of each term and one of the rarest."""
    rarest = min(places, key=len)
    stretches = []
    for middle, _ in rarest:
        nearest = [min(found, key=lambda span: abs(span[0] - middle)) for found in places]
        stretches.append((min(a for a, _ in nearest), max(b for _, b in nearest)))
    return min(stretches, key=lambda span: span[1] - span[0])


def _joined(marks: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Join marks that overlap or that one letter (a space) keeps apart."""
    last: tuple[int, int] | None = None
    for mark in sorted(marks):
        if last is not None and mark[0] <= last[1] + 1:
            last = (last[0], max(last[1], mark[1]))
            continue
        if last is not None:
            yield last
        last = mark
    if last is not None:
        yield last
