"""Says what bytes are, whatever the file is called, and what a name promises."""

from __future__ import annotations

import io
import zipfile

from par_rules.evidence.document import Media

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"mif1", b"msf1"})


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
