"""Gives the documents of a folder: what is remembered, and all else read by child processes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import fields, replace
from operator import attrgetter
from pathlib import Path
from typing import Any

from par_rules.criteria.model import DocumentType
from par_rules.evidence.describe import READER
from par_rules.evidence.description import Description, Types
from par_rules.evidence.document import Clock, Document
from par_rules.evidence.plain import from_plain
from par_rules.evidence.readers import TROUBLES, Job, Limits, Reading
from par_rules.evidence.scan import Listed, walk
from par_rules.evidence.scan_memory import ScanMemory, Seen
from par_rules.evidence.signatures.trust_folder import NOTHING_TRUSTED, TrustFolder

# After how many more files to read it is asked whether another child pays.
_STEP = 8

Progress = Callable[[int, int, str], None]

# Clocks of two machines differ by minutes, summer and winter time by an hour.
AHEAD = 24 * 3600 * 1_000_000_000  # ns

_SHARED = tuple(
    field.name
    for field in fields(Description)
    if field.name in {other.name for other in fields(Document)}
)
_shared_of = attrgetter(*_SHARED)


def read_documents(
    folder: Path,
    document_types: Mapping[str, DocumentType],
    *,
    cache: Path | None = None,
    progress: Progress | None = None,
    full: bool = False,
    limits: Limits | None = None,
    trust: TrustFolder = NOTHING_TRUSTED,
) -> tuple[Document, ...]:
    """Give all documents under ``folder``, sorted by path, each path once.

    A file that ``cache`` surely knows is not opened; ``full`` opens and hashes every file. Files
    whose names differ in the coding of their marks only are one document, with its ``twins``.
    Signatures are held against the certificates of ``trust``.
    An interrupt keeps what was read so far in ``cache``.
    """
    types = Types.of(document_types.values())
    scan = _Scan(document_types, ScanMemory(cache, types, trust.sha256))
    listed = walk(folder)
    unread = scan.set_apart(listed, full)
    before = len(listed) - len(unread)
    if progress is not None and before:
        progress(before, len(listed), "")
    complete = False
    try:
        given = {**types.plain(), "trust": trust.plain()}
        with (
            closing(scan.read_all(unread, folder, given, limits)) as done,
            meanwhile(scan.make_remembered),
        ):
            for count, one in enumerate(done, before + 1):
                if progress is not None:
                    progress(count, len(listed), one.key)
        with closing(scan.read_all(scan.unmade(), folder, given, limits)) as done:
            for _ in done:
                pass  # what an entry that proved to be damaged was to tell
        complete = True
    finally:
        scan.memory.save(complete=complete)
    return scan.documents(listed)


@contextmanager
def meanwhile(work: Callable[[], None]) -> Iterator[None]:
    """Do ``work`` in a thread of its own while the block waits for children; it is done, or has
    raised what it raises, when the block is left."""
    raised: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except BaseException as error:
            raised.append(error)

    thread = threading.Thread(target=run, name="par-tai-lieu-da-biet", daemon=True)
    thread.start()
    try:
        yield
    finally:
        thread.join()
    if raised:
        raise raised[0]


class _Scan:
    def __init__(self, types: Mapping[str, DocumentType], memory: ScanMemory) -> None:
        self.types = types
        self.memory = memory
        self._now = time.time_ns()
        self._found: dict[str, Document] = {}
        self._remembered: list[tuple[Listed, Seen]] = []
        self._unmade: list[Listed] = []

    def set_apart(self, listed: Sequence[Listed], full: bool) -> list[Listed]:
        """Give what is to be read, what was signed at the last scan first; the rest is remembered.
        Who will read it starts as soon as something is found."""
        from par_rules.evidence.readers import prepare_for

        unread = []
        for one in listed:
            if one.trouble is not None or one.found is None:
                size = one.found.st_size if one.found else 0
                self._found[one.raw] = Document(
                    one.key, one.shown, size, "", "unknown", trouble=one.trouble, cause="Refused"
                )
                continue
            seen = None if full else self.memory.still(one.raw, one.found)
            if seen is not None and self.memory.holds(seen.sha256):
                self._remembered.append((one, seen))
                continue
            unread.append(one)
            if len(unread) % _STEP == 1:
                prepare_for(len(unread))
        return sorted(unread, key=lambda one: not self.memory.was_signed(one.raw))

    def make_remembered(self) -> None:
        """Make the documents of all that need not be opened."""
        for one, seen in self._remembered:
            read = self.memory.description(seen.sha256)
            if read is None:
                self._unmade.append(one)
                continue
            self.memory.saw(one.raw, seen)
            self._found[one.raw] = self._document(one, seen, read, self._clock(seen, None))

    def unmade(self) -> list[Listed]:
        """Give what was thought to be remembered and is not."""
        return list(self._unmade)

    def read_all(
        self,
        unread: Sequence[Listed],
        folder: Path,
        given: Mapping[str, Any],
        limits: Limits | None,
    ) -> Generator[Listed, None, None]:
        """Open files and make their documents; give each as it is done."""
        if not unread:
            return  # nothing starts, not even what could
        from par_rules.evidence.readers import read_files

        by_raw = {one.raw: one for one in unread}
        job = Job(READER, given, self.memory.known)
        files = [(raw, raw) for raw in by_raw]
        with closing(read_files(files, folder, job=job, limits=limits)) as readings:
            for reading in readings:
                self._read(by_raw[reading.key], reading)
                yield by_raw[reading.key]

    def _read(self, one: Listed, reading: Reading) -> None:
        """Make the document of a file that was opened."""
        if reading.stamp is None:
            self._found[one.raw] = Document(
                one.key,
                one.shown,
                one.found.st_size if one.found else 0,
                "",
                "unknown",
                trouble=reading.trouble,
                cause=reading.cause,
            )
            return
        if reading.known and self.memory.description(reading.sha256) is None:
            self._unmade.append(one)
            return
        seen = Seen(reading.stamp, reading.sha256, reading.media)
        read = self._description(reading)
        clock = self._clock(seen, self.memory.before(one.raw))
        self.memory.remember(reading.sha256, read)
        self.memory.saw(one.raw, seen)
        self._found[one.raw] = self._document(one, seen, read, clock)

    def _description(self, reading: Reading) -> Description:
        if reading.trouble is not None:
            return Description(trouble=reading.trouble, cause=reading.cause)
        known = self.memory.description(reading.sha256) if reading.known else None
        try:
            return known or from_plain(Description, reading.found)
        except ValueError:
            return Description(trouble=TROUBLES["crash"], cause="crash")

    def _clock(self, seen: Seen, before: Seen | None) -> Clock:
        if seen.stamp.modified > self._now + AHEAD:
            return "ahead"
        if before is None or before.sha256 == seen.sha256:
            return ""
        return "still" if before.stamp.modified == seen.stamp.modified else ""

    def _document(self, one: Listed, seen: Seen, read: Description, clock: Clock) -> Document:
        kind = self.types.get(read.type_key or "")
        return Document(
            path=one.key,
            raw_path=one.shown,
            size=seen.stamp.size,
            sha256=seen.sha256,
            media=seen.media,
            type_title=kind.title if kind else None,
            clock=clock,
            **dict(zip(_SHARED, _shared_of(read), strict=True)),
        )

    def documents(self, listed: Sequence[Listed]) -> tuple[Document, ...]:
        """Give the documents by key; of files of one key the first, which names the others."""
        by_key: dict[str, list[Document]] = {}
        for one in listed:
            by_key.setdefault(one.key, []).append(self._found[one.raw])
        return tuple(
            replace(first, twins=tuple(other.raw_path for other in others)) if others else first
            for first, *others in by_key.values()
        )
