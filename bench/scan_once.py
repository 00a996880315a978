"""Scans a folder in a process of its own; prints time and peak memory as JSON.

``python -m bench.scan_once guarded FOLDER MEMORY [full]`` scans as the kit does;
``python -m bench.scan_once session FOLDER MEMORY FILES TURN`` scans, changes so many files, other
ones each turn, and scans again, as a notebook that stays open does; ``python -m bench.scan_once
plain FOLDER`` does the same hashing and describing in two processes that nothing guards.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import time
from pathlib import Path
from time import perf_counter

PROCESSES = 2
# A file read within two seconds of its change is not trusted.
SETTLED = 2.1


def guarded(folder: Path, memory: Path, *, full: bool) -> dict[str, float]:
    """Scan with limits and memory."""
    from bench.hundred import real_set
    from bench.units import peak_megabytes
    from par_rules.evidence.documents import read_documents

    types = real_set().document_types
    start = perf_counter()
    documents = read_documents(folder, types, cache=memory, full=full)
    seconds = perf_counter() - start
    read = sum(1 for document in documents if document.read_from)
    return {
        "seconds": seconds,
        "files": len(documents),
        "read": read,
        "megabytes": peak_megabytes(),
    }


def session(folder: Path, memory: Path, changed: int, turn: int) -> dict[str, float]:
    """Time the second of two scans of one process, with files changed between them."""
    from bench.evidence_folder import change

    time.sleep(SETTLED)
    guarded(folder, memory, full=False)
    change(folder, changed, turn)
    return guarded(folder, memory, full=False)


def plain(folder: Path) -> dict[str, float]:
    """Divide the folder between two processes and wait for both."""
    start = perf_counter()
    parts = [
        subprocess.Popen(
            [sys.executable, "-m", "bench.scan_once", "part", str(folder), str(number)],
            stdout=subprocess.PIPE,
            # As the kit starts its children: else a busy machine gives one side more of itself.
            start_new_session=True,
        )
        for number in range(PROCESSES)
    ]
    told = [json.loads(part.communicate()[0]) for part in parts]
    seconds = perf_counter() - start
    return {
        "seconds": seconds,
        "files": sum(len(found) for found in told),
        "read": sum(1 for found in told for one in found if one[1].get("read_from")),
    }


def part(folder: Path, number: int) -> list[tuple[str, dict[str, object]]]:
    """Hash and describe every second file."""
    from par_rules.evidence.describe import describe
    from par_rules.evidence.description import Types
    from par_rules.evidence.plain import short_plain
    from par_rules.evidence.sniff import sniff

    types = Types(*json.loads(Path(folder.parent, "types.json").read_text(encoding="utf-8")))
    found = []
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    for path in paths[number::PROCESSES]:
        data = path.read_bytes()
        sha256 = hashlib.sha256(data).hexdigest()
        found.append((sha256, short_plain(describe(data, sniff(data), types))))
    return found


def main() -> None:
    """Do what the command line says."""
    kind, folder, *more = sys.argv[1:]
    if kind == "part":
        print(json.dumps(part(Path(folder), int(more[0]))))
    elif kind == "plain":
        print(json.dumps(plain(Path(folder))))
    elif kind == "session":
        print(json.dumps(session(Path(folder), Path(more[0]), int(more[1]), int(more[2]))))
    else:
        print(json.dumps(guarded(Path(folder), Path(more[0]), full="full" in more)))


if __name__ == "__main__":
    main()
