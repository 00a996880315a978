"""Keeps what a sound set's files say, so that the same bytes need not be read as YAML again.

The name of a kept file is the SHA-256 of every file below the folder of criteria (its examples
apart), of where the set stands in it and of the code that reads it: a changed byte never finds an
old one. What is kept is JSON, validated again when it is taken out; at most ``MOST`` files stay.
``PAR_RULES_CACHE`` names another folder; empty, nothing is kept.
"""

from __future__ import annotations

import hashlib
import json
import os
from contextlib import suppress
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from par_rules.files import write_atomic

MOST = 24
MAX_BYTES = 16 * 1024 * 1024
_DAY = "\x00day:"  # no YAML text holds it


def folder_of_kept() -> Path | None:
    """Give the folder of this user that parsed sets are kept in; None where none is wanted."""
    named = os.environ.get("PAR_RULES_CACHE")
    if named is not None:
        return Path(named) if named else None
    root = os.environ.get("LOCALAPPDATA") or os.environ.get("XDG_CACHE_HOME")
    try:
        return Path(root or Path.home() / ".cache") / "par-rules" / "criteria"
    except RuntimeError:
        return None


def name_of(folder: Path, criteria: Path) -> str | None:
    """Hash all that the set in ``folder`` may be made of; None where it cannot be told."""
    whole = hashlib.sha256(_code().encode())
    try:
        whole.update(f"{criteria.name}\0{folder.relative_to(criteria).as_posix()}\0".encode())
        for where, folders, files in os.walk(criteria):
            folders[:] = sorted(name for name in folders if name not in ("examples", "schema"))
            if any(Path(where, name).is_symlink() for name in folders):
                return None
            for path in (Path(where, name) for name in sorted(files) if name.endswith(".yaml")):
                data = path.read_bytes()
                whole.update(f"{path.relative_to(criteria).as_posix()}\0{len(data)}\0".encode())
                whole.update(data)
    except (OSError, ValueError):
        return None  # a set outside the folder, or a file that whoever loads it tells of
    return whole.hexdigest()


def take(name: str | None) -> dict[str, Any] | None:
    """Give what was kept under ``name``; None where nothing whole is there."""
    folder = folder_of_kept()
    if name is None or folder is None:
        return None
    path = folder / f"{name}.json"
    try:
        if path.stat().st_size > MAX_BYTES:
            return None
        digest, _, text = path.read_bytes().partition(b"\n")
        if hashlib.sha256(text).hexdigest().encode() != digest:
            return None
        found = _with_days(json.loads(text))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def keep(name: str | None, said: dict[str, Any]) -> None:
    """Keep what a sound set says; where that cannot be written, nothing is kept."""
    folder = folder_of_kept()
    if name is None or folder is None:
        return
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"), default=_day).encode()
    with suppress(OSError):
        digest = hashlib.sha256(text).hexdigest().encode()
        write_atomic(folder / f"{name}.json", digest + b"\n" + text)
        kept = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
        for path in kept[MOST:]:
            path.unlink()


@cache
def _code() -> str:
    """Tell one state of the code that reads and checks sets from another."""
    whole = hashlib.sha256()
    package = Path(__file__).parents[1]
    for part in ("criteria", "rules", "values"):
        for path in sorted((package / part).glob("*.py")):
            found = path.stat()
            whole.update(f"{part}/{path.name}\0{found.st_size}\0{found.st_mtime_ns}\0".encode())
    return whole.hexdigest()


def _day(value: Any) -> str:
    if isinstance(value, date):
        return f"{_DAY}{value.isoformat()}"
    raise TypeError(f"not to be kept: {type(value).__name__}")


def _with_days(value: Any) -> Any:
    if isinstance(value, str):
        return date.fromisoformat(value[len(_DAY) :]) if value.startswith(_DAY) else value
    if isinstance(value, dict):
        return {key: _with_days(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_with_days(inner) for inner in value]
    return value
