"""A helper that takes the year's notebooks from another folder; else the real one."""

from __future__ import annotations

import os
import sys
from pathlib import Path

# Before the change: a run's inputs are still those of the real notebooks.
import par_rules.runs.batch.inputs  # noqa: F401
from par_rules.runs import notebooks
from par_rules.runs.batch import hand

FOLDER = "PAR_TEST_NOTEBOOKS"

if __name__ == "__main__":
    notebooks.FOLDER = Path(os.environ[FOLDER])
    hand.main(sys.argv[1], int(sys.argv[2]))
