"""The tag files of a bag (RFC 8493 §2): how they are written, and how they are read back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

DECLARATION = "bagit.txt"
INFO = "bag-info.txt"
MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
FETCH = "fetch.txt"
PAYLOAD = "data/"

_LINE = re.compile(r"([0-9A-Fa-f]{64})[ \t]+\*?(.+)")
_CODES = {"%25": "%", "%0d": "\r", "%0a": "\n"}


def declaration_text() -> str:
    """Give ``bagit.txt`` (§2.1.1)."""
    return "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"


def info_text(lines: Mapping[str, str]) -> str:
    """Give ``bag-info.txt`` (§2.2.2); a value is one line."""
    return "".join(f"{label}: {' '.join(value.split())}\n" for label, value in lines.items())


def manifest_text(hashes: Iterable[tuple[str, str]]) -> str:
    """Give a manifest of (path, SHA-256), sorted by path (§2.1.3)."""
    return "".join(f"{sha256}  {_written(path)}\n" for path, sha256 in sorted(hashes))


def _written(path: str) -> str:
    return path.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _read(path: str) -> str:
    return re.sub("%25|%0d|%0a", lambda found: _CODES[found[0].lower()], path, flags=re.IGNORECASE)


@dataclass(frozen=True)
class ReadManifest:
    """A manifest as read: SHA-256 by path; ``faults`` say in Vietnamese which lines are no use."""

    hashes: Mapping[str, str]
    faults: tuple[str, ...]


def read_manifest(name: str, data: bytes) -> ReadManifest:
    """Read a manifest, whatever its line ends; a line that is no use is a fault, not an error."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ReadManifest({}, (f"{name}: không phải văn bản UTF-8: bản kê đã bị sửa",))
    hashes: dict[str, str] = {}
    faults = []
    for number, line in enumerate(re.split(r"\r\n|\n|\r", text), 1):
        if not line.strip():
            continue
        found = _LINE.fullmatch(line)
        if found is None:
            faults.append(f"{name}:{number}: dòng không đúng dạng “mã SHA-256, đường dẫn”")
            continue
        path = _read(found[2]).replace("\\", "/").removeprefix("./")
        if hashes.setdefault(path, found[1].lower()) != found[1].lower():
            faults.append(f"{name}:{number}: {path}: kê hai lần với hai mã khác nhau")
    return ReadManifest(hashes, tuple(faults))


def plain_lines(data: bytes) -> bytes:
    """Give a tag file as it was before mail or an editor changed line ends or put a mark first."""
    plain = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return plain if plain.endswith(b"\n") or not plain else plain + b"\n"
