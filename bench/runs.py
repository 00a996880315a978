"""``python -m bench.runs [UNITS]``: year-runs of four notebooks each, HTML included, three ways.

The same units, each with nothing read before, side by side in one run:

* stock papermill's API, one run after the other;
* stock papermill's API in a pool of as many processes as there are processors;
* ``par batch --notebooks``, whole process, with the start of its helpers.

What is beyond the cells' own work is told apart: the same cells run as plain code where all is
loaded (``plain_cells``), one unit after the other and as many at once as there are processors.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.batch import copies, measured
from bench.measures import repository
from bench.plain_cells import YEAR, given

UNITS = 30
# The goals: stock papermill's time by ours.
ALONE, POOLED = 8.0, 4.0
# The same of what is beyond the cells' own work.
BEYOND_ALONE, BEYOND_POOLED = 12.0, 6.0


def main() -> None:
    """Make the units, run them three ways, print the table."""
    os.chdir(repository())
    for stream in (sys.stdout, sys.stderr):
        getattr(stream, "reconfigure", lambda **_: None)(encoding="utf-8")
    units = int(sys.argv[1]) if sys.argv[1:] else UNITS
    workers = os.cpu_count() or 1
    cells_alone = _apart(units, lambda folder: _cells(folder, 1))
    cells_pooled = _apart(units, lambda folder: _cells(folder, workers))
    ours = _apart(units, lambda folder: measured(folder, "--notebooks", memory=False)[0])
    pooled = _apart(units, lambda folder: _stock(folder, workers))
    alone = _apart(units, lambda folder: _stock(folder, 1))
    for what, seconds in (
        ("the cells alone, one unit after the other", cells_alone),
        (f"the cells alone, {workers} units at once", cells_pooled),
        (f"par batch --notebooks, {workers} helpers", ours),
        (f"papermill, {workers} processes", pooled),
        ("papermill, one after the other", alone),
    ):
        name = f"{units} year-runs: {what}"
        print(f"{name:<64} {seconds:>7.1f} s  {seconds / units:.2f} s a unit", flush=True)
    spent = ours - cells_pooled
    for what, stock, cells, whole, beyond in (
        ("one after the other", alone, cells_alone, ALONE, BEYOND_ALONE),
        (f"{workers} processes", pooled, cells_pooled, POOLED, BEYOND_POOLED),
    ):
        print(f"papermill, {what}, beside par batch:")
        print(f"  the whole: {_times(stock, ours, whole)}")
        print(
            f"  beyond the cells, {stock - cells:.1f} s beside {spent:.1f} s: "
            f"{_times(stock - cells, spent, beyond)}",
            flush=True,
        )


def _times(theirs: float, ours: float, goal: float) -> str:
    if ours <= 0:
        return f"ours takes no measurable time (goal {goal:g} x: ok)"
    verdict = "ok" if theirs / ours >= goal else "UNDER"
    return f"{theirs / ours:.1f} x (goal {goal:g} x: {verdict})"


def _cells(folder: Path, workers: int) -> float:
    return float(_told("bench.plain_cells", str(folder), str(workers)))


def _told(*module: str) -> str:
    """Run a module; what kernels write beside it is shown only where it fails."""
    done = subprocess.run([sys.executable, "-m", *module], capture_output=True, encoding="utf-8")
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout


def _apart(units: int, run: Callable[[Path], float]) -> float:
    """Run over units of its own, of which nothing was read before; give the seconds."""
    with TemporaryDirectory(prefix="par-bench-") as folder:
        copies(Path(folder) / "evidence", units)
        return run(Path(folder))


def _stock(folder: Path, processes: int) -> float:
    started = time.perf_counter()
    _told("bench.runs", "stock", str(folder), str(processes))
    return time.perf_counter() - started


def stock(folder: Path, processes: int) -> None:
    """Run all units below ``folder`` by papermill as it comes."""
    keys = sorted(path.name for path in (folder / "evidence").iterdir())
    if processes == 1:
        for key in keys:
            stock_year(folder, key)
    else:
        with ProcessPoolExecutor(processes) as pool:
            list(pool.map(stock_year, [folder] * len(keys), keys))


def stock_year(folder: Path, key: str) -> None:
    """Run a year's notebooks by papermill as it comes, then make the page of the last."""
    import papermill

    from par_rules.dossier.html import write_page
    from par_rules.runs.notebooks import FOLDER, NOTEBOOKS

    out = folder / "out" / key / str(YEAR)
    out.mkdir(parents=True)
    for name in NOTEBOOKS:
        papermill.execute_notebook(
            str(FOLDER / f"{name}.ipynb"),
            str(out / f"{name}.ipynb"),
            given(folder, key),
            kernel_name="python3",
            progress_bar=False,
            cwd=str(FOLDER),
        )
    write_page(out / f"{NOTEBOOKS[-1]}.ipynb", out / "ho-so.html")


if __name__ == "__main__":
    if sys.argv[1:2] == ["stock"]:
        stock(Path(sys.argv[2]), int(sys.argv[3]))
    else:
        main()
