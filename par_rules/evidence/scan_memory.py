"""Remembers what files were read as; a lost memory costs only time.

Two things are kept: what bytes were read as (by their SHA-256), and which bytes lay where, with
what the disk said of the file then. A file whose state is the same is not opened again, unless
the state cannot be trusted:

| state                                                    | why it is not trusted              |
|----------------------------------------------------------|------------------------------------|
| the file changed less than 2 s before it was read        | FAT and USB sticks tell time in 2 s |
| the file's time, or the last scan, lies after the clock  | the clock was set back             |
| no time of the entry's change (Windows)                  | trusted, but see ``full``          |

A time of the file can be forged; where the disk keeps no time of the entry's change, only hashing
all bytes again shows that. Every dossier does (``full`` in ``take_evidence``).
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from par_rules.evidence.describe import VERSION
from par_rules.evidence.description import Description, Types
from par_rules.evidence.document import Media
from par_rules.evidence.plain import from_plain, short_plain
from par_rules.evidence.readers import TROUBLES, Stamp
from par_rules.evidence.readers.opening import stamp_of
from par_rules.files import write_atomic

SCHEMA = "par-descriptions/2"
MAX_BYTES = 64 * 1024 * 1024
COARSE = 2_000_000_000  # ns


@dataclass(frozen=True, slots=True)
class Seen:
    """Which bytes lay at a path, and the state of the file while they were read."""

    stamp: Stamp
    sha256: str
    media: Media

    def is_still(self, found: os.stat_result, now: int) -> bool:
        """Say whether the file is surely the same as it was."""
        then = self.stamp
        last = max(then.modified, then.changed)
        trusted = last + COARSE <= then.read_at <= now
        return trusted and stamp_of(found, then.read_at) == then


class ScanMemory:
    """What earlier scans have read; ``path`` None remembers nothing.

    What was read by an older version of the readers, with other document types or other trusted
    certificates (``trust`` is their hash) is not used.
    """

    def __init__(self, path: Path | None, types: Types, trust: str = "") -> None:
        self.path = path
        made = hashlib.sha256(f"{types!r}{trust}".encode()).hexdigest()
        self._version = f"{VERSION}:{made[:16]}"
        data = _read(path, self._version) if path is not None else {}
        self._files: Mapping[str, Any] = data.get("files", {})
        self._places: Mapping[str, Any] = data.get("places", {})
        self._used_files: dict[str, Any] = {}
        self._used_places: dict[str, Any] = {}
        self._made: dict[str, Description] = {}
        self._damaged: set[str] = set()
        self._now = time.time_ns()

    @property
    def known(self) -> frozenset[str]:
        """Give the SHA-256 of all bytes that need not be read again.

        A limit that was broken may have been the machine's fault: those bytes are tried again.
        A damaged entry is found out by :meth:`description` only.
        """
        return frozenset(
            sha256
            for sha256, entry in self._files.items()
            if isinstance(entry, dict)
            and entry.get("cause") not in TROUBLES
            and sha256 not in self._damaged
        )

    def holds(self, sha256: str) -> bool:
        """Say whether there is an entry for bytes; it may still prove to be damaged."""
        return sha256 in self._files

    def before(self, raw: str) -> Seen | None:
        """Give what lay at a path at the last scan."""
        entry = self._places.get(raw)
        try:
            return Seen(Stamp(*map(int, entry[:5])), *entry[5:]) if entry else None
        except (TypeError, ValueError):
            return None

    def still(self, raw: str, found: os.stat_result) -> Seen | None:
        """Give what lies at a path if it surely is what lay there before, and was read."""
        seen = self.before(raw)
        return seen if seen and seen.is_still(found, self._now) else None

    def was_signed(self, raw: str) -> bool:
        """Say whether what lay at a path at the last scan carried a signature."""
        seen = self.before(raw)
        entry = self._files.get(seen.sha256) if seen else None
        return isinstance(entry, dict) and bool(entry.get("signature"))

    def description(self, sha256: str) -> Description | None:
        """Give what bytes were read as, None if they were not read or the entry is damaged."""
        read = self._description(sha256)
        if read is not None and sha256 not in self._used_files:
            self._used_files[sha256] = self._files[sha256]
        return read

    def _description(self, sha256: str) -> Description | None:
        if sha256 not in self._made:
            try:
                self._made[sha256] = from_plain(Description, self._files[sha256])
            except (KeyError, ValueError):
                self._damaged.add(sha256)
                return None
        return self._made[sha256]

    def remember(self, sha256: str, description: Description) -> None:
        """Keep what bytes were read as."""
        self._made[sha256] = description
        self._used_files[sha256] = short_plain(description)

    def saw(self, raw: str, seen: Seen) -> None:
        """Keep what lies at a path."""
        then = seen.stamp
        self._used_places[raw] = [
            then.size, then.modified, then.inode, then.changed, then.read_at,
            seen.sha256, seen.media,
        ]  # fmt: skip

    def save(self, *, complete: bool) -> None:
        """Write what this scan used; what it did not come to is kept unless it is ``complete``."""
        files, places = self._used_files, self._used_places
        if not complete:
            files, places = {**self._files, **files}, {**self._places, **places}
        if self.path is None or (files == self._files and places == self._places):
            return
        data = {"schema": SCHEMA, "version": self._version, "files": files, "places": places}
        # A name that is no text keeps its bytes as \udcff, which only ASCII can write.
        text = json.dumps(data, separators=(",", ":"))
        try:
            write_atomic(self.path, text + "\n")
        except OSError:
            # A folder that cannot be written makes the next run slower, not wrong.
            return


def _read(path: Path, version: str) -> dict[str, Any]:
    try:
        if path.stat().st_size > MAX_BYTES:
            return {}
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(data, dict) or (data.get("schema"), data.get("version")) != (SCHEMA, version):
        return {}
    tables = {name: data.get(name) for name in ("files", "places")}
    return tables if all(isinstance(table, dict) for table in tables.values()) else {}
