"""The same inputs give the same bytes, whatever the folder, the hour, the zone or the seed.

Two processes make the whole year, in both editions and sealed, from copies of the sample in two
folders. What may differ is one field: the time in each line of the two logs.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROGRAM = """
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from par_rules.bag.seal import seal
from par_rules.runs.steps import (
    dossier_step, gaps_step, score_step, take_evidence_step, write_dossier,
)
from par_rules.runs.year import open_year

criteria, project = Path(sys.argv[1]), Path(sys.argv[2])
run = open_year("dai-son", 2026, None, criteria, project / "evidence", project / "out")
take_evidence_step(run)
score_step(run)
gaps_step(run)
for edition in ("internal", "submission"):
    shown = replace(run, edition=edition)
    write_dossier(shown, dossier_step(shown))
    for copies in (True, False):
        sealed = seal(shown, by_criterion=copies, signed=None, today=date(2026, 12, 9))
        bag = sealed.packed.path
        bag.replace(bag.with_name(f"{bag.stem}-{copies}.zip"))
"""
OUTPUTS = {
    *("bao-cao.docx", "bao-cao.pdf", "bang-diem.xlsx", "ho-so.html"),
    *("bao-cao-gui.docx", "bao-cao-gui.pdf", "bang-diem-gui.xlsx", "ho-so-gui.html"),
    *("manifest.json", "facts.json", "scorecard.json", "gaps.json"),
    *("ho-so-dai-son-2026-True.zip", "ho-so-dai-son-2026-False.zip"),
    *("ho-so-dai-son-2026-noi-bo-True.zip", "ho-so-dai-son-2026-noi-bo-False.zip"),
}


def made(project: Path, **environment: str) -> dict[str, bytes]:
    """Make the year in ``project`` in a process of its own; give every file by its path."""
    # Not copy2: the files lie there as if they had just come in.
    shutil.copytree(ROOT / "evidence", project / "evidence", copy_function=shutil.copyfile)
    command = [sys.executable, "-c", PROGRAM, str(ROOT / "criteria"), str(project)]
    done = subprocess.run(
        command, env={**os.environ, **environment}, capture_output=True, text=True, cwd=ROOT
    )
    assert done.returncode == 0, done.stderr
    out = project / "out"
    # What the reading of documents remembers of this disk is no output.
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], dict[str, bytes]]:
    one, other = tmp_path_factory.mktemp("mot"), tmp_path_factory.mktemp("hai-dai-hon")
    return (
        made(one, PYTHONHASHSEED="1", TZ="Asia/Ho_Chi_Minh", LC_ALL="C.UTF-8"),
        made(other, PYTHONHASHSEED="4711", TZ="America/Anchorage", LC_ALL="C"),
    )


def test_every_output_has_the_same_bytes(both: tuple[dict[str, bytes], dict[str, bytes]]) -> None:
    one, other = both
    assert one.keys() == other.keys()
    assert {name.rpartition("/")[2] for name in one} >= OUTPUTS
    differ = [name for name in one if not name.endswith(".jsonl") and one[name] != other[name]]
    assert differ == []


def test_the_logs_differ_in_the_time_alone(
    both: tuple[dict[str, bytes], dict[str, bytes]],
) -> None:
    logs = [name for name in both[0] if name.endswith(".jsonl")]
    assert len(logs) == 2
    for name in logs:
        one, other = ([json.loads(line) for line in files[name].splitlines()] for files in both)
        assert len(one) == len(other) > 0
        for line, same in zip(one, other, strict=True):
            assert line.pop("time") != same.pop("time")
            assert line == same
