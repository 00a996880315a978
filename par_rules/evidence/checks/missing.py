"""MISSING and NO_EXPLAIN: what is demanded and due, or listed, and is not there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from par_rules.criteria.model import CriteriaSet, Leaf, Requirement
from par_rules.evidence.checks.due_days import due_days
from par_rules.evidence.checks.late import days_of_series
from par_rules.evidence.document import Document
from par_rules.evidence.exhibits import Exhibit
from par_rules.evidence.manifest import Finding
from par_rules.letters import words

NearMiss = Callable[[Leaf, Requirement], str | None]
# Of a series: what comes close, issued after the one day and not after the other.
NearDay = Callable[[Requirement, date | None, date], str | None]


def gone(exhibit: Exhibit, documents: Sequence[Document]) -> Iterator[Finding]:
    """Find a listed file that is not in the folder; says where the same bytes lie now."""
    if exhibit.document is not None:
        return
    what = f"“{exhibit.path}” có trong danh mục minh chứng nhưng không có trong thư mục"
    todo = "chép lại tệp đúng tên này, hoặc bỏ dòng trong danh mục"
    confirmed = exhibit.row.confirmed_sha256
    moved = [d.path for d in documents if confirmed and d.sha256.startswith(confirmed)]
    alike = [d.path for d in documents if _file_name(d.path) == _file_name(exhibit.path)]
    if moved:
        todo = f"tệp cùng nội dung nay là “{moved[0]}”: sửa cột Tệp trong danh mục"
    elif alike:
        todo = f"ý bạn là “{alike[0]}”? Nếu đúng thì sửa cột Tệp trong danh mục"
    yield exhibit.finding("MISSING", "blocks", what, todo)


def _file_name(path: str) -> tuple[str, ...]:
    return words(path.rpartition("/")[2])


def missing(
    leaf: Leaf, requirement: Requirement, criteria: CriteriaSet, as_of: date, near: NearMiss
) -> Iterator[Finding]:
    """Find that a requirement whose day has passed has no document at all."""
    days = due_days(requirement, criteria)
    if days[-1] < as_of and len(days) == 1 and leaf.role is None:
        yield missing_finding(leaf, requirement, days[0], near(leaf, requirement))


def missing_finding(leaf: Leaf, requirement: Requirement, day: date, near: str | None) -> Finding:
    """Make the finding of a requirement without document; ``near`` tells what comes close."""
    titles = " hoặc ".join(f"“{asked.title}”" for asked in alternatives(leaf, requirement))
    what = f"chưa có {titles} (hạn {day:%d/%m/%Y})"
    if near:
        what += f"; {near}"
    return Finding(
        code="MISSING",
        severity="blocks",
        leaf=leaf.key,
        requirement=requirement.key,
        path=None,
        office=leaf.lead_office,
        what=what,
        todo="đưa văn bản vào thư mục tai-lieu và nối trong danh mục; không có thì ghi giải trình",
    )


def alternatives(leaf: Leaf, requirement: Requirement) -> tuple[Requirement, ...]:
    """Give the requirements of which any suffices, this one among them."""
    if requirement.need != "any" or requirement.group is None:
        return (requirement,)
    return tuple(mate for mate in leaf.evidence if mate.group == requirement.group)


def missing_in_series(
    leaf: Leaf,
    requirement: Requirement,
    exhibits: Sequence[Exhibit],
    criteria: CriteriaSet,
    as_of: date,
    near: NearDay | None = None,
) -> Iterator[Finding]:
    """Find the passed days of a series that no document answers."""
    days = due_days(requirement, criteria)
    if len(days) == 1:
        return
    answered = {day for _, day in days_of_series(exhibits, criteria)}
    for before, day in zip((None, *days), days, strict=False):
        if day < as_of and day not in answered:
            said = near(requirement, before, day) if near else None
            yield missing_finding(leaf, requirement, day, said)


def no_explain(finding: Finding, explanation: str | None) -> Iterator[Finding]:
    """Find that nobody has explained why a document is missing."""
    if finding.code == "MISSING" and explanation is None:
        yield Finding(
            code="NO_EXPLAIN",
            severity="warns",
            leaf=finding.leaf,
            requirement=finding.requirement,
            path=finding.path,
            office=finding.office,
            what=f"chưa có giải trình: {finding.what}",
            todo="ghi một dòng ở trang Giải trình của danh mục minh chứng",
        )
