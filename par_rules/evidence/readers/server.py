"""One thread with its child: hands files out, takes answers in, and replaces a child that ended.

| the child                 | the file it was reading                 | what it was told after   |
|---------------------------|-----------------------------------------|--------------------------|
| takes too much time       | is named                                | goes to the next child   |
| takes too much memory, or | goes alone to a fresh child; is named   | goes to the next child   |
| ends by itself            | if it ends that one too                 |                          |
| cannot be started twice   | is named, as are all that are left      |                          |
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from par_rules.evidence.plain import from_plain
from par_rules.evidence.readers.idle import begin, borrow, give_back
from par_rules.evidence.readers.limits import Limits
from par_rules.evidence.readers.process import Ended, Process
from par_rules.evidence.readers.reading import TROUBLES, Job, Reading

# Told to a child before it has answered, so that it never waits for its parent.
AHEAD = 2
# A longer order waits until nothing else is under way: a line holds 4 KB on Windows.
_SHORT = 1500
_STARTS = 2


@dataclass(frozen=True, slots=True)
class Task:
    """A file to read; ``parts`` is its path below the session's root."""

    number: int
    key: str
    root: str
    parts: tuple[str, ...]

    @property
    def order(self) -> dict[str, Any]:
        """Give what is told to the child."""
        return {"n": self.number, "root": self.root, "parts": self.parts}


class Server:
    """Serves the common ``todo`` until it is empty or ``stopped`` is set."""

    def __init__(
        self,
        job: Job,
        limits: Limits,
        todo: deque[Task],
        put: Callable[[Reading], None],
        stopped: threading.Event,
        *,
        from_end: bool = False,
    ) -> None:
        self.job = job
        self.limits = limits
        self.todo = todo
        self.put = put
        self.stopped = stopped
        self.from_end = from_end
        self.process: Process | None = None
        self._waiting: deque[Task] = deque()
        self._told: dict[str, Any] = {}

    def interrupt(self) -> None:
        """End a child that is reading, from another thread, once ``stopped`` is set."""
        if (process := self.process) is not None:
            process.popen.kill()

    def run(self) -> None:
        """Read files; every file taken from ``todo`` is put exactly once, unless stopped."""
        process = self._start(borrow)
        while process is not None:
            try:
                self._converse(process)
                self.process = None
                give_back(process)
                break
            except Ended as end:
                process.end()
                process = self._after(end.cause, process.served > 0)
        else:
            self._name_all()
        self.process = None

    def _start(self, source: Callable[[], Process]) -> Process | None:
        """Give a child that is ready, None if none can be started."""
        for _ in range(_STARTS):
            try:
                self.process = process = source()
            except OSError:
                continue
            try:
                process.open(self.job, self.limits)
                return process
            except Ended:
                process.end()
                source = begin
            if self.stopped.is_set():
                break
        return None

    def _converse(self, process: Process) -> None:
        """Hand out and take in until nothing is left; raises ``Ended``."""
        while not self.stopped.is_set():
            while len(self._waiting) < AHEAD and (task := self._next()):
                self._hand_out(process, task)
            if not self._waiting:
                return
            self._take_in(process)
        raise Ended("stopped")

    def _next(self) -> Task | None:
        try:
            task = self.todo.pop() if self.from_end else self.todo.popleft()
        except IndexError:
            return None
        if self._waiting and sum(map(len, task.parts)) > _SHORT:
            self._put_back([task])
            return None
        return task

    def _put_back(self, tasks: Iterable[Task]) -> None:
        """Let the next child take ``tasks`` in the order in which they were taken."""
        put = self.todo.append if self.from_end else self.todo.appendleft
        for task in reversed(list(tasks)):
            put(task)

    def _hand_out(self, process: Process, task: Task) -> None:
        self._waiting.append(task)
        if len(self._waiting) == 1:
            process.begin()
        process.send(task.order)

    def _take_in(self, process: Process) -> None:
        task, self._told = self._waiting[0], {}
        said = answer_of(task, process.listen())
        if "sha256" in said:
            self._told = said
            if not said["known"]:
                said = {**said, **answer_of(task, process.listen())}
        reading = reading_of(task, said)
        process.served += 1
        self._told = {}
        self._waiting.popleft()
        if self._waiting:
            process.begin()
        else:
            process.rest()
        self.put(reading)

    def _after(self, cause: str, had_read: bool) -> Process | None:
        """Deal with the file under way when a child ended; give the next child."""
        if self.stopped.is_set() or not self._waiting:
            return None if self.stopped.is_set() else self._start(begin)
        suspect = self._waiting.popleft()
        self._put_back(self._waiting)
        self._waiting.clear()
        process = self._start(begin)
        if process is None or cause == "time" or not had_read:
            self._name(suspect, cause)
            return process
        try:
            self._hand_out(process, suspect)
            self._take_in(process)
            return process
        except Ended as again:
            process.end()
            self._waiting.clear()
            self._name(suspect, again.cause)
            return None if self.stopped.is_set() else self._start(begin)

    def _name(self, task: Task, cause: str) -> None:
        said = {**self._told, "trouble": TROUBLES.get(cause, TROUBLES["crash"]), "cause": cause}
        self._told = {}
        if not self.stopped.is_set():
            self.put(reading_of(task, said))

    def _name_all(self) -> None:
        while not self.stopped.is_set() and (task := self._next()):
            self._name(task, "start")


def answer_of(task: Task, said: Mapping[str, Any]) -> dict[str, Any]:
    """Give what a child says of ``task``; raises ``Ended`` for what no child of ours says."""
    if said.get("n") != task.number:
        raise Ended("crash")
    return dict(said)


def reading_of(task: Task, said: Mapping[str, Any]) -> Reading:
    """Put together what was said of one file; raises ``Ended`` for what does not fit."""
    try:
        return from_plain(Reading, {**{k: v for k, v in said.items() if k != "n"}, "key": task.key})
    except ValueError:
        raise Ended("crash") from None
