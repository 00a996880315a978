"""Each broken criteria folder gives its messages, word for word."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from par_rules.criteria import CriteriaError, load_criteria

BROKEN = Path(__file__).parents[1] / "broken"
SOUND = ("base", "shared", "next-year")
CASES = sorted(p.name for p in BROKEN.iterdir() if p.is_dir() and p.name not in SOUND)
FIELD = "1-linh-vuc.yaml"


def in_another_encoding(folder: Path) -> None:
    text = (folder / FIELD).read_text(encoding="utf-8")
    (folder / FIELD).write_bytes(text.encode("utf-16"))


def of_another_year(folder: Path) -> None:
    folder.rename(folder.with_name("2025"))


def without_field_files(folder: Path) -> None:
    (folder / FIELD).unlink()


# What a file in the repository cannot show.
BREAKS: dict[str, Callable[[Path], None]] = {
    "missing-year": of_another_year,
    "no-field-files": without_field_files,
    "not-utf8": in_another_encoding,
}


# Where the year that another stands on is missing, or none stands on another.
WITHOUT_NEXT_YEAR = ("year-base-missing", "correction-without-a-source", "correction-of-nothing")


def sound_base(criteria: Path) -> Path:
    """Lay the base into a folder of criteria; give the folder of the set."""
    shutil.copytree(BROKEN / "shared", criteria)
    folder = criteria / "demo" / "2026"
    shutil.copytree(BROKEN / "base", folder)
    return folder


def messages(criteria: Path, case: str) -> str:
    """Lay the case over the sound base, break what else it breaks, and load the set."""
    folder = sound_base(criteria)
    for path in (BROKEN / case).glob("*.yaml"):
        shutil.copy(path, folder)
    years = sorted(path for path in (BROKEN / case).glob("20*") if path.is_dir())
    if years and case not in WITHOUT_NEXT_YEAR:
        shutil.copytree(BROKEN / "next-year", folder.parent, dirs_exist_ok=True)
    for path in years:
        shutil.copytree(path, folder.parent / path.name, dirs_exist_ok=True)
    if case in BREAKS:
        BREAKS[case](folder)
    with pytest.raises(CriteriaError) as caught:
        load_criteria(criteria, "demo", int(years[-1].name) if years else 2026)
    return str(caught.value).replace(criteria.parent.as_posix() + "/", "")


def test_the_base_of_the_broken_sets_is_sound(tmp_path: Path) -> None:
    criteria = tmp_path / "criteria"
    sound_base(criteria)

    assert [leaf.number for leaf in load_criteria(criteria, "demo", 2026).leaves()] == [
        "1.1.1",
        "1.1.2",
        "1.1.10",
    ]


def test_the_year_that_stands_on_the_base_is_sound(tmp_path: Path) -> None:
    criteria = tmp_path / "criteria"
    sound_base(criteria)
    shutil.copytree(BROKEN / "next-year", criteria / "demo", dirs_exist_ok=True)

    assert [leaf.number for leaf in load_criteria(criteria, "demo", 2027).leaves()] == [
        "1.1.1",
        "1.1.2",
        "1.1.11",
    ]


@pytest.mark.parametrize("name", CASES)
def test_a_broken_set_gives_its_messages(name: str, tmp_path: Path) -> None:
    expected = (BROKEN / name / "expected.txt").read_text(encoding="utf-8")

    assert messages(tmp_path / "criteria", name) + "\n" == expected
