"""What the disk refuses, told to an official: which file, why, what to do."""

from __future__ import annotations

import errno
import re

WORDS = {
    errno.EACCES: ("không có quyền ghi hoặc tệp đang mở", "đóng tệp, hoặc chọn thư mục khác"),
    errno.EPERM: ("không có quyền ghi hoặc tệp đang mở", "đóng tệp, hoặc chọn thư mục khác"),
    errno.EROFS: ("ổ đĩa chỉ cho đọc", "chọn thư mục khác bằng --out"),
    errno.ENOSPC: ("ổ đĩa đã đầy", "xóa bớt tệp không cần rồi chạy lại"),
    errno.ENOTDIR: ("là tệp, không phải thư mục", "đổi tên tệp đó, hoặc chọn thư mục khác"),
    errno.EEXIST: ("là tệp, không phải thư mục", "đổi tên tệp đó, hoặc chọn thư mục khác"),
    errno.EISDIR: ("là thư mục, không phải tệp", "đổi tên thư mục đó rồi chạy lại"),
    errno.ENAMETOOLONG: ("tên hoặc đường dẫn quá dài", "để bộ công cụ ở thư mục có tên ngắn hơn"),
}

# "[Errno 13] Permission denied: 'out/x'", with a second name where a file was to be renamed
_TEXT = re.compile(r"\[(?:Errno|WinError) (\d+)\][^']*'([^']*)'(?: -> '([^']*)')?")


def refused(error: OSError) -> str | None:
    """Say what the disk refused; None for an error that no official can mend."""
    if error.errno not in WORDS or error.filename is None:
        return None
    return _sentence(error.errno, str(error.filename2 or error.filename))


def refused_text(text: str) -> str | None:
    """Say the same of an error known only by its text."""
    found = _TEXT.search(text)
    if found is None or int(found[1]) not in WORDS:
        return None
    return _sentence(int(found[1]), found[3] or found[2])


def _sentence(code: int, name: str) -> str:
    what, todo = WORDS[code]
    return f"{name}: {what}: {todo}"
