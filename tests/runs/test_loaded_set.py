"""A set is loaded once a process, and again when what it is made of is another."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from par_rules.criteria import CriteriaError, CriteriaSet, load_criteria
from par_rules.runs.loaded_set import MOST, loaded_set
from tests.criteria.test_years import with_correction

BROKEN = Path(__file__).parents[1] / "broken"
MAY = date(2026, 5, 4)
JUNE = date(2026, 6, 30)
JULY = date(2026, 7, 1)


@pytest.fixture(autouse=True)
def _nothing_on_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is shared here is objects; the files that parsed sets are kept in are no part of it."""
    monkeypatch.setenv("PAR_RULES_CACHE", "")


def small(folder: Path) -> Path:
    """Lay out the small set of the broken ones."""
    criteria = folder / "criteria"
    shutil.copytree(BROKEN / "shared", criteria)
    shutil.copytree(BROKEN / "base", criteria / "demo" / "2026")
    return criteria


def load(criteria: Path, as_of: date | None = None) -> CriteriaSet:
    return loaded_set(criteria, "demo", 2026, as_of)


def field_of(criteria: Path) -> Path:
    return criteria / "demo" / "2026" / "1-linh-vuc.yaml"


def test_a_set_of_unchanged_files_is_one_object(tmp_path: Path) -> None:
    criteria = small(tmp_path)
    assert load(criteria) is load(criteria)


def test_one_other_byte_of_the_same_length_gives_another_set(tmp_path: Path) -> None:
    criteria = small(tmp_path)
    before = load(criteria)
    path = field_of(criteria)
    was = path.stat()
    text = path.read_text(encoding="utf-8")
    assert "title: Kế hoạch năm\n" in text
    path.write_text(text.replace("title: Kế hoạch năm\n", "title: Kế hoạch nằm\n"), "utf-8")
    os.utime(path, ns=(was.st_atime_ns, was.st_mtime_ns))  # as a restored copy has it
    after = load(criteria)
    assert (before.leaf("plan_date").title, after.leaf("plan_date").title) == (
        "Kế hoạch năm",
        "Kế hoạch nằm",
    )


def comment_elsewhere(criteria: Path) -> None:
    path = criteria / "document-types.yaml"
    path.write_text(path.read_text("utf-8") + "# thêm\n", "utf-8")


def new_file(criteria: Path) -> None:
    (criteria / "demo" / "2026" / "inputs-2.yaml").write_text("{}\n", "utf-8")


def removed_file(criteria: Path) -> None:
    (criteria / "demo" / "2026" / "examples" / "1-linh-vuc.yaml").unlink()


def renamed_file(criteria: Path) -> None:
    field_of(criteria).rename(field_of(criteria).with_name("2-linh-vuc.yaml"))


@pytest.mark.parametrize("change", [comment_elsewhere, new_file, renamed_file, removed_file])
def test_a_change_anywhere_below_the_folder_gives_another_set(
    tmp_path: Path, change: Callable[[Path], None]
) -> None:
    criteria = small(tmp_path)
    examples = criteria / "demo" / "2026" / "examples"
    examples.mkdir()
    (examples / "1-linh-vuc.yaml").write_text("[]\n", "utf-8")
    before = load(criteria)
    assert load(criteria) is before
    change(criteria)
    assert load(criteria) is not before


def test_a_removed_file_is_told_and_not_passed_over(tmp_path: Path) -> None:
    criteria = small(tmp_path)
    load(criteria)
    (criteria / "demo" / "2026" / "inputs.yaml").unlink()
    with pytest.raises(CriteriaError):
        load(criteria)


def test_a_fault_that_comes_later_is_told_each_time(tmp_path: Path) -> None:
    criteria = small(tmp_path)
    load(criteria)
    path = field_of(criteria)
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("max_points: 60", "max_points: 61", 1), "utf-8")
    for _ in range(2):
        with pytest.raises(CriteriaError):
            load(criteria)
    path.write_text(text, "utf-8")
    assert load(criteria).leaf("plan_date").max_points == 20


def test_a_correction_within_the_year_holds_from_its_day(tmp_path: Path) -> None:
    criteria = with_correction(tmp_path)
    before, after = load(criteria, JUNE), load(criteria, JULY)
    assert (before.head.version, after.head.version) == ("1", "2")
    assert load(criteria, MAY) is before
    assert load(criteria, JULY) is after
    assert load(criteria) is after


def test_two_years_and_two_folders_are_kept_apart(tmp_path: Path) -> None:
    one, other = small(tmp_path / "một"), small(tmp_path / "hai")
    assert load(one) is not load(other)
    shutil.copytree(BROKEN / "next-year", one / "demo", dirs_exist_ok=True)
    assert load(one).head.year == 2026
    assert loaded_set(one, "demo", 2027).head.year == 2027


@pytest.mark.skipif(os.name == "nt", reason="links take rights there that officials do not have")
def test_a_set_behind_a_link_is_loaded_each_time(tmp_path: Path) -> None:
    criteria, elsewhere = small(tmp_path), tmp_path / "nơi khác"
    (criteria / "demo").rename(elsewhere)
    (criteria / "demo").symlink_to(elsewhere, target_is_directory=True)
    before = load(criteria)
    path = elsewhere / "2026" / "1-linh-vuc.yaml"
    path.write_text(path.read_text("utf-8").replace("Kế hoạch năm", "Kế hoạch nằm", 1), "utf-8")
    after = load(criteria)
    assert after != before
    assert load(criteria) is not after


def test_no_more_than_the_newest_sets_are_kept(tmp_path: Path) -> None:
    folders = [small(tmp_path / str(number)) for number in range(MOST + 1)]
    found = [load(folder) for folder in folders]
    for folder, one in zip(folders[1:], found[1:], strict=True):
        assert load(folder) is one
    assert load(folders[0]) is not found[0]


def test_a_set_that_changed_while_it_was_loaded_is_not_remembered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    criteria = small(tmp_path)
    path = field_of(criteria)
    sound = path.read_bytes()

    def load_of_another(*asked: object) -> CriteriaSet:
        path.write_bytes(sound.replace("title: Kế hoạch năm\n".encode(), b"title: X\n"))
        try:
            return load_criteria(*asked)  # type: ignore[arg-type]
        finally:
            path.write_bytes(sound + b"# later\n")

    monkeypatch.setattr("par_rules.runs.loaded_set.load_criteria", load_of_another)
    assert load(criteria).leaf("plan_date").title == "X"
    monkeypatch.setattr("par_rules.runs.loaded_set.load_criteria", load_criteria)
    path.write_bytes(sound)
    assert load(criteria).leaf("plan_date").title == "Kế hoạch năm"
