"""Scores many units in this process; prints time and peak memory as JSON.

``python -m bench.units 3321`` runs alone, so that the peak is its own.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from time import perf_counter

from bench.facts import made_up, pairs_of
from bench.hundred import hundred_leaves
from par_rules.scoring import Scorecard, score

AS_OF = date(2026, 11, 24)


def main(count: int) -> None:
    """Score ``count`` units and keep every scorecard, as a league table would."""
    criteria = hundred_leaves()
    pairs = pairs_of(criteria)
    spent, cards = 0.0, list[Scorecard]()
    for unit in range(count):
        facts = made_up(criteria, pairs, unit)
        start = perf_counter()
        cards.append(score(criteria, facts, as_of=AS_OF))
        spent += perf_counter() - start
    print(json.dumps({"units": len(cards), "seconds": spent, "megabytes": peak_megabytes()}))


def peak_megabytes() -> float:
    """Give the most memory this process has held at once."""
    if sys.platform == "win32":
        import psutil

        return float(psutil.Process().memory_info().peak_wset) / 2**20
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / 2**20 if sys.platform == "darwin" else peak / 2**10


if __name__ == "__main__":
    main(int(sys.argv[1]))
