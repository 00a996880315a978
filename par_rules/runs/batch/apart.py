"""One run in a process of its own, forked from a helper that has loaded everything before.

The child shares nothing with the next one: variables, modules, folder, environment and whatever it
has started go with it. How the run ended is known from the child's exit; without an answer and the
exit code 0 it did not end well, whatever stands in its files.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import sys
import tempfile
import threading
import warnings
from collections.abc import Callable, Mapping
from contextlib import suppress
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Any

from par_rules.evidence.readers.forked import start_by_fork
from par_rules.runs.batch.session import ended_after
from par_rules.runs.batch.typesetter import answer, set_over

Answer = dict[str, Any]
Carry = Callable[[Mapping[str, Any]], Answer]

# How often to look whether a child is gone that something it started keeps the line open of.
_LOOK = 0.2


class Crashed(Exception):
    """The child ended without an answer; ``code`` as ``subprocess`` has it, ``said`` its words."""

    def __init__(self, code: int, said: str) -> None:
        super().__init__(code)
        self.code = code
        self.said = said


if sys.platform != "win32":

    def in_child(asked: Mapping[str, Any], carry_out: Carry) -> Answer:
        """Carry out an order in a forked child; raises ``Crashed``."""
        told, tell = os.pipe()
        watch, alive = os.pipe()
        ours, theirs = Pipe()
        said = _said()
        aside = _aside()
        with warnings.catch_warnings():
            # The only other thread of a helper waits for its starter's end and is not needed there.
            warnings.simplefilter("ignore", DeprecationWarning)
            child = os.fork()
        if child == 0:
            os.close(told)
            os.close(alive)
            ours.close()
            tempfile.tempdir = aside or tempfile.tempdir
            set_over(theirs)
            _work(asked, carry_out, tell, watch)
        os.close(tell)
        os.close(watch)
        theirs.close()
        try:
            text, code = _ended(child, told, ours)
        finally:
            with suppress(OSError):
                os.killpg(child, signal.SIGKILL)  # what the child has left running
            if aside:
                shutil.rmtree(aside, ignore_errors=True)
            os.close(told)
            os.close(alive)
            ours.close()
        if code or not text.endswith(b"\n"):
            raise Crashed(code, _said_since(said))
        found: Answer = json.loads(text)
        return found

    def _work(asked: Mapping[str, Any], carry_out: Carry, tell: int, watch: int) -> None:
        """Be the child; never returns."""
        code = 70
        try:
            with suppress(OSError):
                os.setpgid(0, 0)
            start_by_fork()
            threading.Thread(target=_end_with_parent, args=(watch,), daemon=True).start()
            with ended_after(asked.get("limit")):
                words = json.dumps(carry_out(asked)).encode() + b"\n"
            with os.fdopen(tell, "wb") as line:
                line.write(words)
            code = 0
        except BaseException:
            import traceback

            os.write(2, traceback.format_exc().encode("utf-8", "replace"))
        finally:
            os._exit(code)

    def _end_with_parent(watch: int) -> None:
        os.read(watch, 1)
        os.killpg(0, signal.SIGKILL)

    def _ended(child: int, told: int, pages: Connection) -> tuple[bytes, int]:
        """Wait for the child and set its pages; give its answer and its exit code.

        The exit code is negative for a signal.
        """
        text, status = b"", None
        lines: list[int | Connection] = [told, pages]
        while not text.endswith(b"\n"):
            ready = select.select(lines, [], [], 0 if status is not None else _LOOK)[0]
            if pages in ready:
                if not answer(pages):
                    lines.remove(pages)
                    pages.close()  # a child that still waits for its pages learns that none come
            elif ready:
                data = os.read(told, 65536)
                text += data
                if not data:
                    break
            elif status is not None:
                break
            else:
                gone, found = os.waitpid(child, os.WNOHANG)
                status = found if gone else None
        if status is None:
            _, status = os.waitpid(child, 0)
        return text, os.waitstatus_to_exitcode(status)

    def _aside() -> str:
        """Make the run's own folder for what it writes aside, which a run that is killed leaves."""
        with suppress(OSError):
            return tempfile.mkdtemp(prefix="par-")
        return ""

    def _said() -> int:
        with suppress(OSError):
            return os.fstat(2).st_size
        return 0

    def _said_since(size: int) -> str:
        with suppress(OSError):
            end = os.fstat(2).st_size
            return os.pread(2, min(end - size, 20_000), max(size, end - 20_000)).decode(
                "utf-8", "replace"
            )
        return ""

else:

    def in_child(asked: Mapping[str, Any], carry_out: Carry) -> Answer:
        """Windows does not fork: a helper there serves one run."""
        raise NotImplementedError
