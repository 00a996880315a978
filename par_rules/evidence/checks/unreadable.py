"""UNREADABLE: the file cannot be read at all."""

from __future__ import annotations

from collections.abc import Iterator

from par_rules.evidence.checks.fault import Fault, file_name
from par_rules.evidence.document import Document


def unreadable(document: Document) -> Iterator[Fault]:
    """Find an empty file, and one that no reader could open or read within its limits."""
    name = file_name(document.path)
    if document.trouble is not None:
        todo = "lấy lại bản gốc từ hệ thống quản lý văn bản, chép đè lên tệp này"
        if not document.sha256:
            todo = "đóng tệp ở chương trình khác rồi chạy lại; nếu là lối tắt thì chép tệp thật vào"
        yield Fault("UNREADABLE", "blocks", f"không đọc được “{name}”: {document.trouble}", todo)
    elif document.media == "empty":
        what = f"“{name}” là tệp rỗng (0 byte)"
        yield Fault("UNREADABLE", "blocks", what, "chép lại tệp gốc")
