"""Ranks by the exact index, ties shared; what was not scored has no rank."""

from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from par_rules.runs.batch.league import MARK, leagues, ranked
from par_rules.runs.batch.league_html import write_league_page
from par_rules.runs.batch.league_xlsx import write_league_workbook
from par_rules.runs.batch.standing import Failure, Lacking, Part, Standing
from par_rules.runs.batch.tasks import Task
from par_rules.values import Interval

TEN = Fraction(10)


def standing(key: str, low: Fraction | None, kind: str = "xa", year: int = 2026) -> Standing:
    index = None if low is None else Interval(low, Fraction(100))
    shown = None if low is None else Interval(Fraction(round(low * 100), 100), Fraction(100))
    claimed = Interval(low or Fraction(0), Fraction(100))
    part = Part("1", "Chỉ đạo <điều hành>", TEN, claimed, Fraction(0))
    leaf = Part("1.1.1", "Kế hoạch", TEN, claimed, Fraction(0))
    gap = Lacking("1.1.1", "Kế hoạch", "Để mở", None, "a", Fraction(1))
    why = "" if low is not None else "chưa có số liệu nào được khai"
    return Standing(
        Task(key, year), f"Xã {key}", kind, "bo", False, False, index, shown, part, (part,),
        (leaf,), (gap, replace(gap, stake=Fraction(2))), "Tốt" if low else None, why,
    )  # fmt: skip


def places(*found: Standing) -> list[tuple[int, str]]:
    return [(one.rank, one.standing.task.unit) for one in ranked(found)]


def test_units_that_differ_only_beyond_what_is_shown_do_not_share_a_rank() -> None:
    low, high = Fraction("80.001"), Fraction("80.002")
    assert places(standing("a", low), standing("b", high)) == [(1, "b"), (2, "a")]


def test_ties_share_a_rank_and_the_next_is_skipped() -> None:
    third = Fraction(100, 3)
    found = [standing("c", Fraction(1)), standing("b", third), standing("a", third)]
    assert places(*found) == [(1, "a"), (1, "b"), (3, "c")]


@given(st.lists(st.fractions(0, 100) | st.none(), max_size=30))
def test_a_rank_is_one_more_than_the_units_above(lows: list[Fraction | None]) -> None:
    found = ranked([standing(str(n), low) for n, low in enumerate(lows)])
    known = [low for low in lows if low is not None]
    assert len(found) == len(known)
    for one in found:
        assert one.standing.index is not None
        own = one.standing.index.low
        assert one.rank == 1 + sum(low > own for low in known)


def test_communes_and_special_zones_are_one_block_and_wards_another() -> None:
    found = leagues(
        [
            standing("a", Fraction(50)),
            standing("b", Fraction(60), "dac_khu"),
            standing("c", Fraction(70), "phuong"),
            standing("d", None, "phuong"),
        ],
        [],
    )
    (year,) = found.years
    assert [block.title for block in year.blocks] == ["Xã và đặc khu", "Phường"]
    assert [r.standing.task.unit for r in year.blocks[0].ranked] == ["b", "a"]
    assert [r.standing.task.unit for r in year.blocks[1].ranked] == ["c"]
    assert [s.task.unit for s in year.blocks[1].unscored] == ["d"]


def test_years_are_ranked_apart() -> None:
    found = leagues([standing("a", TEN), standing("a", TEN, year=2027)], [])
    assert [league.year for league in found.years] == [2026, 2027]


def test_a_gap_counts_once_a_unit_with_its_largest_stake() -> None:
    found = leagues([standing("a", TEN), standing("b", TEN), standing("c", None)], [])
    (gap,) = found.years[0].gaps
    assert (gap.units, gap.stake, gap.average) == (2, Fraction(4), Fraction(2))


def test_the_page_is_marked_escaped_and_loads_nothing(tmp_path: Path) -> None:
    found = leagues(
        [standing("a", Fraction("80.125")), standing("b", None), standing("p", TEN, "phuong")],
        [Failure(Task("x", 2026), "Xã x", ("tệp <hỏng>",))],
    )
    path = write_league_page(found, tmp_path / "a.html", date(2026, 12, 1))
    text = path.read_text(encoding="utf-8")
    assert f'<p class="mark">{MARK}</p>' in text
    assert ".mark { position: fixed;" in text
    assert "<script" not in text
    assert "http:" not in text
    assert "https:" not in text
    assert "tệp &lt;hỏng&gt;" in text
    assert "Chỉ đạo &lt;điều hành&gt;" in text
    assert '<td class="n">80,12</td>' in text
    assert "chưa có số liệu nào được khai" in text


def test_every_sheet_of_the_workbook_is_marked_when_printed(tmp_path: Path) -> None:
    found = leagues([standing("a", TEN), standing("a", TEN, year=2027)], [])
    path = write_league_workbook(found, tmp_path / "a.xlsx", date(2026, 12, 1))
    book = openpyxl.load_workbook(path)
    assert len(book.sheetnames) == len(set(book.sheetnames)) == 11
    for sheet in book.worksheets:
        assert sheet.oddHeader.center.text == f"&B{MARK}"
    first = book["Xếp hạng 1 2026"]
    rows = [[cell.value for cell in row[:4]] for row in first.iter_rows()]
    assert [1, "Xã a", 10, 100] in rows
