"""What a printed number names that is no leaf: a field, or a criterion with components."""

from __future__ import annotations

from par_rules.criteria.model import CriteriaSet


def group_text(criteria: CriteriaSet, number: str) -> str | None:
    """Say in Vietnamese what the number is and which leaves it has; None if it is no group's."""
    for field in criteria.fields:
        if number in (field.number, field.key):
            numbers = ", ".join(leaf.number for leaf in field.leaves())
            return f"{field.number} là lĩnh vực có các tiêu chí chấm điểm {numbers}"
        for criterion in field.criteria:
            if number in (criterion.number, criterion.key):
                numbers = ", ".join(leaf.number for leaf in criterion.leaves)
                return f"{criterion.number} là tiêu chí có các tiêu chí thành phần {numbers}"
    return None
