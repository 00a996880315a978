"""Starts ``par`` as an official does, in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def par(*args: str) -> subprocess.CompletedProcess[str]:
    """Run a command in the project's folder and give what it said."""
    code = "from par_rules.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *args],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
