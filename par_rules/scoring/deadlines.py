"""By which day a document or a figure is asked for, and a thing must be done."""

from __future__ import annotations

from datetime import date

from par_rules.criteria.model import CriteriaSet, Leaf, Requirement
from par_rules.scoring.cutout import Cutout
from par_rules.scoring.facts import Facts
from par_rules.scoring.stakes import last_good_day


def of_document(criteria: CriteriaSet, facts: Facts, leaf: Leaf, requirement: Requirement) -> date:
    """Give the day a document is due; of a list, the day of the first that is not there."""
    due = requirement.due
    if due is None:
        return criteria.head.cut_off
    if isinstance(due, date):
        return due
    there = facts.proof(leaf.key, requirement.key).passing
    return due[min(there, len(due) - 1)]


def to_say(cut: Cutout, name: str, as_of: date) -> date:
    """Give the day by which a figure is asked for.

    That is the day of handing in; of what ends later its own end; of a day that may still come,
    the last one that costs no more than today.
    """
    spec = cut.criteria.inputs[name]
    own = spec.last_day
    if spec.type == "date":
        good = last_good_day(cut, cut.claimed(), name, since=as_of)
        if good is not None:
            return good
        own = cut.criteria.last_day_of(name)
    hand_in = cut.criteria.head.submission_deadline
    return own if own is not None and own > hand_in else hand_in


def to_act(criteria: CriteriaSet, leaf: Leaf, name: str, as_of: date) -> date:
    """Give the day by which something still to be done for a leaf counts."""
    last = criteria.last_day_of(name)
    if isinstance(leaf.deadline, date) and as_of <= leaf.deadline:
        return min(last, leaf.deadline)
    return last
