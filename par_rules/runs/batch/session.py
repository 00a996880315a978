"""Ends a helper with all that it has started, also what the helper is no longer there to end."""

from __future__ import annotations

import contextlib
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
