"""Years that stand on the one before, corrections within a year, and the sets of 2027 to 2030."""

import re
import shutil
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from par_rules.criteria import CriteriaSet, load_criteria
from par_rules.runs.record import set_sha256
from par_rules.scoring.examples import read_folder, run

CRITERIA = Path(__file__).parents[2] / "criteria"
BROKEN = Path(__file__).parents[1] / "broken"
YEARS = (2027, 2028, 2029, 2030)
# Names of laws and resolutions, and what was found out about one year, keep their own year.
NAMED = re.compile(
    r"Luật [^,;.]*? năm 2025|66\.7/2025|ISO (9001|18091):20\d\d|11/12/2023"
    r"|Số liệu năm 2025 chỉ gồm|Kỳ báo cáo năm 2026 .* 51 tuần|từ năm 2028|Từ năm 2028"
)


@cache
def of(year: int) -> CriteriaSet:
    return load_criteria(CRITERIA, "hai-phong-xa", year)


def keys(year: int) -> set[str]:
    return {leaf.key for leaf in of(year).leaves()}


def test_2027_drops_what_ends_with_2026_and_adds_the_review_of_the_two_tiers() -> None:
    assert keys(2026) - keys(2027) == {
        "fee_procedures_online_share",
        "new_laws_implemented",
        "job_position_scheme",
    }
    assert keys(2027) - keys(2026) == {"two_tier_review"}
    cited = [str(source[0].at) for source in of(2027).dropped.values()]
    assert sorted(cited) == ["PL II III.8", "PL II V.1", "PL II V.2"]


def test_2028_moves_to_the_second_phase() -> None:
    cited = sorted(str(source[0].at) for source in of(2028).dropped.values())
    tasks = ["PL II III.9", "PL II IV.1", "PL II IV.4", "PL II VI.4", "PL II VII.3"]
    assert cited == ["Mục I.2.a", *tasks]
    assert keys(2028) - keys(2027) == {
        "outside_territory_procedures_share",
        "portal_payments_share",
        "public_services_satisfaction",
    }
    rows = {s.at for leaf in of(2028).leaves() for s in leaf.source if s.at}
    assert {f"PL I II.{i}" for i in range(1, 11)} <= rows
    assert not {f"PL I I.{i}" for i in range(1, 12)} & rows


def test_a_target_without_a_row_in_the_second_phase_stays_with_its_task() -> None:
    for key, task in (
        ("full_online_share", "PL II III.7"),
        ("files_digitised_share", "PL II III.6"),
        ("results_digitised_share", "PL II III.6"),
        ("three_day_procedures_proposed", "PL II III.5"),
        ("electronic_documents_share", "PL II VII.2"),
    ):
        source = of(2028).leaf(key).source
        assert task in {s.at for s in source}
        assert "target_kept" in {s.assumption for s in source}


@pytest.mark.parametrize("year", [2029, 2030])
def test_the_last_years_carry_every_leaf(year: int) -> None:
    assert keys(year) == keys(2028)
    assert of(year).dropped == {}


@pytest.mark.parametrize("year", YEARS)
def test_every_year_has_70_points_of_its_own_and_30_of_the_survey(year: int) -> None:
    inside = [leaf for leaf in of(year).leaves() if leaf.role is None]
    own = sum(leaf.max_points for leaf in inside if leaf.scored_by == "self")
    surveyed = sum(leaf.max_points for leaf in inside if leaf.scored_by == "survey")
    assert (own, surveyed) == (70, 30)
    assert of(year).head.provisional is not None


@pytest.mark.parametrize("year", YEARS)
def test_the_dates_of_what_is_carried_are_those_of_the_year(year: int) -> None:
    head = of(year).head
    assert (head.window, head.cut_off) == (
        (date(year - 1, 12, 15), date(year, 12, 14)),
        date(year, 12, 14),
    )
    assert of(year).leaf("yearly_plan_date").deadline == date(year, 1, 31)
    assert of(year).leaf("periodic_reports").deadline == f"20/03, 20/06, 20/09 và 20/12/{year}"
    for leaf in of(year).leaves():
        for asked in leaf.evidence:
            due = asked.due if isinstance(asked.due, tuple) else (asked.due,)
            assert all(day is None or abs(day.year - year) <= 1 for day in due), asked.key


@pytest.mark.parametrize("year", YEARS)
def test_no_text_names_another_year_than_it_means(year: int) -> None:
    """A word in braces was forgotten where a text of 2026 still says 2026 years later."""
    near = {str(y) for y in range(year - 1, year + 2)}
    found = [
        text
        for leaf in of(year).leaves()
        for text in (leaf.title, leaf.note or "", *(e.title for e in leaf.evidence))
    ]
    found += [t for s in of(year).inputs.values() for t in (s.title, s.note or "")]
    for text in found:
        assert "{" not in text
        assert set(re.findall(r"\b20[23]\d\b", NAMED.sub("", text))) <= near, text


@pytest.mark.parametrize("year", YEARS)
def test_the_days_off_are_working_days_no_more_and_lie_around_the_window(year: int) -> None:
    days = of(year).head.days_off
    assert days == tuple(sorted(set(days)))
    assert {date(year, 1, 1), date(year, 9, 2), date(year + 1, 1, 1)} <= set(days)
    assert all(date(year, 1, 1) <= day <= date(year + 1, 1, 31) for day in days)


@pytest.mark.parametrize("year", YEARS)
def test_the_examples_of_every_year_come_out(year: int) -> None:
    examples, problems = read_folder(of(year), CRITERIA / "hai-phong-xa" / str(year) / "examples")
    assert [str(p) for p in problems] == []
    assert [str(p) for p in run(of(year), examples)] == []
    assert {e.leaf for e in examples} == keys(year)


def test_a_carried_leaf_is_found_where_it_is_written() -> None:
    place = of(2030).places["yearly_plan_date"]
    assert place == of(2026).places["yearly_plan_date"]
    assert of(2030).places["sipas_index"].file == "criteria/hai-phong-xa/2028/leaves.yaml"


def test_the_hash_of_a_year_changes_with_the_year_it_stands_on(tmp_path: Path) -> None:
    criteria = with_correction(tmp_path)
    shutil.copytree(BROKEN / "next-year", criteria / "demo", dirs_exist_ok=True)
    before = set_sha256(criteria, "demo", 2027, ())
    field = criteria / "demo" / "2026" / "1-linh-vuc.yaml"
    field.write_text(field.read_text(encoding="utf-8") + "# x\n", encoding="utf-8")
    assert set_sha256(criteria, "demo", 2027, ()) != before


def with_correction(folder: Path) -> Path:
    """Lay out the small set with a correction of its reports from 1 July on."""
    criteria = folder / "criteria"
    shutil.copytree(BROKEN / "shared", criteria)
    year = criteria / "demo" / "2026"
    shutil.copytree(BROKEN / "base", year)
    made = year / "corrections" / "2"
    shutil.copytree(BROKEN / "next-year" / "2027", made)
    head = made / "set.yaml"
    text = head.read_text(encoding="utf-8")
    for old, new in (
        ("base: 2026\n", 'corrects: "1"\nsource: {doc: plan, at: "mục V"}\n'),
        ("moved: {years: 1, source: {assumption: weights}}\n", ""),
        ("[key, title, first_day,", "[key, title, year,"),
        ('    year: 2027\n    version: "1"', '    first_day: 2026-07-01\n    version: "2"'),
    ):
        assert old in text
        text = text.replace(old, new)
    head.write_text(text, encoding="utf-8")
    return criteria


@pytest.mark.parametrize(
    ("as_of", "version", "numbers"),
    [
        (date(2026, 6, 30), "1", ["1.1.1", "1.1.2", "1.1.10"]),
        (date(2026, 7, 1), "2", ["1.1.1", "1.1.2", "1.1.11"]),
        (None, "2", ["1.1.1", "1.1.2", "1.1.11"]),
    ],
)
def test_a_correction_holds_from_its_first_day(
    tmp_path: Path, as_of: date | None, version: str, numbers: list[str]
) -> None:
    found = load_criteria(with_correction(tmp_path), "demo", 2026, as_of)
    assert found.head.version == version
    assert [leaf.number for leaf in found.leaves()] == numbers
    assert found.leaf("plan_date").rule.model_dump()["bands"][0]["at_most"] == date(2026, 1, 31)


def test_the_next_year_stands_on_the_newest_correction(tmp_path: Path) -> None:
    criteria = with_correction(tmp_path)
    shutil.copytree(BROKEN / "next-year", criteria / "demo", dirs_exist_ok=True)
    leaves = criteria / "demo" / "2027" / "leaves.yaml"
    leaves.write_text(
        "fields: {carry: [field]}\ncriteria: {carry: [results]}\n"
        "leaves: {carry: [on_time_share, plan_date, report_count]}\n",
        encoding="utf-8",
    )
    found = load_criteria(criteria, "demo", 2027)
    assert found.leaf("report_count").title == "Báo cáo năm 2027"
