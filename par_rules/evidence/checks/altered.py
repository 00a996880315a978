"""ALTERED: the bytes are not those that a person confirmed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from par_rules.evidence import register_layout as layout
from par_rules.evidence.exhibits import Exhibit
from par_rules.evidence.manifest import Finding


def altered(exhibit: Exhibit) -> Iterator[Finding]:
    """Find a file that changed after it was confirmed."""
    row, document = exhibit.row, exhibit.document
    if document is None or row.confirmed_sha256 is None:
        return
    if document.sha256.startswith(row.confirmed_sha256):
        return
    when = f" ngày {row.confirmed_on:%d/%m/%Y}" if row.confirmed_on else ""
    what = f"“{exhibit.path.rpartition('/')[2]}” đã thay đổi sau khi được xác nhận{when}"
    todo = (
        f"so lại với bản gốc; đúng thì ghi mã {code_of(document.sha256)} vào cột "
        f"{layout.CONFIRMED_SHA256}, sai thì chép lại tệp cũ"
    )
    yield exhibit.finding("ALTERED", "blocks", what, todo)


def code_of(sha256: str) -> str:
    """Give the first letters of a SHA-256, enough to confirm it by: twelve, or until one is a
    letter that no spreadsheet takes for part of a number."""
    sure = re.search("[a-df]", sha256)
    return sha256[: max(12, sure.end() if sure else len(sha256))]
