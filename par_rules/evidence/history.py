"""Keeps each manifest of a unit and year, chained to the one before by its hash.

``lich-su.jsonl`` holds one line a manifest, ``<sha256>.json.gz`` its bytes. A manifest names the
SHA-256 of the one before (``previous_sha256``), so that whoever holds the last hash, as printed in
the report, can tell whether an earlier one was changed.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from par_rules.evidence.manifest import Manifest
from par_rules.files import append_line, read_lines, write_atomic

FOLDER = "lich-su-minh-chung"
LINES = "lich-su.jsonl"
SCHEMA = "par-manifest-history/1"
PREVIOUS = "previous_sha256"
# A manifest of 5,000 documents comes to about 10 MB.
MAX_BYTES = 256 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Kept:
    """One manifest of the history; ``time`` is when it was made, ``as_of`` the day it judges."""

    time: datetime
    as_of: date
    sha256: str
    previous: str | None
    documents: int


@dataclass(frozen=True, slots=True)
class History:
    """The manifests in their order, and every break of the chain in Vietnamese."""

    folder: Path
    kept: tuple[Kept, ...]
    faults: tuple[str, ...]

    def on(self, day: date) -> Kept | None:
        """Give the last manifest made on ``day`` or before."""
        return next((one for one in reversed(self.kept) if one.time.date() <= day), None)

    def read(self, one: Kept) -> dict[str, Any]:
        """Give the JSON values of a manifest; raises ``ValueError`` if it is gone or changed."""
        data = _bytes(self.folder, one.sha256)
        if data is None:
            raise ValueError(_broken(self.folder, one))
        values = json.loads(data)
        assert isinstance(values, dict)
        return values


def chained(manifest: Manifest, out: Path, now: datetime) -> str:
    """Give the text of ``manifest.json`` and keep it in the history under ``out``.

    A manifest that says what the last one says is that one; nothing is added for it.
    """
    folder, values = out / FOLDER, manifest.to_json()
    last = next(reversed(tuple(_lines(folder))), None)
    if last is not None:
        before = _bytes(folder, last.sha256)
        if before is not None and before == _text(values, last.previous).encode():
            return before.decode()
    text = _text(values, last.sha256 if last else None)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    write_atomic(_place(folder, sha256), gzip.compress(text.encode(), mtime=0))
    line = {
        "schema": SCHEMA,
        "time": now.isoformat(timespec="seconds"),
        "as_of": manifest.as_of.isoformat(),
        "sha256": sha256,
        PREVIOUS: last.sha256 if last else None,
        "documents": len(manifest.documents),
    }
    append_line(folder / LINES, json.dumps(line, ensure_ascii=False))
    return text


def read_history(out: Path) -> History:
    """Read the history under ``out`` and go along its chain."""
    folder = out / FOLDER
    kept = tuple(_lines(folder))
    faults = list(read_lines(folder / LINES).warnings(folder / LINES))
    previous: str | None = None
    for one in kept:
        data = _bytes(folder, one.sha256)
        if data is None:
            faults.append(_broken(folder, one))
        elif one.previous != previous or json.loads(data).get(PREVIOUS) != previous:
            faults.append(
                f"{folder / LINES}: danh mục lập {one.time:%d/%m/%Y %H:%M} không nối với danh mục "
                "trước nó: lịch sử đã bị sửa hoặc mất dòng; giữ bản này và báo người phụ trách"
            )
        previous = one.sha256
    return History(folder, kept, tuple(faults))


def _text(values: Mapping[str, Any], previous: str | None) -> str:
    head = {"schema": values["schema"], PREVIOUS: previous}
    return json.dumps({**head, **values}, ensure_ascii=False, indent=1) + "\n"


def _place(folder: Path, sha256: str) -> Path:
    return folder / f"{sha256}.json.gz"


def _broken(folder: Path, one: Kept) -> str:
    return (
        f"{_place(folder, one.sha256)}: danh mục lập {one.time:%d/%m/%Y %H:%M} đã mất hoặc đã bị "
        "sửa: chép lại từ bản sao lưu"
    )


def _bytes(folder: Path, sha256: str) -> bytes | None:
    """Give the bytes of a manifest if they are still those of its hash."""
    try:
        with gzip.open(_place(folder, sha256)) as file:
            data = file.read(MAX_BYTES)
    except (OSError, EOFError, zlib.error):
        return None
    return data if hashlib.sha256(data).hexdigest() == sha256 else None


def _lines(folder: Path) -> Iterator[Kept]:
    for text in read_lines(folder / LINES).whole:
        try:
            line = json.loads(text)
            if line["schema"] == SCHEMA:
                yield Kept(
                    datetime.fromisoformat(line["time"]),
                    date.fromisoformat(line["as_of"]),
                    _hash(line["sha256"]),
                    None if line[PREVIOUS] is None else _hash(line[PREVIOUS]),
                    int(line["documents"]),
                )
        except (KeyError, TypeError, ValueError):
            continue  # the chain shows what is missing


def _hash(value: Any) -> str:
    """Give a SHA-256: it becomes part of a path, and comes from a file."""
    if not isinstance(value, str) or len(value) != 64 or set(value) - set("0123456789abcdef"):
        raise ValueError("no SHA-256")
    return value
