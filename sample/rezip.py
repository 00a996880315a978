"""Packs an office file again with fixed dates, so that two runs give the same bytes."""

from __future__ import annotations

import io
import zipfile

FIXED = (2026, 11, 23, 8, 0, 0)


def rezip(data: bytes) -> bytes:
    """Give the same archive, entries in their order, each dated ``FIXED``."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for entry in old.infolist():
            info = zipfile.ZipInfo(entry.filename, FIXED)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            info.external_attr = 0
            new.writestr(info, old.read(entry))
    return out.getvalue()
