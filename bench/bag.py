"""``python -m bench.bag``: sealing 1 GB beside ``sha256sum`` and ``cp`` of the same files.

The files stand in the system's memory for both sides alike; both are measured in turns.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter

from bench.measures import Measured
from par_rules.bag.pack import BagFile, pack
from par_rules.bag.verify import verify

FILES = 300
BYTES = 1_000_000_000
RUNS = 5
GOAL = 1.5


def main() -> None:
    """Make the files, measure, print the table."""
    for stream in (sys.stdout, sys.stderr):
        getattr(stream, "reconfigure", lambda **_: None)(encoding="utf-8")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        files = list(_make(folder / "tai-lieu"))
        plain, sealing, checking = list[float](), list[float](), list[float]()
        for turn in range(RUNS + 1):
            times = [
                _timed(lambda: _plain(files, folder / "copy")),
                _timed(lambda: _seal(files, folder / "bag.zip")),
                _timed(lambda: verify(folder / "bag.zip")),
            ]
            if turn:  # the first does not count
                for kept, seconds in zip((plain, sealing, checking), times, strict=True):
                    kept.append(seconds)
    ratios = tuple(a / b for a, b in zip(sealing, plain, strict=True))
    print(Measured("sealing 1 GB beside sha256sum and cp", "×", GOAL, ratios).text())
    print(f"sha256sum and cp {median(plain):.2f} s, sealing {median(sealing):.2f} s")
    print(f"checking the bag {median(checking):.2f} s")


def _make(folder: Path) -> list[Path]:
    """Write files that do not pack, as scans do not; no two are the same."""
    folder.mkdir()
    noise = os.urandom(BYTES // FILES)
    paths = [folder / f"{number:03d}.pdf" for number in range(FILES)]
    for number, path in enumerate(paths):
        path.write_bytes(number.to_bytes(4, "big") + noise[4:])
    return paths


def _plain(files: list[Path], copy: Path) -> None:
    subprocess.run(["sha256sum", *map(str, files)], check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(copy, ignore_errors=True)
    subprocess.run(["cp", "-r", str(files[0].parent), str(copy)], check=True)


def _seal(files: list[Path], target: Path) -> None:
    given = [BagFile(path.name, path, path.name) for path in files]
    pack(given, {}, "bag", target, date(2026, 11, 24))


def _timed(work: Callable[[], object]) -> float:
    start = perf_counter()
    work()
    return perf_counter() - start


if __name__ == "__main__":
    main()
