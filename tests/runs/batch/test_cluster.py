"""The same batch through a real Dask scheduler and workers, all on this machine."""

import json
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.runs.batch.made_units import ROOT, make_unit, make_units

UNITS = 12
PATIENCE = 120
Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Start modules of Python in the repository; what still runs at the end is ended."""
    begun: list[subprocess.Popen[bytes]] = []

    def started(*args: str) -> subprocess.Popen[bytes]:
        log = (tmp_path / f"log-{len(begun)}.txt").open("wb")
        with log:
            command = [sys.executable, *args]
            begun.append(subprocess.Popen(command, cwd=ROOT, stdout=log, stderr=log))
        return begun[-1]

    yield started
    for process in begun:
        process.kill()
        process.wait()


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def scheduler(start: Start) -> str:
    port = free_port()
    where = ["--host", "127.0.0.1", "--port", str(port), "--no-dashboard"]
    start("-m", "distributed.cli.dask_scheduler", *where)
    until = time.monotonic() + PATIENCE
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return f"tcp://127.0.0.1:{port}"
        except OSError:
            assert time.monotonic() < until
            time.sleep(0.1)


def worker(start: Start, address: str, aside: Path) -> subprocess.Popen[bytes]:
    """Start a worker that nobody starts again once it is killed."""
    more = ["--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(aside)]
    return start("-m", "distributed.cli.dask_worker", address, *more)


def batch(evidence: Path, out: Path, *more: str) -> list[str]:
    code = "from par_rules.cli import main; main()"
    where = ["--year", "2026", "--evidence", str(evidence), "--out", str(out)]
    return ["-c", code, "batch", *where, *more]


def done(out: Path) -> list[str]:
    path = out / "chay-loat.jsonl"
    found = path.read_bytes().split(b"\n")[:-1] if path.exists() else []
    return [json.loads(line)["unit"] for line in found if json.loads(line)["state"] == "done"]


def test_every_unit_is_done_once_though_a_worker_is_lost_and_one_joins(
    tmp_path: Path, start: Start
) -> None:
    evidence, out = make_units(tmp_path, UNITS), tmp_path / "out"
    address = scheduler(start)
    doomed = worker(start, address, tmp_path / "w1")
    running = start(*batch(evidence, out, "--scheduler", address))
    until = time.monotonic() + PATIENCE
    while len(done(out)) < 3:
        assert running.poll() is None
        assert time.monotonic() < until
        time.sleep(0.01)
    doomed.kill()
    doomed.wait()
    assert len(done(out)) < UNITS
    worker(start, address, tmp_path / "w2")
    worker(start, address, tmp_path / "w3")
    assert running.wait(PATIENCE) == 3
    units = [path.parent.name for path in evidence.glob("*/unit.yaml")]
    assert Counter(done(out)) == Counter(units)
    local = tmp_path / "tai-cho"
    assert start(*batch(evidence, local)).wait(PATIENCE) == 3
    for unit in units:
        assert len((out / unit / "nhat-ky.jsonl").read_bytes().splitlines()) == 1
        for name in ("facts.json", "scorecard.json", "gaps.json"):
            path = Path(unit) / "2026" / name
            assert (out / path).read_bytes() == (local / path).read_bytes()
    page = "bang-tong-hop.html"
    assert (out / page).read_bytes() == (local / page).read_bytes()


def test_an_address_without_a_scheduler_is_told(tmp_path: Path) -> None:
    make_unit(tmp_path / "evidence", "a")
    address = f"tcp://127.0.0.1:{free_port()}"
    asked = batch(tmp_path / "evidence", tmp_path / "out", "--scheduler", address)
    found = subprocess.run(
        [sys.executable, *asked], cwd=ROOT, capture_output=True, encoding="utf-8"
    )
    assert found.returncode == 1
    assert f"--scheduler {address}: không kết nối được" in found.stderr
    assert "Traceback" not in found.stderr
