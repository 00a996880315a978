"""Small bags, whole and tampered with, for the tests of sealing and checking."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

from par_rules.bag.pack import BagFile, pack
from par_rules.bag.verify import Checked, verify

ROOT = "ho-so-dai-son-2026"
FILES = {
    "bao-cao.docx": b"bao cao",
    "minh-chung/1/1.1.1/1.1.1_156-KH-UBND.pdf": b"%PDF-1.7 ke hoach",
    "minh-chung/1/1.1.2/1.1.2_19-UBND.pdf": b"%PDF-1.7 cong van",
}
INFO = {"Source-Organization": "UBND xã Đại Sơn", "Bagging-Date": "2026-12-09"}

Entries = dict[str, bytes]


def sealed(
    folder: Path, files: dict[str, bytes] | None = None, info: dict[str, str] = INFO
) -> Path:
    """Seal ``files`` as ``par seal`` does."""
    given = [BagFile(name, data, name) for name, data in (files or FILES).items()]
    return pack(given, info, ROOT, folder / f"{ROOT}.zip", date(2026, 11, 24)).path


def entries(bag: Path) -> Entries:
    """Give what is in a bag, by path."""
    with zipfile.ZipFile(bag) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(path: Path, held: Entries) -> Path:
    """Write a ZIP of these entries, packed."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in held.items():
            archive.writestr(name, data)
    return path


def tampered(folder: Path, change: Callable[[Entries], object]) -> Checked:
    """Seal a bag, let ``change`` work on its entries, pack them again, check."""
    held = entries(sealed(folder))
    change(held)
    return verify(zipped(folder / "sua.zip", held))


def payload(name: str) -> str:
    """Give the path of a payload file in the ZIP."""
    return f"{ROOT}/data/{name}"
