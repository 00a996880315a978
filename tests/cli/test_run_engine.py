"""``par run --engine inline`` leaves behind and answers what ``--engine kernel`` does."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from par_rules.runs.notebooks import NOTEBOOKS
from tests.cli.started import par
from tests.runs.batch.made_units import make_unit

ENGINES = ("kernel", "inline")
# What was clocked, and the folder that each engine wrote to.
CLOCKED = re.compile(r"\b\d+,\d giây")


@dataclass(frozen=True)
class Left:
    """What one run answered and left: texts without times, files by their place."""

    code: int
    said: str
    told: str
    files: dict[str, bytes]


def run_on(engine: str, evidence: Path, out: Path) -> Left:
    done = par(
        *("run", "--unit", "xa-thu", "--year", "2026", "--engine", engine),
        *("--evidence", str(evidence), "--out", str(out)),
    )
    files = {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in out.rglob("*")
        if path.is_file()
    }
    said, told = (
        CLOCKED.sub("N giây", text.replace(str(out), "OUT")) for text in (done.stdout, done.stderr)
    )
    return Left(done.returncode, said, told, files)


def without_cases(year: Path) -> None:
    """Leave the year as it is made: figures alone, which is told as something left out."""


def broken(year: Path) -> None:
    (year / "so-lieu.xlsx").write_text("không phải Excel", "utf-8")


@pytest.mark.parametrize(("change", "code"), [(without_cases, 3), (broken, 1)])
def test_both_engines_leave_the_same(
    tmp_path: Path, change: Callable[[Path], None], code: int
) -> None:
    change(make_unit(tmp_path / "evidence", "xa-thu"))
    kernel, inline = (run_on(e, tmp_path / "evidence", tmp_path / e) for e in ENGINES)
    assert (kernel.code, inline.code) == (code, code), kernel.told + inline.told
    assert (inline.said, inline.told) == (kernel.said, kernel.told)
    assert sorted(inline.files) == sorted(kernel.files)
    reached = [f"xa-thu/2026/{name}.ipynb" for name in (NOTEBOOKS[:1] if code == 1 else NOTEBOOKS)]
    assert set(reached) <= inline.files.keys()
    for name, data in kernel.files.items():
        if not name.endswith((".ipynb", ".jsonl")):  # these say when, and on which engine
            assert inline.files[name] == data, name
