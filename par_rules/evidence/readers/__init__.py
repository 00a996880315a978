"""Reads documents in child processes with limits of memory and time.

A document may be made to harm its reader. So no document is opened in the process that judges:
long-lived children open each file once, hash it and read it from the same bytes; a child that
breaks a limit is ended and replaced, and the document that it was reading is named.

    for reading in read_files(files, root, job=Job("package.module:reader", given)): ...
"""

from par_rules.evidence.readers.limits import Limits
from par_rules.evidence.readers.pool import read_files
from par_rules.evidence.readers.reading import Job, Reading, Stamp

__all__ = ["Job", "Limits", "Reading", "Stamp", "read_files"]
