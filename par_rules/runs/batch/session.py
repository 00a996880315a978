"""Ends a helper with all that it has started, also where one of the two cannot do it any more."""

from __future__ import annotations

import contextlib
import faulthandler
import os
import signal
import sys
from collections.abc import Iterator


def end_session(leader: int) -> None:
    """End at once every other process of a session; on Windows, every descendant of a process."""
    for pid in list(_members(leader)):
        if pid != os.getpid():
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)


# Seconds beyond its time that a run is left to whoever started it to end.
GRACE = 10


@contextlib.contextmanager
def ended_after(limit: float | None) -> Iterator[None]:
    """End this process if the block lasts much longer than ``limit`` seconds.

    Whoever started it does so in time, unless gone. The clock runs in a thread that needs nothing
    of Python, so that it also ends what never lets go of the interpreter.
    """
    if not limit:
        yield
        return
    faulthandler.dump_traceback_later(limit + GRACE, exit=True, file=sys.__stderr__ or 2)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()


def _members(leader: int) -> Iterator[int]:
    import psutil  # type: ignore[import-untyped]

    if sys.platform == "win32":
        with contextlib.suppress(psutil.Error):
            found = psutil.Process(leader)
            yield from (one.pid for one in [*found.children(recursive=True), found])
        return
    for pid in psutil.pids():
        with contextlib.suppress(OSError):
            if os.getsid(pid) == leader:
                yield pid
