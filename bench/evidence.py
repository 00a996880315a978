"""``python -m bench.evidence``: the scan of 5,000 documents, 2 GiB, beside two plain processes.

The folder is made in a temporary place and removed. Cold means that nothing is remembered; the
files stand in the system's memory for both sides alike.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from bench.evidence_folder import BYTES, FILES, change, make_folder
from bench.hundred import real_set
from bench.measures import Measured, repository
from bench.scan_once import SETTLED
from par_rules.evidence.description import Types

RUNS = 5
# A cold run describes every document and takes a minute or two.
COLD_RUNS = 3
CHANGED = 100


def main() -> None:
    """Make the folder, measure, print the table."""
    os.chdir(repository())
    for stream in (sys.stdout, sys.stderr):
        getattr(stream, "reconfigure", lambda **_: None)(encoding="utf-8")
    files, size = (int(word) for word in sys.argv[1:3]) if sys.argv[1:] else (FILES, BYTES)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "tai-lieu"
        make_folder(folder, files, size)
        types = Types.of(real_set().document_types.values())
        told = json.dumps([types.by_name, types.by_symbol])
        Path(place, "types.json").write_text(told, encoding="utf-8")
        for line in _lines(folder, Path(place) / "memory.json"):
            print(line, flush=True)


def _lines(folder: Path, memory: Path) -> list[str]:
    name = f"{sum(1 for p in folder.rglob('*') if p.is_file()):,} documents"
    plain, cold, peaks = [], [], []
    for number in range(COLD_RUNS + 1):  # side by side; the first of each only warms up
        memory.unlink(missing_ok=True)
        first = _scan("plain", str(folder))
        second = _scan("guarded", str(folder), str(memory))
        if first["files"] != second["files"] or first["read"] != second["read"]:
            return [f"{name}: the two sides do not read the same: {first} {second}"]
        if number:
            plain.append(first["seconds"])
            cold.append(second["seconds"])
            peaks.append(second["megabytes"])
    time.sleep(SETTLED)
    _scan("guarded", str(folder), str(memory))
    again = _several(lambda _: _scan("guarded", str(folder), str(memory)))
    full = _several(lambda _: _scan("guarded", str(folder), str(memory), "full"))
    changed = _several(lambda turn: _after_change(folder, memory, turn))
    open_still = _several(
        lambda turn: _scan("session", str(folder), str(memory), str(CHANGED), str(RUNS + turn))
    )
    ratios = tuple(ours / theirs for ours, theirs in zip(cold, plain, strict=True))
    lines = (
        Measured(f"{name}: cold scan, children with limits", "s", 1.3 * median(plain), tuple(cold)),
        Measured(f"{name}: the same in two plain processes", "s", float("inf"), tuple(plain)),
        Measured(f"{name}: the one to the other, pair by pair", "x", 1.3, ratios),
        Measured(f"{name}: peak memory of the parent, cold", "MB", 300, tuple(peaks)),
        Measured(f"{name}: rescan, nothing changed", "s", 0.3, again),
        Measured(f"{name}: rescan, {CHANGED} changed", "s", 1.0, changed),
        Measured(f"{name}: the same, notebook open", "s", 1.0, open_still),
        Measured(f"{name}: every byte hashed again", "s", float("inf"), full),
    )
    return [line.text() for line in lines]


def _several(once: Callable[[int], dict[str, float]]) -> tuple[float, ...]:
    return tuple(once(turn)["seconds"] for turn in range(RUNS))


def _after_change(folder: Path, memory: Path, turn: int) -> dict[str, float]:
    time.sleep(SETTLED)
    _scan("guarded", str(folder), str(memory))  # what the last change left untrusted
    change(folder, CHANGED, turn)
    return _scan("guarded", str(folder), str(memory))


def _scan(*words: str) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.scan_once", *words]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


if __name__ == "__main__":
    main()
