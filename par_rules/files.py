"""Writes files so that they appear complete or not at all, and keeps logs one line at a time."""

from __future__ import annotations

import errno
import os
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

# Windows refuses to replace a file for a moment while an indexer or a virus scanner reads it, and
# as long as Excel or Word holds it. Seconds before each try; what the last one is refused is held.
WAITS = (0.0, 0.05, 0.2)

# Ends a line that was cut off, once a later line follows it. JSON text never contains it.
CANCELLED = b"\x18"


def write_atomic(path: Path, data: bytes | str) -> Path:
    """Write ``data`` whole to ``path`` and return the path that was written.

    Text becomes UTF-8 with its line ends as they are. Missing folders are made. The old file stays
    as it was until the new one is safe on disk. A target that another program holds open is left
    alone and the file is written beside it, as ``<stem> (bản HH-MM-SS)<suffix>``.

    Raises ``OSError`` if neither place can be written, ``UnicodeEncodeError`` for text that is not
    valid Unicode; then nothing has changed.
    """
    content = data.encode("utf-8") if isinstance(data, str) else data
    with writing_aside(path) as aside:
        aside.file.write(content)
    return aside.written


@dataclass
class Aside:
    """A file being written beside its target; ``written`` is where it went in the end."""

    file: BinaryIO
    written: Path


@contextmanager
def writing_aside(path: Path) -> Iterator[Aside]:
    """Open a file that takes the place of ``path`` once the block ends, as :func:`write_atomic`.

    For what is too large to be held in memory. A block that raises leaves nothing behind.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    hidden = path.parent / f".par-{secrets.token_hex(8)}.tmp"
    try:
        with hidden.open("x+b") as file:
            aside = Aside(file, path)
            yield aside
            file.flush()
            os.fsync(file.fileno())
        aside.written = _put_in_place(hidden, path)
    finally:
        hidden.unlink(missing_ok=True)
    _sync_folder(path.parent)


def _put_in_place(aside: Path, path: Path) -> Path:
    for wait in WAITS:
        time.sleep(wait)
        with suppress(PermissionError):
            aside.replace(path)
            return path
    beside = path.with_name(f"{path.stem} (bản {datetime.now():%H-%M-%S}){path.suffix}")
    aside.replace(beside)
    return beside


def _sync_folder(folder: Path) -> None:
    """Make the new name of a file survive a power cut; Windows does so by itself."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def append_line(path: Path, line: str) -> None:
    """Add ``line`` to the end of ``path`` in one write, on disk when this returns.

    A last line that an earlier write left cut off is cancelled, so that the two do not run
    together. Raises ``ValueError`` for text of more than one line, ``OSError`` if it cannot write.
    """
    if "\n" in line or "\r" in line:
        raise ValueError("append_line takes one line")
    path.parent.mkdir(parents=True, exist_ok=True)
    is_new = not path.exists()
    content = line.encode("utf-8") + b"\n"
    with path.open("a+b", buffering=0) as file:
        if _is_cut_off(path):
            content = CANCELLED + b"\n" + content
        if file.write(content) != len(content):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        os.fsync(file.fileno())
    if is_new:
        _sync_folder(path.parent)


def _is_cut_off(path: Path) -> bool:
    with path.open("rb") as file:
        if file.seek(0, os.SEEK_END) == 0:
            return False
        file.seek(-1, os.SEEK_END)
        return file.read(1) != b"\n"


@dataclass(frozen=True)
class Lines:
    """The whole lines of a log, and the numbers (from 1) of those that were cut off."""

    whole: tuple[str, ...]
    cut_off: tuple[int, ...]

    def warnings(self, path: Path) -> tuple[str, ...]:
        """Say of each cut-off line where it stands and that it is ignored."""
        return tuple(
            f"{path}:{number}: dòng ghi dở (máy tắt hoặc chương trình bị dừng khi đang ghi); "
            "dòng này được bỏ qua"
            for number in self.cut_off
        )


def read_lines(path: Path) -> Lines:
    """Read the lines that :func:`append_line` wrote; a file that does not exist has none.

    A line counts as cut off if the file ends before the line does, if a later line cancelled it,
    or if it is not UTF-8 (a power cut can leave noise).
    """
    if not path.exists():
        return Lines((), ())
    *ended, rest = path.read_bytes().split(b"\n")
    whole, cut_off = [], []
    for number, raw in enumerate(ended, 1):
        try:
            if raw.endswith(CANCELLED):
                cut_off.append(number)
            else:
                whole.append(raw.decode("utf-8").removesuffix("\r"))
        except UnicodeDecodeError:
            cut_off.append(number)
    if rest:
        cut_off.append(len(ended) + 1)
    return Lines(tuple(whole), tuple(cut_off))
