"""The date inputs that the register answers: when the linked document was issued."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from par_rules.criteria.model import CriteriaSet, InputSpec
from par_rules.evidence.exhibits import Exhibit
from par_rules.evidence.manifest import RegisterProblem
from par_rules.scoring.facts import Fact
from par_rules.scoring.views import proves


def register_dates(
    criteria: CriteriaSet,
    exhibits: Sequence[Exhibit],
    of_other_years: Collection[tuple[str, str, str]],
    problems: list[RegisterProblem],
) -> dict[str, Fact]:
    """Give each date that is read from the register, from the earliest document linked to it.

    A file that is gone still tells its day by the register's row; a document of another year
    (leaf, requirement, path in ``of_other_years``) does not.
    """
    found: dict[str, Exhibit] = {}
    for exhibit in exhibits:
        key = (exhibit.leaf.key, exhibit.requirement.key, exhibit.path)
        if exhibit.issued is None or key in of_other_years:
            continue
        for name in sorted(proves(exhibit.leaf, exhibit.requirement)):
            spec = criteria.inputs[name]
            if spec.type != "date" or spec.from_ != "register":
                continue
            if not _in_range(spec, exhibit.issued):
                what = f"{exhibit.name} nằm ngoài khoảng cho phép của “{spec.title}”"
                problems.append(RegisterProblem(exhibit.row.place, what, "kiểm tra lại ngày"))
            elif name not in found or exhibit.issued < (found[name].issued or date.max):
                found[name] = exhibit
    return {name: _fact(exhibit) for name, exhibit in sorted(found.items())}


def _in_range(spec: InputSpec, day: date) -> bool:
    if spec.range is None:
        return True
    first, last = spec.range
    return (not isinstance(first, date) or first <= day) and (
        not isinstance(last, date) or day <= last
    )


def _fact(exhibit: Exhibit) -> Fact:
    origin = ", ".join(part for part in (exhibit.code, f"tệp {exhibit.path}") if part)
    return Fact(
        "known",
        exhibit.issued,
        origin=origin,
        said_by=exhibit.row.confirmed_by,
        said_on=exhibit.row.confirmed_on,
    )
