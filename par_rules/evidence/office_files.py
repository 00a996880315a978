"""Opens Word and Excel files within a budget: what a file declares about its sizes is not believed.

A document that declares 1,000 bytes can unpack to gigabytes; only counted reading holds.
"""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

STEP = 64 * 1024
# Honest office files unpack to at most some 30 times their size.
BUDGET = 64 * 1024 * 1024
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
    try:
        with archive.open(name) as member:
            while step := member.read(STEP):
                kept += step
                if len(kept) > budget:
                    raise Unreadable("tệp bung ra quá lớn, có dấu hiệu bất thường")
    except Unreadable:
        raise
    except Exception:
        # zipfile raises RuntimeError (password), BadZipFile, zlib.error, EOFError and others.
        raise Unreadable("tệp hỏng, không mở được") from None
    return bytes(kept)


def check_size(archive: zipfile.ZipFile, budget: int = BUDGET) -> None:
    """Unpack every member once, keeping nothing; raises ``Unreadable`` beyond ``budget``."""
    total = 0
    for entry in archive.infolist():
        total += len(read_member(archive, entry.filename, budget - total))


def read_xml(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    """Parse one member; raises ``Unreadable``. Entities of its own are refused."""
    data = read_member(archive, name)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise Unreadable("tệp chứa khai báo XML không an toàn")
    try:
        return ElementTree.fromstring(data)
    except ElementTree.ParseError:
        raise Unreadable("tệp hỏng, không đọc được nội dung") from None
