"""A batch on a real disk that is full or takes no writing, in part or as a whole."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from par_rules.files import read_lines
from par_rules.runs.notebooks import NOTEBOOKS
from tests.runs.batch.made_units import make_units
from tests.runs.batch.small_disk import SmallDisk, is_possible

pytestmark = pytest.mark.skipif(not is_possible(), reason="this system lets nobody mount a disk")
EITHER = pytest.mark.parametrize("more", [(), ("--notebooks",)], ids=["scoring", "notebooks"])
UNITS = ("phuong-001", "xa-000", "xa-002")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[SmallDisk]:
    found = SmallDisk(tmp_path / "dia", "32m")
    yield found
    found.close()


def batch(disk: SmallDisk, evidence: Path, *more: str) -> subprocess.CompletedProcess[str]:
    where = ["--evidence", str(evidence), "--out", str(disk.at / "out"), "--workers", "1"]
    code = "from par_rules.cli import main; main()"
    return disk.run(sys.executable, "-c", code, "batch", "--year", "2026", *where, *more)


def whole(disk: SmallDisk, *more: str) -> None:
    """Look at every file of every unit, and that each was scored and done once."""
    out = disk.seen / "out"
    assert list(out.rglob(".par-*.tmp")) == []
    for unit in UNITS:
        assert len(read_lines(out / unit / "nhat-ky.jsonl").whole) == 1
        found = [json.loads(path.read_bytes()) for path in (out / unit / "2026").glob("*.json")]
        assert len(found) == 4
        ran = sorted(path.stem for path in (out / unit / "2026").glob("*.ipynb"))
        assert ran == (sorted(NOTEBOOKS) if more else [])
    journal = [json.loads(line) for line in read_lines(out / "chay-loat.jsonl").whole]
    done = [line["unit"] for line in journal if line["state"] == "done"]
    assert sorted(done) == sorted(UNITS)


@EITHER
@pytest.mark.parametrize("room", [0, 60_000])
def test_a_full_disk_stops_the_batch_and_once_there_is_room_it_goes_on(
    disk: SmallDisk, tmp_path: Path, more: tuple[str, ...], room: int
) -> None:
    evidence = make_units(tmp_path, len(UNITS))
    assert batch(disk, evidence, UNITS[0], *more).returncode == 3
    disk.fill(room)
    stopped = batch(disk, evidence, *more)
    assert stopped.returncode == 1, stopped.stdout
    assert ": ổ đĩa đã đầy: xóa bớt tệp không cần rồi chạy lại\n" in stopped.stderr
    assert "Đã dừng, 1/3 lượt đã xong và được giữ: chạy lại đúng lệnh này" in stopped.stderr
    assert "Traceback" not in stopped.stderr
    assert "lỗi của chương trình" not in stopped.stderr
    (disk.seen / "day").unlink()
    again = batch(disk, evidence, *more)
    assert again.returncode == 3, again.stderr
    assert "2 lượt đã chấm, 1 lượt giữ nguyên, 0 lượt lỗi." in again.stdout
    whole(disk, *more)


def test_a_full_disk_for_passing_files_is_named(disk: SmallDisk, tmp_path: Path) -> None:
    evidence, out = make_units(tmp_path, 1), tmp_path / "out"
    disk.fill(8192)
    code = "from par_rules.cli import main; main()"
    where = ["--evidence", str(evidence), "--out", str(out), "--notebooks"]
    command = [sys.executable, "-c", code, "batch", "--year", "2026", *where]
    stopped = disk.run("env", f"TMPDIR={disk.at}", *command)
    assert stopped.returncode == 1
    line, *_ = stopped.stderr.splitlines()
    assert line.startswith(f"{disk.at / 'par-'}")
    assert line.endswith(".ipynb: ổ đĩa đã đầy: xóa bớt tệp không cần rồi chạy lại")


@EITHER
def test_a_disk_that_takes_no_writing_is_told_and_nothing_on_it_changes(
    disk: SmallDisk, tmp_path: Path, more: tuple[str, ...]
) -> None:
    evidence = make_units(tmp_path, len(UNITS))
    disk.run("mount", "-o", "remount,ro", str(disk.at))
    refused = batch(disk, evidence, *more)
    assert refused.returncode == 1
    assert refused.stderr == f"{disk.at / 'out'}: ổ đĩa chỉ cho đọc: chọn thư mục khác bằng --out\n"
    assert list(disk.seen.iterdir()) == []


@EITHER
def test_a_unit_whose_folder_takes_no_writing_is_listed_and_the_others_go_on(
    disk: SmallDisk, tmp_path: Path, more: tuple[str, ...]
) -> None:
    evidence = make_units(tmp_path, len(UNITS))
    folder = disk.at / "out" / UNITS[1] / "2026"
    disk.run("mkdir", "-p", str(folder))
    disk.run("mount", "--bind", str(folder), str(folder))
    disk.run("mount", "-o", "remount,bind,ro", str(folder))
    done = batch(disk, evidence, *more)
    assert done.returncode == 3, done.stderr
    assert "2 lượt đã chấm, 0 lượt giữ nguyên, 1 lượt lỗi." in done.stdout
    *_, heading, title, sentence = done.stderr.splitlines()
    assert (heading, title) == ("Chạy không thành công:", f"  Đơn vị {UNITS[1]}, năm 2026:")
    assert sentence.startswith(f"    {folder}")
    assert sentence.endswith(": ổ đĩa chỉ cho đọc: chọn thư mục khác bằng --out")
    assert ".par-" not in sentence
    disk.run("umount", str(folder))
    again = batch(disk, evidence, *more)
    assert "1 lượt đã chấm, 2 lượt giữ nguyên, 0 lượt lỗi." in again.stdout
    whole(disk, *more)
