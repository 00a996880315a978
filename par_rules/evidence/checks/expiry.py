"""EXPIRED and SOON: a document whose force or life has ended, or will within three weeks."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from par_rules.criteria.model import CriteriaSet
from par_rules.evidence.exhibits import Exhibit
from par_rules.evidence.manifest import Finding

SOON_DAYS = 21
WEEK = 7
_TODO = "nối văn bản thay thế hoặc gia hạn"


def expiry(exhibit: Exhibit, criteria: CriteriaSet, as_of: date) -> Iterator[Finding]:
    """Find a document that is out of force; nothing that ends after the cut-off matters."""
    until, days = exhibit.valid_until, exhibit.requirement.valid_days
    if days is not None and exhibit.issued is None:
        what = f"{exhibit.name} chưa rõ ngày ban hành nên chưa biết đã quá {days} ngày hay chưa"
        todo = "ghi ngày ban hành vào danh mục"
        yield exhibit.finding("EXPIRED", "warns", what, todo, "undated")
    if until is None:
        return
    left = (until - min(as_of, criteria.head.cut_off)).days
    said = f"{exhibit.name} hết hiệu lực ngày {until:%d/%m/%Y}"
    if until == exhibit.life_ends:
        said = f"{exhibit.name} chỉ có giá trị {days} ngày kể từ ngày ban hành, "
        said += f"đến hết ngày {until:%d/%m/%Y}"
    if left < 0:
        yield exhibit.finding("EXPIRED", "blocks", said, _TODO)
    elif left <= SOON_DAYS and until < criteria.head.cut_off:
        what = f"{said}, còn {left} ngày"
        if left <= WEEK:
            yield exhibit.finding("SOON", "blocks", what, _TODO, "week")
        else:
            yield exhibit.finding("SOON", "warns", what, _TODO)
