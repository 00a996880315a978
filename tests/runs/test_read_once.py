"""Figures are read once while nothing they were read from is another, and else again."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from par_rules.criteria import CriteriaSet, load_criteria
from par_rules.figures import Entered, Figures, read
from par_rules.figures.workbook import write_workbook
from par_rules.runs.read_once import figures_of

BROKEN = Path(__file__).parents[1] / "broken"
DAY = date(2026, 11, 24)
DOCUMENT = "Báo cáo quý 3.pdf"


@pytest.fixture
def criteria(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CriteriaSet:
    """Load the small set of the broken ones."""
    monkeypatch.setenv("PAR_RULES_CACHE", "")
    folder = tmp_path / "criteria"
    shutil.copytree(BROKEN / "shared", folder)
    shutil.copytree(BROKEN / "base", folder / "demo" / "2026")
    return load_criteria(folder, "demo", 2026)


@pytest.fixture
def year(criteria: CriteriaSet, tmp_path: Path) -> Path:
    """Lay out a year with a workbook, a document, and the folder of the year before."""
    folder = tmp_path / "xa-thu" / "2026"
    (folder / "tai-lieu" / "quý 3").mkdir(parents=True)
    (folder / "tai-lieu" / "quý 3" / "phụ lục.pdf").write_bytes(b"%PDF")
    (tmp_path / "xa-thu" / "2025").mkdir()
    (tmp_path / "xa-thu" / "2025" / "ket-qua.json").write_text("{}", "utf-8")
    enter(criteria, folder, received=40)
    return folder


def enter(criteria: CriteriaSet, folder: Path, received: int) -> None:
    """Write the workbook, as the office that fills it in would."""
    entered = {"received": Entered(value=received, document=DOCUMENT)}
    path = folder / "so-lieu.xlsx"
    write_workbook(criteria, path, unit_title="Xã Thử", keep=Figures({}, entered=entered))


def figures(criteria: CriteriaSet, year: Path, as_of: date = DAY) -> Figures:
    return figures_of(criteria, year, as_of, year.with_name("2025"))


def received(found: Figures) -> Fraction | None:
    value = found.facts["received"].value
    assert value is None or isinstance(value, Fraction)
    return value


def test_what_is_given_is_what_reading_gives(criteria: CriteriaSet, year: Path) -> None:
    expected = read.read_figures(criteria, year, as_of=DAY, last_year=year.with_name("2025"))
    assert figures(criteria, year) == expected
    assert received(expected) == 40


def test_figures_of_unchanged_files_are_one_object(criteria: CriteriaSet, year: Path) -> None:
    assert figures(criteria, year) is figures(criteria, year)


def test_a_changed_workbook_is_read_again(criteria: CriteriaSet, year: Path) -> None:
    before = figures(criteria, year)
    enter(criteria, year, received=41)
    after = figures(criteria, year)
    assert received(before) == 40
    assert received(after) == 41
    assert figures(criteria, year) is after


def test_other_bytes_under_the_same_time_and_size_are_seen(
    criteria: CriteriaSet, year: Path
) -> None:
    path = year / "so-lieu.xlsx"
    before = figures(criteria, year)
    was, data = path.stat(), path.read_bytes()
    path.write_bytes(data[:-1] + bytes([data[-1] ^ 1]))
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert figures(criteria, year) is not before


def test_a_document_that_a_figure_names_is_seen_when_it_comes(
    criteria: CriteriaSet, year: Path
) -> None:
    assert [caution.what for caution in figures(criteria, year).cautions] == [
        f"tệp “{DOCUMENT}” không có trong thư mục tai-lieu"
    ]
    (year / "tai-lieu" / "quý 3" / DOCUMENT).write_bytes(b"%PDF")
    assert figures(criteria, year).cautions == ()


def another_copy(year: Path) -> None:
    shutil.copy(year / "so-lieu.xlsx", year / "so-lieu phòng Kinh tế.xlsx")


def new_document(year: Path) -> None:
    (year / "tai-lieu" / "quý 3" / "mới.pdf").write_bytes(b"%PDF")


def removed_document(year: Path) -> None:
    (year / "tai-lieu" / "quý 3" / "phụ lục.pdf").unlink()


def renamed_folder(year: Path) -> None:
    (year / "tai-lieu" / "quý 3").rename(year / "tai-lieu" / "quý III")


def last_years_results(year: Path) -> None:
    (year.with_name("2025") / "ket-qua.json").write_text("{ }", "utf-8")


def last_years_new_file(year: Path) -> None:
    (year.with_name("2025") / "so-lieu.xlsx").write_bytes(b"PK")


@pytest.mark.parametrize(
    "change",
    [
        another_copy,
        new_document,
        removed_document,
        renamed_folder,
        last_years_results,
        last_years_new_file,
    ],
)
def test_whatever_figures_may_be_read_from_is_looked_at(
    criteria: CriteriaSet, year: Path, change: Callable[[Path], None]
) -> None:
    before = figures(criteria, year)
    change(year)
    assert figures(criteria, year) is not before


def test_what_a_document_says_is_no_part_of_the_figures(criteria: CriteriaSet, year: Path) -> None:
    before = figures(criteria, year)
    (year / "tai-lieu" / "quý 3" / "phụ lục.pdf").write_bytes(b"%PDF-1.7")
    assert figures(criteria, year) is before


def test_another_day_another_set_and_another_folder_are_read_anew(
    criteria: CriteriaSet, year: Path
) -> None:
    before = figures(criteria, year)
    assert figures(criteria, year, date(2026, 11, 25)) is not before
    before = figures(criteria, year)
    assert figures(criteria.model_copy(), year) is not before
    before = figures(criteria, year)
    copied = Path(shutil.copytree(year, year.with_name("2026 (bản chép)")))
    assert figures(criteria, copied) is not before


def test_what_was_read_of_a_file_that_was_being_saved_is_not_remembered(
    criteria: CriteriaSet, year: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = year / "so-lieu.xlsx"
    first, really = path.read_bytes(), read.read_figures

    def saved_meanwhile(*args: Any, **named: Any) -> Figures:
        enter(criteria, year, received=41)
        return really(*args, **named)

    monkeypatch.setattr(read, "read_figures", saved_meanwhile)
    assert received(figures(criteria, year)) == 41
    monkeypatch.setattr(read, "read_figures", really)
    path.write_bytes(first)
    assert received(figures(criteria, year)) == 40


def test_a_file_changed_and_changed_back_gives_what_it_said_first(
    criteria: CriteriaSet, year: Path
) -> None:
    path = year / "so-lieu.xlsx"
    first = path.read_bytes()
    assert received(figures(criteria, year)) == 40
    enter(criteria, year, received=41)
    assert received(figures(criteria, year)) == 41
    path.write_bytes(first)
    assert received(figures(criteria, year)) == 40


def test_a_year_without_a_folder_before_it_is_read_all_the_same(
    criteria: CriteriaSet, year: Path
) -> None:
    shutil.rmtree(year.with_name("2025"))
    before = figures(criteria, year)
    assert received(before) == 40
    assert figures(criteria, year) is before
    year.with_name("2025").mkdir()
    assert figures(criteria, year) is before
    (year.with_name("2025") / "ket-qua.json").write_text("{}", "utf-8")
    assert figures(criteria, year) is not before
