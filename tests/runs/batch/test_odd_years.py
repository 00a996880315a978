"""A batch of year-runs in notebooks of which some hang, crash or fail: the others are done.

What a notebook came to before it failed is kept for the maintainer and named to the official.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
import pytest

from par_rules.files import read_lines
from par_rules.runs.batch.crew import at_work
from par_rules.runs.batch.run import Outcome, Plan, run_batch
from par_rules.runs.batch.tasks import Task
from par_rules.runs.batch.work import Answer
from par_rules.runs.notebooks import FOLDER, NO_MEMORY, NOTEBOOKS
from tests.runs.batch import odd_year
from tests.runs.batch.made_units import ROOT, make_unit

# What the third notebook of a unit does at its end.
ODD = {
    "xa-treo": "while True:\n    pass",
    "xa-sap": "import os\nos.abort()",
    "xa-nho": "raise MemoryError",
    "xa-loi": "1 / 0",
}
BROKEN = "xa-hong"
WELL = ("xa-a", "xa-b")
UNITS = (WELL[0], *ODD, BROKEN, WELL[1])
LIMIT = 20


@dataclass(frozen=True)
class Ran:
    """The folder of a batch, its answers by unit, and what it came to."""

    folder: Path
    answers: dict[str, Answer]
    outcome: Outcome

    def year(self, unit: str) -> Path:
        return self.folder / "out" / unit / "2026"


def run(folder: Path, module: str) -> Ran:
    def shared(
        orders: Sequence[Mapping[str, Any]], handle: int
    ) -> Generator[tuple[int, Answer], None, None]:
        return at_work(orders, 2, LIMIT, handle, module)

    answers: dict[str, Answer] = {}
    tasks = tuple(Task(unit, 2026) for unit in UNITS)
    where = ROOT / "criteria", folder / "evidence", folder / "out"
    plan = Plan(tasks, *where, notebooks=True)
    outcome = run_batch(plan, shared, lambda task, answer, _: answers.update({task.unit: answer}))
    return Ran(folder, answers, outcome)


def with_odd_cells(folder: Path) -> Path:
    """Copy the notebooks; the third does at its end what the unit's name stands for."""
    folder.mkdir()
    for name in NOTEBOOKS:
        notebook: Any = nbformat.read(FOLDER / f"{name}.ipynb", 4)  # type: ignore[no-untyped-call]
        if name == NOTEBOOKS[2]:
            cell = nbformat.v4.new_code_cell(f"exec({ODD!r}.get(unit, ''))")  # type: ignore[no-untyped-call]
            notebook.cells.append(cell)
        nbformat.write(notebook, folder / f"{name}.ipynb")  # type: ignore[no-untyped-call]
    return folder


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    folder = tmp_path_factory.mktemp("loat")
    for unit in UNITS:
        make_unit(folder / "evidence", unit)
    (folder / "evidence" / BROKEN / "2026" / "so-lieu.xlsx").write_bytes(b"khong phai Excel")
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(odd_year.FOLDER, str(with_odd_cells(folder / "so-tay")))
        return run(folder, odd_year.__name__)


def test_every_unit_has_its_answer_and_the_good_ones_are_done(ran: Ran) -> None:
    states = {unit: answer["state"] for unit, answer in ran.answers.items()}
    assert states == {unit: "done" if unit in WELL else "failed" for unit in UNITS}
    assert [f.task.unit for f in ran.outcome.leagues.failures] == [*ODD, BROKEN]
    for unit in WELL:
        for name in NOTEBOOKS:
            notebook = nbformat.read(ran.year(unit) / f"{name}.ipynb", 4)  # type: ignore[no-untyped-call]
            nbformat.validate(notebook)


def test_a_run_that_hangs_or_crashes_is_told_with_what_to_do(ran: Ran) -> None:
    assert ran.answers["xa-treo"]["lines"] == [
        f"quá {LIMIT} giây mà chưa xong nên đã dừng: xem lại dữ liệu, hoặc tăng --time-limit"
    ]
    line, more = ran.answers["xa-sap"]["lines"]
    kept = ran.year("xa-sap") / "loi-chay-loat.txt"
    assert line.startswith("tiến trình chấm bị ngắt (mã ")
    assert line.endswith(", có thể do hết bộ nhớ: chạy lại; vẫn ngắt thì giảm --workers")
    assert more == f"lỗi của chương trình: gửi tệp {kept} cho người phụ trách bộ công cụ"
    assert kept.read_text(encoding="utf-8").startswith("exit code ")


@pytest.mark.parametrize(
    ("unit", "notebook", "lines", "kind"),
    [
        (
            BROKEN,
            NOTEBOOKS[1],
            [
                f"Sổ tay {NOTEBOOKS[1]} dừng lại:",
                "so-lieu.xlsx: không phải tệp Excel (.xlsx) hoặc tệp hỏng: mở bằng Excel, lưu lại "
                "dạng .xlsx",
            ],
            "InputError",
        ),
        (
            "xa-nho",
            NOTEBOOKS[2],
            [f"Sổ tay {NOTEBOOKS[2]} dừng lại:", NO_MEMORY],
            "MemoryError",
        ),
        (
            "xa-loi",
            NOTEBOOKS[2],
            [
                f"Sổ tay {NOTEBOOKS[2]} dừng lại vì một lỗi của chương trình: "
                "gửi tệp sổ tay ghi dưới đây cho người phụ trách bộ công cụ"
            ],
            "ZeroDivisionError",
        ),
    ],
)
def test_a_notebook_that_fails_is_kept_and_named(
    ran: Ran, unit: str, notebook: str, lines: list[str], kind: str
) -> None:
    kept = ran.year(unit) / f"{notebook} (lỗi).ipynb"
    assert ran.answers[unit]["lines"] == [*lines, f"Chi tiết ở {kept}"]
    found: Any = nbformat.read(kept, 4)  # type: ignore[no-untyped-call]
    nbformat.validate(found)
    errors = [
        output.ename
        for cell in found.cells
        for output in cell.get("outputs", ())
        if output.output_type == "error"
    ]
    assert errors == [kind]
    assert list(ran.year(unit).glob("*(lỗi).ipynb")) == [kept]


def test_once_mended_all_are_done_and_nothing_tells_of_the_fault_any_more(ran: Ran) -> None:
    make_unit(ran.folder / "khac", BROKEN)
    mended = ran.folder / "khac" / BROKEN / "2026" / "so-lieu.xlsx"
    mended.replace(ran.folder / "evidence" / BROKEN / "2026" / "so-lieu.xlsx")
    again = run(ran.folder, "par_rules.runs.batch.hand")
    states = {unit: answer["state"] for unit, answer in again.answers.items()}
    assert states == {unit: "unchanged" if unit in WELL else "done" for unit in UNITS}
    for unit in UNITS:
        year = ran.year(unit)
        assert sorted(path.stem for path in year.glob("*.ipynb")) == list(NOTEBOOKS)
        assert not (year / "loi-chay-loat.txt").exists()
        assert list(year.glob(".par-*.tmp")) == []
        assert len([json.loads(path.read_bytes()) for path in year.glob("*.json")]) == 4
        assert len(read_lines(year.parent / "nhat-ky.jsonl").whole) == 1
