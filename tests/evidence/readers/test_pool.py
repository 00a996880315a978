"""Reading in children: every file comes back once, whatever it does to its reader."""

from __future__ import annotations

import hashlib
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from threading import Event

import psutil  # type: ignore[import-untyped]
import pytest

from par_rules.evidence.readers import Job, Limits, Reading, idle, prepare_for, read_files
from par_rules.evidence.readers.forked import start_by_fork
from par_rules.evidence.readers.idle import end_all
from par_rules.evidence.readers.pool import MOST_CHILDREN, children_for
from par_rules.evidence.readers.server import Server, Task
from tests.evidence.readers.misbehaving import READER


@pytest.fixture(autouse=True, params=["spawned", "forked"])
def _started(request: pytest.FixtureRequest) -> Iterator[None]:
    """Run every test with both kinds of children."""
    end_all()
    usual = idle._start
    if request.param == "forked":
        start_by_fork()
    yield
    end_all()
    idle.start_by(usual)


JOB = Job(READER)
QUICK = Limits(megabytes=300, work=1.0, wait=3.0)


def read(
    folder: Path, files: Mapping[str, str], job: Job = JOB, limits: Limits = QUICK
) -> dict[str, Reading]:
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    pairs = [(name, name) for name in files]
    found = list(read_files(pairs, folder, job=job, limits=limits))
    assert sorted(one.key for one in found) == sorted(files)
    return {one.key: one for one in found}


def test_a_file_is_hashed_and_read(tmp_path: Path) -> None:
    found = read(tmp_path, {"a.txt": "hello"})["a.txt"]
    assert found.sha256 == hashlib.sha256(b"hello").hexdigest()
    assert (found.size, found.media, found.trouble, found.cause) == (5, "text", None, "")
    assert found.found["said"] == "hello"
    assert found.found["read_by"] != os.getpid()
    assert found.stamp is not None
    assert found.stamp.modified == (tmp_path / "a.txt").stat().st_mtime_ns


def test_no_files_need_no_child(tmp_path: Path) -> None:
    assert read(tmp_path, {}) == {}


def test_known_bytes_are_hashed_and_not_read(tmp_path: Path) -> None:
    job = Job(READER, known=frozenset({hashlib.sha256(b"raise").hexdigest()}))
    found = read(tmp_path, {"a.txt": "raise", "b.txt": "new"}, job)
    assert (found["a.txt"].known, found["a.txt"].found, found["a.txt"].trouble) == (
        True,
        None,
        None,
    )
    assert not found["b.txt"].known


@pytest.mark.parametrize(
    ("does", "cause"),
    [
        ("hang", "time"),
        ("spin", "time"),
        ("memory", "memory"),
        ("abort", "crash"),
        ("exit", "crash"),
        ("raise", "KeyError"),
        ("recursion", "RecursionError"),
        ("long", "memory"),
    ],
)
def test_a_file_that_harms_its_reader_is_named_and_all_others_are_read(
    tmp_path: Path, does: str, cause: str
) -> None:
    others = {f"{number:02}.txt": f"good {number}" for number in range(20)}
    start = time.monotonic()
    found = read(tmp_path, {**others, "09 bad.txt": does})
    assert time.monotonic() - start < 20
    bad = found.pop("09 bad.txt")
    assert (bad.cause, bad.found) == (cause, None)
    assert bad.trouble
    assert bad.sha256 == hashlib.sha256(does.encode()).hexdigest()
    assert all(one.trouble is None and one.found["said"] for one in found.values())


def test_many_harmful_files_end_one_by_one(tmp_path: Path) -> None:
    kinds = ("abort", "good", "exit", "raise", "memory")
    found = read(tmp_path, {f"{n:02}.txt": f"{kinds[n % 5]} {n}" for n in range(30)})
    causes = {name: one.cause for name, one in found.items()}
    wanted = {"abort": "crash", "good": "", "exit": "crash", "raise": "KeyError"}
    wanted["memory"] = "memory"
    assert causes == {f"{n:02}.txt": wanted[kinds[n % 5]] for n in range(30)}


def test_what_a_library_prints_does_not_come_between(tmp_path: Path) -> None:
    found = read(tmp_path, {"a.txt": "print", "b.txt": "good"})
    assert [found[name].found["said"] for name in ("a.txt", "b.txt")] == ["print", "good"]


def test_text_that_is_no_text_comes_back(tmp_path: Path) -> None:
    assert read(tmp_path, {"a.txt": "strange"})["a.txt"].found == {"text": "\udcff\x00\u202e"}


def test_a_child_cannot_write_a_file(tmp_path: Path) -> None:
    found = read(tmp_path, {"a.txt": "write"})["a.txt"]
    assert (found.cause, found.found) == ("OSError", None)
    Path(sys.prefix, "par-written-by-a-child").unlink()  # made, and empty


def test_a_reader_that_cannot_start_leaves_every_file_named(tmp_path: Path) -> None:
    job = Job(READER, {"start": "fails"})
    found = read(tmp_path, {f"{n}.txt": "good" for n in range(5)}, job)
    assert {one.cause for one in found.values()} == {"start"}
    assert {one.trouble for one in found.values()} == {
        "không khởi động được chương trình đọc tài liệu trên máy này"
    }


def test_children_stay_for_the_next_scan(tmp_path: Path) -> None:
    end_all()
    first = read(tmp_path, {"a.txt": "good"})["a.txt"].found["read_by"]
    assert read(tmp_path, {"b.txt": "good"})["b.txt"].found["read_by"] == first
    end_all()
    assert not psutil.pid_exists(first) or psutil.Process(first).status() == "zombie"


def test_an_interrupt_ends_the_children_at_work(tmp_path: Path) -> None:
    end_all()
    before = {child.pid for child in psutil.Process().children()}
    files = {f"{n}.txt": "hang" if n > 1 else "good" for n in range(9)}
    for name, text in files.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    reading = read_files([(n, n) for n in files], tmp_path, job=JOB, limits=Limits())
    assert next(reading).trouble is None
    start = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        reading.throw(KeyboardInterrupt)
    assert time.monotonic() - start < 5
    assert {child.pid for child in psutil.Process().children()} <= before


def test_a_forked_process_does_not_speak_on_its_parents_lines(tmp_path: Path) -> None:
    first = read(tmp_path, {"a.txt": "good"})["a.txt"].found["read_by"]
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            own = read(tmp_path, {"b.txt": "good"})["b.txt"].found["read_by"]
            code = 0 if own != first else 2
            end_all()
        finally:
            os._exit(code)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) == 0
    assert read(tmp_path, {"c.txt": "good"})["c.txt"].found["read_by"] == first


def test_children_that_are_prepared_read_and_no_other_starts(tmp_path: Path) -> None:
    end_all()
    before = {child.pid for child in psutil.Process().children()}
    prepare_for(1)
    prepare_for(1)
    (ready,) = {child.pid for child in psutil.Process().children()} - before
    assert read(tmp_path, {"a.txt": "good"})["a.txt"].found["read_by"] == ready


def test_one_child_takes_from_the_front_and_the_others_from_the_end() -> None:
    def taken(*, from_end: bool) -> list[int]:
        todo = deque(Task(number, "", "", ()) for number in range(4))
        server = Server(JOB, QUICK, todo, list[Reading]().append, Event(), from_end=from_end)
        server._put_back([todo.pop() if from_end else todo.popleft() for _ in range(2)])
        return [task.number for _ in range(4) if (task := server._next())]

    assert taken(from_end=False) == [0, 1, 2, 3]
    assert taken(from_end=True) == [3, 2, 1, 0]


def test_a_child_holds_nothing_open_of_its_parent(tmp_path: Path) -> None:
    read_end, write_end = os.pipe()
    try:
        child = read(tmp_path, {"a.txt": "good"})["a.txt"].found["read_by"]
        assert os.getsid(child) == child
        held = {file.readlink() for file in Path(f"/proc/{child}/fd").iterdir()}
        ours = {Path(f"/proc/self/fd/{end}").readlink() for end in (read_end, write_end)}
        assert not held & ours
        assert len(held) <= 4
    finally:
        os.close(read_end)
        os.close(write_end)


def test_a_child_is_gone_when_its_parent_is(tmp_path: Path) -> None:
    told, tell = os.pipe()
    pid = os.fork()
    if pid == 0:
        child = read(tmp_path, {"a.txt": "good"})["a.txt"].found["read_by"]
        os.write(tell, str(child).encode())
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(pid, 0)
    child = int(os.read(told, 20))
    with suppress(psutil.NoSuchProcess):
        left = psutil.Process(child)
        until = time.monotonic() + 10
        while left.status() != "zombie" and time.monotonic() < until:
            time.sleep(0.02)
        assert left.status() == "zombie"
    os.close(told)
    os.close(tell)


def test_few_files_take_one_child_and_many_take_no_more_than_the_machine_has() -> None:
    assert children_for(1) == children_for(24) == 1
    assert children_for(100_000) <= min(MOST_CHILDREN, os.cpu_count() or 1)
