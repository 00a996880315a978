"""The engine leaves its process as it was, refuses what it cannot do, and ends when asked."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import nbformat
import pytest

from tests.cli.started import script
from tests.runs.engine.odd_cells import write_notebook

LEAVES_A_MESS = """\
import builtins, decimal, locale, logging, os, random, signal, sys, warnings
import matplotlib.pyplot as plt
os.environ["LEAK"] = "1"; os.environ.pop("HOME", None); os.chdir("/")
builtins.leak = 1; builtins.print = None
sys.path.append("/leak"); sys.argv.append("leak"); sys.setrecursionlimit(5000)
sys.modules["json"] = 1
warnings.simplefilter("error")
random.seed(1)
plt.rcParams["lines.linewidth"] = 9; plt.figure()
logging.getLogger().addHandler(logging.NullHandler()); logging.getLogger("x").setLevel(1)
signal.signal(signal.SIGUSR1, lambda *a: None)
sys.excepthook = 1
"""

LOOKS = """
import builtins, json, locale, logging, os, random, signal, sys, threading, warnings
import matplotlib.pyplot as plt
from IPython import get_ipython
def state():
    return [
        dict(os.environ), os.getcwd(), sorted(vars(builtins)), print is builtins.print,
        list(sys.path), list(sys.argv), sys.getrecursionlimit(), sys.modules["json"] is json,
        list(warnings.filters), random.getstate(), dict(plt.rcParams), plt.get_fignums(),
        list(logging.getLogger().handlers), logging.getLogger("x").level,
        signal.getsignal(signal.SIGUSR1), sys.excepthook, sys.stdout, sys.stderr, sys.stdin,
        sys.modules["__main__"].__name__, hasattr(sys.modules["__main__"], "state"),
        get_ipython(), threading.active_count(), sorted(os.listdir("/proc/self/fd")),
    ]
logging.getLogger("x")
import papermill
def run():
    papermill.execute_notebook(SOURCE, None, engine_name="par", progress_bar=False)
run()
before = state()
run()
after = state()
for one, other in zip(before, after, strict=True):
    assert one == other, (one, other)
print("như trước")
"""


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="looks at the open files of Linux")
def test_the_process_is_as_it_was_before(tmp_path: Path) -> None:
    source = write_notebook(tmp_path / "bua.ipynb", [LEAVES_A_MESS])
    done = script(f"SOURCE = {str(source)!r}\n{LOOKS}")
    assert done.stdout == "như trước\n", done.stderr
    assert done.returncode == 0


def test_names_do_not_pass_from_one_notebook_to_the_next(tmp_path: Path) -> None:
    first = write_notebook(
        tmp_path / "a.ipynb",
        ["ghi_nho = 1\nimport decimal\ndecimal.getcontext().prec = 3", "In[1:], ghi_nho"],
    )
    second = write_notebook(
        tmp_path / "b.ipynb",
        [
            "print('ghi_nho' in globals(), len(In))",
            "import decimal\nprint(decimal.getcontext().prec)",
        ],
    )
    done = script(
        "import papermill\n"
        f"papermill.execute_notebook({str(first)!r}, None, engine_name='par', progress_bar=False)\n"
        f"nb = papermill.execute_notebook({str(second)!r}, None, engine_name='par', "
        "progress_bar=False)\nprint([c.outputs[0].text for c in nb.cells])"
    )
    assert done.stdout == "['False 2\\n', '28\\n']\n", done.stderr


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--execution-timeout", "5"], "động cơ par không giới hạn được thời gian của từng ô"),
        (["-k", "ir", "-l", "R"], "động cơ par chỉ chạy sổ tay viết bằng Python"),
    ],
)
def test_what_it_cannot_do_is_refused(tmp_path: Path, given: list[str], said: str) -> None:
    source = write_notebook(tmp_path / "a.ipynb", ["1"])
    if "R" in given:
        text = source.read_text(encoding="utf-8").replace('"python"', '"R"')
        source.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "papermill", "--engine", "par", *given]
    done = subprocess.run(
        [*command, str(source), str(tmp_path / "b.ipynb")],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert done.returncode == 1
    assert said in done.stderr


def test_a_cell_that_quits_ends_the_notebook(tmp_path: Path) -> None:
    source = write_notebook(tmp_path / "a.ipynb", ["quit()", "print('không tới')"])
    done = script(
        "import papermill\n"
        f"papermill.execute_notebook({str(source)!r}, None, engine_name='par', progress_bar=False)"
    )
    assert done.returncode == 1
    assert "DeadKernelError" in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="a console's Ctrl-C is sent otherwise on Windows")
def test_ctrl_c_ends_it_at_once_and_the_notebook_says_where(tmp_path: Path) -> None:
    source = write_notebook(
        tmp_path / "a.ipynb",
        ["from pathlib import Path\nPath('bat-dau').touch()\nimport time\ntime.sleep(100)", "2"],
    )
    made = tmp_path / "b.ipynb"
    command = [sys.executable, "-m", "papermill", "--engine", "par", "--no-progress-bar"]
    with subprocess.Popen(
        [*command, str(source), str(made)],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        until = time.monotonic() + 60
        while not (tmp_path / "bat-dau").exists() and time.monotonic() < until:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "Aborted!" in said
    read = nbformat.read(made, 4)  # type: ignore[no-untyped-call]
    assert read.cells[0].outputs[-1].ename == "KeyboardInterrupt"
    assert not read.cells[1].outputs
