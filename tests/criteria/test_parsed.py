"""A set is taken as it was read before only where every byte is the same."""

import json
import shutil
from pathlib import Path

import pytest

from par_rules.criteria import CriteriaError, load_criteria, parsed
from par_rules.criteria.loader import load_folder

CRITERIA = Path(__file__).parents[2] / "criteria"
BROKEN = Path(__file__).parents[1] / "broken"


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "kept"
    monkeypatch.setenv("PAR_RULES_CACHE", str(folder))
    return folder


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Lay out the small set of the broken ones."""
    criteria = tmp_path / "criteria"
    shutil.copytree(BROKEN / "shared", criteria)
    shutil.copytree(BROKEN / "base", criteria / "demo" / "2026")
    return criteria


def changed(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize("year", [2026, 2028])
def test_a_set_taken_again_is_the_set_that_was_read(kept: Path, year: int) -> None:
    first = load_criteria(CRITERIA, "hai-phong-xa", year)
    assert len(list(kept.glob("*.json"))) == 1
    name = parsed.name_of(CRITERIA / "hai-phong-xa" / str(year), CRITERIA)
    assert parsed.take(name) is not None
    again = load_criteria(CRITERIA, "hai-phong-xa", year)
    assert again == first
    assert again.places == first.places


def test_one_changed_byte_is_read_anew(kept: Path, small: Path) -> None:
    assert load_criteria(small, "demo", 2026).leaf("plan_date").max_points == 20
    field = small / "demo" / "2026" / "1-linh-vuc.yaml"
    changed(field, "title: Kế hoạch năm\n", "title: Kế hoạch nằm\n")
    assert load_criteria(small, "demo", 2026).leaf("plan_date").title == "Kế hoạch nằm"


def test_a_fault_that_comes_later_is_told(kept: Path, small: Path) -> None:
    load_criteria(small, "demo", 2026)
    changed(small / "demo" / "2026" / "1-linh-vuc.yaml", "max_points: 60", "max_points: 61")
    with pytest.raises(CriteriaError):
        load_criteria(small, "demo", 2026)


def test_the_file_of_a_plan_counts_too(kept: Path, small: Path) -> None:
    load_criteria(small, "demo", 2026)
    changed(
        small / "demo" / "2026" / "set.yaml", "max_points: 100", "max_points: 100\nplans: [plan]"
    )
    assert load_criteria(small, "demo", 2026).targets["plan", "I.1"] == 95
    changed(small / "plan" / "targets.yaml", "value: 95", "value: 96")
    assert load_criteria(small, "demo", 2026).targets["plan", "I.1"] == 96


@pytest.mark.parametrize("fault", ["cut", "other", "nothing"])
def test_what_is_kept_and_not_whole_is_passed_over(kept: Path, small: Path, fault: str) -> None:
    first = load_criteria(small, "demo", 2026)
    (file,) = kept.glob("*.json")
    data = file.read_bytes()
    said = json.loads(data.partition(b"\n")[2])
    said["head"]["title"] = "Bộ khác"
    other = data.partition(b"\n")[0] + b"\n" + json.dumps(said).encode()
    file.write_bytes({"cut": data[: len(data) // 2], "other": other, "nothing": b""}[fault])
    assert load_criteria(small, "demo", 2026) == first


def test_only_a_few_are_kept(kept: Path, small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parsed, "MOST", 2)
    sources = small / "demo" / "2026" / "sources.yaml"
    for i in range(4):
        sources.write_text(sources.read_text(encoding="utf-8") + f"# {i}\n", encoding="utf-8")
        load_criteria(small, "demo", 2026)
    assert len(list(kept.glob("*.json"))) == 2


def test_nothing_is_kept_where_none_is_wanted(
    small: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PAR_RULES_CACHE", "")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "home"))
    load_criteria(small, "demo", 2026)
    assert not (tmp_path / "home").exists()


def test_a_set_outside_the_folder_of_criteria_is_read_each_time(kept: Path, tmp_path: Path) -> None:
    shutil.copytree(BROKEN / "base", tmp_path / "elsewhere")
    (tmp_path / "criteria").mkdir()
    load_folder(tmp_path / "elsewhere", tmp_path / "criteria")
    assert not kept.exists()
