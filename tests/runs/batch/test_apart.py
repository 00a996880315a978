"""Runs of notebooks are apart: nothing passes from one to the next, and none takes another along.

Both ways: forked from a helper that has loaded all, and in a helper that serves once.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from par_rules.evidence.readers.pool import children_for, processors
from par_rules.runs.batch.crew import Apart, apart_of, at_work
from tests.runs.batch.test_crew import is_running

ROOT = Path(__file__).parents[3]
ODD = "tests.runs.batch.odd_notebooks"
WAYS: list[Apart] = ["spawn"] if sys.platform in ("win32", "darwin") else ["fork", "spawn"]
BOTH = pytest.mark.parametrize("apart", WAYS)

MESS = """\
import builtins, decimal, json, locale, logging, os, random, sys, textwrap
import warnings
import matplotlib, numpy
import par_rules.runs.year
os.environ["LEAK"] = "1"
os.chdir("/")
os.umask(0o777)
builtins.leak = 1
textwrap.dedent = None
json.leak = 1
par_rules.runs.year.open_year = None
sys.path.insert(0, "/leak")
sys.modules["leak"] = sys
warnings.filterwarnings("error", message="rò")
matplotlib.rcParams["lines.linewidth"] = 9
random.seed(1)
numpy.random.seed(1)
numpy.seterr(all="raise")
decimal.getcontext().prec = 3
logging.getLogger().addHandler(logging.NullHandler())
logging.disable(logging.CRITICAL)
leak = 1
"""
LOOK = """\
import builtins, decimal, json, locale, logging, os, random, sys, textwrap
import warnings
import matplotlib, numpy
import par_rules.runs.year
print("LEAK" in os.environ, os.getcwd() == "/", hasattr(builtins, "leak"), hasattr(json, "leak"))
print(textwrap.dedent is None, par_rules.runs.year.open_year is None, "/leak" in sys.path)
print("leak" in sys.modules, any(f[1] and f[1].pattern == "rò" for f in warnings.filters))
print(matplotlib.rcParams["lines.linewidth"] == 9, decimal.getcontext().prec == 3)
print(numpy.geterr()["divide"] == "raise", logging.getLogger().handlers != [])
print(logging.root.manager.disable != 0, "leak" in globals(), os.umask(0o022) == 0o777)
random.seed
print(random.random() == random.Random(1).random())
print(numpy.random.rand() == numpy.random.RandomState(1).rand())
"""
# The second holds the interpreter's lock for good: nothing within the process can end it.
ENDLESS = ("while True:\n    pass", "import re\nre.match(r'(a+)+$', 'a' * 60 + 'b')")


def orders(out: Path, *cells: str) -> list[dict[str, Any]]:
    return [
        {
            "unit": f"xa-{number}",
            "year": 2026,
            "out": str(out),
            "evidence": str(out),
            "criteria": str(out),
            "cells": [cell],
        }
        for number, cell in enumerate(cells)
    ]


@BOTH
def test_nothing_passes_from_one_unit_to_the_next(tmp_path: Path, apart: Apart) -> None:
    asked = orders(tmp_path, MESS, LOOK, MESS, LOOK)
    found = dict(at_work(asked, 1, 300, module=ODD, apart=apart))
    assert [answer["state"] for answer in found.values()] == ["done"] * 4, found
    for place in (1, 3):
        assert found[place]["said"].split() == ["False"] * 18, found[place]["said"]


@BOTH
@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("import os\nos._exit(0)", 0),
        ("import os\nos._exit(3)", 3),
        ("import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)", -signal.SIGSEGV),
        ("import os, signal\nos.kill(os.getpid(), signal.SIGKILL)", -9),
    ],
)
def test_a_crash_takes_nobody_along(tmp_path: Path, apart: Apart, cell: str, code: int) -> None:
    told = "import sys\nprint('lời cuối', file=sys.__stderr__, flush=True)\n"
    asked = orders(tmp_path, "import os\nprint(os.getppid())", told + cell, "print('sau')")
    found = dict(at_work(asked, 1, 300, module=ODD, apart=apart))
    assert [found[place]["state"] for place in range(3)] == ["done", "failed", "done"], found
    assert found[1]["lines"][0].startswith(f"tiến trình chấm bị ngắt (mã {code}), có thể do hết bộ")
    kept = (tmp_path / "xa-1" / "2026" / "loi-chay-loat.txt").read_text(encoding="utf-8")
    assert kept.startswith(f"exit code {code}\n")
    assert found[2]["said"] == "sau\n"


@pytest.mark.parametrize("apart", [way for way in WAYS if way == "fork"])
def test_what_a_crashed_run_wrote_aside_goes_with_it(
    tmp_path: Path, apart: Apart, monkeypatch: pytest.MonkeyPatch
) -> None:
    aside = tmp_path / "tạm"
    aside.mkdir()
    monkeypatch.setenv("TMPDIR", str(aside))
    cell = (
        "import os, signal, tempfile\nprint(tempfile.mkdtemp(), file=open(OUT, 'w'))\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    ).replace("OUT", repr(str(tmp_path / "made")))
    found = dict(at_work(orders(tmp_path, cell), 1, 300, module=ODD, apart=apart))
    assert found[0]["state"] == "failed"
    made = Path((tmp_path / "made").read_text(encoding="utf-8").strip())
    assert aside in made.parents
    assert list(aside.glob("par-*")) == []


@BOTH
def test_too_little_memory_is_told_and_the_next_has_all_of_it(tmp_path: Path, apart: Apart) -> None:
    greedy = (
        "import resource\nresource.setrlimit(resource.RLIMIT_AS, (1 << 31, 1 << 31))\n"
        "held = [bytearray(1 << 28) for _ in range(64)]"
    )
    asked = orders(tmp_path, greedy, "held = bytearray(1 << 28)\nprint('đủ')")
    found = dict(at_work(asked, 1, 300, module=ODD, apart=apart))
    assert found[0]["state"] == "failed"
    assert found[1]["said"] == "đủ\n"


@BOTH
@pytest.mark.parametrize("endless", ENDLESS)
def test_a_run_that_never_ends_is_ended_with_all_it_started(
    tmp_path: Path, apart: Apart, endless: str
) -> None:
    started = "import os, subprocess\nfrom pathlib import Path\n"
    started += "child = subprocess.Popen(['sleep', '900'])\n"
    started += "Path('so').write_text(f'{os.getpid()} {child.pid}')\n"
    asked = orders(tmp_path, started + endless, "print('sau')")
    found = dict(at_work(asked, 1, 5, module=ODD, apart=apart))
    assert found[0]["state"] == "failed"
    assert found[0]["lines"][0].startswith("quá 5 giây mà chưa xong nên đã dừng")
    assert found[1]["said"] == "sau\n"
    assert not any(map(is_running, map(int, (tmp_path / "so").read_text("ascii").split())))


@BOTH
def test_what_a_run_leaves_running_ends_with_it(tmp_path: Path, apart: Apart) -> None:
    left = "import subprocess\nfrom pathlib import Path\n"
    left += "Path('so').write_text(str(subprocess.Popen(['sleep', '900']).pid))"
    found = dict(at_work(orders(tmp_path, left, "print('sau')"), 1, 300, module=ODD, apart=apart))
    assert [found[place]["state"] for place in (0, 1)] == ["done", "done"]
    assert not is_running(int((tmp_path / "so").read_text("ascii")))


@BOTH
@pytest.mark.parametrize("end", ["stop listening", "kill"])
def test_who_starts_them_takes_them_along(tmp_path: Path, apart: Apart, end: str) -> None:
    endless = "import os\nfrom pathlib import Path\nPath('so').write_text(str(os.getpid()))\n"
    asked = orders(tmp_path, endless + ENDLESS[1])
    code = (
        "from par_rules.runs.batch.crew import at_work\n"
        f"answers = at_work({asked!r}, 1, 8, module={ODD!r}, apart={apart!r})\n"
        "try:\n    next(answers)\nexcept KeyboardInterrupt:\n    answers.close()\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT) as starter:
        number = tmp_path / "so"
        until = time.monotonic() + 120
        while not (number.exists() and number.read_text("ascii")) and time.monotonic() < until:
            time.sleep(0.1)
        pid = int(number.read_text("ascii"))
        assert is_running(pid)
        starter.send_signal(signal.SIGINT if end == "stop listening" else signal.SIGKILL)
        starter.wait(60)
    until = time.monotonic() + 60  # its own clock ends what hears nothing any more
    while is_running(pid) and time.monotonic() < until:
        time.sleep(0.05)
    assert not is_running(pid)


@BOTH
def test_helpers_share_the_processors_that_read(tmp_path: Path, apart: Apart) -> None:
    cell = "from par_rules.evidence.readers.pool import children_for\nprint(children_for(10_000))"
    for workers, each in ((1, children_for(10_000)), (2, max(1, min(4, processors() // 2)))):
        found = dict(at_work(orders(tmp_path, cell, cell), workers, 300, module=ODD, apart=apart))
        assert [found[place]["said"] for place in (0, 1)] == [f"{each}\n"] * 2, found


def test_only_notebooks_are_kept_apart() -> None:
    assert apart_of([{"notebooks": False}]) == "together"
    assert apart_of([{"notebooks": False}, {"notebooks": True}]) == WAYS[0]


def test_a_forked_run_starts_from_what_its_helper_has_loaded(tmp_path: Path) -> None:
    if "fork" not in WAYS:
        assert WAYS == ["spawn"]
        return
    cell = "import os, sys\nprint(os.getpid(), os.getppid(), 'pandas' in sys.modules)"
    found = dict(at_work(orders(tmp_path, cell, cell), 1, 300, module=ODD, apart="fork"))
    said = [found[place]["said"].split() for place in (0, 1)]
    assert said[0][0] != said[1][0]
    assert said[0][1] == said[1][1]
    assert said[0][2] == said[1][2] == "True"
    assert os.getpid() not in map(int, said[0][:2])
