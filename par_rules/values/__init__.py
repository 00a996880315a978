"""Exact numbers, what an input may still be, and rounding. No input or output."""

from par_rules.values.domain import Domain
from par_rules.values.exact import added_up, exact, points_text
from par_rules.values.interval import Interval, hull
from par_rules.values.rounding import round_to

__all__ = ["Domain", "Interval", "added_up", "exact", "hull", "points_text", "round_to"]
