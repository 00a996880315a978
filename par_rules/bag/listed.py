"""The list of evidence inside a bag, held against the files that lie there.

The report prints the hash of this list. So whoever holds the signed report can tell that the files
are those it was signed for, even where somebody made the bag's own manifests anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from par_rules.bag import tags
from par_rules.bag.names import FOLDER

# A list of 5,000 documents has about 200,000; each may take a hundred bytes of memory.
MOST_VALUES = 2_000_000
NAME = f"{tags.PAYLOAD}manifest.json"
EVIDENCE = f"{tags.PAYLOAD}{FOLDER}/"


@dataclass(frozen=True)
class Listed:
    """Documents of the list: ``hashes`` of all, and by payload path where the list names one."""

    hashes: frozenset[str]
    files: Mapping[str, str]


def read_listed(data: bytes) -> Listed | None:
    """Read the list; None where it is none that can be read."""
    if sum(map(data.count, (b"{", b"[", b","))) > MOST_VALUES:
        return None
    try:
        values = json.loads(data)
        documents = values["documents"]
        hashes = frozenset(str(d["sha256"]) for d in documents)
        files = {f"{tags.PAYLOAD}{d['file']}": str(d["sha256"]) for d in documents if d.get("file")}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return Listed(hashes, files)


def listed_faults(listed: Listed, found: Mapping[str, str]) -> Iterator[str]:
    """Say which files of the bag are not those of the list; ``found`` are hashes by path."""
    for path, sha256 in sorted(listed.files.items()):
        if path not in found:
            yield f"{path}: có trong danh mục minh chứng (manifest.json), không có trong gói"
        elif found[path] != sha256:
            yield f"{path}: khác mã ghi trong danh mục minh chứng (manifest.json)"
    for path, sha256 in sorted(found.items()):
        if path.startswith(EVIDENCE) and path not in listed.files and sha256 not in listed.hashes:
            yield f"{path}: không có trong danh mục minh chứng (manifest.json)"
