"""LINK: a page of a portal whose saved copy says too little or is too old."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from par_rules.evidence.exhibits import Exhibit
from par_rules.evidence.manifest import Finding

MOST_DAYS = 180


def link(exhibit: Exhibit, as_of: date) -> Iterator[Finding]:
    """Find a saved page without its day, or one seen too long ago.

    An address that is none, and a page without a saved copy, are told of when the register is
    read.
    """
    row = exhibit.row
    if row.url is None:
        return
    todo = "mở lại trang, lưu bản mới vào tai-lieu, ghi ngày xem trang"
    if row.visited is None:
        what = f"bản lưu của trang {row.url} chưa ghi ngày xem trang"
        yield exhibit.finding("LINK", "warns", what, todo)
    elif (as_of - row.visited).days > MOST_DAYS:
        what = f"trang {row.url} xem lần cuối ngày {row.visited:%d/%m/%Y}, đã quá {MOST_DAYS} ngày"
        yield exhibit.finding("LINK", "warns", what, todo)
