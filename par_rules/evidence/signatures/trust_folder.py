"""The folder ``trust/``: whose certificates the unit believes, and what they have revoked.

Shipped empty. The unit puts there the roots that its state publishes (``.cer``, ``.crt``, ``.pem``,
``.der``), the certificates between root and signer, and lists of revoked certificates (``.crl``).
Nothing is ever fetched. A certificate that signed itself is a root; any other helps to find the
way to one.
"""

from __future__ import annotations

import base64
import hashlib
import stat
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

FOLDER = "trust"
CERTIFICATES = (".cer", ".crt", ".pem", ".der")
LISTS = (".crl",)
# A certificate is some kilobytes, a long list of revoked ones some megabytes.
MAX_BYTES = 16 * 1024 * 1024
MAX_FILES = 200


@dataclass(frozen=True, slots=True)
class TrustFolder:
    """The files' contents, not parsed: that is done where documents are read."""

    certificates: tuple[bytes, ...] = ()
    lists: tuple[bytes, ...] = ()

    @property
    def empty(self) -> bool:
        """Say whether nothing is believed."""
        return not self.certificates

    @property
    def sha256(self) -> str:
        """Give one hash of all contents, "" for none."""
        if self.empty and not self.lists:
            return ""
        sum_ = hashlib.sha256()
        for part in (self.certificates, self.lists):
            for data in part:
                sum_.update(hashlib.sha256(data).digest())
            sum_.update(b"|")
        return sum_.hexdigest()

    def plain(self) -> dict[str, list[str]]:
        """Give the contents as JSON values."""
        return {
            "certificates": [base64.b64encode(data).decode() for data in self.certificates],
            "lists": [base64.b64encode(data).decode() for data in self.lists],
        }


NOTHING_TRUSTED = TrustFolder()


def trust_from_plain(data: Mapping[str, Sequence[str]]) -> TrustFolder:
    """Read back what ``plain`` gave."""
    return TrustFolder(
        tuple(base64.b64decode(text) for text in data.get("certificates", ())),
        tuple(base64.b64decode(text) for text in data.get("lists", ())),
    )


def read_trust(folder: Path | None) -> TrustFolder:
    """Read the files directly in ``folder``, in the order of their names; none is not an error."""
    if folder is None or not folder.is_dir():
        return TrustFolder()
    certificates: list[bytes] = []
    lists: list[bytes] = []
    for path in sorted(folder.iterdir(), key=lambda one: one.name)[:MAX_FILES]:
        kind = path.suffix.lower()
        if kind in CERTIFICATES + LISTS:
            data = _bytes(path)
            if data:
                (lists if kind in LISTS else certificates).append(data)
    return TrustFolder(tuple(certificates), tuple(lists))


def _bytes(path: Path) -> bytes:
    try:
        found = path.lstat()
        if not stat.S_ISREG(found.st_mode) or found.st_size > MAX_BYTES:
            return b""
        return path.read_bytes()
    except OSError:
        return b""
