"""``par doctor`` on this machine, and on this machine with parts really out of reach."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from par_rules.doctor import Finding, examine
from par_rules.doctor.clock import clock
from par_rules.doctor.disk import LEAST, room, writable
from par_rules.doctor.model import exit_code
from par_rules.doctor.programs import times_new_roman

ROOT = Path(__file__).parents[2]
START = "from par_rules.cli import main; main()"


def doctor(
    cwd: Path, *options: str, python: tuple[str, ...] = (), **env: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *python, "-c", START, "doctor", *options],
        cwd=cwd,
        env={**os.environ, "TZ": "Asia/Ho_Chi_Minh", **env},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def line(output: str, what: str) -> str:
    return next(text for text in output.splitlines() if what in text)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "evidence").mkdir()
    return tmp_path


def test_it_names_what_is_there_and_leaves_nothing_behind(place: Path) -> None:
    done = doctor(place)

    assert done.stderr == ""
    assert re.match(r"có +Python +3\.\d+\.\d+", line(done.stdout, "Python "))
    assert re.match(r"có +Thư viện +đủ \d+ thư viện", line(done.stdout, "Thư viện"))
    assert line(done.stdout, "Đồng hồ").endswith("(UTC+7)")
    assert [p.name for p in place.rglob("*")] == ["evidence"]


def test_without_programs_in_reach_it_says_what_that_switches_off(place: Path) -> None:
    done = doctor(place, PATH=str(place))

    assert done.returncode == 3
    assert "thiếu    Trình duyệt" in done.stdout
    assert "Ảnh hưởng: trên máy này không xem được ho-so.html" in done.stdout
    assert "chưa có tesseract" in done.stdout
    assert "Việc cần làm: cài tesseract 5 kèm tiếng Việt (vie)." in done.stdout
    assert done.stdout.endswith("dùng được bộ công cụ, trừ những phần ghi ở trên.\n")


@pytest.mark.needs_debian("tesseract-ocr")
def test_a_tesseract_without_vietnamese_is_told_apart_from_none(place: Path) -> None:
    (place / "tessdata").mkdir()
    done = doctor(place, TESSDATA_PREFIX=str(place / "tessdata"))

    assert done.returncode == 3
    assert "chưa có tiếng Việt (vie)" in done.stdout
    assert "Việc cần làm: thêm tệp vie.traineddata." in done.stdout


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder of all installed packages but JupyterLab, its widgets and its Vietnamese."""
    import click

    whole = Path(click.__file__).parents[1]
    folder = tmp_path_factory.mktemp("packages")
    for path in whole.iterdir():
        if not path.name.lower().startswith(("jupyterlab", "ipywidgets", "click-")):
            (folder / path.name).symlink_to(path)
    (info,) = whole.glob("click-*.dist-info")
    shutil.copytree(info, folder / info.name)
    return folder


def without_site(bare: Path) -> dict[str, str]:
    return {"PYTHONPATH": os.pathsep.join((str(bare), str(ROOT)))}


def test_without_jupyterlab_par_lab_is_named_as_what_is_off(place: Path, bare: Path) -> None:
    done = doctor(place, python=("-S",), **without_site(bare))

    assert done.returncode == 3
    assert "chưa cài jupyterlab, ipywidgets" in done.stdout
    assert "không mở được sổ tay năm (par lab)" in done.stdout
    assert "trình đơn của JupyterLab bằng tiếng Anh" in done.stdout


def test_par_lab_without_jupyterlab_says_how_to_get_it(place: Path, bare: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-S", "-c", START, "lab", "--no-browser"],
        cwd=place,
        env={**os.environ, **without_site(bare)},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 1
    assert done.stderr.startswith("Chưa cài JupyterLab: chạy mo-so-tay.cmd (Windows), hoặc gõ ")


def test_a_library_that_is_too_old_breaks_it(place: Path, bare: Path) -> None:
    (info,) = bare.glob("click-*.dist-info")
    told = info / "METADATA"
    whole = told.read_text(encoding="utf-8")
    told.write_text(re.sub(r"(?m)^Version: .*", "Version: 7.0", whole), encoding="utf-8")
    try:
        done = doctor(place, python=("-S",), **without_site(bare))
    finally:
        told.write_text(whole, encoding="utf-8")

    assert done.returncode == 1
    assert re.match(r"hỏng +Thư viện click +7\.0, cần >=8\.1", line(done.stdout, "Thư viện click"))
    assert "pip install --require-hashes -r requirements.lock" in done.stdout


def test_a_folder_that_cannot_be_written_breaks_it(place: Path) -> None:
    """Nobody, not even root, makes a file in /proc or below what is a file."""
    done = doctor(place, "--out", "/proc/par")

    assert done.returncode == 1
    assert line(done.stdout, "Ghi vào thư mục kết quả").startswith("hỏng")
    assert "không lệnh nào ghi được kết quả" in done.stdout


def test_a_missing_evidence_folder_is_no_fault_of_the_machine(tmp_path: Path) -> None:
    found = writable("Ghi", tmp_path / "evidence", "không ghi được", make=False)

    assert (found.state, found.found) == ("missing", f"{tmp_path / 'evidence'}: chưa có")
    assert not (tmp_path / "evidence").exists()


def test_a_clock_set_back_is_seen_by_files_from_the_future(place: Path) -> None:
    book = place / "evidence" / "so-lieu.xlsx"
    book.touch()
    then = time.time() + 40 * 24 * 3600
    os.utime(book, (then, then))

    found = clock(place / "evidence", place / "out")

    assert found.state == "missing"
    assert "có tệp ghi sau giờ này 40 ngày" in found.found
    assert found.todo == "chỉnh lại ngày, giờ của máy"


def test_another_time_zone_is_told(place: Path) -> None:
    done = doctor(place, TZ="America/St_Johns")

    assert re.search(r"xem lại +Đồng hồ +.*\(UTC−[23],5\)", done.stdout)


def test_little_room_on_the_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = shutil.disk_usage(tmp_path)
    for free, state in ((LEAST - 1, "broken"), (LEAST * 5, "odd"), (LEAST * 20, "here")):
        told = type(real)(real.total, real.used, free)
        monkeypatch.setattr(shutil, "disk_usage", lambda _, told=told: told)
        assert room(tmp_path / "out").state == state
    monkeypatch.undo()


def test_times_new_roman_is_found_where_the_user_put_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    font = tmp_path / ".fonts" / "Times.ttf"
    font.parent.mkdir()
    before = times_new_roman()
    font.touch()

    assert before.found != str(font)
    assert times_new_roman().state == "here"


def test_the_worst_finding_decides_the_exit_code() -> None:
    here, odd = Finding("a", "here", ""), Finding("b", "odd", "")
    missing, broken = Finding("c", "missing", ""), Finding("d", "broken", "")

    assert [exit_code(x) for x in ((here, odd), (here, missing), (missing, broken))] == [0, 3, 1]


def test_every_lack_says_what_it_switches_off() -> None:
    for one in examine(ROOT / "evidence", ROOT / "out"):
        assert one.state == "here" or one.off, one.what
