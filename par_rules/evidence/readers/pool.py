"""Reads many files at once: a few children, a thread for each, and one that watches them."""

from __future__ import annotations

import os
import queue
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Sequence
from pathlib import Path

from par_rules.evidence.readers.idle import prepare
from par_rules.evidence.readers.limits import Limits
from par_rules.evidence.readers.opening import full_path
from par_rules.evidence.readers.reading import Job, Reading
from par_rules.evidence.readers.server import Server, Task

MOST_CHILDREN = 4
_most = MOST_CHILDREN
# One child is enough for this many files: a second takes as long to start as they take to read.
FILES_A_CHILD = 24
_WATCH_SECONDS = 0.05
# On Windows a wait without end does not hear Ctrl-C.
_WAIT_SECONDS = 0.2


def read_files(
    files: Sequence[tuple[str, str]],
    root: Path,
    *,
    job: Job,
    limits: Limits | None = None,
) -> Generator[Reading, None, None]:
    """Read ``files`` (key, path below ``root`` with "/") and give each as soon as it is read.

    Every file comes back exactly once, in no order, whatever it holds. One child reads from the
    front of ``files``, the others from the end: what loads a library of its own, put in front,
    loads it once. Closing the iterator, or
    an exception in the loop around it (Ctrl-C), ends the children that are reading.
    """
    if not files:
        return
    session = _Session(files, root, job, limits or Limits())
    try:
        session.start()
        for _ in files:
            yield session.next()
        session.wait()
    finally:
        session.stop()


def prepare_for(files: int) -> None:
    """Start the children that will read this many files, unless they wait already."""
    prepare(children_for(files))


def at_most(children: int) -> None:
    """Read with no more children from now on: others of this machine read as well."""
    global _most
    _most = max(1, min(MOST_CHILDREN, children))


def children_for(files: int) -> int:
    """Give how many children read this many files: not more than there are processors."""
    return max(1, min(_most, processors(), -(-files // FILES_A_CHILD)))


def processors() -> int:
    """Give how many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Session:
    def __init__(
        self, files: Sequence[tuple[str, str]], root: Path, job: Job, limits: Limits
    ) -> None:
        base = full_path(root)
        todo = deque(
            Task(number, key, base, tuple(path.split("/")))
            for number, (key, path) in enumerate(files)
        )
        self.done: queue.SimpleQueue[Reading] = queue.SimpleQueue()
        self.stopped = threading.Event()
        self.servers = [
            Server(job, limits, todo, self.done.put, self.stopped, from_end=number > 0)
            for number in range(children_for(len(files)))
        ]
        self.threads: list[threading.Thread] = []

    def start(self) -> None:
        """Start the threads, the one that watches last."""
        for work in (*(server.run for server in self.servers), self._watch):
            self._thread(work)

    def _thread(self, work: Callable[[], None]) -> None:
        thread = threading.Thread(target=work, name="par-doc-tai-lieu", daemon=True)
        self.threads.append(thread)
        thread.start()

    def next(self) -> Reading:
        """Wait for the next file that is read."""
        while True:
            try:
                return self.done.get(timeout=_WAIT_SECONDS)
            except queue.Empty:
                if not any(thread.is_alive() for thread in self.threads[:-1]):
                    # Nothing more can come but what was put between the two looks.
                    return self.done.get_nowait()

    def wait(self) -> None:
        """Let the threads put their children to rest; nothing is left for them to do."""
        for thread in self.threads[:-1]:
            thread.join()

    def stop(self) -> None:
        """End what is still under way and wait for the threads."""
        self.stopped.set()
        for server in self.servers:
            server.interrupt()
        for thread in self.threads:
            thread.join()

    def _watch(self) -> None:
        while not self.stopped.wait(_WATCH_SECONDS):
            for server in self.servers:
                if (process := server.process) is not None:
                    process.watch()
