"""The cache of descriptions: never wrong, at worst slow."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from par_rules.evidence.description import Description, Types
from par_rules.evidence.description_cache import DescriptionCache

TYPES = Types({"ke hoach": "ke_hoach"}, {"KH": "ke_hoach"})
READ = Description(pages=2, code="12/KH-UBND", issued=date(2026, 1, 20), signed=True, form="draft")


def never() -> Description:
    raise AssertionError("read again")


def filled(path: Path) -> Path:
    cache = DescriptionCache(path, TYPES)
    assert cache.describe("a", lambda: READ) == READ
    cache.save()
    return path


def test_what_was_read_once_is_not_read_again(tmp_path: Path) -> None:
    path = filled(tmp_path / "cache.json")
    assert DescriptionCache(path, TYPES).describe("a", never) == READ


def test_other_types_start_anew(tmp_path: Path) -> None:
    path = filled(tmp_path / "cache.json")
    other = DescriptionCache(path, Types({}, {}))
    assert other.describe("a", Description) == Description()


@pytest.mark.parametrize(
    "text", ["", "not json", "[]", '{"schema": "other"}', "{}", '{"files": []}']
)
def test_a_damaged_cache_is_only_slow(tmp_path: Path, text: str) -> None:
    path = tmp_path / "cache.json"
    path.write_text(text, encoding="utf-8")
    assert DescriptionCache(path, TYPES).describe("a", lambda: READ) == READ


def test_a_damaged_entry_is_read_again(tmp_path: Path) -> None:
    path = filled(tmp_path / "cache.json")
    text = path.read_text(encoding="utf-8").replace("2026-01-20", "2026-13-45")
    path.write_text(text, encoding="utf-8")
    assert DescriptionCache(path, TYPES).describe("a", lambda: READ) == READ


def test_what_is_no_longer_used_is_forgotten(tmp_path: Path) -> None:
    path = filled(tmp_path / "cache.json")
    cache = DescriptionCache(path, TYPES)
    cache.describe("b", lambda: READ)
    cache.save()
    again = DescriptionCache(path, TYPES)
    assert again.describe("b", never) == READ
    assert again.describe("a", Description) == Description()


def test_without_a_file_nothing_is_kept() -> None:
    cache = DescriptionCache(None, TYPES)
    assert cache.describe("a", lambda: READ) == READ
    cache.save()


def test_a_cache_that_cannot_be_written_does_not_stop_a_run(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x", encoding="utf-8")
    cache = DescriptionCache(blocked / "cache.json", TYPES)
    assert cache.describe("a", lambda: READ) == READ
    cache.save()
