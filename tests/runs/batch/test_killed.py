"""A batch that is killed again and again: nothing lost, nothing twice, no half file.

``PAR_KILLS`` says how often; 20 times unless told, 6 with notebooks.
"""

import contextlib
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import nbformat
import psutil  # type: ignore[import-untyped]
import pytest

from par_rules.evidence.history import read_history
from par_rules.runs.notebooks import NOTEBOOKS
from tests.runs.batch.made_units import ROOT, make_units, other_figures, with_documents

NOTEBOOKS_TOO = "--notebooks"
# Helpers end by themselves once nobody listens to them any more.
PATIENCE = 60


def start(folder: Path, *more: str) -> subprocess.Popen[str]:
    code = "from par_rules.cli import main; main()"
    where = ["--evidence", str(folder / "evidence"), "--out", str(folder / "out")]
    (folder / "tam").mkdir(exist_ok=True)
    return subprocess.Popen(
        [sys.executable, "-c", code, "batch", "--year", "2026", "--workers", "2", *where, *more],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
        env=os.environ | _marked(folder),
    )


def _marked(folder: Path) -> dict[str, str]:
    """Give what tells the processes of this batch from all others."""
    return {"TMPDIR": str(folder / "tam"), "TEMP": str(folder / "tam")}


def strike(batch: subprocess.Popen[str], chance: random.Random) -> None:
    """Kill the batch, or it and all that it has started, or a single one of these."""
    with contextlib.suppress(psutil.NoSuchProcess):
        main = psutil.Process(batch.pid)
        below = main.children(recursive=True)
        one = [chance.choice(below)] if below else [main]
        for process in chance.choice(([main], [main, *below], one)):
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()


def lines(path: Path) -> list[dict[str, Any]]:
    """Read a log as it is to be read: what was cut off is not a line."""
    found = path.read_bytes().split(b"\n")[:-1] if path.exists() else []
    return [json.loads(line) for line in found if not line.endswith(b"\x18")]


def change(evidence: Path, number: int) -> None:
    """Give every unit another title and other figures, so that all is to be done again."""
    for path in evidence.glob("*/unit.yaml"):
        text = path.read_text(encoding="utf-8").splitlines()
        text[1] = f"title: Đơn vị {path.parent.name} lần {number}"
        path.write_text("\n".join(text) + "\n", encoding="utf-8")
        other_figures(path.parent / "2026", on_time=5 if number % 2 else 10)


@pytest.mark.parametrize(
    ("more", "units", "kills"),
    [((), 8, 20), ((NOTEBOOKS_TOO,), 3, 6)],
    ids=["scoring", "notebooks"],
)
def test_kills_lose_nothing_and_double_nothing(
    tmp_path: Path, more: tuple[str, ...], units: int, kills: int
) -> None:
    evidence, out = make_units(tmp_path, units), tmp_path / "out"
    for year in evidence.glob("*/2026") if more else ():
        with_documents(year)
    chance = random.Random(5)
    began = time.monotonic()
    _all_done(start(tmp_path, *more))
    whole = time.monotonic() - began
    killed, rounds = 0, 1
    change(evidence, rounds)
    while killed < int(os.environ.get("PAR_KILLS", kills)):
        running = start(tmp_path, *more)
        try:
            running.wait(chance.uniform(0.1, 1.1 * whole))
        except subprocess.TimeoutExpired:
            killed += 1
            strike(running, chance)
        told, said = running.communicate()
        assert "Traceback" not in said
        assert "đang ghi vào thư mục này" not in said
        if " 0 lượt lỗi." in told:
            rounds += 1
            change(evidence, rounds)
    _all_done(start(tmp_path, *more))
    rounds += 1
    _nobody_is_left(tmp_path)
    keys = sorted(path.parent.name for path in evidence.glob("*/unit.yaml"))
    assert len(keys) == units
    for key in keys:
        _nothing_is_half(out / key / "2026", *more)
        _recorded(out / key, rounds)
    assert (out / "bang-tong-hop.html").read_text(encoding="utf-8").endswith("</html>\n")
    journal = lines(out / "chay-loat.jsonl")
    assert sorted({line["unit"] for line in journal}) == keys
    for key in keys:
        _done_once([line for line in journal if line["unit"] == key], rounds)
    _same_as_undisturbed(tmp_path, keys, *more)


def _all_done(batch: subprocess.Popen[str]) -> None:
    told, said = batch.communicate()
    assert batch.returncode == 3, said  # the units have no documents
    assert " 0 lượt lỗi." in told, told + said


def _nobody_is_left(folder: Path) -> None:
    until = time.monotonic() + PATIENCE
    while (left := list(_of_batch(folder))) and time.monotonic() < until:
        time.sleep(0.1)
    assert left == []


def _of_batch(folder: Path) -> Iterator[str]:
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if process.environ().items() >= _marked(folder).items():
                yield f"{process.pid}: {process.cmdline()}"


def _nothing_is_half(year: Path, *more: str) -> None:
    assert list(year.parent.parent.rglob(".par-*.tmp")) == []
    assert len([json.loads(path.read_bytes()) for path in year.glob("*.json")]) == 4
    history = read_history(year)
    assert history.faults == ()
    assert [history.read(one) for one in history.kept]
    ran = sorted(path.stem for path in year.glob("*.ipynb"))
    assert ran == (sorted(NOTEBOOKS) if more else [])
    for name in ran:
        notebook: Any = nbformat.read(year / f"{name}.ipynb", 4)  # type: ignore[no-untyped-call]
        nbformat.validate(notebook)
        cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
        assert [cell.execution_count for cell in cells] == list(range(1, len(cells) + 1))
        assert {cell.metadata.papermill.status for cell in cells} == {"completed"}
    assert not (year / "loi-chay-loat.txt").exists()


def _done_once(runs: list[dict[str, Any]], rounds: int) -> None:
    """What is done is left, unless whoever looked whether it is was killed at that."""
    done = [line["inputs"] if line["state"] == "done" else None for line in runs]
    assert all(after is None or after != before for before, after in pairwise(done))
    assert len(set(done) - {None}) == rounds


def _recorded(unit: Path, rounds: int) -> None:
    """Every scoring has one line; each but the first says what moved, and from where."""
    record = lines(unit / "nhat-ky.jsonl")
    assert len(record) == rounds
    points: dict[str, Any] = {}
    for line in record:
        assert bool(line["changed"]) is (line is not record[0])
        for moved in line["changed"]:
            assert moved["from"] == points.get(moved["number"], moved["from"])
            assert moved["why"]
            points[moved["number"]] = moved["to"]
    card = json.loads((unit / "2026" / "scorecard.json").read_bytes())
    assert points == {
        leaf["number"]: {view: leaf[view] for view in points[leaf["number"]]}
        for leaf in card["leaves"]
        if leaf["number"] in points
    }


def _same_as_undisturbed(folder: Path, keys: list[str], *more: str) -> None:
    out, disturbed = folder / "out", folder / "bi-ngat"
    out.rename(disturbed)
    _all_done(start(folder, *more))
    for key in keys:
        for name in ("facts.json", "scorecard.json", "gaps.json"):
            path = Path(key) / "2026" / name
            assert (disturbed / path).read_bytes() == (out / path).read_bytes(), path
