"""What the disk refuses, told to an official: which file, why, what to do."""

from __future__ import annotations

import errno
import re
from ast import literal_eval

WORDS = {
    errno.EACCES: ("không có quyền ghi hoặc tệp đang mở", "đóng tệp, hoặc chọn thư mục khác"),
    errno.EPERM: ("không có quyền ghi hoặc tệp đang mở", "đóng tệp, hoặc chọn thư mục khác"),
    errno.EROFS: ("ổ đĩa chỉ cho đọc", "chọn thư mục khác bằng --out"),
    errno.ENOSPC: ("ổ đĩa đã đầy", "xóa bớt tệp không cần rồi chạy lại"),
    errno.EDQUOT: ("hết dung lượng được cấp", "xóa bớt tệp không cần rồi chạy lại"),
    errno.ENOTDIR: ("là tệp, không phải thư mục", "đổi tên tệp đó, hoặc chọn thư mục khác"),
    errno.EEXIST: ("là tệp, không phải thư mục", "đổi tên tệp đó, hoặc chọn thư mục khác"),
    errno.EISDIR: ("là thư mục, không phải tệp", "đổi tên thư mục đó rồi chạy lại"),
    errno.ENAMETOOLONG: ("tên hoặc đường dẫn quá dài", "để bộ công cụ ở thư mục có tên ngắn hơn"),
}

# What Windows numbers otherwise, where an error is known only by its text.
_ON_WINDOWS = {
    5: errno.EACCES,
    19: errno.EROFS,
    32: errno.EACCES,
    33: errno.EACCES,
    39: errno.ENOSPC,
    80: errno.EEXIST,
    112: errno.ENOSPC,
    183: errno.EEXIST,
    206: errno.ENAMETOOLONG,
    267: errno.ENOTDIR,
}
# "[Errno 13] Permission denied: 'out/x'", with a second name where a file was to be renamed; the
# names are written as Python writes texts.
_NAME = r"""('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_TEXT = re.compile(rf"\[(Errno|WinError) (\d+)\][^'\"]*{_NAME}(?: -> {_NAME})?")


def refused(error: OSError) -> str | None:
    """Say what the disk refused; None for an error that no official can mend."""
    if error.errno not in WORDS or error.filename is None:
        return None
    return _sentence(error.errno, str(error.filename2 or error.filename))


def refused_text(text: str) -> str | None:
    """Say the same of an error known only by its text."""
    found = _TEXT.search(text)
    if found is None:
        return None
    number = int(found[2])
    code = _ON_WINDOWS.get(number, 0) if found[1] == "WinError" else number
    return _sentence(code, str(literal_eval(found[4] or found[3]))) if code in WORDS else None


def _sentence(code: int, name: str) -> str:
    what, todo = WORDS[code]
    return f"{_shown(name)}: {what}: {todo}"


def _shown(name: str) -> str:
    """Give the folder of what is written aside: its own name says nothing to anybody."""
    aside = re.fullmatch(r"(.*)[/\\]\.par-[^/\\]*", name)
    return aside[1] if aside else name
