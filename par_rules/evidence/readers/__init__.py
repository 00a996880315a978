"""Reads documents in child processes with limits of memory and time.

A document may be made to harm its reader. So no document is opened in the process that judges:
long-lived children open each file once, hash it and read it from the same bytes; a child that
breaks a limit is ended and replaced, and the document that it was reading is named.

    for reading in read_files(files, root, job=Job("package.module:reader", given)): ...
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from par_rules.evidence.readers.limits import Limits
from par_rules.evidence.readers.reading import TROUBLES, Job, Reading, Stamp

if TYPE_CHECKING:
    from par_rules.evidence.readers.pool import prepare_for, read_files

__all__ = ["TROUBLES", "Job", "Limits", "Reading", "Stamp", "prepare_for", "read_files"]


def __getattr__(name: str) -> Any:
    """Load what starts processes only where something is to be read."""
    if name not in ("prepare_for", "read_files"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from par_rules.evidence.readers import pool

    return getattr(pool, name)
