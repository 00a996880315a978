"""EXPIRED and SOON: a document whose force has ended, or will within three weeks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from par_rules.criteria.model import CriteriaSet
from par_rules.evidence.exhibits import Exhibit
from par_rules.evidence.manifest import Finding

SOON_DAYS = 21
WEEK = 7


def expiry(exhibit: Exhibit, criteria: CriteriaSet, as_of: date) -> Iterator[Finding]:
    """Find a document that is out of force; nothing that ends after the cut-off matters."""
    until = exhibit.row.valid_until
    if until is None:
        return
    day = min(as_of, criteria.head.cut_off)
    left = (until - day).days
    todo = "nối văn bản thay thế hoặc gia hạn"
    if left < 0:
        what = f"{exhibit.name} hết hiệu lực ngày {until:%d/%m/%Y}"
        yield exhibit.finding("EXPIRED", "blocks", what, todo)
    elif left <= SOON_DAYS and until < criteria.head.cut_off:
        what = f"{exhibit.name} hết hiệu lực ngày {until:%d/%m/%Y}, còn {left} ngày"
        if left <= WEEK:
            yield exhibit.finding("SOON", "blocks", what, todo, "week")
        else:
            yield exhibit.finding("SOON", "warns", what, todo)
