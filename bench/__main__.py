"""``python -m bench [AREA …]``: medians beside their goals, area by area.

Without a name all areas are measured, which takes the better part of an hour; ``--quick`` leaves
out the 3,321 units and every other area. Each area runs in a process of its own.
"""

from __future__ import annotations

import os
import subprocess
import sys

from bench import measures

# Each is a module of this package with a ``main``.
AREAS = (
    "scores",
    "evidence",
    "search",
    "page",
    "dossier",
    "bag",
    "tables",
    "year",
    "runs",
    "batch",
)


def main() -> int:
    """Print the tables, each line as soon as it is measured; give 1 if an area failed."""
    os.chdir(measures.repository())
    wanted = [word for word in sys.argv[1:] if not word.startswith("-")]
    if unknown := sorted(set(wanted) - set(AREAS)):
        print(f"no area {', '.join(unknown)}; there are {', '.join(AREAS)}", file=sys.stderr)
        return 2
    if "--quick" in sys.argv:
        return _area("scores", "--quick")
    return max([_area(area) for area in wanted or AREAS])


def _area(area: str, *words: str) -> int:
    print(f"== {area}", flush=True)
    return subprocess.run([sys.executable, "-m", f"bench.{area}", *words], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
