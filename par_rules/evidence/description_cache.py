"""Remembers what files were read as, by the hash of their bytes; a lost cache costs only time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from par_rules.evidence.describe import VERSION
from par_rules.evidence.description import Description, Types
from par_rules.files import write_atomic

SCHEMA = "par-descriptions/1"
MAX_BYTES = 64 * 1024 * 1024


class DescriptionCache:
    """The descriptions of earlier runs; ``path`` None remembers nothing.

    What was read by an older version of the readers or with other document types is not used.
    """

    def __init__(self, path: Path | None, types: Types) -> None:
        self.path = path
        self._version = f"{VERSION}:{hashlib.sha256(repr(types).encode()).hexdigest()[:16]}"
        self._known = _read(path, self._version) if path is not None else {}
        self._used: dict[str, Any] = {}

    def describe(self, key: str, make: Callable[[], Description]) -> Description:
        """Give what is remembered for ``key``, else make and remember it."""
        entry = self._known.get(key)
        if entry is not None:
            try:
                found = _description(entry)
            except (TypeError, ValueError):
                entry = None
        if entry is None:
            found = make()
            entry = _entry(found)
        self._used[key] = entry
        return found

    def save(self) -> None:
        """Write what this run used, if that differs from what was there."""
        if self.path is None or self._used == self._known:
            return
        data = {"schema": SCHEMA, "version": self._version, "files": self._used}
        text = json.dumps(data, ensure_ascii=False, sort_keys=True, indent=0)
        try:
            write_atomic(self.path, text + "\n")
        except OSError:
            # A folder that cannot be written makes the next run slower, not wrong.
            return


def _read(path: Path, version: str) -> dict[str, Any]:
    try:
        if path.stat().st_size > MAX_BYTES:
            return {}
        data = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(data, dict) or (data.get("schema"), data.get("version")) != (SCHEMA, version):
        return {}
    files = data.get("files")
    return files if isinstance(files, dict) else {}


def _entry(description: Description) -> dict[str, Any]:
    entry = {name: value for name, value in asdict(description).items() if value}
    if description.issued is not None:
        entry["issued"] = description.issued.isoformat()
    return entry


def _description(entry: dict[str, Any]) -> Description:
    issued = entry.get("issued")
    return Description(**{**entry, "issued": date.fromisoformat(issued) if issued else None})
