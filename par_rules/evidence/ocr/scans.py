"""Recognises the scans of a folder that nothing was read of, and remembers what came of it."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from par_rules.evidence.description import Types
from par_rules.evidence.document import Document
from par_rules.evidence.ocr.guess import Guess, guess_of
from par_rules.evidence.ocr.picture import READER
from par_rules.evidence.ocr.tesseract import NOT_THERE, program, read_words
from par_rules.evidence.plain import from_plain, short_plain
from par_rules.evidence.readers import Job, Reading, read_files
from par_rules.evidence.readers.pool import children_for
from par_rules.evidence.scan import walk
from par_rules.files import write_atomic

Progress = Callable[[int, int, str], None]

SCHEMA = "par-ocr/1"
# Raised whenever the same scan could give another guess.
VERSION = 1
MAX_BYTES = 64 * 1024 * 1024
_SAVE_EVERY = 20


@dataclass(frozen=True, slots=True)
class Recognised:
    """The guesses by SHA-256; ``unable`` says why scans were left unread, None if none were."""

    guesses: Mapping[str, Guess]
    unable: str | None = None


def recognise(
    documents: Iterable[Document],
    folder: Path,
    types: Types,
    cache: Path,
    *,
    only_known: bool = False,
    progress: Progress | None = None,
) -> Recognised:
    """Give a guess for each scan in ``folder`` that nothing was read of.

    ``cache`` remembers them; ``only_known`` gives what it remembers and reads nothing. About two
    seconds a scan. An interrupt keeps what was recognised so far.
    """
    wanted = {one.sha256: one.path for one in documents if _is_unread_scan(one)}
    known = _Memory(cache, types)
    guesses = {sha256: g for sha256 in wanted if (g := known.guess(sha256)) is not None}
    left = {path: sha256 for sha256, path in wanted.items() if sha256 not in guesses}
    if only_known or not left:
        return Recognised(guesses)
    if program() is None:
        return Recognised(guesses, NOT_THERE)
    raws = {one.key: one.raw for one in walk(folder) if one.trouble is None}
    files = [(sha256, raws[path]) for path, sha256 in left.items() if path in raws]
    try:
        for count, (sha256, guess) in enumerate(_guesses(files, folder, types), 1):
            guesses[sha256] = guess
            known.remember(sha256, guess)
            if count % _SAVE_EVERY == 0:
                known.save()
            if progress is not None:
                progress(count, len(files), wanted[sha256])
    finally:
        known.save()
    return Recognised(guesses)


def _is_unread_scan(document: Document) -> bool:
    return (
        document.media == "pdf"
        and not document.read_from
        and document.trouble is None
        and not document.secrecy
    )


def _guesses(
    files: list[tuple[str, str]], folder: Path, types: Types
) -> Iterator[tuple[str, Guess]]:
    """Let children draw and tesseract read, a few at a time: pictures never pile up."""
    workers = children_for(len(files) * 100)
    with ThreadPoolExecutor(workers, "par-ocr") as pool:
        under_way: list[Future[tuple[str, Guess]]] = []
        for reading in read_files(files, folder, job=Job(READER)):
            under_way.append(pool.submit(_read, reading, types))
            if len(under_way) >= 2 * workers:
                yield under_way.pop(0).result()
        for one in under_way:
            yield one.result()


def _read(reading: Reading, types: Types) -> tuple[str, Guess]:
    drawn = reading.found
    if reading.sha256 != reading.key or not isinstance(drawn, dict):
        return reading.key, Guess()
    try:
        png, dpi = base64.b64decode(drawn["png"], validate=True), int(drawn["dpi"])
    except (KeyError, TypeError, ValueError):
        return reading.key, Guess()
    words = read_words(png, dpi)
    return reading.key, guess_of(words, dpi, types) if words else Guess()


class _Memory:
    def __init__(self, path: Path, types: Types) -> None:
        self.path = path
        self.version = f"{VERSION}:{hashlib.sha256(repr(types).encode()).hexdigest()[:16]}"
        self._files = _read_cache(path, self.version)
        self._changed = False

    def guess(self, sha256: str) -> Guess | None:
        try:
            return from_plain(Guess, self._files[sha256])
        except (KeyError, ValueError):
            return None

    def remember(self, sha256: str, guess: Guess) -> None:
        self._files[sha256] = short_plain(guess)
        self._changed = True

    def save(self) -> None:
        if not self._changed:
            return
        data = {"schema": SCHEMA, "version": self.version, "files": self._files}
        try:
            write_atomic(self.path, json.dumps(data, ensure_ascii=False, sort_keys=True) + "\n")
        except OSError:
            return  # a folder that cannot be written makes the next run slower, not wrong
        self._changed = False


def _read_cache(path: Path, version: str) -> dict[str, Any]:
    try:
        if path.stat().st_size > MAX_BYTES:
            return {}
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(data, dict) or (data.get("schema"), data.get("version")) != (SCHEMA, version):
        return {}
    files = data.get("files")
    return files if isinstance(files, dict) else {}
