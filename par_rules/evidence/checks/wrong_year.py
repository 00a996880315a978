"""WRONG_YEAR: the document is of another year than the one being scored."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from par_rules.criteria.model import CriteriaSet, Requirement
from par_rules.evidence.exhibits import Exhibit
from par_rules.evidence.manifest import Finding


def accepted_from(
    requirement: Requirement, type_key: str | None, criteria: CriteriaSet
) -> date | None:
    """Give the first day of issue that counts, None where any earlier day does (còn hiệu lực)."""
    if requirement.in_force:
        return None
    if requirement.issued is not None:
        return requirement.issued[0]
    if type_key == "ke_hoach":
        # A plan of the year may be issued in the fourth quarter before (RULES.md §6).
        return date(criteria.head.year - 1, 10, 1)
    return criteria.head.window[0]


def wrong_year(exhibit: Exhibit, criteria: CriteriaSet) -> Iterator[Finding]:
    """Find a document issued outside the days that its requirement takes."""
    requirement, issued = exhibit.requirement, exhibit.issued
    if issued is None:
        return
    first = accepted_from(requirement, exhibit.type_key, criteria)
    last = requirement.issued[1] if requirement.issued and not requirement.in_force else None
    if (first is None or first <= issued) and (last is None or issued <= last):
        return
    until = f" đến {last:%d/%m/%Y}" if last else ""
    since = f"từ {first:%d/%m/%Y}" if first else ""
    what = f"{exhibit.name} không thuộc năm đánh giá {criteria.head.year}: chỉ tính văn bản "
    what += f"ban hành {since}{until}"
    todo = f"nối văn bản của năm {criteria.head.year}; nếu chưa có thì ghi giải trình"
    yield exhibit.finding("WRONG_YEAR", "blocks", what, todo)
