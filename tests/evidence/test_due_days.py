"""Which document of a series answers which due day."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from par_rules.evidence.checks.due_days import due_days, match_days
from tests.evidence.folders import the_set

QUARTERS = [date(2026, 1, 20), date(2026, 4, 20), date(2026, 7, 20), date(2026, 10, 20)]


def matched(*issued: date) -> dict[date, date]:
    return {issued[i]: day for i, day in match_days(issued, QUARTERS).items()}


def test_a_late_report_belongs_to_the_day_it_missed() -> None:
    # 28 April is 8 days after 20 April and 83 before 20 July.
    assert matched(date(2026, 1, 19), date(2026, 4, 28), date(2026, 7, 16)) == {
        date(2026, 1, 19): date(2026, 1, 20),
        date(2026, 4, 28): date(2026, 4, 20),
        date(2026, 7, 16): date(2026, 7, 20),
    }


def test_a_missing_report_does_not_push_the_others() -> None:
    assert matched(date(2026, 7, 16), date(2026, 10, 19)) == {
        date(2026, 7, 16): date(2026, 7, 20),
        date(2026, 10, 19): date(2026, 10, 20),
    }


def test_two_reports_near_one_day_take_two_days() -> None:
    # Both lie nearest to 20 April; the second is then the early one of 20 July.
    assert matched(date(2026, 4, 10), date(2026, 4, 19)) == {
        date(2026, 4, 10): date(2026, 1, 20),
        date(2026, 4, 19): date(2026, 4, 20),
    }


def test_more_reports_than_days_leave_some_without() -> None:
    issued = [day + timedelta(days=shift) for day in QUARTERS for shift in (-3, -60)]
    assert set(match_days(issued, QUARTERS).values()) == set(QUARTERS)
    assert set(match_days(issued, QUARTERS)) == {0, 2, 4, 6}


@given(st.lists(st.dates(date(2025, 12, 1), date(2026, 12, 31)), max_size=6))
def test_each_day_is_answered_once_and_dates_keep_their_order(issued: list[date]) -> None:
    found = match_days(issued, QUARTERS)
    assert len(found) == min(len(issued), len(QUARTERS))
    assert len(set(found.values())) == len(found)
    pairs = sorted((issued[position], day) for position, day in found.items())
    assert [day for _, day in pairs] == sorted(day for _, day in pairs)


@given(st.lists(st.dates(date(2025, 12, 1), date(2026, 12, 31)), max_size=6), st.randoms())
def test_the_order_of_the_rows_changes_nothing(issued: list[date], random: object) -> None:
    shuffled = list(issued)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    def of(dates: list[date]) -> list[tuple[date, date]]:
        return sorted((dates[i], day) for i, day in match_days(dates, QUARTERS).items())

    assert of(shuffled) == of(issued)


def test_without_a_due_day_the_cut_off_is_due() -> None:
    asked = the_set().leaf("1.1.3").evidence[0].model_copy(update={"due": None})
    assert due_days(asked, the_set()) == (date(2026, 12, 14),)
