"""The cells of the four notebooks and nothing else: no papermill, no kernel, no page, no record.

``year(folder, key)`` runs them in this process, as a script would, and gives the seconds by
notebook. Beside this everything else that runs a year is held.

``python -m bench.plain_cells FOLDER [WORKERS]`` runs all units of FOLDER, each in a process that is
forked where all is loaded, ``WORKERS`` at a time, and prints the seconds without the loading;
without ``WORKERS`` it runs the first unit in this process, after a start like any other's.
"""

from __future__ import annotations

import ast
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

YEAR = 2026


def year(folder: Path, key: str) -> dict[str, float]:
    """Run the code cells in order, each notebook with names of its own; show what they give."""
    from par_rules.runs.notebooks import FOLDER, NOTEBOOKS

    took = {}
    for name in NOTEBOOKS:
        started = time.perf_counter()
        cells = json.loads((FOLDER / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]
        names: dict[str, Any] = {"__name__": "__main__"}
        for cell in cells:
            if cell["cell_type"] == "code":
                _run("".join(cell["source"]), names)
                if "parameters" in cell["metadata"].get("tags", ()):
                    names |= given(folder, key)
        took[name] = time.perf_counter() - started
    return took


def given(folder: Path, key: str) -> dict[str, Any]:
    """Give the parameters of a unit below ``folder``."""
    return {
        "unit": key,
        "year": YEAR,
        "criteria": Path("criteria").resolve().as_posix(),
        "evidence": (folder / "evidence").as_posix(),
        "out": (folder / "out").as_posix(),
    }


def _run(code: str, names: dict[str, Any]) -> None:
    """Run a cell; of its last line make the text that a notebook would show."""
    body = ast.parse(code).body
    last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
    exec(compile(ast.Module(body, []), "<cell>", "exec"), names)
    if isinstance(last, ast.Expr):
        value = eval(compile(ast.Expression(last.value), "<cell>", "eval"), names)
        if value is not None:
            getattr(value, "_repr_html_", value.__repr__)()


def _many(folder: Path, keys: list[str], workers: int) -> float:
    """Run units in forked processes, ``workers`` at once; give the seconds of all."""
    from par_rules.evidence.readers.forked import start_by_fork
    from par_rules.runs.batch.warm import load_set, warm

    warm(forks=True)
    load_set({**given(folder, keys[0])})
    started, waiting, busy = time.perf_counter(), list(keys), 0
    while waiting or busy:
        if waiting and busy < workers:
            key, busy = waiting.pop(0), busy + 1
            if os.fork() == 0:
                start_by_fork()
                year(folder, key)
                os._exit(0)
        else:
            _, status = os.wait()
            busy -= 1
            if status:
                raise SystemExit(f"a unit ended with {status}")
    return time.perf_counter() - started


def main() -> None:
    """Run as the words of the command say."""
    folder, workers = Path(sys.argv[1]), int(sys.argv[2]) if sys.argv[2:] else 0
    keys = sorted(path.name for path in (folder / "evidence").iterdir())
    if workers:
        print(json.dumps(_many(folder, keys, workers)))
    else:
        print(json.dumps(year(folder, keys[0])))


if __name__ == "__main__":
    main()
