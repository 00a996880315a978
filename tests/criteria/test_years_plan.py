"""Every year's set against the plan: what runs that year is scored or followed, nothing else."""

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from par_rules.criteria import CriteriaSet, load_criteria
from par_rules.criteria.yaml_nodes import read_yaml
from par_rules.figures.service_index import PUBLISHED

CRITERIA = Path(__file__).parents[2] / "criteria"
YEARS = range(2026, 2031)
every_year = pytest.mark.parametrize("year", YEARS)


@cache
def of(year: int) -> CriteriaSet:
    return load_criteria(CRITERIA, "hai-phong-xa", year)


@cache
def plan(name: str) -> list[dict[str, Any]]:
    tree = read_yaml(CRITERIA / "plan-2026-2030" / name, name)
    assert tree.problems == []
    rows: list[dict[str, Any]] = tree.value
    return rows


def running(year: int) -> set[str]:
    """The tasks and targets that the plan has in a year."""
    tasks = {
        f"PL II {task['id']}"
        for task in plan("tasks.yaml")
        if int(task["first_year"]) <= year <= int(task["last_year"])
    }
    targets = {f"PL I {row['id']}" for row in plan("targets.yaml") if str(year) in row["years"]}
    return tasks | targets


def followed(year: int) -> set[str]:
    rows = plan("followed.yaml")
    return {str(row["ref"]) for row in rows if str(year) in row["years"]}


def cited(year: int) -> set[str]:
    sources = (s for leaf in of(year).leaves() for s in leaf.source if s.doc == "kh-dai-son")
    return {s.at for s in sources if s.at and s.at.startswith("PL ")}


@every_year
def test_what_the_plan_has_that_year_is_scored_or_followed(year: int) -> None:
    assert running(year) - cited(year) - followed(year) == set()
    assert cited(year) & followed(year) == set()


@every_year
def test_no_leaf_rests_on_a_row_that_has_ended_or_not_begun(year: int) -> None:
    assert cited(year) - running(year) == set()
    products = {
        f"PL II {task}"
        for leaf in of(year).leaves()
        for asked in leaf.evidence
        for task in asked.product_of
    }
    assert products - running(year) == set()


@pytest.mark.parametrize(("year", "tasks"), [(2026, 52), (2027, 50), (2028, 45), (2030, 45)])
def test_as_many_tasks_run_as_the_plan_says(year: int, tasks: int) -> None:
    # 53: all but IV.4 in 2026; III.8, V.1, V.2 end; then III.9, IV.1, IV.4, VI.4, VII.3
    assert sum(row.startswith("PL II ") for row in running(year)) == tasks


@every_year
def test_every_figure_asked_for_is_read(year: int) -> None:
    read = {name for leaf in of(year).leaves() for name in leaf.reads()}
    only_compared = set(PUBLISHED) if year == 2026 else set()
    assert set(of(year).inputs) - read == only_compared
    assert read <= set(of(year).inputs)


@every_year
def test_a_target_of_the_year_is_that_of_its_phase(year: int) -> None:
    phase = "I." if year <= 2027 else "II."
    assert all(row.startswith(phase) for _, row in of(year).targets)
    assert len(of(year).targets) == (11 if year <= 2027 else 10)
