"""A child that is forked where all that reads documents is loaded already, and need not load it.

Only for a process that has said so (:func:`start_by_fork`), since it must know what it holds: the
year-runs of a batch. The child leaves everything of its parent behind but what is loaded.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
import threading
import warnings
from typing import IO

import psutil  # type: ignore[import-untyped]

from par_rules.evidence.readers import idle
from par_rules.evidence.readers.process import Process

# What the children load when their first files come, each only where such files are there.
MODULES = (
    "par_rules.evidence.contents",
    "par_rules.evidence.describe",
    "par_rules.evidence.read_docx",
    "par_rules.evidence.read_pdf",
    "par_rules.evidence.read_xlsx",
    "par_rules.evidence.scanned_page",
    "par_rules.evidence.secrecy",
    "par_rules.evidence.signatures.inspect",
    "par_rules.evidence.tilt",
    "par_rules.evidence.unchanged",
    "par_rules.evidence.readers.child",
    "lxml.etree",
    "PIL.Image",
    "python_calamine",
)


if sys.platform != "win32":
    import fcntl

    class Forked:
        """What ``subprocess.Popen`` gives, as far as it is asked for here."""

        def __init__(self) -> None:
            orders, self._orders = os.pipe()
            self._answers, answers = os.pipe()
            self.returncode: int | None = None
            self._guard = threading.Lock()
            with warnings.catch_warnings():
                # The child uses nothing that another thread of its parent may hold.
                warnings.simplefilter("ignore", DeprecationWarning)
                self.pid = os.fork()
            if self.pid == 0:
                _be_child(orders, answers)
            os.close(orders)
            os.close(answers)
            self.stdin: IO[bytes] | None = os.fdopen(self._orders, "wb")
            self.stdout: IO[bytes] | None = os.fdopen(self._answers, "rb")

        def poll(self) -> int | None:
            """Give the exit code, negative for a signal; None while the child lives."""
            with self._guard:
                self._look(os.WNOHANG)
            return self.returncode

        def wait(self) -> int:
            """Wait for the end and give the exit code."""
            # Without reaping, so that another thread may still end a child that does not.
            with contextlib.suppress(ChildProcessError):
                os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOWAIT)
            with self._guard:
                self._look(0)
            return self.returncode or 0

        def kill(self) -> None:
            """End the child at once; nothing happens to one that is gone."""
            with self._guard:
                if self.returncode is None:
                    with contextlib.suppress(OSError):
                        os.kill(self.pid, signal.SIGKILL)

        def _look(self, how: int) -> None:
            if self.returncode is not None:
                return
            try:
                gone, status = os.waitpid(self.pid, how)
            except ChildProcessError:
                self.returncode = 0
            else:
                self.returncode = os.waitstatus_to_exitcode(status) if gone else None

    def _be_child(orders: int, answers: int) -> None:
        """Read documents until the parent is gone; never returns."""
        code = 1
        try:
            gc.freeze()  # nothing of the parent's is ended here, no file that it holds closed
            os.setsid()
            os.chdir(sys.prefix)
            nowhere = os.open(os.devnull, os.O_RDWR)
            own = [fcntl.fcntl(file, fcntl.F_DUPFD, 3) for file in (orders, answers, nowhere)]
            for place, file in enumerate(own):
                os.dup2(file, place)
            # No copy of a line of the parent stays open here: its end would never be seen.
            os.closerange(3, os.sysconf("SC_OPEN_MAX"))
            for place, name in enumerate(("stdout", "stderr"), 1):
                setattr(sys, name, os.fdopen(place, "w", encoding="utf-8", closefd=False))
            signal.set_wakeup_fd(-1)
            for one in (signal.SIGTERM, signal.SIGALRM):
                signal.signal(one, signal.SIG_DFL)
            from par_rules.evidence.readers.child import main

            main()
            code = 0
        finally:
            os._exit(code)

    def _forked() -> Process:
        # Of what the parent holds the child has all, though it lies in memory only once.
        return Process(Forked(), psutil.Process().memory_info().rss)


def start_by_fork() -> None:
    """Let this process fork its readers from now on; nothing changes where no fork is safe."""
    if sys.platform not in ("win32", "darwin"):
        idle.start_by(_forked)
