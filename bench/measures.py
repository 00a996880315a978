"""What is measured, and the goal of each."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

RUNS = 5
UNITS = 3321  # the country's communes
PAR = (sys.executable, "-c", "from par_rules.cli import main; main()")


@dataclass(frozen=True, slots=True)
class Measured:
    """One line of the table: the median, the least and the most of several runs."""

    what: str
    unit: str
    goal: float
    runs: tuple[float, ...]

    def text(self) -> str:
        """Write the line."""
        middle = median(self.runs)
        verdict = "ok" if middle <= self.goal else "OVER"
        spread = f"{min(self.runs):.2f} … {max(self.runs):.2f}, {len(self.runs)} runs"
        return (
            f"{self.what:<58} {middle:>9.2f} {self.unit:<3} "
            f"goal {self.goal:>6g}  {verdict:<4}  ({spread})"
        )


def several(once: Callable[[], float], runs: int = RUNS) -> tuple[float, ...]:
    """Run ``once`` several times after one run that does not count."""
    once()
    return tuple(once() for _ in range(runs))


def scoring() -> Measured:
    """Time the scoring of a hundred leaves in all views, each run of another unit."""
    from bench.facts import made_up, pairs_of
    from bench.hundred import hundred_leaves
    from bench.units import AS_OF
    from par_rules.scoring import score

    criteria = hundred_leaves()
    pairs = pairs_of(criteria)
    units = iter([made_up(criteria, pairs, unit) for unit in range(31)])

    def once() -> float:
        facts = next(units)
        start = perf_counter()
        score(criteria, facts, as_of=AS_OF)
        return 1000 * (perf_counter() - start)

    return Measured("score 100 leaves, set loaded", "ms", 20, several(once, 30))


def loading() -> Measured:
    """Time the loading and checking of the real set, every file read anew."""
    from bench.hundred import real_set

    with _kept_in(""):
        return Measured(
            "load and check the set of 2026, cold", "ms", 1000, several(_timed(real_set))
        )


def loading_again() -> Measured:
    """Time the loading of the real set whose files were read before and have not changed."""
    from bench.hundred import real_set

    with tempfile.TemporaryDirectory() as folder, _kept_in(folder):
        real_set()
        return Measured("load the set of 2026, read before", "ms", 150, several(_timed(real_set)))


@contextmanager
def _kept_in(folder: str) -> Iterator[None]:
    """Keep parsed sets in ``folder`` meanwhile, none where it is empty."""
    before = os.environ.get("PAR_RULES_CACHE")
    os.environ["PAR_RULES_CACHE"] = folder
    try:
        yield
    finally:
        if before is None:
            del os.environ["PAR_RULES_CACHE"]
        else:
            os.environ["PAR_RULES_CACHE"] = before


def country(units: int = UNITS) -> tuple[Measured, Measured]:
    """Score all communes in a process of its own; give time and peak memory."""
    told = _run([sys.executable, "-m", "bench.units", str(units)])
    found = json.loads(told)
    name = f"score {units:,} units of 100 leaves, one process"
    return (
        Measured(name, "s", 75, (found["seconds"],)),
        Measured(f"{name}: peak memory", "MB", 500, (found["megabytes"],)),
    )


def help_page() -> Measured:
    """Time ``par --help``, whole process."""
    once = _timed(lambda: _run([*PAR, "--help"]))
    return Measured("par --help, whole process", "s", 0.3, _seconds(several(once)))


def cold_score() -> Measured | str:
    """Time ``par score`` of the sample year, whole process; say so where it cannot run."""
    with tempfile.TemporaryDirectory() as out:
        command = [*PAR, "score", "--unit", "dai-son", "--year", "2026", "--out", out]
        try:
            _run(command)
        except subprocess.CalledProcessError as fault:
            last = (fault.stderr or "").strip().splitlines()[-1:]
            return f"par score: not measured, it ends with code {fault.returncode}: {last}"
        once = _timed(lambda: _run(command))
        return Measured("par score, sample year, whole process", "s", 1.5, _seconds(several(once)))


def _timed(action: Callable[[], object]) -> Callable[[], float]:
    def once() -> float:
        start = perf_counter()
        action()
        return 1000 * (perf_counter() - start)

    return once


def _seconds(runs: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(run / 1000 for run in runs)


def _run(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, encoding="utf-8")
    if done.returncode not in (0, 3):  # 3: done, but some inputs were left out
        raise subprocess.CalledProcessError(done.returncode, command, done.stdout, done.stderr)
    return done.stdout


def repository() -> Path:
    """Give the folder in which the measures run."""
    return Path(__file__).parents[1]
