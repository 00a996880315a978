"""The child: reads the files it is told, one after another, until its parent is gone.

Lines of JSON in both directions. The hash is told before the bytes are read, so that the parent
knows which bytes ended a child. Started by ``process.py`` and ``forked.py``.

    parent: {"open": {"reader", "given", "known", "megabytes", "work"}}   child: {"ready": true}
    parent: {"n": 1, "root": "…", "parts": ["a", "b.pdf"]}
    child:  {"n": 1, "size", "sha256", "media", "stamp": {…}, "known": false}
    child:  {"n": 1, "found": …} or {"n": 1, "trouble": "…", "cause": "ValueError"}
"""

from __future__ import annotations

import hashlib
import json
import os
import signal
from collections.abc import Callable
from importlib import import_module
from typing import Any, BinaryIO

from par_rules.evidence.document import Media
from par_rules.evidence.plain import plain
from par_rules.evidence.readers.limits import bound_memory, bound_work
from par_rules.evidence.readers.opening import CANNOT_OPEN, IS_LINK, Refused, read_below
from par_rules.evidence.readers.reading import MAX_ANSWER, OUT_OF_MEMORY
from par_rules.evidence.sniff import sniff

Read = Callable[[bytes, Media], Any]

BROKEN = "tệp hỏng hoặc có mật khẩu, không mở được"
TOO_MUCH = "nội dung đọc được quá dài, có dấu hiệu bất thường"
_ELOOP = 40


class Child:
    """Answers on ``out``; what libraries print goes nowhere."""

    def __init__(self, out: BinaryIO) -> None:
        self.out = out
        self.read: Read = lambda data, media: None
        self.known: frozenset[str] = frozenset()
        self.work = 20.0

    def answer(self, message: dict[str, Any]) -> None:
        """Send one line."""
        self.out.write(json.dumps(message, separators=(",", ":")).encode() + b"\n")
        self.out.flush()

    def open(self, order: dict[str, Any]) -> None:
        """Load the reader of a job; then bound the memory that documents may take."""
        module, _, name = order["reader"].partition(":")
        self.read = getattr(import_module(module), name)(order["given"])
        self.known = frozenset(order["known"])
        self.work = order["work"]
        bound_memory(order["megabytes"])
        self.answer({"ready": True})

    def file(self, order: dict[str, Any]) -> None:
        """Hash one file and read it from the same bytes."""
        number = order["n"]
        bound_work(self.work)
        try:
            data, stamp = read_below(order["root"], order["parts"])
        except Refused as refused:
            self.answer({"n": number, "trouble": str(refused), "cause": "Refused"})
            return
        except (OSError, ValueError) as error:
            said = IS_LINK if getattr(error, "errno", 0) == _ELOOP else CANNOT_OPEN
            self.answer({"n": number, "trouble": said, "cause": type(error).__name__})
            return
        sha256 = hashlib.sha256(data).hexdigest()
        known = sha256 in self.known
        media = sniff(data)
        self.answer(
            {
                "n": number,
                "size": len(data),
                "sha256": sha256,
                "media": media,
                "stamp": plain(stamp),
                "known": known,
            }
        )
        if not known:
            self.answer({"n": number, **self._found(data, media)})

    def _found(self, data: bytes, media: Media) -> dict[str, Any]:
        try:
            found = {"found": self.read(data, media)}
            if len(json.dumps(found)) > MAX_ANSWER // 2:
                return {"trouble": TOO_MUCH, "cause": "memory"}
            return found
        except MemoryError:
            raise
        except Exception as error:
            # The readers raise far more than they document; all of it is told by its name.
            return {"trouble": BROKEN, "cause": type(error).__name__}


def main() -> None:
    """Serve until the parent closes the line."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    orders, out = os.fdopen(0, "rb", closefd=False), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    child = Child(out)
    try:
        while line := orders.readline():
            order = json.loads(line)
            if "open" in order:
                child.open(order["open"])
            else:
                child.file(order)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except BrokenPipeError:
        os._exit(0)
