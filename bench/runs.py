"""``python -m bench.runs [UNITS]``: year-runs of four notebooks each, HTML included, three ways.

The same units, each with nothing read before, side by side in one run:

* stock papermill's API, one run after the other;
* stock papermill's API in a pool of as many processes as there are processors;
* ``par batch --notebooks``, whole process.

What the notebooks themselves cost is told apart: ``par batch`` without notebooks does the work of
the cells, reading, scoring, finding the gaps, with nothing of papermill around it.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.batch import copies, measured
from bench.measures import Measured, repository

UNITS = 30
YEAR = 2026
# The goals: stock papermill's time by ours.
ALONE, POOLED = 8.0, 4.0


def main() -> None:
    """Make the units, run them three ways, print the table."""
    os.chdir(repository())
    for stream in (sys.stdout, sys.stderr):
        getattr(stream, "reconfigure", lambda **_: None)(encoding="utf-8")
    units = int(sys.argv[1]) if sys.argv[1:] else UNITS
    workers = os.cpu_count() or 1
    cells = _apart(units, lambda folder: measured(folder)[0])
    ours = _apart(units, lambda folder: measured(folder, "--notebooks")[0])
    pooled = _apart(units, lambda folder: _stock(folder, workers))
    alone = _apart(units, lambda folder: _stock(folder, 1))
    name = f"{units} year-runs"
    for line in (
        Measured(f"{name}: par batch without notebooks", "s", float("inf"), (cells,)),
        Measured(f"{name}: par batch --notebooks", "s", alone / ALONE, (ours,)),
        Measured(f"{name}: papermill, {workers} processes", "s", float("inf"), (pooled,)),
        Measured(f"{name}: papermill, one after the other", "s", float("inf"), (alone,)),
    ):
        print(line.text(), flush=True)
    for what, stock, goal in (("alone", alone, ALONE), ("pooled", pooled, POOLED)):
        verdict = "ok" if stock / ours >= goal else "UNDER"
        print(f"papermill {what} by par batch: {stock / ours:.1f} x (goal {goal:g}: {verdict})")
        spent, theirs = max(ours - cells, 0.01), stock - cells
        print(f"  beyond the work of the cells: {theirs:.1f} s by {spent:.1f} s", flush=True)


def _apart(units: int, run: Callable[[Path], float]) -> float:
    """Run over units of its own, of which nothing was read before; give the seconds."""
    with TemporaryDirectory(prefix="par-bench-") as folder:
        copies(Path(folder) / "evidence", units)
        return run(Path(folder))


def _stock(folder: Path, processes: int) -> float:
    keys = sorted(path.name for path in (folder / "evidence").iterdir())
    started = time.perf_counter()
    if processes == 1:
        for key in keys:
            stock_year(folder, key)
    else:
        with ProcessPoolExecutor(processes) as pool:
            list(pool.map(stock_year, [folder] * len(keys), keys))
    return time.perf_counter() - started


def stock_year(folder: Path, key: str) -> None:
    """Run a year's notebooks by papermill as it comes, then make the page of the last."""
    import papermill

    from par_rules.dossier.html import write_page
    from par_rules.runs.notebooks import FOLDER, NOTEBOOKS

    out = folder / "out" / key / str(YEAR)
    out.mkdir(parents=True)
    given = {
        "unit": key,
        "year": YEAR,
        "criteria": Path("criteria").resolve().as_posix(),
        "evidence": (folder / "evidence").as_posix(),
        "out": (folder / "out").as_posix(),
    }
    for name in NOTEBOOKS:
        papermill.execute_notebook(
            str(FOLDER / f"{name}.ipynb"),
            str(out / f"{name}.ipynb"),
            given,
            kernel_name="python3",
            progress_bar=False,
            cwd=str(FOLDER),
        )
    write_page(out / f"{NOTEBOOKS[-1]}.ipynb", out / "ho-so.html")


if __name__ == "__main__":
    main()
