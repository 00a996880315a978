"""``python -m bench.dossier``: the whole dossier of 100 leaves and 300 documents, on two cores.

Page, report as DOCX and as PDF, and score table are written as ``par run`` writes them, the lists
of the offices and the chairman's page as ``par remind`` does, from a ready result. Each run is a
process of its own; what it imports counts.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from time import perf_counter, process_time
from typing import TYPE_CHECKING

from bench.measures import Measured, repository
from par_rules.dossier.edition import EDITIONS, Edition

if TYPE_CHECKING:
    from par_rules.dossier import YearResult

RUNS = 5
GOAL = 5.0


def main() -> None:
    """Measure and print the table; with an edition, write once and tell the seconds as JSON."""
    os.chdir(repository())
    for stream in (sys.stdout, sys.stderr):
        getattr(stream, "reconfigure", lambda **_: None)(encoding="utf-8")
    if sys.argv[1:]:
        print(json.dumps(_once(EDITIONS[EDITIONS.index(sys.argv[1])])))
        return
    for line in dossier():
        print(line.text(), flush=True)


def dossier() -> list[Measured]:
    """Measure the whole, and its two halves, for both editions."""
    lines = []
    for edition in EDITIONS:
        runs = [_process(edition) for _ in range(RUNS + 1)][1:]
        name = f"dossier of 100 leaves and 300 documents, {edition}"
        lines.append(Measured(name, "s", GOAL, tuple(run["whole"] for run in runs)))
        for part in runs[0]:
            if part != "whole":
                times = tuple(run[part] for run in runs)
                lines.append(Measured(f"  of that: {part}", "s", float("inf"), times))
    return lines


def _process(edition: str) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.dossier", edition]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _once(edition: Edition) -> dict[str, float]:
    """Write the dossier once; give the seconds of its parts, and those of the processor."""
    from bench.full_year import full_year
    from par_rules.runs.steps import write_dossier
    from par_rules.runs.year import open_year

    result = replace(full_year(), edition=edition)
    with tempfile.TemporaryDirectory() as place:
        run = replace(open_year("dai-son", result.year, out=Path(place)), edition=edition)
        start, used = perf_counter(), process_time()
        write_dossier(run, result)
        written = perf_counter()
        if edition == "internal":
            _lists(result, run.out)
        ended = perf_counter()
        return {
            "whole": ended - start,
            "page, report, score table": written - start,
            "lists of the offices, chairman's page": ended - written,
            "the processor, all": process_time() - used,
        }


def _lists(result: YearResult, out: Path) -> None:
    from par_rules.dossier.chairman.write import write_chairman_page
    from par_rules.dossier.reminders import reminders
    from par_rules.dossier.reminders.write import write_reminders

    write_reminders(reminders(result), out / "don-doc")
    write_chairman_page(result, out)


if __name__ == "__main__":
    main()
