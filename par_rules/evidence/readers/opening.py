"""Opens a file below a folder without following a link, and reads it once."""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from par_rules.evidence.readers.reading import Stamp

# A scanned dossier of 100 pages is about 50 MB; what is larger is a film or a disk image.
MAX_BYTES = 256 * 1024 * 1024

IS_LINK = "là lối tắt trỏ tới nơi khác, không phải tệp"
NO_FILE = "không phải là tệp thường"
TOO_LARGE = f"tệp lớn hơn {MAX_BYTES // 1024 // 1024} MB"
CANNOT_OPEN = "không mở được tệp (bị chương trình khác khóa hoặc không có quyền đọc)"
CHANGING = "tệp đang bị ghi trong lúc đọc"

# A file that is being written gets a second try.
TRIES = 2


class Refused(Exception):
    """The file is not read; the message says why, in Vietnamese."""


def refusal(found: os.stat_result) -> str | None:
    """Say why what ``lstat`` shows is not opened at all."""
    if is_link(found):
        return IS_LINK
    if not stat.S_ISREG(found.st_mode):
        return NO_FILE
    return TOO_LARGE if found.st_size > MAX_BYTES else None


def is_link(found: os.stat_result) -> bool:
    """Say whether this is a symbolic link or, on Windows, a junction.

    A file that OneDrive keeps in the cloud is a reparse point too, and is no link.
    """
    return stat.S_ISLNK(found.st_mode) or getattr(found, "st_reparse_tag", 0) in (
        0xA0000003,  # a mount point: what a junction is
        0xA000000C,  # a symbolic link
    )


def stamp_of(found: os.stat_result, read_at: int) -> Stamp:
    """Give what identifies the state of a file."""
    changed = 0 if sys.platform == "win32" else found.st_ctime_ns
    return Stamp(found.st_size, found.st_mtime_ns, found.st_ino, changed, read_at)


def extended(path: str) -> str:
    """Give a full Windows path in the form in which it may be longer than 260 characters."""
    if path.startswith("\\\\?\\"):
        return path
    return f"\\\\?\\UNC{path[1:]}" if path.startswith("\\\\") else f"\\\\?\\{path}"


def full_path(path: Path) -> str:
    """Give a path as this system opens it whatever its length."""
    full = str(path.absolute())
    return extended(full) if sys.platform == "win32" else full


def read_below(root: str, parts: Sequence[str]) -> tuple[bytes, Stamp]:
    """Read the file ``parts`` below ``root``; raises ``Refused`` or ``OSError``.

    No part may be a link, the last one must be a plain file, also if somebody exchanges it between
    listing and reading. Bytes that changed while they were read are read again.
    """
    if not parts or any(part in ("", ".", "..") or "/" in part for part in parts):
        raise Refused(NO_FILE)
    for _ in range(TRIES):
        read_at = time.time_ns()
        with _opened(root, parts) as handle:
            before = os.fstat(handle)
            if said := refusal(before):
                raise Refused(said)
            data = _all(handle, before.st_size)
            after = os.fstat(handle)
        if len(data) > MAX_BYTES:
            raise Refused(TOO_LARGE)
        first, last = stamp_of(before, read_at), stamp_of(after, read_at)
        if first == last and len(data) == last.size:
            return data, first
    raise Refused(CHANGING)


def _all(handle: int, size: int) -> bytes:
    """Read to the end, one byte more than ``size`` at most a step: the file may be growing."""
    with os.fdopen(handle, "rb", buffering=0, closefd=False) as file:
        steps = [file.read(size + 1)]
        total = len(steps[0])
        while total <= MAX_BYTES and (step := file.read(64 * 1024)):
            steps.append(step)
            total += len(step)
    return steps[0] if len(steps) == 1 else b"".join(steps)


@contextmanager
def _opened(root: str, parts: Sequence[str]) -> Iterator[int]:
    handle = _open(root, parts)
    try:
        yield handle
    finally:
        os.close(handle)


if sys.platform == "win32":

    def _open(root: str, parts: Sequence[str]) -> int:
        """Look at each part before it is entered: Windows opens nothing below an open folder."""
        path = Path(root)
        for part in parts:
            path /= part
            if is_link(path.lstat()):
                raise Refused(IS_LINK)
        return os.open(path, os.O_RDONLY | os.O_BINARY | os.O_NOINHERIT)

else:

    def _open(root: str, parts: Sequence[str]) -> int:
        """Go down folder by folder, each opened below the last; a pipe does not hang."""
        folder = os.open(root, os.O_RDONLY | os.O_DIRECTORY)
        try:
            for part in parts[:-1]:
                below = os.open(part, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW, dir_fd=folder)
                os.close(folder)
                folder = below
            flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
            return os.open(parts[-1], flags, dir_fd=folder)
        finally:
            os.close(folder)
