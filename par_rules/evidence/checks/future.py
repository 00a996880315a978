"""FUTURE: a day that cannot be: after the day of scoring, or not in any calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from par_rules.evidence.exhibits import Exhibit
from par_rules.evidence.manifest import Finding

_TODO = "xem lại văn bản gốc; ghi đúng ngày trong danh mục"


def future(exhibit: Exhibit, as_of: date) -> Iterator[Finding]:
    """Find an impossible day of issue."""
    document = exhibit.document
    if document is not None and document.odd_date is not None and exhibit.issued is None:
        what = f"“{exhibit.path.rpartition('/')[2]}” in ngày {document.odd_date}, ngày không có"
        yield exhibit.finding("FUTURE", "blocks", what, _TODO)
    elif exhibit.issued is not None and exhibit.issued > as_of:
        what = f"{exhibit.name} có ngày sau ngày tính điểm {as_of:%d/%m/%Y}"
        yield exhibit.finding("FUTURE", "blocks", what, _TODO)
