"""Opens Word and Excel files within a budget: what a file declares about its sizes is not believed.

A document that declares 1,000 bytes can unpack to gigabytes; only counted reading holds.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

STEP = 64 * 1024
# An export of 200,000 rows unpacks to about 100 MB.
BUDGET = 128 * 1024 * 1024
_TOO_LARGE = "tệp bung ra quá lớn, có dấu hiệu bất thường"
MAX_ENTRIES = 5_000


class Unreadable(ValueError):
    """The file cannot be read; the message says why, in Vietnamese."""


def open_archive(data: bytes) -> zipfile.ZipFile:
    """Open the ZIP of an office file; raises ``Unreadable``."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise Unreadable("tệp hỏng, không mở được") from None
    if len(archive.infolist()) > MAX_ENTRIES:
        raise Unreadable("tệp nén chứa quá nhiều mục bên trong")
    return archive


def read_member(archive: zipfile.ZipFile, name: str, budget: int = BUDGET) -> bytes:
    """Read one member in counted steps; raises ``Unreadable`` beyond ``budget`` bytes."""
    kept = bytearray()
    for step in _steps(archive, name):
        kept += step
        if len(kept) > budget:
            raise Unreadable(_TOO_LARGE)
    return bytes(kept)


def _steps(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    try:
        with archive.open(name) as member:
            while step := member.read(STEP):
                yield step
    except Exception:
        # zipfile raises RuntimeError (password), BadZipFile, zlib.error, EOFError and others.
        raise Unreadable("tệp hỏng, không mở được") from None


def check_size(archive: zipfile.ZipFile, budget: int = BUDGET) -> None:
    """Unpack every member once, keeping nothing; raises ``Unreadable`` beyond ``budget``."""
    left = budget
    for entry in archive.infolist():
        for step in _steps(archive, entry.filename):
            left -= len(step)
            if left < 0:
                raise Unreadable(_TOO_LARGE)


def read_xml(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    """Parse one member; raises ``Unreadable``. Entities of its own are refused."""
    data = read_member(archive, name)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise Unreadable("tệp chứa khai báo XML không an toàn")
    try:
        return ElementTree.fromstring(data)
    except ElementTree.ParseError:
        raise Unreadable("tệp hỏng, không đọc được nội dung") from None
