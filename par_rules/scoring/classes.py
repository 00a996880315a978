"""The class of a total: half-open bands of the set, and conditions that leave only a lower one."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from par_rules.criteria.head import Classes, SetHead
from par_rules.rules import View
from par_rules.rules.conditions import Truth, all_of
from par_rules.scoring.scorecard import Views
from par_rules.values import Interval


def class_of(head: SetHead, rounded: Views | None, exact: Views | None, view: View) -> str | None:
    """Name the class as claimed; None while the set is provisional or more than one is left."""
    classes = head.classes
    total = exact if classes is not None and classes.on == "exact" else rounded
    if classes is None or total is None or head.provisional is not None:
        return None
    left = classes_left(classes, total.claimed, view)
    return next(iter(left)) if len(left) == 1 else None


def classes_left(classes: Classes, total: Interval, view: View) -> frozenset[str]:
    """Name every class that ``total`` and the conditions of the vetoes still allow."""
    ranks = [band.name for band in classes.best_first()]
    best, worst = (_rank(classes, end) for end in (total.high, total.low))
    found = set(range(best, worst + 1))
    for least, may_fail in _vetoes(classes, ranks, view):
        held_down = {max(rank, least) for rank in found}
        found = found | held_down if may_fail else held_down
    return frozenset(ranks[rank] for rank in found)


def _rank(classes: Classes, total: Fraction) -> int:
    bands = classes.best_first()
    return next(i for i, band in enumerate(bands) if band.holds(total))


def _vetoes(classes: Classes, ranks: list[str], view: View) -> Iterator[tuple[int, bool]]:
    """Give, of each veto that may hold, the best rank it leaves and whether it may not hold."""
    for veto in classes.veto:
        met = all_of(condition.truths(view) for condition in veto.when)
        if Truth.TRUE in met:
            yield ranks.index(veto.best), met != {Truth.TRUE}
