"""Helpers on this machine: processes of their own, so that one may hang or crash without others."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Generator, Iterable, Mapping, Sequence
from typing import Any, Literal

from par_rules.evidence.readers.pool import processors
from par_rules.runs.batch.session import end_session
from par_rules.runs.batch.work import Answer, crashed, failed

# On Windows a wait without end does not hear Ctrl-C.
_WAIT = 0.2
# A helper that has done this many runs is replaced: what libraries do not give back adds up. What
# a forked child holds goes with the child.
MOST_RUNS = {"together": 100, "fork": 10_000, "spawn": 1}
# Seconds that a helper may take to load what notebooks need, on a slow PC under a virus scanner.
READY_WITHIN = 600.0
MODULE = "par_rules.runs.batch.hand"
# Pages are set on one processor: the others have runs of their own.
ENVIRONMENT = {"PYTHONUTF8": "1", "RAYON_NUM_THREADS": "1"}

# How runs are kept apart; see ``hand.py``.
Apart = Literal["together", "fork", "spawn"]


def apart_of(orders: Iterable[Mapping[str, Any]]) -> Apart:
    """Say how runs are kept apart here: notebooks may change anything in their process.

    A fork is not safe on a Mac, where the system's own libraries break in the child.
    """
    if not any(order.get("notebooks") for order in orders):
        return "together"
    return "spawn" if sys.platform in ("win32", "darwin") else "fork"


class Hand:
    """One helper process, which reads documents on ``share`` processors, all of them unless told.

    ``handle`` is inherited where the system can.
    """

    def __init__(
        self,
        handle: int | None = None,
        module: str = MODULE,
        apart: Apart = "together",
        share: int | None = None,
    ) -> None:
        self._said = tempfile.TemporaryFile()  # noqa: SIM115
        more: dict[str, Any] = {}
        if sys.platform == "win32":
            more["creationflags"] = subprocess.CREATE_NEW_PROCESS_GROUP
        else:
            more["start_new_session"] = True
            more["pass_fds"] = () if handle is None else (handle,)
        self.popen = subprocess.Popen(
            [sys.executable, "-m", module, apart, str(share or processors())],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            env=os.environ | ENVIRONMENT,
            **more,
        )
        self.runs = 0
        self.apart = apart
        self._ending = threading.Lock()

    def do(self, asked: Mapping[str, Any], limit: float | None) -> Answer:
        """Have an order carried out; after ``limit`` seconds the helper is ended."""
        late = False
        if self.apart != "together" and self.runs == 0:
            _, late = self._line_within(READY_WITHIN)
        if not late:
            line, late = self._line_within(limit, json.dumps({**asked, "limit": limit}))
            self.runs += 1
            if line.endswith(b"\n"):
                answer: Answer = json.loads(line)
                return answer
        self.end()
        return failed([too_long(limit or READY_WITHIN)]) if late else self._crashed(asked)

    def _line_within(self, limit: float | None, said: str = "") -> tuple[bytes, bool]:
        """Say a line, hear one; give it, and whether it was too late and the helper is ended."""
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
            if said:
                self.popen.stdin.write(said.encode() + b"\n")
                self.popen.stdin.flush()
            return self.popen.stdout.readline(), late.is_set()
        except (OSError, ValueError):
            return b"", late.is_set()
        finally:
            if timer:
                timer.cancel()

    def _crashed(self, asked: Mapping[str, Any]) -> Answer:
        self._said.seek(0)
        said = self._said.read().decode("utf-8", "replace")
        return crashed(asked, self.popen.returncode, said[-20_000:])

    @property
    def is_usable(self) -> bool:
        """Say whether the helper lives and has not done too much."""
        return self.popen.poll() is None and self.runs < MOST_RUNS[self.apart]

    def end(self) -> None:
        """End the helper and what it has started, at once."""
        with self._ending:
            if self.popen.returncode is not None:
                return
            # The helper first, so that it starts nothing more.
            if sys.platform != "win32":
                with contextlib.suppress(OSError):
                    self.popen.kill()
            end_session(self.popen.pid)
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
    apart: Apart | None = None,
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

    how = apart or apart_of(orders)
    hands_at_once = min(workers, len(orders))
    share = max(1, processors() // max(1, hands_at_once))

    def serve() -> None:
        hand: Hand | None = None
        spare: Hand | None = None
        while not over.is_set():
            try:
                place = waiting.get_nowait()
            except queue.Empty:
                break
            try:
                if hand is None or not hand.is_usable:
                    drop(hand)
                    hand, spare = spare or begun(), None
                if how == "spawn" and not waiting.empty():
                    spare = begun()  # loads what it needs while the other one works
                if hand is not None:
                    answers.put((place, hand.do(orders[place], limit)))
            except Exception as error:  # no helper can be started: this run is told as failed
                hand = None
                answers.put((place, failed([f"không chạy được tiến trình chấm: {error}"])))
        drop(hand)
        drop(spare)

    def drop(hand: Hand | None) -> None:
        if hand is not None:
            with guard:
                hands.discard(hand)
            hand.close()

    def begun() -> Hand | None:
        with guard:
            if over.is_set():
                return None
            new = Hand(handle, module, how, share)
            hands.add(new)
            return new

    threads = [threading.Thread(target=serve, daemon=True) for _ in range(hands_at_once)]
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
