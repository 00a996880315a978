"""Criteria sets that this process has loaded, each found again by what its files hold."""

from __future__ import annotations

import hashlib
import os
from collections import OrderedDict
from datetime import date
from pathlib import Path

from par_rules.criteria import CriteriaSet, load_criteria
from par_rules.criteria.versions import version_folder

MOST = 4
_sets: OrderedDict[tuple[str, str, int, str], CriteriaSet] = OrderedDict()


def loaded_set(folder: Path, key: str, year: int, as_of: date | None = None) -> CriteriaSet:
    """Give a set, loaded again if one byte of a file below ``folder`` is another.

    Of corrections within the year the one in force on ``as_of`` is given.

    A set is never changed once it is loaded, so that runs may share it. Raises ``CriteriaError``.
    """
    content = _content(folder)
    if content is None:
        return load_criteria(folder, key, year, as_of)
    version = version_folder(folder / key / str(year), as_of)
    name = str(version.resolve()), key, year, content
    found = _sets.get(name)
    if found is None:
        found = load_criteria(folder, key, year, as_of)
        if _content(folder) != content:
            return found  # what was written while it was loaded is not known by these bytes
        _sets[name] = found
        while len(_sets) > MOST:
            _sets.popitem(last=False)
    return found


def _content(folder: Path) -> str | None:
    """Hash names and bytes of all files that a set may be made of; None where links lead away."""
    whole = hashlib.sha256()
    for where, folders, files in os.walk(folder):
        folders.sort()
        if any(Path(where, name).is_symlink() for name in folders):
            return None
        for path in (Path(where, name) for name in sorted(files) if name.endswith(".yaml")):
            try:
                data = path.read_bytes()
            except OSError:
                return None  # whoever loads the set tells of it
            whole.update(f"{path.relative_to(folder).as_posix()}\0{len(data)}\0".encode())
            whole.update(data)
    return whole.hexdigest()
