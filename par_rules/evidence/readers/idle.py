"""Children that wait for the next scan of this process, so that a second scan starts at once."""

from __future__ import annotations

import atexit
import os
import threading
from collections.abc import Callable
from contextlib import suppress

from par_rules.evidence.readers.process import Process, spawned

# A child that has read this many files is replaced: what libraries do not give back adds up.
MOST_SERVED = 20_000

_lock = threading.Lock()
_waiting: list[Process] = []
_start: Callable[[], Process] = lambda: Process(spawned())  # noqa: E731 - set by start_by


def start_by(start: Callable[[], Process]) -> None:
    """Let all children of this process be started in another way from now on."""
    global _start
    _start = start


def begin() -> Process:
    """Start a child; raises ``OSError``."""
    return _start()


def borrow() -> Process:
    """Give a waiting child, else start one; raises ``OSError`` where none can be started."""
    with _lock:
        while _waiting:
            process = _waiting.pop()
            if process.popen.poll() is None:
                return process
            process.end()
    return begin()


def prepare(children: int) -> None:
    """Start as many children as will be wanted, while the parent still looks for what to read."""
    with _lock, suppress(OSError):  # whoever borrows tries again, and tells
        while len(_waiting) < children:
            _waiting.append(begin())


def give_back(process: Process) -> None:
    """Keep a child that is at rest."""
    if process.served >= MOST_SERVED or process.popen.poll() is not None:
        process.end()
        return
    with _lock:
        _waiting.append(process)


def end_all() -> None:
    """End all children that wait."""
    with _lock:
        while _waiting:
            _waiting.pop().end()


def _forget() -> None:
    """After a fork the children belong to the parent alone: two may not speak on one line."""
    global _lock
    _lock = threading.Lock()
    for process in _waiting:
        process.popen.returncode = 0
    _waiting.clear()


atexit.register(end_all)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget)
