"""Every notebook comes out of both engines the same, cell by cell."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest

from tests.runs.engine.odd_cells import CELLS, WIDGETS, write_notebook

ROOT = Path(__file__).parents[3]
PROJECT = sorted(path.stem for path in (ROOT / "notebooks").glob("*.ipynb"))

# What differs from run to run on one and the same engine, and nothing else.
CHANCE = (
    (r"ipykernel_\d+", "ipykernel_N"),
    (r"0x[0-9a-f]{8,}", "0xN"),
    (r"Task-\d+", "Task-N"),
    (r"(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])", "ID"),
    (r"\b[0-9.]+(?:e[+-]?[0-9]+)? (?:ns|µs|μs|us|ms|s)\b", "TIME"),
)


def papermill(
    source: Path, made: Path, engine: str, *more: str
) -> subprocess.CompletedProcess[str]:
    """Run plain papermill, which finds the engine by its entry point."""
    command = [sys.executable, "-m", "papermill", "--no-progress-bar", "-k", "python3"]
    named = ["--engine", engine] if engine == "par" else []
    return subprocess.run(
        [*command, *named, *more, str(source), str(made)],
        cwd=source.parent,
        # By this name a kernel knows that it is tested, and leaves out what children write.
        env={name: value for name, value in os.environ.items() if name != "PYTEST_CURRENT_TEST"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


def shown(path: Path, *own: str) -> tuple[list[Any], Any]:
    """Give what each cell of a notebook shows, and what is noted of the whole."""
    text = path.read_text(encoding="utf-8")
    for word in own:
        text = text.replace(word, "OWN")
    read: Any = nbformat.reads
    notebook = read(text, as_version=4)
    cells = []
    for cell in notebook.cells:
        seen = {name: value for name, value in cell.items() if name != "id"}
        if "outputs" in seen:
            seen["outputs"] = joined(seen["outputs"])
        noted = dict(cell.metadata)
        papermills = noted.pop("papermill", {})
        seen["metadata"] = [
            sorted(noted.pop("execution", {})),
            noted,
            papermills.get("status"),
            papermills.get("exception"),
        ]
        cells.append(json.loads(without_chance(seen)))
    head = dict(notebook.metadata)
    for name in ("start_time", "end_time", "duration", "output_path", "input_path"):
        head["papermill"].pop(name)
    widgets = head.pop("widgets", {}).get("application/vnd.jupyter.widget-state+json", {})
    states = widgets.get("state", {}).values()
    return cells, [json.loads(without_chance(head)), sorted(map(without_chance, states))]


def joined(outputs: list[Any]) -> list[Any]:
    """Join neighbouring pieces of one stream: a kernel cuts them by the clock."""
    made: list[Any] = []
    for output in outputs:
        last = made[-1] if made else {}
        if output.output_type == "stream" and last.get("name") == output.name:
            made[-1] = {**last, "text": last["text"] + output.text}
        else:
            made.append(dict(output))
    return made


def without_chance(data: Any) -> str:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    for pattern, word in CHANCE:
        text = re.sub(pattern, word, text)
    return text


def assert_same(kernel: Path, inline: Path, *own: str) -> None:
    expected, whole = shown(kernel, *own)
    found, found_whole = shown(inline, *own)
    for one, other in zip(expected, found, strict=True):
        assert other == one
    assert found_whole == whole


@pytest.mark.skipif(sys.platform == "win32", reason="some cells call the shell of Unix")
def test_odd_cells_come_out_the_same(tmp_path: Path) -> None:
    source = write_notebook(tmp_path / "la.ipynb", CELLS)
    made = {engine: tmp_path / f"{engine}.ipynb" for engine in ("kernel", "par")}
    for engine, path in made.items():
        done = papermill(source, path, engine)
        assert done.returncode == 1
    assert_same(made["kernel"], made["par"])
    last = shown(made["par"])[0][-2]
    assert last["outputs"][-1]["evalue"] == "dừng: chữ Việt"


def test_widgets_come_out_the_same_and_keep_their_state(tmp_path: Path) -> None:
    source = write_notebook(tmp_path / "o-dieu-khien.ipynb", WIDGETS)
    made = {engine: tmp_path / f"{engine}.ipynb" for engine in ("kernel", "par")}
    for engine, path in made.items():
        done = papermill(source, path, engine)
        assert done.returncode == 0, done.stderr
        assert "Exception ignored" not in done.stderr
    assert_same(made["kernel"], made["par"])
    assert len(shown(made["par"])[1][1]) > 5


ALL = """
import json, sys
import papermill
given = json.loads(sys.argv[1])
for name in given.pop("names"):
    papermill.execute_notebook(
        f"{name}.ipynb", f"{given['made']}/{name}.ipynb", given["values"], kernel_name="python3",
        engine_name=given["engine"], progress_bar=False, request_save_on_cell_execute=False,
    )
"""


@pytest.fixture(scope="module")
def executed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Run all notebooks of the project, one after the other, on each engine."""
    folders = {}
    for engine in ("kernel", "par"):
        folder = folders[engine] = tmp_path_factory.mktemp(engine)
        values = {"unit": "dai-son", "year": 2026, "as_of": "2026-11-24"}
        given = {
            "names": PROJECT,
            "engine": engine if engine == "par" else None,
            "made": str(folder),
            "values": {**values, "out": str(folder / "out")},
        }
        done = subprocess.run(
            [sys.executable, "-c", ALL, json.dumps(given)],
            cwd=ROOT / "notebooks",
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=600,
        )
        assert done.returncode == 0, done.stderr[-3000:]
    return folders


@pytest.mark.parametrize("name", PROJECT)
def test_each_notebook_of_the_project_comes_out_the_same(
    executed: dict[str, Path], name: str
) -> None:
    own = [str(folder) for folder in executed.values()]
    kernel, inline = (executed[engine] / f"{name}.ipynb" for engine in ("kernel", "par"))
    assert_same(kernel, inline, *own)


@pytest.mark.parametrize(
    "name", ["facts.json", "scorecard.json", "gaps.json", "ho-so.html", "manifest.json"]
)
def test_both_engines_leave_the_same_files(executed: dict[str, Path], name: str) -> None:
    kernel, inline = (executed[e] / "out" / "dai-son" / "2026" / name for e in ("kernel", "par"))
    times = r'"(?:time|read_at|made|at|written)": "[^"]*"'
    texts = [re.sub(times, "", path.read_text(encoding="utf-8")) for path in (kernel, inline)]
    assert texts[0] == texts[1]
