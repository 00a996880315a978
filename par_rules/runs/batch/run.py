"""Runs a batch: what is done already is left, the rest is shared out, each end is written down."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from par_rules.evidence.unit import UnitError
from par_rules.runs.batch.journal import FILE, Journal
from par_rules.runs.batch.league import Leagues, leagues
from par_rules.runs.batch.lock import held
from par_rules.runs.batch.standing import Failure, Standing, read_standing, title_of
from par_rules.runs.batch.tasks import Task
from par_rules.runs.batch.work import Answer, disk_sentence, order
from par_rules.runs.year import InputError

LEFT = ".par-*.tmp"


class Shared(Protocol):
    """Who carries out orders: helpers of this machine, or a scheduler's."""

    def __call__(
        self, orders: Sequence[Mapping[str, Any]], handle: int
    ) -> Generator[tuple[int, Answer], None, None]:
        """Give each answer with the place of its order, in any order."""
        raise NotImplementedError


@dataclass(frozen=True)
class Plan:
    """What a batch is asked to do."""

    tasks: tuple[Task, ...]
    criteria: Path
    evidence: Path
    out: Path
    as_of: date | None = None
    finalise: bool = False
    notebooks: bool = False
    redo: bool = False


@dataclass
class Progress:
    """How far a batch is, for whoever looks on."""

    count: int
    done: int = 0
    unchanged: int = 0
    failed: int = 0
    started: float = field(default_factory=time.monotonic)

    @property
    def ended(self) -> int:
        """Give how many runs have ended."""
        return self.done + self.unchanged + self.failed

    def left(self) -> float | None:
        """Give the seconds that are left by the pace so far; None while nothing is known."""
        worked = self.done + self.failed
        if not worked:
            return None
        return (time.monotonic() - self.started) / worked * (self.count - self.ended)


Tell = Callable[[Task, Answer, Progress], None]


@dataclass(frozen=True)
class Outcome:
    """What a batch leaves: league tables, counts, and units that were scored with faults."""

    leagues: Leagues
    progress: Progress
    left_out: tuple[tuple[Task, tuple[str, ...]], ...]
    warnings: tuple[str, ...]


def run_batch(plan: Plan, shared: Shared, tell: Tell) -> Outcome:
    """Run all tasks of a plan that are not done; one failure does not stop the others.

    Raises ``InputError`` where another batch holds the folder or the disk is full, ``OSError``
    where the folder cannot be written to. What has ended until then is kept and not redone.
    """
    with held(plan.out) as handle:
        _sweep(plan)
        journal = Journal(plan.out / FILE)
        progress = Progress(len(plan.tasks))
        ended: dict[Task, Answer] = {}
        orders = [_order(plan, task, journal) for task in plan.tasks]
        with closing(shared(orders, handle)) as answers:
            for place, answer in answers:
                task = plan.tasks[place]
                ended[task] = answer
                _count(progress, answer)
                if answer.get("full"):
                    raise InputError([*answer["lines"], _stopped(progress)])
                if answer["state"] != "unchanged":
                    _write_down(plan, journal, task, answer, progress)
                tell(task, answer, progress)
        return _outcome(plan, ended, progress, journal.warnings)


def _write_down(
    plan: Plan, journal: Journal, task: Task, answer: Answer, progress: Progress
) -> None:
    try:
        journal.add(task, answer)
    except OSError as error:
        _count(progress, answer, -1)
        sentence = disk_sentence(error, plan.out) or str(error)
        raise InputError([sentence, _stopped(progress)]) from None


def _order(plan: Plan, task: Task, journal: Journal) -> dict[str, Any]:
    folders = {"criteria": plan.criteria, "evidence": plan.evidence, "out": plan.out}
    return order(
        task.unit,
        task.year,
        folders,
        as_of=plan.as_of,
        finalise=plan.finalise,
        notebooks=plan.notebooks,
        known=None if plan.redo else journal.known(task),
    )


def _count(progress: Progress, answer: Answer, more: int = 1) -> None:
    setattr(progress, answer["state"], getattr(progress, answer["state"]) + more)


def _stopped(progress: Progress) -> str:
    done = progress.done + progress.unchanged
    return (
        f"Đã dừng, {done}/{progress.count} lượt đã xong và được giữ: "
        "chạy lại đúng lệnh này để làm tiếp"
    )


def _sweep(plan: Plan) -> None:
    """Remove what processes that were killed had begun to write; nobody else writes here now."""
    folders = {plan.out}
    for task in plan.tasks:
        unit = plan.out / task.unit
        folders |= {unit, unit / str(task.year), unit / str(task.year) / "lich-su-minh-chung"}
    for folder in folders:
        for path in folder.glob(LEFT):
            with suppress(OSError):
                path.unlink()


def _outcome(
    plan: Plan, ended: Mapping[Task, Answer], progress: Progress, warnings: tuple[str, ...]
) -> Outcome:
    found: list[Standing] = []
    failures: list[Failure] = []
    left_out = []
    for task in plan.tasks:
        answer = ended[task]
        lines = tuple(answer.get("lines", ()))
        if answer["state"] != "failed":
            try:
                found.append(read_standing(plan.evidence, plan.out, task))
                if answer["left_out"]:
                    left_out.append((task, tuple(answer["left_out"])))
                continue
            except (OSError, ValueError, KeyError, UnitError):
                lines = (f"{plan.out / task.unit / str(task.year)}: kết quả không đọc lại được",)
        failures.append(Failure(task, title_of(plan.evidence, task), lines))
    return Outcome(leagues(found, failures), progress, tuple(left_out), warnings)
