"""What a cell writes, in Python or in a child process, cut into pieces as a kernel cuts it."""

from __future__ import annotations

import codecs
import io
import os
import selectors
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from contextvars import ContextVar

# A kernel sends what was written this long after the first word of it.
INTERVAL = 0.2
NAMES = ("stdout", "stderr")
# The cell that a task was started in: what it writes once that cell has ended reaches nobody, as
# with a kernel. Threads have none and write into the cell that runs.
CELL: ContextVar[str] = ContextVar("CELL")


class Outlet:
    """Both streams of a notebook; ``send`` takes each piece."""

    def __init__(self) -> None:
        self.send: Callable[[str, str], None] = lambda name, text: None
        self.drain: Callable[[], None] = lambda: None
        self.cell = ""
        self.lock = threading.RLock()
        self._held: dict[str, list[str]] = {name: [] for name in NAMES}
        self._since = dict.fromkeys(NAMES, 0.0)

    def write(self, name: str, text: str) -> None:
        """Hold text back; what was held back long enough is sent first."""
        if not text or CELL.get(self.cell) != self.cell:
            return
        with self.lock:
            self._send_due()
            if not self._held[name]:
                self._since[name] = time.monotonic()
            self._held[name].append(text)

    def flush(self, name: str) -> None:
        """Send what is held back of one stream, that of children included."""
        self.drain()
        with self.lock:
            self._send_due()
            self._send(name)

    def _send_due(self) -> None:
        now = time.monotonic()
        for name in sorted(NAMES, key=self._since.__getitem__):
            if self._held[name] and now - self._since[name] >= INTERVAL:
                self._send(name)

    def _send(self, name: str) -> None:
        if self._held[name]:
            text = "".join(self._held[name])
            self._held[name].clear()
            self.send(name, text)


class Stream(io.TextIOBase):
    """``sys.stdout`` or ``sys.stderr`` of a cell."""

    encoding = "UTF-8"
    errors = "strict"

    def __init__(self, outlet: Outlet, name: str, original: int | None) -> None:
        super().__init__()
        self.name = name
        self._outlet = outlet
        self._original = original
        self._process = os.getpid()

    def write(self, text: str) -> int:
        """Write; a forked child writes on the line that its parent reads."""
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text)}")
        if os.getpid() != self._process:
            os.write(NAMES.index(self.name) + 1, text.encode("utf-8", "replace"))
        else:
            self._outlet.write(self.name, text)
        return len(text)

    def flush(self) -> None:
        """Send what is held back."""
        if os.getpid() == self._process:
            self._outlet.flush(self.name)

    def fileno(self) -> int:
        """Give the process's own stream, as a kernel does where it watches it."""
        if self._original is None:
            raise io.UnsupportedOperation("fileno")
        return self._original

    def isatty(self) -> bool:
        """Nobody looks on."""
        return False

    def writable(self) -> bool:
        """Say that it can be written to."""
        return True


class Descriptors:
    """The process's own streams 0, 1 and 2, turned to the notebook while a cell runs.

    A child process writes there. Windows kernels do not watch them, and nothing is done there.
    """

    def __init__(self, outlet: Outlet) -> None:
        self.originals: dict[str, int | None] = dict.fromkeys(NAMES)
        self._outlet = outlet
        self._reads: dict[int, str] = {}
        self._writes: dict[str, int] = {}
        self._decoders: dict[int, codecs.IncrementalDecoder] = {}
        self._thread: threading.Thread | None = None
        if sys.platform == "win32":
            return
        with suppress(OSError):
            self._input = os.dup(0)
            self._nothing = os.open(os.devnull, os.O_RDONLY)
            for number, name in enumerate(NAMES, 1):
                self.originals[name] = os.dup(number)
                read, self._writes[name] = os.pipe()
                os.set_blocking(read, False)
                self._reads[read] = name
                self._decoders[read] = codecs.getincrementaldecoder("utf-8")("replace")
            self._wake_read, self._wake = os.pipe()
            outlet.drain = self.drain
            self._thread = threading.Thread(target=self._watch, daemon=True)
            self._thread.start()

    def enter(self) -> None:
        """Turn the streams to the notebook."""
        self._flush_own()
        if self._thread is not None:
            os.dup2(self._nothing, 0)
            for number, name in enumerate(NAMES, 1):
                os.dup2(self._writes[name], number)

    def leave(self) -> None:
        """Take what is on the line; turn the streams back."""
        self._flush_own()
        if self._thread is not None:
            self.drain()
            os.dup2(self._input, 0)
            for number, name in enumerate(NAMES, 1):
                os.dup2(self.originals[name] or 0, number)

    def drain(self) -> None:
        """Take all that is on the lines now."""
        for read in self._reads:
            self._take(read)

    def close(self) -> None:
        """Let go of the lines."""
        if self._thread is None:
            return
        os.write(self._wake, b"\0")
        self._thread.join()
        kept = [handle for handle in self.originals.values() if handle is not None]
        lines = [*self._reads, *self._writes.values(), self._wake_read, self._wake]
        for handle in (*kept, *lines, self._input, self._nothing):
            os.close(handle)

    @staticmethod
    def _flush_own() -> None:
        for stream in (sys.__stdout__, sys.__stderr__):
            with suppress(OSError, ValueError, AttributeError):
                stream.flush()  # type: ignore[union-attr]

    def _take(self, read: int) -> bool:
        """Take what is on a line; say whether there was anything."""
        taken = False
        with self._outlet.lock:
            while True:
                try:
                    data = os.read(read, 65536)
                except BlockingIOError:
                    return taken
                if not data:
                    return taken
                taken = True
                self._outlet.write(self._reads[read], self._decoders[read].decode(data))

    def _watch(self) -> None:
        """Keep a child that says much from waiting."""
        with selectors.DefaultSelector() as selector:
            for read in (*self._reads, self._wake_read):
                selector.register(read, selectors.EVENT_READ)
            while True:
                ready = [key.fd for key, _ in selector.select()]
                if self._wake_read in ready:
                    return
                for read in ready:
                    self._take(read)
