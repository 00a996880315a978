"""Says what happened where this process ends without a word: it crashed or was killed.

No code of a process that a library has torn down can say anything any more. So another one waits
beside it, which has loaded nothing, and speaks when the line breaks off.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

_WITNESS = """\
import sys
if not sys.stdin.buffer.read():
    print(sys.argv[1], file=sys.stderr)
"""
_ENDED = b"ended"


@contextmanager
def told_if_it_breaks_off(sentence: str) -> Iterator[None]:
    """Have ``sentence`` said on the error stream if this process ends within the block.

    However the block is left, nothing is said. Where no process can be started nothing is either:
    the work is worth more than what is said of its end.
    """
    apart: dict[str, Any] = {"start_new_session": True}
    if sys.platform == "win32":
        apart = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
    try:
        witness = subprocess.Popen(
            [sys.executable, "-I", "-S", "-X", "utf8", "-c", _WITNESS, sentence],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            **apart,
        )
    except OSError:
        yield
        return
    try:
        yield
    finally:
        with suppress(OSError):
            witness.communicate(_ENDED)
