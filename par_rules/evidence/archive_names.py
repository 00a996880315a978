"""Names the files inside a compressed file, which is never unpacked."""

from __future__ import annotations

import io
import unicodedata
import zipfile

MOST_SHOWN = 8
UTF8_FLAG = 0x800


def names_inside(data: bytes) -> str | None:
    """Say how many files are inside and name the first ones; None where it cannot be opened.

    A name that its program stored as UTF-8 without saying so is repaired. One in an old coding
    (cp1258, TCVN) cannot be told from noise and is counted as unreadable instead of shown wrong.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    except Exception:
        return None  # zipfile raises far more than it documents
    names = [name for entry in entries if (name := shown_name(entry)) is not None]
    text = f"tệp nén gồm {len(entries)} tệp"
    if names:
        text += ": " + "; ".join(names[:MOST_SHOWN]) + ("; …" if len(names) > MOST_SHOWN else "")
    if unread := len(entries) - len(names):
        text += f" ({unread} tên không đọc được)"
    return text


def shown_name(entry: zipfile.ZipInfo) -> str | None:
    """Give a member's name as its author saw it, None where that cannot be known."""
    name = entry.filename
    if not entry.flag_bits & UTF8_FLAG and not name.isascii():
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:
            return None
    name = unicodedata.normalize("NFC", name)
    if any(unicodedata.category(c)[0] == "C" for c in name):
        return None
    return name
