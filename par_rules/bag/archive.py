"""Looks into a ZIP without extracting: names, kinds, and bytes in counted steps.

Nothing that the archive says of itself is believed: sizes are counted, names are only compared.
"""

from __future__ import annotations

import copy
import hashlib
import os
import stat
import struct
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO, Protocol

from par_rules.bag.folder import files_below

STEP = 256 * 1024
MAX_ENTRIES = 100_000
MAX_DIRECTORY = 64 * 1024 * 1024
# Text packs about 30:1, an empty scan about 100:1; a bomb a thousand to one.
MAX_RATIO = 150
SLACK = 16 * 1024 * 1024
MAX_TAG = 32 * 1024 * 1024

_SYMLINK = "là lối tắt trỏ tới nơi khác, không phải tệp"
_NOT_A_FILE = "không phải tệp thường (thiết bị, ống dẫn)"


class Unusable(Exception):
    """The file as a whole cannot be checked; the message is Vietnamese."""


class BadEntry(Exception):
    """One file of it cannot be read; the message is Vietnamese."""


@dataclass(frozen=True)
class Item:
    """A file of the archive or folder; ``names`` are the ways its name can be read, best first.

    ``raw`` is the name as it stands there, ``fault`` says why the file is not even looked at.
    """

    names: tuple[str, ...]
    raw: str
    steps: Callable[[], Iterator[bytes]]
    fault: str | None = None

    @property
    def name(self) -> str:
        """Give the name as best read."""
        return self.names[0]

    def sha256(self) -> str:
        """Hash the file; raises ``BadEntry``."""
        digest = hashlib.sha256()
        for step in self.steps():
            digest.update(step)
        return digest.hexdigest()

    def data(self) -> bytes:
        """Give the bytes of a tag file; raises ``BadEntry``."""
        kept = bytearray()
        for step in self.steps():
            kept += step
            if len(kept) > MAX_TAG:
                raise BadEntry("lớn bất thường so với một bản kê")
        return bytes(kept)


class Source(Protocol):
    """What a bag lies in."""

    def items(self) -> list[Item]:
        """Give all files, in the order in which they lie there."""


class Folder:
    """A bag that somebody unpacked."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def items(self) -> list[Item]:
        """Give all files below the folder; no link is followed."""
        return [
            Item((name,), path.name, partial(_file_steps, path), _kind(path.lstat().st_mode))
            for name, path in files_below(self.path)
        ]


def _file_steps(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as file:
            while step := file.read(STEP):
                yield step
    except OSError:
        raise BadEntry("không mở được: đóng chương trình đang mở tệp rồi làm lại") from None


def _kind(mode: int) -> str | None:
    if stat.S_ISLNK(mode):
        return _SYMLINK
    return None if stat.S_IFMT(mode) in (0, stat.S_IFREG) else _NOT_A_FILE


class Archive:
    """A bag in a ZIP file."""

    def __init__(self, file: BinaryIO) -> None:
        """Read the list of what is in ``file``; raises ``Unusable``."""
        self.size = file.seek(0, os.SEEK_END)
        _check_directory(file, self.size)
        try:
            self.archive = zipfile.ZipFile(file)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            raise Unusable(
                "không mở được: tệp hỏng, hoặc bị cắt cụt khi chép, khi gửi thư: xin gửi lại"
            ) from None
        self.budget = MAX_RATIO * self.size + 4 * SLACK

    def items(self) -> list[Item]:
        """Give all entries that are no folders."""
        entries = self.archive.infolist()
        overlapping = _overlapping(entries)
        return [
            Item(
                _names(entry),
                entry.orig_filename,
                partial(self._steps, entry),
                _fault(entry, overlaps=id(entry) in overlapping),
            )
            for entry in entries
            if not entry.filename.endswith(("/", "\\")) or entry.file_size
        ]

    def _steps(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        limit = MAX_RATIO * entry.compress_size + SLACK
        honest = copy.copy(entry)
        honest.file_size = 1 << 62  # read what is there, not what is declared
        count = 0
        try:
            with self.archive.open(honest) as member:
                while step := member.read(STEP):
                    count += len(step)
                    self.budget -= len(step)
                    if count > limit or self.budget < 0:
                        raise BadEntry("bung ra lớn bất thường (bom nén): không đọc tiếp")
                    yield step
        except (BadEntry, GeneratorExit):
            raise
        except Exception:
            # zipfile raises BadZipFile, zlib.error, EOFError, NotImplementedError and others.
            raise BadEntry("hỏng trong gói (sai mã CRC hoặc sai cấu trúc)") from None
        if count != entry.file_size:
            raise BadEntry(f"khai dung lượng {entry.file_size} byte nhưng thật ra {count} byte")


def _names(entry: zipfile.ZipInfo) -> tuple[str, ...]:
    """Read a name as UTF-8 says it, else as Windows programs wrote it, with "/" and in NFC."""
    raw = entry.orig_filename
    found = [raw]
    if not entry.flag_bits & 0x800:
        data = raw.encode("cp437", "replace")
        found = [data.decode(code) for code in ("utf-8", "cp1258") if _decodes(data, code)] + found
    plain = (unicodedata.normalize("NFC", name.replace("\\", "/")) for name in found)
    return tuple(dict.fromkeys(plain))


def _decodes(data: bytes, code: str) -> bool:
    try:
        data.decode(code)
    except UnicodeDecodeError:
        return False
    return True


def _fault(entry: zipfile.ZipInfo, *, overlaps: bool) -> str | None:
    if entry.flag_bits & 1:
        return "có mật khẩu: không đọc được"
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "nén theo cách không hỗ trợ: nén lại bằng Windows hoặc 7-Zip kiểu ZIP thường"
    if overlaps:
        return "nằm đè lên mục khác trong gói (bom nén): không đọc"
    return _kind(entry.external_attr >> 16)


def _overlapping(entries: list[zipfile.ZipInfo]) -> set[int]:
    """Name the entries whose bytes start before those of the entry before them end."""
    found = set()
    end = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            found.add(id(entry))
        end = max(end, entry.header_offset + 30 + len(entry.orig_filename) + entry.compress_size)
    return found


def _check_directory(file: BinaryIO, size: int) -> None:
    """Refuse a list of entries that would fill the memory, before it is read."""
    tail = min(size, 65_557 + 20)
    file.seek(size - tail)
    data = file.read(tail)
    at = data.rfind(b"PK\x05\x06")
    if at < 0 or len(data) - at < 22:
        raise Unusable("không phải tệp ZIP, hoặc bị cắt cụt khi chép, khi gửi thư: xin gửi lại")
    count, length = struct.unpack("<HL", data[at + 10 : at + 16])
    if at >= 20 and data[at - 20 : at - 16] == b"PK\x06\x07":
        (start,) = struct.unpack("<Q", data[at - 12 : at - 4])
        file.seek(min(start, size))
        record = file.read(56)
        if len(record) == 56 and record.startswith(b"PK\x06\x06"):
            count, length = struct.unpack("<QQ", record[32:48])
    if count > MAX_ENTRIES or length > MAX_DIRECTORY:
        raise Unusable(f"khai có {count} mục, nhiều bất thường: không phải gói hồ sơ")
