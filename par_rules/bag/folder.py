"""The files below a folder by their names in NFC; no link is followed, nothing is opened."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from par_rules.evidence.scan import is_junk

MAX_DEPTH = 32
_MOUNT_POINT = 0xA0000003


def files_below(folder: Path) -> list[tuple[str, Path]]:
    """Give every file and link with its path below ``folder`` ("/", NFC), sorted; no junk."""
    return sorted(_walk(folder, "", 0), key=lambda found: (found[0], found[1].as_posix()))


def _walk(folder: Path, before: str, depth: int) -> Iterator[tuple[str, Path]]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        # Bytes that are no text show as \udcff instead of stopping the run.
        shown = entry.name.encode("utf-8", "backslashreplace").decode("utf-8")
        path, name = folder / entry.name, f"{before}{unicodedata.normalize('NFC', shown)}"
        if entry.is_dir(follow_symlinks=False):
            reparse = getattr(entry.stat(follow_symlinks=False), "st_reparse_tag", 0)
            if depth < MAX_DEPTH and reparse != _MOUNT_POINT:
                yield from _walk(path, f"{name}/", depth + 1)
        elif not is_junk(entry.name):
            yield name, path
