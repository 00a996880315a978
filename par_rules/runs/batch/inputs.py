"""One hash over all that a run starts from: while it is the same, the run need not be redone."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

from par_rules import __version__
from par_rules.runs.notebooks import FOLDER, NOTEBOOKS
from par_rules.runs.record import set_sha256
from par_rules.runs.year import YearRun

# Files of other programs and half-written ones are read by nothing.
_PASSED_OVER = (".par-", "~$", ".~lock", "Thumbs.db", ".DS_Store")


def inputs_sha256(run: YearRun, *, notebooks: bool) -> str:
    """Hash the unit, its year's folder, last year's results, certificates, the set and the day."""
    whole = hashlib.sha256()
    head = {
        "engine": __version__,
        "as_of": run.as_of.isoformat(),
        "finalise": run.finalise,
        "notebooks": notebooks,
        "set": set_of(run),
    }
    whole.update(json.dumps(head, sort_keys=True).encode())
    for name, path in _files(run, notebooks=notebooks):
        whole.update(f"\0{unicodedata.normalize('NFC', name)}\0".encode())
        whole.update(bytes.fromhex(file_sha256(path)))
    return whole.hexdigest()


def set_of(run: YearRun) -> str:
    """Hash the criteria set."""
    return set_sha256(run.criteria_folder, run.unit.set_key, run.year, run.criteria.head.plans)


def _files(run: YearRun, *, notebooks: bool) -> Iterator[tuple[str, Path]]:
    unit = run.folder.parent
    yield "unit.yaml", unit / "unit.yaml"
    for folder in (run.folder, run.trust):
        for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
            if path.is_file() and not path.name.startswith(_PASSED_OVER):
                yield f"{folder.name}/{path.relative_to(folder).as_posix()}", path
    last = unit / str(run.year - 1)
    for path in sorted(last.iterdir()) if last.is_dir() else ():
        if path.is_file() and path.suffix == ".json":
            yield f"{last.name}/{path.name}", path
    for name in NOTEBOOKS if notebooks else ():
        yield f"notebooks/{name}", FOLDER / f"{name}.ipynb"


def file_sha256(path: Path) -> str:
    """Hash a file; raises ``OSError``."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def are_as_written(folder: Path, files: Mapping[str, str]) -> bool:
    """Say whether every output is still there, as the journal has it."""
    try:
        return bool(files) and all(file_sha256(folder / n) == h for n, h in files.items())
    except OSError:
        return False
