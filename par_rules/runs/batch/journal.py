"""The journal of batches: one line for each run that ended, on disk before the next one counts.

``{"schema": "par-batch/1", "time", "unit", "year", "state": "done"|"failed", "inputs": sha256,
"files": {name: sha256}, "seconds", "lines": [...], "left_out": [...]}``. A run without a line, or
whose last line is no "done", is redone.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from par_rules.files import append_line, read_lines
from par_rules.runs.batch.tasks import Task

FILE = "chay-loat.jsonl"
SCHEMA = "par-batch/1"


class Journal:
    """What is known of every run; the last line of a run counts."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._last: dict[Task, dict[str, Any]] = {}
        found = read_lines(path)
        self.warnings = found.warnings(path)
        for text in found.whole:
            line = _line(text)
            if line is not None:
                self._last[Task(line["unit"], line["year"])] = line

    def known(self, task: Task) -> dict[str, Any] | None:
        """Give the inputs' and outputs' hashes of a run that ended well; None for any other."""
        line = self._last.get(task)
        if line is None or line["state"] != "done":
            return None
        return {name: line[name] for name in ("inputs", "files", "left_out")}

    def add(self, task: Task, ended: Mapping[str, Any]) -> None:
        """Write down how a run ended; raises ``OSError``."""
        line = {
            "schema": SCHEMA,
            "time": datetime.now().astimezone().isoformat(timespec="seconds"),
            "unit": task.unit,
            "year": task.year,
            "state": ended["state"],
            "inputs": ended.get("inputs"),
            "files": dict(ended.get("files", {})),
            "seconds": round(ended.get("seconds", 0.0), 3),
            "lines": list(ended.get("lines", ())),
            "left_out": list(ended.get("left_out", ())),
        }
        append_line(self.path, json.dumps(line, ensure_ascii=False))
        self._last[task] = line


def _line(text: str) -> dict[str, Any] | None:
    """Read one line; what is not of this journal is passed over."""
    try:
        line = json.loads(text)
    except ValueError:
        return None
    right = isinstance(line, dict) and line.get("schema") == SCHEMA
    return line if right else None
