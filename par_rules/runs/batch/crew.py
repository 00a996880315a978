"""Helpers on this machine: processes of their own, so that one may hang or crash without others."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Generator, Mapping, Sequence
from pathlib import Path
from typing import Any

from par_rules.runs.batch.work import FAULT, Answer, failed, keep_fault

# On Windows a wait without end does not hear Ctrl-C.
_WAIT = 0.2
# A helper that has done this many runs is replaced: what libraries do not give back adds up.
MOST_RUNS = 100
MODULE = "par_rules.runs.batch.hand"


class Hand:
    """One helper process; ``handle`` is inherited where the system can."""

    def __init__(self, handle: int | None = None, module: str = MODULE) -> None:
        self._said = tempfile.TemporaryFile()  # noqa: SIM115
        more: dict[str, Any] = {}
        if sys.platform == "win32":
            more["creationflags"] = subprocess.CREATE_NEW_PROCESS_GROUP
        else:
            more["start_new_session"] = True
            more["pass_fds"] = () if handle is None else (handle,)
        self.popen = subprocess.Popen(
            [sys.executable, "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            env=os.environ | {"PYTHONUTF8": "1"},
            **more,
        )
        self.runs = 0
        self._ending = threading.Lock()

    def do(self, asked: Mapping[str, Any], limit: float | None) -> Answer:
        """Have an order carried out; after ``limit`` seconds the helper is ended."""
        assert self.popen.stdin is not None
        assert self.popen.stdout is not None
        late = threading.Event()

        def stop() -> None:
            late.set()
            self.end()

        timer = threading.Timer(limit, stop) if limit else None
        if timer:
            timer.daemon = True
            timer.start()
        try:
            self.popen.stdin.write(json.dumps(asked).encode() + b"\n")
            self.popen.stdin.flush()
            line = self.popen.stdout.readline()
        except (OSError, ValueError):
            line = b""
        finally:
            if timer:
                timer.cancel()
        self.runs += 1
        if line.endswith(b"\n"):
            answer: Answer = json.loads(line)
            return answer
        self.end()
        if late.is_set():
            return failed([too_long(limit or 0)])
        return self._crashed(asked)

    def _crashed(self, asked: Mapping[str, Any]) -> Answer:
        self._said.seek(0)
        said = self._said.read().decode("utf-8", "replace")
        code = self.popen.returncode
        path = Path(asked["out"]) / asked["unit"] / str(asked["year"]) / FAULT
        kept = keep_fault(path, f"exit code {code}\n{said[-20_000:]}")

        return failed([f"tiến trình chấm bị ngắt (mã {code}), có thể do hết bộ nhớ; {kept}"])

    @property
    def is_usable(self) -> bool:
        """Say whether the helper lives and has not done too much."""
        return self.popen.poll() is None and self.runs < MOST_RUNS

    def end(self) -> None:
        """End the helper and what it has started, at once."""
        with self._ending:
            if self.popen.poll() is None:
                if sys.platform != "win32":
                    with contextlib.suppress(OSError):
                        os.killpg(self.popen.pid, signal.SIGKILL)
                with contextlib.suppress(OSError):
                    self.popen.kill()
            self.popen.wait()

    def close(self) -> None:
        """End the helper and let go of its streams."""
        self.end()
        for stream in (self.popen.stdin, self.popen.stdout, self._said):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()


def too_long(limit: float) -> str:
    """Say that a run took longer than it may."""
    seconds = f"{limit:g}".replace(".", ",")
    return f"quá {seconds} giây mà chưa xong nên đã dừng: xem lại dữ liệu, hoặc tăng --time-limit"


def at_work(
    orders: Sequence[Mapping[str, Any]],
    workers: int,
    limit: float | None,
    handle: int | None = None,
    module: str = MODULE,
) -> Generator[tuple[int, Answer], None, None]:
    """Carry out all orders on ``workers`` helpers; give each answer with the order's place.

    Closing the iterator, or Ctrl-C in the loop around it, ends the helpers.
    """
    waiting = queue.SimpleQueue[int]()
    for place in range(len(orders)):
        waiting.put(place)
    answers = queue.SimpleQueue[tuple[int, Answer]]()
    hands: set[Hand] = set()
    over = threading.Event()
    guard = threading.Lock()

    def serve() -> None:
        hand: Hand | None = None
        while not over.is_set():
            try:
                place = waiting.get_nowait()
            except queue.Empty:
                break
            try:
                if hand is None or not hand.is_usable:
                    hand = replaced(hand)
                if hand is not None:
                    answers.put((place, hand.do(orders[place], limit)))
            except Exception as error:  # no helper can be started: this run is told as failed
                hand = None
                answers.put((place, failed([f"không chạy được tiến trình chấm: {error}"])))
        with guard:
            if hand is not None:
                hands.discard(hand)
        if hand is not None:
            hand.close()

    def replaced(old: Hand | None) -> Hand | None:
        if old is not None:
            with guard:
                hands.discard(old)
            old.close()
        with guard:
            if over.is_set():
                return None
            new = Hand(handle, module)
            hands.add(new)
            return new

    threads = [
        threading.Thread(target=serve, daemon=True) for _ in range(min(workers, len(orders)))
    ]
    for thread in threads:
        thread.start()
    try:
        for _ in orders:
            yield _next(answers)
    finally:
        over.set()
        with guard:
            for hand in hands:
                hand.end()
        for thread in threads:
            thread.join()


def _next(answers: queue.SimpleQueue[tuple[int, Answer]]) -> tuple[int, Answer]:
    while True:
        with contextlib.suppress(queue.Empty):
            return answers.get(timeout=_WAIT)


def processors() -> int:
    """Give how many processors this process may use."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
