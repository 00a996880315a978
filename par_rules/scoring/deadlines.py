"""By which day a document or a figure is asked for, and a thing must be done."""

from __future__ import annotations

from datetime import date

from par_rules.criteria.model import CriteriaSet, Leaf, Requirement
from par_rules.scoring import views
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


def to_say(cut: Cutout, leaf: Leaf, name: str, as_of: date) -> date:
    """Give the day by which a figure is asked for, the same before and after it has passed.

    That is the day of handing in, and of what ends later its own end. Of a day that may still
    come it is the last one that costs no more than today: the end of the tier. Where no such end
    is ahead, it is the day its documents are due, or the leaf's own.
    """
    if cut.criteria.inputs[name].type == "date":
        good = last_good_day(cut, cut.claimed(), name, since=as_of)
        own = good if good is not None else _own_day(leaf, name)
        if own is not None:
            return own
    return to_gain(cut, name, as_of)


def _own_day(leaf: Leaf, name: str) -> date | None:
    """Give the last day on which a document that proves ``name`` is due, else the leaf's day."""
    proving = [r.due for r in leaf.evidence if name in views.proves(leaf, r)]
    days = [due for due in proving if isinstance(due, date)]
    leafs = leaf.deadline if isinstance(leaf.deadline, date) else None
    return max(days, default=leafs)


def to_gain(cut: Cutout, name: str, as_of: date) -> date:
    """Give the last day on which a figure that nobody has given can still bring points."""
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
