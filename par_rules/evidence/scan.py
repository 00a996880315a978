"""Walks the document folder and reads each file once; follows no link, changes nothing."""

from __future__ import annotations

import hashlib
import io
import os
import stat
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from par_rules.evidence.document import Media

# A scanned dossier of 100 pages is about 50 MB; what is larger is a film or a disk image.
MAX_BYTES = 256 * 1024 * 1024
MAX_DEPTH = 32

# Left by Office, the desktop and cut-off writes; never evidence.
_JUNK_NAMES = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})
_JUNK_STARTS = ("~$", ".~lock.", ".par-", "._")

_MOUNT_POINT = 0xA0000003
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"mif1", b"msf1"})


@dataclass(frozen=True, slots=True)
class ScannedFile:
    """A file of the folder; ``data`` is None where it was not read, ``trouble`` says why."""

    path: str
    raw_path: str
    size: int
    data: bytes | None
    trouble: str | None = None

    @property
    def sha256(self) -> str:
        """Give the hash of the bytes that were read, "" if none were."""
        return "" if self.data is None else hashlib.sha256(self.data).hexdigest()


def list_files(folder: Path) -> list[tuple[str, Path]]:
    """Give the files and links under ``folder`` by their NFC path, sorted; no junk, no folders."""
    found = [(_key(raw), path) for raw, path in _walk(folder, "", 0)]
    return sorted(found, key=lambda item: (item[0], item[1].as_posix()))


def _key(raw: str) -> str:
    """Give a name in NFC; bytes that are no text show as \\udcff instead of stopping a run."""
    return unicodedata.normalize("NFC", _printable(raw))


def _printable(raw: str) -> str:
    return raw.encode("utf-8", "backslashreplace").decode("utf-8")


def _walk(folder: Path, before: str, depth: int) -> Iterator[tuple[str, Path]]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        raw = f"{before}{entry.name}"
        if entry.is_dir(follow_symlinks=False) and depth < MAX_DEPTH and not _is_junction(entry):
            yield from _walk(folder / entry.name, f"{raw}/", depth + 1)
        elif not is_junk(entry.name):
            yield raw, folder / entry.name


def _is_junction(entry: os.DirEntry[str]) -> bool:
    """Say whether a folder is a Windows junction: a link that may lead in a circle."""
    try:
        found = entry.stat(follow_symlinks=False)
    except OSError:
        return True
    return getattr(found, "st_reparse_tag", 0) == _MOUNT_POINT


def is_junk(name: str) -> bool:
    """Say whether a file of that name is left by a program and is nobody's document."""
    return name.lower() in _JUNK_NAMES or name.startswith(_JUNK_STARTS)


def read_file(key: str, path: Path, folder: Path) -> ScannedFile:
    """Read one file; a link, a device, an unreadable or too large file comes without bytes."""
    raw = _printable(path.relative_to(folder).as_posix())
    try:
        found = path.lstat()
        size = found.st_size
        trouble = _refusal(found)
        if trouble is None:
            # A link put in the file's place after lstat is not followed, a pipe does not hang.
            flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
            handle = os.open(path, flags | getattr(os, "O_BINARY", 0))
            with os.fdopen(handle, "rb") as file:
                data = file.read(MAX_BYTES + 1)
            if len(data) <= MAX_BYTES:
                return ScannedFile(key, raw, len(data), data)
            trouble = _TOO_LARGE
    except OSError:
        size, trouble = 0, "không mở được tệp (bị chương trình khác khóa hoặc không có quyền đọc)"
    return ScannedFile(key, raw, size, None, trouble)


_TOO_LARGE = f"tệp lớn hơn {MAX_BYTES // 1024 // 1024} MB"


def _refusal(found: os.stat_result) -> str | None:
    if stat.S_ISLNK(found.st_mode):
        return "là lối tắt trỏ tới nơi khác, không phải tệp"
    if not stat.S_ISREG(found.st_mode):
        return "không phải là tệp thường"
    return _TOO_LARGE if found.st_size > MAX_BYTES else None


def sniff(data: bytes) -> Media:
    """Say what the bytes are, whatever the file is called."""
    if not data:
        return "empty"
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if data.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC_BRANDS:
        return "heic"
    if data.startswith(_OLE):
        return "doc"
    if data.startswith(b"PK\x03\x04"):
        return _office(data)
    return "text" if _is_text(data[:4096]) else "unknown"


def _office(data: bytes) -> Media:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return "zip"
    if "word/document.xml" in names:
        return "docx"
    return "xlsx" if "xl/workbook.xml" in names else "zip"


def _is_text(data: bytes) -> bool:
    try:
        return "\x00" not in data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > len(data) - 4 and b"\x00" not in data


# What a name's end promises. An end that is not here promises nothing.
PROMISES: dict[str, Media] = {
    "pdf": "pdf",
    "docx": "docx",
    "xlsx": "xlsx",
    "doc": "doc",
    "xls": "doc",
    "jpg": "jpeg",
    "jpeg": "jpeg",
    "png": "png",
    "heic": "heic",
    "txt": "text",
    "csv": "text",
    "zip": "zip",
}
MEDIA_TITLES: dict[Media, str] = {
    "pdf": "PDF",
    "docx": "Word (.docx)",
    "xlsx": "Excel (.xlsx)",
    "doc": "Word, Excel kiểu cũ hoặc có mật khẩu",
    "jpeg": "ảnh JPEG",
    "png": "ảnh PNG",
    "heic": "ảnh HEIC của điện thoại",
    "text": "văn bản thuần",
    "zip": "tệp nén",
    "empty": "tệp rỗng (0 byte)",
    "unknown": "loại không nhận ra",
}


def promised(path: str) -> Media | None:
    """Give what the name's end promises the file to be, None where it promises nothing."""
    stem, dot, end = path.rpartition("/")[2].rpartition(".")
    return PROMISES.get(end.lower()) if dot and stem else None
