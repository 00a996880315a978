"""SECRET: marked as a state secret, or with personal identity numbers inside."""

from __future__ import annotations

from collections.abc import Iterator

from par_rules.evidence.checks.fault import Fault, file_name
from par_rules.evidence.document import SECRECY_TITLES, Document


def secret(document: Document) -> Iterator[Fault]:
    """Find what must not be copied, and what must be looked at before it is."""
    name = file_name(document.path)
    if document.secrecy:
        mark = SECRECY_TITLES[document.secrecy]
        what = f"“{name}” có dấu {mark}: không đọc nội dung, không bao giờ chép vào hồ sơ"
        todo = "đưa tệp ra khỏi máy này theo quy định về bảo vệ bí mật nhà nước"
        yield Fault("SECRET", "blocks", what, todo)
    if document.personal_numbers:
        count = document.personal_numbers
        what = f"“{name}” có {count} số định danh cá nhân"
        todo = "che các số này ở bản nộp, hoặc ghi “có” ở cột Giữ tệp lại của danh mục"
        yield Fault("SECRET", "warns", what, todo, "personal")
