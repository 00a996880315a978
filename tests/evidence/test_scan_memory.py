"""The memory of scans: never wrong, at worst slow."""

from __future__ import annotations

import os
import time
from datetime import date
from pathlib import Path

import pytest

from par_rules.evidence.description import Description, Types
from par_rules.evidence.readers.opening import stamp_of
from par_rules.evidence.scan_memory import COARSE, ScanMemory, Seen

TYPES = Types({"ke hoach": "ke_hoach"}, {"KH": "ke_hoach"})
READ = Description(pages=2, code="12/KH-UBND", issued=date(2026, 1, 20), signed=True, form="draft")


def filled(path: Path) -> Path:
    memory = ScanMemory(path, TYPES)
    memory.remember("a", READ)
    memory.save(complete=True)
    return path


def seen(path: Path, read_at: int) -> Seen:
    return Seen(stamp_of(path.stat(), read_at), "a", "pdf")


def test_what_was_read_once_is_remembered(tmp_path: Path) -> None:
    memory = ScanMemory(filled(tmp_path / "cache.json"), TYPES)
    assert memory.description("a") == READ
    assert memory.known == {"a"}


def test_other_types_start_anew(tmp_path: Path) -> None:
    path = filled(tmp_path / "cache.json")
    assert ScanMemory(path, Types({}, {})).description("a") is None


@pytest.mark.parametrize(
    "text",
    ["", "not json", "[]", '{"schema": "other"}', "{}", '{"files": []}', "[" * 100_000],
)
def test_a_damaged_memory_is_only_slow(tmp_path: Path, text: str) -> None:
    path = tmp_path / "cache.json"
    path.write_text(text, encoding="utf-8")
    memory = ScanMemory(path, TYPES)
    assert (memory.description("a"), memory.before("a.pdf"), memory.known) == (
        None,
        None,
        frozenset(),
    )


def test_a_damaged_entry_is_read_again(tmp_path: Path) -> None:
    path = filled(tmp_path / "cache.json")
    text = path.read_text(encoding="utf-8").replace("2026-01-20", "2026-13-45")
    path.write_text(text, encoding="utf-8")
    memory = ScanMemory(path, TYPES)
    assert (memory.description("a"), memory.known) == (None, frozenset())


def test_what_is_no_longer_used_is_forgotten(tmp_path: Path) -> None:
    path = filled(tmp_path / "cache.json")
    memory = ScanMemory(path, TYPES)
    memory.remember("b", READ)
    memory.save(complete=True)
    again = ScanMemory(path, TYPES)
    assert (again.description("b"), again.description("a")) == (READ, None)


def test_a_scan_that_was_interrupted_forgets_nothing(tmp_path: Path) -> None:
    path = filled(tmp_path / "cache.json")
    memory = ScanMemory(path, TYPES)
    memory.remember("b", READ)
    memory.save(complete=False)
    assert ScanMemory(path, TYPES).known == {"a", "b"}


def test_without_a_file_nothing_is_kept() -> None:
    memory = ScanMemory(None, TYPES)
    memory.remember("a", READ)
    memory.save(complete=True)
    assert memory.description("a") == READ


def test_a_memory_that_cannot_be_written_does_not_stop_a_run(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("x", encoding="utf-8")
    memory = ScanMemory(blocked / "cache.json", TYPES)
    memory.remember("a", READ)
    memory.save(complete=True)


def test_a_file_whose_state_is_the_same_is_still_what_it_was(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"x")
    later = time.time_ns() + COARSE + 1
    memory = ScanMemory(tmp_path / "cache.json", TYPES)
    memory.saw("a.pdf", seen(file, later))
    memory.save(complete=True)
    again = ScanMemory(tmp_path / "cache.json", TYPES)
    assert again.before("a.pdf") == seen(file, later)
    assert seen(file, later).is_still(file.stat(), later)


def test_a_file_read_within_two_seconds_of_its_change_is_not_trusted(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"x")
    soon = file.stat().st_ctime_ns + COARSE - 1
    assert not seen(file, soon).is_still(file.stat(), soon)


def test_a_memory_written_after_the_clock_is_not_trusted(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"x")
    later = time.time_ns() + 10 * COARSE
    assert not seen(file, later).is_still(file.stat(), later - 1)


def test_a_file_whose_time_lies_ahead_is_not_trusted(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"x")
    now = time.time_ns() + 5 * COARSE
    os.utime(file, ns=(now, now + 100 * COARSE))
    assert not seen(file, now).is_still(file.stat(), now)


def test_an_edit_of_the_same_size_whose_time_was_set_back_shows(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    file.write_bytes(b"x")
    before, later = file.stat(), time.time_ns() + 5 * COARSE
    then = seen(file, later)
    time.sleep(0.02)
    file.write_bytes(b"y")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = file.stat()
    assert (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    assert not then.is_still(after, later)
