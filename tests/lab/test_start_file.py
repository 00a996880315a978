"""``mo-so-tay.cmd`` as the command prompt of Windows reads it."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
START = ROOT / "mo-so-tay.cmd"
RAW = START.read_bytes()
LINES = RAW.decode("utf-8").split("\r\n")


def test_it_has_the_line_ends_of_windows_in_every_clone() -> None:
    told = subprocess.run(
        ["git", "check-attr", "eol", "--", START.name],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout.strip().endswith("eol: crlf")
    assert b"\n" not in RAW.replace(b"\r\n", b"")
    assert not RAW.startswith(b"\xef\xbb\xbf")


def test_the_codepage_is_set_before_the_first_letter_with_marks() -> None:
    first = next(i for i, line in enumerate(LINES) if not line.isascii())

    assert any(line.startswith("chcp 65001") for line in LINES[:first])


def test_every_label_is_there_and_reached() -> None:
    labels = {line[1:] for line in LINES if re.fullmatch(r":\w+", line)}
    reached = set(re.findall(r"\bgoto (\w+)", "\n".join(LINES)))

    assert labels == reached


def test_every_way_out_but_the_good_one_waits_so_that_the_message_is_read() -> None:
    ends = [i for i, line in enumerate(LINES) if line.startswith("exit /b")]

    assert [LINES[i] for i in ends] == ["exit /b 0"] + ["exit /b 1"] * 4
    assert all(LINES[i - 1] == "pause" for i in ends[1:])


def test_it_stands_in_a_folder_whose_name_has_spaces() -> None:
    for line in LINES:
        if "%~dp0" in line and not line.startswith("echo"):
            assert '"%~dp0"' in line
    # All else is named from that folder.
    assert not re.search(r"[A-Z]:\\(?!cham-diem)", "\n".join(LINES))


def test_it_installs_as_the_readme_says() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    told = re.findall(r"^\.venv\\Scripts\\python (-m pip install .+)$", readme, re.MULTILINE)
    done = re.findall(r'python\.exe" (-m pip install .+)$', "\n".join(LINES), re.MULTILINE)
    quiet = [line.replace(" -q --disable-pip-version-check", "") for line in done]

    assert quiet == told
