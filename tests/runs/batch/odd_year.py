"""A helper that takes the year's notebooks from another folder; else the real one."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from par_rules.runs import notebooks
from par_rules.runs.batch import hand, inputs

FOLDER = "PAR_TEST_NOTEBOOKS"

if __name__ == "__main__":
    assert inputs.FOLDER == notebooks.FOLDER  # a run's inputs are those of the real notebooks
    notebooks.FOLDER = Path(os.environ[FOLDER])
    hand.main(sys.argv[1])
