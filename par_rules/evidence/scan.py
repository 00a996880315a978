"""Walks the document folder: what lies there, by its name; follows no link, opens nothing."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from par_rules.evidence.readers.opening import CANNOT_OPEN, full_path, is_link, refusal
from par_rules.evidence.sniff import MEDIA_TITLES, PROMISES, promised, sniff

__all__ = [
    "MEDIA_TITLES",
    "PROMISES",
    "Listed",
    "is_junk",
    "list_files",
    "printable",
    "promised",
    "sniff",
    "walk",
]

MAX_DEPTH = 32

# Left by Office, the desktop and cut-off writes; never evidence.
_JUNK_NAMES = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})
_JUNK_STARTS = ("~$", ".~lock.", ".par-", "._")

CANNOT_ENTER = "không mở được thư mục (không có quyền đọc)"
TOO_DEEP = f"thư mục nằm sâu hơn {MAX_DEPTH} cấp"


@dataclass(frozen=True, slots=True)
class Listed:
    """A file, a link or a folder that cannot be entered; folders that can be are walked.

    ``key`` is the path below the folder in NFC, ``raw`` the same as the disk gives it, both with
    "/". ``found`` is what ``lstat`` shows. ``trouble`` says why it is not to be opened.
    """

    key: str
    raw: str
    found: os.stat_result | None
    trouble: str | None = None

    @property
    def shown(self) -> str:
        """Give ``raw`` as text: bytes that are none show as \\udcff instead of stopping a run."""
        return printable(self.raw)


def list_files(folder: Path) -> list[tuple[str, Path]]:
    """Give the files and links under ``folder`` by their NFC path, sorted; no junk."""
    return [(one.key, folder / one.raw) for one in walk(folder)]


def walk(folder: Path) -> list[Listed]:
    """Give what lies under ``folder``, sorted by key; no junk."""
    return sorted(_walk(full_path(folder), "", 0), key=lambda listed: (listed.key, listed.shown))


def printable(raw: str) -> str:
    """Give a name of the disk as text that can be written."""
    try:
        raw.encode("utf-8")
    except UnicodeEncodeError:
        return raw.encode("utf-8", "backslashreplace").decode("utf-8")
    return raw


def _listed(raw: str, found: os.stat_result | None, trouble: str | None) -> Listed:
    return Listed(unicodedata.normalize("NFC", printable(raw)), raw, found, trouble)


def _walk(folder: str, before: str, depth: int) -> Iterator[Listed]:
    try:
        with os.scandir(folder) as found:
            entries = list(found)
    except OSError:
        yield _listed(before.rstrip("/"), None, CANNOT_ENTER)
        return
    for entry in entries:
        raw = f"{before}{entry.name}"
        try:
            # Not entry.stat(): on Windows that knows no file number.
            found_there = os.lstat(entry.path)
        except OSError:
            if not is_junk(entry.name):
                yield _listed(raw, None, CANNOT_OPEN)
            continue
        if not entry.is_dir(follow_symlinks=False) or is_link(found_there):
            if not is_junk(entry.name):
                yield _listed(raw, found_there, refusal(found_there))
        elif depth < MAX_DEPTH:
            yield from _walk(entry.path, f"{raw}/", depth + 1)
        else:
            yield _listed(raw, found_there, TOO_DEEP)


def is_junk(name: str) -> bool:
    """Say whether a file of that name is left by a program and is nobody's document."""
    return name.lower() in _JUNK_NAMES or name.startswith(_JUNK_STARTS)
