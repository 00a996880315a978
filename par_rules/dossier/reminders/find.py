"""From gaps to one list an office: by leaf, by day, what is lost apart from what can be done.

A gap stands in the list of its lead office. A figure that another office has to give stands there
as waited for, and once more in the list of that office, where its points are in no sum.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from par_rules.dossier.reminders.asks import Asks
from par_rules.dossier.reminders.model import SECTIONS, Ask, Item, Reminder, Reminders, Section
from par_rules.dossier.year_result import YearResult
from par_rules.scoring.gaps import PARTS, Gap, OfficeGaps
from par_rules.scoring.scorecard import LeafScore

ZERO = Fraction(0)


def reminders(result: YearResult) -> Reminders:
    """Give the lists of all offices, each sorted as it is read."""
    search = _Search(result)
    gaps = result.gaps
    sums = {office.key: office for office in gaps.offices}
    lists: dict[str, list[Item]] = {office.key: [] for office in gaps.offices}
    for office in (*gaps.offices, *gaps.outside):
        for owner, item in search.items(office):
            lists.setdefault(owner, []).append(item)
    offices = tuple(_reminder(result, key, sums.get(key), lists[key]) for key in lists)
    survey = tuple(
        _reminder(result, office.key, office, [item for _, item in search.items(office)])
        for office in gaps.survey
    )
    return Reminders(
        result.unit_title,
        gaps.set_key,
        result.year,
        result.as_of,
        gaps.provisional,
        offices,
        survey,
    )


def _reminder(
    result: YearResult, key: str, office: OfficeGaps | None, items: list[Item]
) -> Reminder:
    parts = {name: getattr(office, name) if office else ZERO for name in PARTS}
    known = result.criteria.head.offices.get(key)
    title = office.title if office else known.title if known else key
    return Reminder(key, title, **parts, items=tuple(sorted(items, key=_order)))


def _order(item: Item) -> tuple[int, date, Fraction, str, str]:
    """Sections as they are read; inside one the nearest day first, then the most points."""
    place = list(SECTIONS).index(item.section)
    return place, item.due or date.max, -item.points, item.number, item.other


class _Search:
    """Makes the items of an office's leaves; each comes with the office whose list it is for."""

    def __init__(self, result: YearResult) -> None:
        self.result = result
        self.asks = Asks(result)
        self.scores = {leaf.key: leaf for leaf in result.scorecard.leaves}

    def items(self, office: OfficeGaps) -> Iterator[tuple[str, Item]]:
        by_leaf: dict[str, list[Gap]] = {}
        for gap in office.gaps:
            by_leaf.setdefault(gap.leaf, []).append(gap)
        for key, gaps in by_leaf.items():
            yield from self._of_leaf(self.scores[key], gaps)

    def _of_leaf(self, leaf: LeafScore, gaps: list[Gap]) -> Iterator[tuple[str, Item]]:
        views, outside = leaf.points, leaf.role is not None
        own = [g for g in gaps if g.kind in ("unproved", "not_due", "open")]
        to_come = views.unproved + views.open
        waited: dict[str, list[Gap]] = {}
        for gap in own:
            supplier = self.asks.supplier(gap)
            if supplier is not None:
                waited.setdefault(supplier, []).append(gap)
        mine = [gap for gap in own if self.asks.supplier(gap) is None]
        if mine:
            section: Section = "outside" if outside else "missing"
            yield leaf.lead_office, self._item(section, leaf, to_come, mine)
        for place, (supplier, theirs) in enumerate(waited.items()):
            points = ZERO if mine or place else to_come
            title = self._title(supplier)
            yield leaf.lead_office, self._item("waiting", leaf, points, theirs, title)
            lead = self._title(leaf.lead_office)
            yield supplier, self._item("supply", leaf, to_come, theirs, lead)
        more = [g for g in gaps if g.kind == "winnable"]
        if more:
            section = "outside" if outside else "to_win"
            yield leaf.lead_office, self._item(section, leaf, views.winnable, more)
        gone = [g for g in gaps if g.kind == "lost"]
        if gone:
            section = "outside_gone" if outside else "gone"
            yield leaf.lead_office, self._item(section, leaf, views.lost, gone)

    def _item(
        self, section: Section, leaf: LeafScore, points: Fraction, gaps: list[Gap], other: str = ""
    ) -> Item:
        said = self.asks.supplied if section == "supply" else self.asks.of
        asks = sorted(map(said, gaps), key=_ask_order)
        due = min((ask.due for ask in asks if ask.due), default=None)
        return Item(section, leaf.key, leaf.number, leaf.title, points, due, tuple(asks), other)

    def _title(self, office: str) -> str:
        return self.result.criteria.head.offices[office].title


def _ask_order(ask: Ask) -> tuple[date, Fraction]:
    """The nearest day first, then the most points; the rest as the leaf lists it."""
    return ask.due or date.max, -ask.stake
