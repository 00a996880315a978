"""``python -m bench.scores``: loading, scoring and the commands that an official waits for.

``--quick`` leaves out the 3,321 units.
"""

from __future__ import annotations

import os
import sys

from bench import measures


def main() -> None:
    """Print the table, each line as soon as it is measured."""
    os.chdir(measures.repository())
    for stream in (sys.stdout, sys.stderr):
        getattr(stream, "reconfigure", lambda **_: None)(encoding="utf-8")
    for measure in (
        measures.help_page,
        measures.loading,
        measures.loading_again,
        measures.scoring,
        measures.cold_score,
    ):
        found = measure()
        print(found if isinstance(found, str) else found.text(), flush=True)
    if "--quick" not in sys.argv:
        for line in measures.country():
            print(line.text(), flush=True)


if __name__ == "__main__":
    main()
