"""Days between a date and a deadline, by the calendar or working days only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

from par_rules.rules.measure import Measure
from par_rules.rules.model import Model, View, day_number
from par_rules.rules.naming import Words
from par_rules.rules.words import day_text
from par_rules.values import Domain, Interval


class DaysFrom(Model):
    """Days of ``date`` after ``day`` (a date or an input), negative before.

    ``working`` counts neither weekends nor the set's ``days_off``.
    """

    form: Literal["days_from"] = "days_from"
    date: str
    day: dt.date | str
    days: Literal["calendar", "working"] = "calendar"

    def reads(self) -> Iterator[str]:
        yield self.date
        if isinstance(self.day, str):
            yield self.day

    def reach(self, view: View) -> Domain:
        done = view.of(self.date)
        since = view.of(self.day) if isinstance(self.day, str) else Domain.of(day_number(self.day))
        missing = Domain(
            absent=done.absent or since.absent, not_arisen=done.not_arisen or since.not_arisen
        )
        if done.numbers is None or since.numbers is None:
            return missing
        low = self._days(since.numbers.high, done.numbers.low, view)
        high = self._days(since.numbers.low, done.numbers.high, view)
        return missing.with_numbers(Interval(low, high), whole=True)

    def _days(self, start: Fraction, end: Fraction, view: View) -> Fraction:
        if self.days == "calendar":
            return end - start
        return Fraction(
            working_days(
                dt.date.fromordinal(int(start)), dt.date.fromordinal(int(end)), view.days_off
            )
        )

    def words(self, words: Words) -> str:
        day = words.lower(self.day) if isinstance(self.day, str) else f"hạn {day_text(self.day)}"
        return f"{words.lower(self.date)} so với {day}"

    def measured_in(self, words: Words) -> Measure:
        return Measure("days", "ngày làm việc" if self.days == "working" else "ngày")

    def formula(self, view: View, words: Words) -> str:
        days, done = self.reach(view).numbers, words.domain_text(self.date, view.of(self.date))
        assert days is not None
        if isinstance(self.day, str):
            day = words.domain_text(self.day, view.of(self.day))
        else:
            day = f"hạn {day_text(self.day)}"
        late = self.measured_in(words).between(days)
        return f"{done}, {late}{'' if days.high == days.low == 0 else f' so với {day}'}"


def _day(number: Fraction) -> dt.date:
    return dt.date.fromordinal(int(number))


def working_days(start: dt.date, end: dt.date, days_off: frozenset[dt.date]) -> int:
    """Count the working days after ``start`` up to ``end``; negative if ``end`` is before."""
    if end < start:
        return -working_days(end, start, days_off)
    weeks, rest = divmod((end - start).days, 7)
    tail = (end - dt.timedelta(days=i) for i in range(rest))
    count = 5 * weeks + sum(day.weekday() < 5 for day in tail)
    return count - sum(start < day <= end and day.weekday() < 5 for day in days_off)
