"""``python -m bench.year``: one ``par run`` of the sample year, documents read before; its parts.

What cannot be avoided is told by ``plain_cells``: one Python process that loads the same libraries
and runs the same cells as plain code, without papermill, executed notebooks or the page made of
them. Both sides alternate.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.batch import copies
from bench.measures import PAR, repository
from bench.plain_cells import YEAR

RUNS = 5
GOAL = 1.3
KEY = "xa-0000"


def main() -> None:
    """Run the sides in turn, print medians."""
    os.chdir(repository())
    for stream in (sys.stdout, sys.stderr):
        getattr(stream, "reconfigure", lambda **_: None)(encoding="utf-8")
    with TemporaryDirectory(prefix="par-bench-") as place:
        folder = Path(place)
        copies(folder / "evidence", 1)
        _par_run(folder, "inline")  # reads the documents
        found: dict[str, list[float]] = {}
        for _ in range(RUNS):
            sides = {
                "Python, nothing done": _seconds(sys.executable, "-c", "pass"),
                "libraries loaded": _seconds(sys.executable, "-c", LIBRARIES),
                "the same cells as plain code, libraries loaded": _seconds(
                    sys.executable, "-m", "bench.plain_cells", str(folder)
                ),
                "par run --engine kernel": _par_run(folder, "kernel"),
                "par run": _par_run(folder, "inline"),
                **_parts(folder),
            }
            for name, seconds in sides.items():
                found.setdefault(name, []).append(seconds)
    middle = {name: median(runs) for name, runs in found.items()}
    for name, seconds in middle.items():
        print(f"{name:<58} {seconds:>6.2f} s   ({min(found[name]):.2f} … {max(found[name]):.2f})")
    plain, ours = middle["the same cells as plain code, libraries loaded"], middle["par run"]
    verdict = "ok" if ours <= GOAL * plain else "OVER"
    print(f"par run by what cannot be avoided: {ours / plain:.2f} x (goal {GOAL:g} x: {verdict})")


LIBRARIES = (
    "from importlib import import_module\n"
    "from par_rules.runs.batch.warm import MODULES\n"
    "for name in MODULES: import_module(name)"
)


def _par_run(folder: Path, engine: str) -> float:
    where = ("--evidence", str(folder / "evidence"), "--out", str(folder / "out"))
    return _seconds(*PAR, "run", "--year", str(YEAR), "--engine", engine, *where)


def _parts(folder: Path) -> dict[str, float]:
    """Give what the executed notebooks tell of the last run."""
    names = (folder / "out" / KEY / str(YEAR)).glob("*.ipynb")
    books = [json.loads(path.read_text(encoding="utf-8")) for path in names]
    cells = sum(
        cell["metadata"]["papermill"]["duration"] or 0
        for book in books
        for cell in book["cells"]
        if cell["cell_type"] == "code"
    )
    whole = sum(book["metadata"]["papermill"]["duration"] for book in books)
    return {"  of it in cells": cells, "  of it between cells": whole - cells}


def _seconds(*command: str) -> float:
    started = time.perf_counter()
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    if done.returncode not in (0, 3):
        raise SystemExit(done.stderr)
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
