"""Whether the documents still are those of a manifest: every file is opened and hashed again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from par_rules.evidence.document import Media
from par_rules.evidence.manifest import Manifest
from par_rules.evidence.readers import Job
from par_rules.evidence.scan import walk

READER = "par_rules.evidence.unchanged:reader"


def reader(given: Mapping[str, Any]) -> Callable[[bytes, Media], Any]:
    """Give what reads nothing: the hash is all that is asked for."""
    return lambda data, media: None


def changed_documents(manifest: Manifest, folder: Path) -> tuple[str, ...]:
    """Name the paths under ``folder`` whose bytes are other than in ``manifest``, that are gone, or
    that are new; sorted. No time that a disk tells is trusted."""
    from par_rules.evidence.readers import read_files

    listed = walk(folder) if folder.is_dir() else []
    hashes = {one.raw: "" for one in listed}
    files = [(one.raw, one.raw) for one in listed if one.trouble is None]
    for reading in read_files(files, folder, job=Job(READER)):
        hashes[reading.key] = reading.sha256
    now = {one.shown: (one.key, hashes[one.raw]) for one in listed}
    then = {one.raw_path: (one.path, one.sha256) for one in manifest.documents}
    twins = {raw for document in manifest.documents for raw in document.twins}
    return tuple(
        sorted(
            {
                (now.get(raw) or then[raw])[0]
                for raw in (now.keys() | then.keys()) - twins
                if now.get(raw) != then.get(raw)
            }
        )
    )
