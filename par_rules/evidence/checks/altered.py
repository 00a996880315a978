"""ALTERED: the bytes are not those that a person confirmed."""

from __future__ import annotations

from collections.abc import Iterator

from par_rules.evidence.exhibits import Exhibit
from par_rules.evidence.manifest import Finding


def altered(exhibit: Exhibit) -> Iterator[Finding]:
    """Find a file that changed after it was confirmed."""
    row, document = exhibit.row, exhibit.document
    if document is None or row.confirmed_sha256 in (None, document.sha256):
        return
    when = f" ngày {row.confirmed_on:%d/%m/%Y}" if row.confirmed_on else ""
    what = f"“{exhibit.path.rpartition('/')[2]}” đã thay đổi sau khi được xác nhận{when}"
    todo = "so lại với bản gốc; đúng thì xác nhận lại (ghi mã SHA-256 mới), sai thì chép lại tệp cũ"
    yield exhibit.finding("ALTERED", "blocks", what, todo)
