"""A run that breaks off without a word is told of all the same, and no other is."""

from __future__ import annotations

import shutil
from pathlib import Path

import nbformat
import pytest

from par_rules.cli.run import BROKEN_OFF
from par_rules.runs.notebooks import NOTEBOOKS
from tests.cli.started import CODE, ROOT, par, script
from tests.runs.batch.made_units import make_unit

SENTENCE = "Đã bị ngắt: chạy lại “lệnh này”"
BESIDE = f"""\
import os, sys
from par_rules.runs.witness import told_if_it_breaks_off
with told_if_it_breaks_off({SENTENCE!r}):
    print("đang chạy", flush=True)
    exec(sys.argv[1])
print("sau")
"""


@pytest.mark.parametrize("end", ["os.abort()", "os._exit(0)", "os.kill(os.getpid(), 9)"])
def test_a_process_that_breaks_off_is_told_of(end: str) -> None:
    done = script(BESIDE, end)
    assert done.stdout == "đang chạy\n"
    assert [line for line in done.stderr.splitlines() if "ngắt" in line] == [SENTENCE]


@pytest.mark.parametrize(
    ("end", "said"), [("pass", ""), ("raise SystemExit(3)", ""), ("1 / 0", "ZeroDivisionError")]
)
def test_however_the_work_ends_by_itself_nothing_is_said(end: str, said: str) -> None:
    done = script(BESIDE, end)
    assert SENTENCE not in done.stderr
    assert said in done.stderr


def test_work_goes_on_where_nobody_can_stand_by() -> None:
    alone = "import sys\nsys.executable = '/khong/co'\n" + BESIDE
    done = script(alone, "pass")
    assert (done.stdout, done.stderr) == ("đang chạy\nsau\n", "")


def test_an_official_is_told_where_a_cell_takes_the_command_along(tmp_path: Path) -> None:
    make_unit(tmp_path / "evidence", "xa-thu")
    notebooks = tmp_path / "sổ tay"
    shutil.copytree(ROOT / "notebooks", notebooks)
    path = notebooks / f"{NOTEBOOKS[1]}.ipynb"
    book = nbformat.read(path, 4)  # type: ignore[no-untyped-call]
    book.cells[-1] = nbformat.v4.new_code_cell("import os\nos.abort()")  # type: ignore[no-untyped-call]
    nbformat.write(book, path)  # type: ignore[no-untyped-call]
    folder = "from pathlib import Path\nfrom par_rules.runs import notebooks\n"
    folder += f"notebooks.FOLDER = Path({str(notebooks)!r})\n"
    asked = ("run", "--unit", "xa-thu", "--year", "2026", "--evidence", tmp_path / "evidence")
    done = script(folder + CODE, *asked, "--out", tmp_path / "out")
    assert done.returncode not in (0, 1, 3)
    assert BROKEN_OFF in done.stderr
    left = tmp_path / "out" / "xa-thu" / "2026"
    assert [(left / f"{name}.ipynb").is_file() for name in NOTEBOOKS] == [True] + 3 * [False]
    again = par(*asked, "--out", tmp_path / "out")
    assert again.returncode == 3
    assert BROKEN_OFF not in again.stderr
