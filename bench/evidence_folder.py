"""A folder of 5,000 documents, 2 GiB, made from the sample year's: each with bytes of its own."""

from __future__ import annotations

import io
import os
import re
import zipfile
from pathlib import Path
from random import Random

SAMPLE = Path("evidence/dai-son/2026/tai-lieu")
FILES, BYTES = 5_000, 2 * 1024**3

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")


def make_folder(folder: Path, files: int = FILES, size: int = BYTES) -> None:
    """Write ``files`` documents of ``size`` bytes together; the same each time but for the noise
    that fills them."""
    chance = Random(5000)
    weights = [chance.lognormvariate(0, 1) for _ in range(files)]
    models = sorted(path for path in SAMPLE.rglob("*") if path.suffix != ".txt" and path.is_file())
    held = [(path.suffix, path.read_bytes()) for path in models if path.stat().st_size > 0]
    for number, weight in enumerate(weights):
        suffix, data = held[number % len(held)]
        wanted = int(size * weight / sum(weights))
        path = folder / f"{number % 50:02}" / f"Văn bản số {number:04}{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(filled(data, max(64, wanted - len(data))))


def filled(data: bytes, more: int) -> bytes:
    """Add noise to a document so that it stays what it was, and is no other one's copy."""
    noise = os.urandom(more)
    if data.startswith(b"%PDF-"):
        return _with_stream(data, noise)
    if data.startswith(b"PK\x03\x04"):
        return _with_member(data, noise)
    return data + noise


def _with_stream(data: bytes, noise: bytes) -> bytes:
    """Add an object that nothing uses, as an update that a signature allows for."""
    found = _START.search(data[-1024:])
    size = re.findall(rb"/Size\s+(\d+)", data)
    root = re.findall(rb"/Root\s+(\d+\s+\d+\s+R)", data)
    if not (found and size and root):
        return data + b"\n%" + noise.replace(b"\n", b" ").replace(b"\r", b" ")
    number = int(size[-1])
    place = len(data) + 1
    body = b"\n%d 0 obj\n<</Length %d>>stream\n" % (number, len(noise))
    body += noise + b"\nendstream\nendobj\n"
    start = len(data) + len(body)
    body += b"xref\n%d 1\n%010d 00000 n \ntrailer\n" % (number, place)
    body += b"<</Size %d/Root %s/Prev %s>>\n" % (number + 1, root[-1], found[1])
    return data + body + b"startxref\n%d\n%%%%EOF\n" % start


def _with_member(data: bytes, noise: bytes) -> bytes:
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_STORED) as archive:
        archive.writestr(f"customXml/{len(archive.namelist())}.bin", noise)
    return out.getvalue()


def change(folder: Path, files: int, turn: int) -> None:
    """Change so many documents of the folder, spread over it; other ones each ``turn``, since each
    change is kept as one more revision, and no office keeps ten of a document."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    step = len(paths) // files
    for path in paths[turn % step :: step][:files]:
        data = path.read_bytes()
        path.write_bytes(filled(data, 64))
