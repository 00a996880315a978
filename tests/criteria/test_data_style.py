"""What an official reads in the criteria is written one way, and every title names one thing."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

from par_rules.criteria import Leaf, load_criteria
from par_rules.scoring.views import proves

CRITERIA = Path(__file__).parents[2] / "criteria"
FILES = sorted(CRITERIA.rglob("*.yaml"))
SET = load_criteria(CRITERIA, "hai-phong-xa", 2026)
LEAVES = list(SET.leaves())
# Numbers with a dot that are no decimals: a resolution's number, and thousands (1.000).
DOTTED = re.compile(r"66\.7/2025/NQ-CP|(?<![\d.])\d{1,3}(\.\d{3})+(?![\d.])")
# What no document proves: faults that others find, where an admission needs no proof.
ADMITTED = {
    "unlawful_documents",
    "unlawful_appointments",
    "civil_servants_disciplined",
    "false_figures_found",
}


def sentences(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from sentences(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from sentences(inner)
    elif " " in value:
        yield value


def texts(path: Path) -> list[str]:
    return list(sentences(yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)))


def found(path: Path, pattern: str) -> list[str]:
    return [text for text in texts(path) if re.search(pattern, text)]


def twice(titles: list[str]) -> list[str]:
    return [title for title, times in Counter(titles).items() if times > 1]


@pytest.mark.parametrize("leaf", LEAVES, ids=lambda leaf: leaf.number)
def test_a_requirement_is_known_by_its_title_within_the_leaf(leaf: Leaf) -> None:
    assert twice([r.title.casefold() for r in leaf.evidence]) == []


def test_every_leaf_and_every_input_has_a_title_of_its_own() -> None:
    assert twice([leaf.title.casefold() for leaf in LEAVES]) == []
    assert twice([spec.title.casefold() for spec in SET.inputs.values()]) == []


def test_the_title_of_an_input_stands_alone() -> None:
    assert [s.title for s in SET.inputs.values() if s.title.startswith("Trong đó")] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_file_is_nfc(path: Path) -> None:
    assert unicodedata.is_normalized("NFC", path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_per_cent_sign_follows_its_number_without_a_space(path: Path) -> None:
    assert re.findall(r"\d\s+%", path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_decimals_are_written_with_a_comma(path: Path) -> None:
    plain = [DOTTED.sub("", text) for text in texts(path)]
    assert [text for text in plain if re.search(r"(?<![\w.])\d+\.\d+(?![\d.])", text)] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_whole_date_has_two_digits_for_day_and_month(path: Path) -> None:
    assert found(path, r"(?<![\d/])(\d/\d{1,2}|\d{2}/\d)/\d{4}") == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_quotation_marks_are_curly(path: Path) -> None:
    assert found(path, '"') == []


@pytest.mark.parametrize("leaf", LEAVES, ids=lambda leaf: leaf.number)
def test_each_input_of_a_leaf_is_proved_or_is_an_admission(leaf: Leaf) -> None:
    proved = {r.counts for r in leaf.evidence if r.counts}.union(
        *(proves(leaf, r) for r in leaf.evidence)
    )
    assert proved <= leaf.reads()
    assert leaf.reads() - proved == leaf.reads() & ADMITTED


def due_days(leaf: Leaf) -> list[date]:
    days: set[date] = set()
    for requirement in leaf.evidence:
        due = requirement.due or SET.head.cut_off
        days.update([due] if isinstance(due, date) else due)
    return sorted(days)


def named_days(deadline: date | str) -> list[date]:
    """Read the days a deadline names; a day without its year takes that of the next one."""
    if isinstance(deadline, date):
        return [deadline]
    days: list[date] = []
    year = ""
    for day, month, own in reversed(re.findall(r"(\d\d)/(\d\d)(?:/(\d{4}))?", deadline)):
        year = own or year
        days.append(date(int(year), int(month), int(day)))
    return days[::-1]


@pytest.mark.parametrize(
    "leaf", [leaf for leaf in LEAVES if leaf.evidence], ids=lambda leaf: leaf.number
)
def test_the_deadline_of_a_leaf_names_the_days_its_documents_are_due(leaf: Leaf) -> None:
    assert leaf.deadline is not None
    days, named = due_days(leaf), named_days(leaf.deadline)
    if "hằng tháng" in str(leaf.deadline):
        days = [days[0], days[-1]]
    assert named == days


def test_a_list_of_due_days_runs_in_order_month_by_month_or_quarter_by_quarter() -> None:
    steps = {}
    for leaf in LEAVES:
        for requirement in leaf.evidence:
            if isinstance(requirement.due, tuple):
                months = [12 * day.year + day.month for day in requirement.due]
                steps[leaf.number] = (len(months), {b - a for a, b in pairwise(months)})
                assert {day.day for day in requirement.due} == {20}
    assert steps == {"3.2.2": (12, {1}), "6.1.1": (4, {3})}


def test_what_several_documents_prove_is_no_more_than_the_input_may_be() -> None:
    for leaf in LEAVES:
        for requirement in leaf.evidence:
            if isinstance(requirement.due, tuple):
                assert requirement.counts is not None
                spec = SET.inputs[requirement.counts]
                assert spec.range is not None
                assert spec.range[1] == len(requirement.due)
                assert spec.last_day == requirement.due[-1]
