"""The published index of Quyết định 766/QĐ-TTg held against the counts of case records."""

import shutil
from dataclasses import replace
from datetime import date
from fractions import Fraction as F
from pathlib import Path

import pytest

from par_rules.criteria import CriteriaSet, load_criteria
from par_rules.evidence.manifest import Manifest
from par_rules.figures.service_index import PUBLISHED, cautions, compare
from par_rules.figures.wording import number_text
from par_rules.runs.published_index import published_index
from par_rules.runs.year import open_year, with_figures
from par_rules.scoring import Fact, score
from tests.figures.conftest import ROOT, set_cell

CRITERIA = ROOT / "criteria"
INDEX = load_criteria(CRITERIA, "qd-766", 2026)
COUNTED, AS_OF = date(2026, 11, 20), date(2026, 11, 24)
NAMES = {key: name for name, key in PUBLISHED.items()}
COUNTS = {
    "settled_on_time": 960,
    "settled_or_overdue": 1000,
    "received_online": 400,
    "received": 1000,
    "files_digitised": 900,
    "files_to_digitise": 1000,
    "results_electronic": 500,
    "results_issued": 1000,
    "data_reused": 900,
    "data_reusable": 1000,
    "fee_cases_paid_online": 600,
    "fee_cases": 1000,
}
# What the counts give: 20 × 0.96; 12 × 0.4 / 0.8; 8 × 0.9 + 7 × 0.5 + 7; 10 × 0.6 / 0.8.
POINTS = {
    "progress": F("19.2"),
    "online_services": F(6),
    "digitisation": F("17.7"),
    "online_payment": F("7.5"),
}


def counted(**other: int | None) -> dict[str, Fact]:
    counts = {**COUNTS, **other}
    return {
        name: Fact("known", F(number), said_on=COUNTED)
        for name, number in counts.items()
        if number is not None
    }


def published(key: str, points: str, day: date | None = COUNTED) -> dict[str, Fact]:
    return {NAMES[key]: Fact("known", F(points), origin="so-lieu.xlsx: Một cửa!E9", said_on=day)}


def told(facts: dict[str, Fact]) -> list[str]:
    return list(cautions(compare(INDEX, facts)))


def test_every_group_is_one_that_only_counts_of_cases_feed(criteria: CriteriaSet) -> None:
    fields = {field.key: field for field in INDEX.fields}
    for name, key in PUBLISHED.items():
        assert criteria.inputs[name].from_ == "index"
        read = {n for leaf in fields[key].leaves() for n in leaf.reads()}
        assert {INDEX.inputs[n].from_ for n in read} == {"cases"}
        assert {criteria.inputs[n].where for n in read} == {INDEX.inputs[n].where for n in read}


@pytest.mark.parametrize("key", POINTS)
def test_the_points_are_those_of_the_set_and_agreeing_ones_are_silent(key: str) -> None:
    facts = counted() | published(key, str(float(POINTS[key])))
    [one] = compare(INDEX, facts)
    assert (one.computed, one.published) == (POINTS[key], POINTS[key])
    assert (one.counted_on, one.published_on, one.assumed) == (COUNTED, COUNTED, True)
    assert told(facts) == []


@pytest.mark.parametrize(("near", "beyond"), [("19.205", "19.206"), ("19.195", "19.194")])
def test_rounding_to_two_decimals_is_no_difference(near: str, beyond: str) -> None:
    assert told(counted() | published("progress", near)) == []
    assert len(told(counted() | published("progress", beyond))) == 1


def test_a_difference_names_both_figures_both_days_and_the_assumption() -> None:
    assert told(counted() | published("progress", "18.5")) == [
        "so-lieu.xlsx: Một cửa!E9: nhóm “Tiến độ, kết quả giải quyết” của Bộ chỉ số theo Quyết "
        "định số 766/QĐ-TTg: điểm công bố 18,5 (cung cấp ngày 20/11/2026), điểm tính từ kết xuất "
        "hồ sơ 19,2 (đến ngày 20/11/2026): đối chiếu lại điểm công bố và kết xuất; cách tính có "
        "chỗ là giả định, nên chưa chắc điểm công bố sai"
    ]


@pytest.mark.parametrize(
    ("day", "said", "end"),
    [
        (AS_OF, "cung cấp ngày 24/11/2026", "; hai điểm lấy ở hai ngày, nên có thể lệch nhau"),
        (
            None,
            "chưa ghi ngày",
            "; ghi ngày lấy điểm công bố, vì khác ngày thì hai điểm có thể lệch nhau",
        ),
    ],
)
def test_a_figure_of_another_day_may_differ(day: date | None, said: str, end: str) -> None:
    [line] = told(counted() | published("progress", "18.5", day))
    assert f"điểm công bố 18,5 ({said})" in line
    assert "(đến ngày 20/11/2026)" in line
    assert line.endswith(end)


def test_a_group_with_a_part_unknown_claims_no_number() -> None:
    facts = counted(results_electronic=None)
    facts |= published("digitisation", "3") | published("progress", "3")
    by_title = {one.title: one.computed for one in compare(INDEX, facts)}
    assert by_title == {
        "Tiến độ, kết quả giải quyết": F("19.2"),
        "Số hóa hồ sơ, kết quả giải quyết": None,
    }
    assert len(told(facts)) == 1


def test_what_did_not_arise_and_what_contradicts_itself_claim_no_number() -> None:
    none = counted(fee_cases=0, fee_cases_paid_online=0) | published("online_payment", "3")
    assert [one.computed for one in compare(INDEX, none)] == [None]
    wrong = counted(received_online=1001) | published("online_services", "3")
    assert [one.computed for one in compare(INDEX, wrong)] == [None]
    assert told(none) == told(wrong) == []


def test_without_cases_or_without_published_points_nothing_is_said() -> None:
    assert told(published("progress", "3")) == []
    assert compare(INDEX, counted()) == ()


def test_a_key_that_means_something_else_in_the_other_set_feeds_nothing() -> None:
    facts = counted() | published("progress", "18.5")
    assert told(facts | {"satisfied_procedures": Fact("known", F(1000))}) == told(facts)


def test_a_calculation_without_an_assumption_is_not_called_one() -> None:
    one = replace(compare(INDEX, counted() | published("progress", "18.5"))[0], assumed=False)
    assert "giả định" not in next(cautions([one]))


def test_the_set_is_read_only_where_points_were_entered_and_it_is_there(tmp_path: Path) -> None:
    (tmp_path / "qd-766" / "2026").mkdir(parents=True)
    differing = counted() | published("progress", "18.5")
    assert published_index(tmp_path, 2026, AS_OF, counted()) == ()  # the empty set is not read
    [line] = published_index(tmp_path, 2026, AS_OF, differing)
    assert line.startswith("chưa đối chiếu được điểm công bố với hồ sơ: ")
    assert published_index(tmp_path / "nowhere", 2026, AS_OF, differing) == ()
    assert published_index(CRITERIA, 2027, AS_OF, differing) == ()
    assert list(published_index(CRITERIA, 2026, AS_OF, differing)) == told(differing)


def test_the_sample_with_a_published_figure_is_told_of_it_and_scores_the_same(
    tmp_path: Path,
) -> None:
    """Enter the points of one group in the sample's workbook; its case export counts the rest."""
    sample, copy = ROOT / "evidence" / "dai-son", tmp_path / "evidence" / "dai-son"
    (copy / "2026").mkdir(parents=True)
    shutil.copy(sample / "unit.yaml", copy)
    for name in ("so-lieu.xlsx", "ho-so-tthc-20261120.csv"):
        shutil.copy(sample / "2026" / name, copy / "2026")
    run = open_year("dai-son", 2026, None, CRITERIA, copy.parent, tmp_path / "out")
    nothing = Manifest("dai-son", 2026, AS_OF)
    before = with_figures(run, nothing)
    place = set_cell(run.folder / "so-lieu.xlsx", NAMES["progress"], "Giá trị", 18.5)
    after = with_figures(run, nothing)
    new = [line for line in after.problems if line not in before.problems]
    assert len(new) == 1
    assert new[0].startswith(f"Lưu ý: so-lieu.xlsx: {place}: nhóm “Tiến độ, kết quả giải quyết”")
    on_time, all_of_them = (
        after.facts.of(name).value for name in ("settled_on_time", "settled_or_overdue")
    )
    assert isinstance(on_time, F)
    assert isinstance(all_of_them, F)
    points = number_text(20 * on_time / all_of_them, 2)
    assert f"điểm tính từ kết xuất hồ sơ {points} (đến ngày 20/11/2026)" in new[0]
    assert after.facts.of(NAMES["progress"]).value == F("18.5")
    cards = [score(run.criteria, one.facts, as_of=AS_OF) for one in (before, after)]
    assert cards[0] == cards[1]
