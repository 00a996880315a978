"""A criteria set of a few leaves, for tests that compute by hand."""

from datetime import date
from fractions import Fraction
from typing import Any

from par_rules.criteria.model import CriteriaSet
from par_rules.values import exact

SOURCE = {"assumption": "test"}


def graded(key: str, points: str, **more: Any) -> dict[str, Any]:
    """Give a leaf that earns all its points where the input of the same name is "yes"."""
    return {
        "key": key,
        "number": more.pop("number", key),
        "title": f"Tiêu chí {key}",
        "max_points": points,
        "lead_office": "vp",
        "rule": {
            "kind": "graded",
            "input": key,
            "grades": [{"is": "yes", "of_max": "100"}, {"is": "no", "points": "0"}],
        },
        "source": SOURCE,
        **more,
    }


def yes_no(**more: Any) -> dict[str, Any]:
    """Give the input of such a leaf."""
    return {"title": "Đã làm", "type": "yes_no", "from": "declared", **more}


def small_set(
    leaves: list[dict[str, Any]], inputs: dict[str, Any] | None = None, **head: Any
) -> CriteriaSet:
    """Give a set of one field with one criterion around ``leaves``."""
    own = {leaf["key"]: yes_no() for leaf in leaves}
    inside = [leaf for leaf in leaves if "role" not in leaf]
    total = str(sum((exact(leaf["max_points"]) for leaf in inside), Fraction(0)))
    group = {"number": "1", "title": "Nhóm", "max_points": total}
    field = {**group, "key": "field", "criteria": [{**group, "key": "group", "leaves": leaves}]}
    return CriteriaSet.model_validate(
        {
            "head": {
                "key": "small",
                "title": "Bộ nhỏ",
                "year": 2026,
                "version": "1",
                "first_day": date(2026, 1, 1),
                "last_day": date(2026, 12, 31),
                "max_points": total,
                "unit_kinds": ["xa"],
                "window": [date(2025, 12, 15), date(2026, 12, 14)],
                "cut_off": date(2026, 12, 14),
                "submission_deadline": date(2026, 12, 10),
                "assumptions": {"test": {"text": "Giả định thử.", "reason": "Để thử."}},
                "offices": {"vp": {"title": "Văn phòng", "inside": True}},
                **head,
            },
            "fields": [field],
            "inputs": {**own, **(inputs or {})},
            "sources": {},
            "targets": {},
        }
    )
