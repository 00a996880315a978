"""One child process, seen from its parent: started, told, listened to, watched, ended."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Protocol

import psutil  # type: ignore[import-untyped]

from par_rules.evidence.readers.limits import MEGABYTE, Limits
from par_rules.evidence.readers.reading import MAX_ANSWER, OUT_OF_MEMORY, Job

# -I and -S: nothing of the user's environment or folder is loaded; the path is handed over.
_START = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[1]); "
    "from par_rules.evidence.readers.child import main; main()"
)
_FLAGS = ("-I", "-S", "-X", "utf8", *(("-B",) if sys.dont_write_bytecode else ()))
# A child takes about a tenth of a second to start; an office PC with a virus scanner, seconds.
START = 60.0
# What a child of its own interpreter holds before it reads anything, at most.
_BASE = 150 * MEGABYTE


class Ended(Exception):
    """The child is gone; ``cause`` is "memory", "time", "crash" or "start"."""

    def __init__(self, cause: str) -> None:
        super().__init__(cause)
        self.cause = cause


class Started(Protocol):
    """A process just started, with the two lines it is spoken to on; as ``subprocess`` has it."""

    pid: int
    returncode: int | None
    stdin: IO[bytes] | None
    stdout: IO[bytes] | None

    def poll(self) -> int | None:
        """Give the exit code, None while it lives."""

    def wait(self) -> int:
        """Wait for its end and give the exit code."""

    def kill(self) -> None:
        """End it at once."""


def spawned() -> Started:
    """Start a child with an interpreter of its own; raises ``OSError``."""
    own = {"start_new_session": True} if sys.platform != "win32" else _WINDOWS
    return subprocess.Popen(
        [sys.executable, *_FLAGS, "-c", _START, _path()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=sys.prefix,
        **own,
    )


class Process:
    """A child and the limits of what it reads; used by one thread, watched by another.

    ``base`` is how many bytes it holds before it reads anything, at most.
    """

    def __init__(self, started: Started, base: int = _BASE) -> None:
        self.popen = started
        self._base = base
        self.limits = Limits()
        self.served = 0
        self._lock = threading.Lock()
        self._killed = ""
        self._since: float | None = None
        self._worked: float | None = None
        self._seen: psutil.Process | None = None

    def open(self, job: Job, limits: Limits) -> None:
        """Tell the child what to do with files; raises ``Ended``."""
        self.limits = Limits(limits.megabytes, limits.work, max(limits.wait, START))
        order = {
            "reader": job.reader,
            "given": dict(job.given),
            "known": sorted(job.known),
            "megabytes": limits.megabytes,
            "work": limits.work,
        }
        with suppress(psutil.Error):
            self._seen = psutil.Process(self.popen.pid)
        try:
            self.begin()
            self.send({"open": order})
            if self.listen() != {"ready": True}:
                raise Ended("start")
        except Ended:
            raise Ended("start") from None
        finally:
            self.rest()
        self.limits = limits

    def send(self, message: Mapping[str, Any]) -> None:
        """Send one line; raises ``Ended``."""
        stream = self.popen.stdin
        assert stream is not None
        try:
            stream.write(json.dumps(message, separators=(",", ":")).encode() + b"\n")
            stream.flush()
        except OSError:
            raise Ended(self._cause()) from None

    def listen(self) -> dict[str, Any]:
        """Wait for one line; raises ``Ended``, for a line that is no answer too."""
        stream = self.popen.stdout
        assert stream is not None
        line = stream.readline(MAX_ANSWER)
        if not line:
            raise Ended(self._cause())
        try:
            message = json.loads(line)
        except ValueError:
            message = None
        if not isinstance(message, dict):
            self.end()
            raise Ended(self._killed or "crash")
        return message

    def begin(self) -> None:
        """Start the clocks of the next document."""
        with self._lock:
            self._worked = None
            self._since = time.monotonic()

    def rest(self) -> None:
        """Stop the clocks: nothing is being read."""
        with self._lock:
            self._since = None

    def watch(self) -> None:
        """End the child if it breaks a limit; called again and again from another thread."""
        with self._lock:
            if self._since is None or self._killed:
                return
            worked = self._work()
            if self._worked is None:
                self._worked = worked
            if self._memory() > self.limits.megabytes * MEGABYTE + self._base:
                self._killed = "memory"
            elif (
                time.monotonic() - self._since > self.limits.wait
                or worked - self._worked > self.limits.work
            ):
                self._killed = "time"
            if self._killed:
                self.popen.kill()

    def end(self) -> None:
        """End the child and close its lines."""
        self.popen.kill()
        self.popen.wait()
        for stream in (self.popen.stdin, self.popen.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()

    def _cause(self) -> str:
        code = self.popen.wait()
        if self._killed:
            return self._killed
        if code == OUT_OF_MEMORY:
            return "memory"
        if sys.platform != "win32" and code == -signal.SIGXCPU:
            return "time"
        return "crash"

    def _memory(self) -> int:
        try:
            return int(self._seen.memory_info().rss) if self._seen else 0
        except psutil.Error:
            return 0

    def _work(self) -> float:
        try:
            used = self._seen.cpu_times() if self._seen else None
        except psutil.Error:
            return 0.0
        return float(used.user + used.system) if used else 0.0


def _path() -> str:
    """Give where modules are found, the folder of the start among them, for another folder."""
    return json.dumps([str(Path(entry).absolute()) for entry in sys.path])


_WINDOWS: dict[str, Any] = {
    # CREATE_NEW_PROCESS_GROUP: Ctrl-C is not for the child. CREATE_NO_WINDOW: no black window.
    "creationflags": 0x00000200 | 0x08000000
}
