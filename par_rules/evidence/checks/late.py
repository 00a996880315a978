"""LATE: issued after the day it was due; only information where a rule scores the day itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from par_rules.criteria.model import CriteriaSet, Leaf, Requirement
from par_rules.evidence.checks.due_days import due_days, match_days
from par_rules.evidence.exhibits import Exhibit, distinct
from par_rules.evidence.manifest import Finding
from par_rules.scoring.views import proves


def late(exhibit: Exhibit, criteria: CriteriaSet) -> Iterator[Finding]:
    """Find a document that came after its day, where one day is asked for."""
    scored = scores_the_day(exhibit.leaf, exhibit.requirement, criteria)
    days = due_days(exhibit.requirement, criteria)
    if len(days) > 1:
        return
    day = days[0]
    if scored and isinstance(exhibit.leaf.deadline, date):
        day = min(day, exhibit.leaf.deadline)
    if exhibit.issued is not None and exhibit.issued > day:
        yield _finding(exhibit, exhibit.issued, day, scored=scored)


def late_in_series(exhibits: Sequence[Exhibit], criteria: CriteriaSet) -> Iterator[Finding]:
    """Find the late ones of a series, each by the due day that it answers."""
    if exhibits and len(due_days(exhibits[0].requirement, criteria)) == 1:
        return
    for exhibit, day in days_of_series(exhibits, criteria):
        if exhibit.issued is not None and exhibit.issued > day:
            yield _finding(exhibit, exhibit.issued, day, scored=False)


def days_of_series(
    exhibits: Sequence[Exhibit], criteria: CriteriaSet
) -> Iterator[tuple[Exhibit, date]]:
    """Give each dated document of one requirement with the due day that it answers."""
    dated = [(e, e.issued) for e in distinct(exhibits) if e.issued is not None]
    if dated:
        days = due_days(dated[0][0].requirement, criteria)
        answered = match_days([issued for _, issued in dated], days)
        for position, (exhibit, _) in enumerate(dated):
            if position in answered:
                yield exhibit, answered[position]


def scores_the_day(leaf: Leaf, requirement: Requirement, criteria: CriteriaSet) -> bool:
    """Say whether the requirement proves a date that some rule reads: then lateness is scored."""
    dates = {n for n in proves(leaf, requirement) if criteria.inputs[n].type == "date"}
    return bool(dates) and any(dates & other.reads() for other in criteria.leaves())


def _finding(exhibit: Exhibit, issued: date, day: date, *, scored: bool) -> Finding:
    what = f"{exhibit.name} chậm {(issued - day).days} ngày so với hạn {day:%d/%m/%Y}"
    if scored:
        what += " (tiêu chí đã chấm theo ngày)"
        return exhibit.finding("LATE", "informs", what, "không phải làm gì thêm", "scored")
    todo = "giải trình lý do chậm; văn bản chậm không được đếm"
    return exhibit.finding("LATE", "blocks", what, todo)
