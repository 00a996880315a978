"""What is asked of the children and what they answer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from par_rules.evidence.document import Media

# A description is some hundred bytes, a document's whole text some hundred thousand. A child that
# answers more than this in one line is not believed.
MAX_ANSWER = 8 * 1024 * 1024

# The exit code of a child that has run out of memory.
OUT_OF_MEMORY = 71

# What is said of a file that broke a limit, by its cause.
TROUBLES = {
    "memory": "đọc tệp này cần quá nhiều bộ nhớ (tệp bung ra quá lớn, có dấu hiệu bất thường)",
    "time": "đọc tệp này quá lâu, đã dừng lại",
    "crash": "tệp làm chương trình đọc dừng đột ngột (hỏng nặng hoặc bung ra quá lớn)",
    "start": "không khởi động được chương trình đọc tài liệu trên máy này",
}


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the disk said of a file while its bytes were read; times in nanoseconds.

    ``changed`` is the time of the last change of the file's entry (ctime), 0 on Windows, which
    keeps none. ``read_at`` is the clock when the reading began.
    """

    size: int
    modified: int
    inode: int
    changed: int
    read_at: int


@dataclass(frozen=True, slots=True)
class Job:
    """What to do with the bytes of each file.

    ``reader`` names a function "module:function" that is called once in each child with ``given``
    (JSON values) and gives a function ``(data, media) -> JSON value``. ``known`` are the SHA-256
    of bytes for which this was done before: they are hashed and not read again.
    """

    reader: str
    given: Mapping[str, Any] = field(default_factory=dict)
    known: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of one file; ``key`` is the caller's.

    ``found`` is what the job's reader gave, None where the bytes are known or ``trouble`` says
    why nothing could be read. ``cause`` is for the maintainer: the class of an exception, or the
    limit that was broken ("memory", "time", "crash", "start").
    """

    key: str
    size: int = 0
    sha256: str = ""
    media: Media = "unknown"
    stamp: Stamp | None = None
    found: Any = None
    known: bool = False
    trouble: str | None = None
    cause: str = ""
