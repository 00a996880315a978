"""Opening a file below a folder: what is told of it, and by which path Windows finds it."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from par_rules.evidence.readers.opening import Refused, extended, read_below, stamp_of


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("C:\\Xã\\tai-lieu", "\\\\?\\C:\\Xã\\tai-lieu"),
        ("\\\\may-chu\\chung\\tai-lieu", "\\\\?\\UNC\\may-chu\\chung\\tai-lieu"),
        ("\\\\?\\C:\\Xã", "\\\\?\\C:\\Xã"),
    ],
)
def test_windows_is_told_a_path_that_may_be_long(path: str, told: str) -> None:
    assert extended(path) == told


def test_the_state_of_the_bytes_that_were_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    path = tmp_path / "a" / "b.pdf"
    path.write_bytes(b"x" * 200_000)
    before = time.time_ns()
    data, stamp = read_below(str(tmp_path), ["a", "b.pdf"])
    assert data == path.read_bytes()
    assert stamp == stamp_of(path.stat(), stamp.read_at)
    assert before <= stamp.read_at <= time.time_ns()


def test_reading_leaves_nothing_open(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"x")
    (tmp_path / "b").symlink_to("a.pdf")
    before = len(list(Path("/proc/self/fd").iterdir()))
    for name in ("a.pdf", "b", "c/d.pdf", "a.pdf/x"):
        for _ in range(3):
            try:
                read_below(str(tmp_path), name.split("/"))
            except (OSError, Refused):
                continue
    assert len(list(Path("/proc/self/fd").iterdir())) == before
