"""The days a requirement asks for, and which document answers which of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from par_rules.criteria.model import CriteriaSet, Requirement


def due_days(requirement: Requirement, criteria: CriteriaSet) -> tuple[date, ...]:
    """Give all due days in order; without any, the cut-off."""
    if requirement.due is None:
        return (criteria.head.cut_off,)
    if isinstance(requirement.due, date):
        return (requirement.due,)
    return tuple(sorted(requirement.due))


def match_days(issued: Sequence[date], due: Sequence[date]) -> dict[int, date]:
    """Give, by position in ``issued``, the due day that each document answers.

    As many documents as possible get a day of their own, in the order of their dates, so that the
    distances between both add up to least: a report of 25 August is the late one of 20 August,
    even if another of 18 September follows. A document too many gets none.
    """
    order = sorted(range(len(issued)), key=lambda position: issued[position])
    # best[j]: the pairs, their distance and the choice, for the documents so far and due[:j].
    best: list[tuple[int, int, tuple[tuple[int, date], ...]]] = [(0, 0, ())] * (len(due) + 1)
    for position in order:
        after = [best[0]]
        for j, day in enumerate(due):
            pairs, distance, chosen = best[j]
            taken = (
                pairs + 1,
                distance - abs((issued[position] - day).days),
                (*chosen, (position, day)),
            )
            after.append(max(taken, after[j], best[j + 1], key=lambda item: item[:2]))
        best = after
    return dict(best[-1][2])
