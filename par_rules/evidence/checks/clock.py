"""CLOCK: the time of a file cannot be what it says."""

from __future__ import annotations

from collections.abc import Iterator

from par_rules.evidence.checks.fault import Fault, file_name
from par_rules.evidence.document import Document


def clock(document: Document) -> Iterator[Fault]:
    """Find a time ahead of the clock, or one that stood still while the bytes changed."""
    name = file_name(document.path)
    if document.clock == "ahead":
        what = f"giờ sửa của “{name}” ở tương lai"
        yield Fault("CLOCK", "warns", what, "xem lại đồng hồ của máy đã chép tệp")
    elif document.clock == "still":
        what = f"nội dung “{name}” đã đổi mà giờ sửa giữ nguyên"
        yield Fault("CLOCK", "warns", what, "so tệp với bản gốc")
