"""The year's four notebooks through papermill, one after the other, with progress."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

from par_rules.dossier.edition import file_name
from par_rules.files import write_atomic
from par_rules.runs.disk import refused, refused_text
from par_rules.runs.readable import readable_parameters
from par_rules.runs.year import InputError, YearRun

NOTEBOOKS = ("1_evidence_manifest", "2_scoring", "3_missing_evidence", "4_dossier")
FOLDER = Path(__file__).parents[2] / "notebooks"
ENGINE = "par-steps"
# "kernel": papermill's own engine, a kernel for each notebook, the reference; "inline": the cells
# run in this process (``par_rules.runs.engine``), which the caller keeps apart from others.
Engine = Literal["kernel", "inline"]
# Seconds a kernel may take to start, on a slow office PC under a virus scanner.
START_WITHIN = 180
BUSY = "máy đang bận nên sổ tay chưa khởi động được: đóng bớt chương trình rồi chạy lại"
NO_MEMORY = (
    "máy không đủ bộ nhớ: đóng bớt chương trình (chấm nhiều xã thì giảm --workers) rồi chạy lại"
)
# A kernel warns on each start that it talks over the loopback unencrypted.
QUIET = ["--IPKernelApp.log_level=ERROR"]
# How Python begins the text of what the system refused; nothing else of it leaves a cell.
_REFUSED = re.compile(r"\[(Errno|WinError) (\d+)\]")

Tell = Callable[[str], None]


class StepError(InputError):
    """A notebook's step failed; ``lines`` tell the official, ``notebook`` holds the traceback.

    ``errno`` is the number with which the system refused the step; None for any other fault.
    """

    def __init__(self, lines: list[str], notebook: Path, errno: int | None = None) -> None:
        super().__init__(lines)
        self.notebook = notebook
        self.errno = errno


@dataclass(frozen=True)
class Ran:
    """An executed notebook, where it was written, and how long it took in seconds.

    ``said`` holds the text lines of cells tagged ``report``, ``problems`` those of ``problems``.
    """

    name: str
    path: Path
    seconds: float
    said: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def parameters(run: YearRun) -> dict[str, Any]:
    """Give the parameters of every notebook; folders as absolute paths."""
    return {
        "unit": run.unit.key,
        "year": run.year,
        "as_of": run.as_of.isoformat(),
        "criteria": run.criteria_folder.resolve().as_posix(),
        "evidence": run.evidence_folder.resolve().as_posix(),
        "out": run.out_folder.resolve().as_posix(),
        "finalise": run.finalise,
    }


def _own_parameters(run: YearRun, name: str) -> dict[str, Any]:
    """Give a notebook's parameters; only the dossier's comes in editions."""
    own = {"edition": run.edition} if name == NOTEBOOKS[-1] else {}
    return {**parameters(run), **own}


def run_notebooks(run: YearRun, tell: Tell, engine: Engine = "kernel") -> Iterator[Ran]:
    """Run the four in turn, telling title and steps, and give each when it is written.

    An executed notebook appears complete or not at all. Raises ``StepError`` at the first step
    that fails; what ran until then is beside the outputs, named ``… (lỗi).ipynb``.
    """
    for name in NOTEBOOKS:
        started = time.monotonic()
        path, notebook = _run(run, name, tell, engine)
        if name == NOTEBOOKS[-1]:
            _with_remarks(path, run)
        took = time.monotonic() - started
        yield Ran(name, path, took, _said(notebook, "report"), _said(notebook, "problems"))


def _run(run: YearRun, name: str, tell: Tell, engine: Engine) -> tuple[Path, Any]:
    import papermill
    from papermill.exceptions import PapermillExecutionError

    source = FOLDER / f"{name}.ipynb"
    with (
        TemporaryDirectory(prefix="par-", ignore_cleanup_errors=True) as aside,
        _engine(tell, engine),
        readable_parameters(),
    ):
        made = Path(aside) / source.name
        try:
            notebook = papermill.execute_notebook(
                str(source),
                str(made),
                _own_parameters(run, name),
                engine_name=ENGINE,
                kernel_name="python3",
                progress_bar=False,
                request_save_on_cell_execute=False,
                shutdown_kernel="immediate",
                extra_arguments=QUIET,
                **_transport(),
                start_timeout=START_WITHIN,
                cwd=str(FOLDER),
            )
        except PapermillExecutionError as error:
            kept = write_atomic(run.out / f"{name} (lỗi).ipynb", made.read_bytes())
            number = _errno(error.evalue)
            lines = _lines(name, error.ename, error.evalue, number, run.out)
            raise StepError(lines, kept, number) from None
        except OSError as error:
            error.filename = error.filename or str(made)  # a write that fails names no file
            raise
        except RuntimeError as error:
            if "Kernel" not in str(error):
                raise
            raise InputError([f"Sổ tay {name}: {BUSY}"]) from None
        kept_as = file_name(source.name, run.edition) if name == NOTEBOOKS[-1] else source.name
        written = write_atomic(run.out / kept_as, made.read_bytes())
    (run.out / f"{name} (lỗi).ipynb").unlink(missing_ok=True)
    return written, notebook


def _with_remarks(executed: Path, run: YearRun) -> None:
    """Make the dossier's page from its notebook as it ran, so that officials' remarks are in it."""
    from par_rules.dossier.html import write_page

    write_page(executed, run.out / file_name("ho-so.html", run.edition))


def _transport() -> dict[str, Any]:
    """Let the kernel talk over sockets of the file system, where two runs never race for a port."""
    if os.name == "nt":
        return {}
    from traitlets.config import Config

    return {"config": Config({"KernelManager": {"transport": "ipc"}})}


def _said(notebook: Any, tag: str) -> tuple[str, ...]:
    """Give the text lines that cells with a tag have put out."""
    found: list[str] = []
    for cell in notebook.cells:
        if tag in cell.metadata.get("tags", ()):
            for output in cell.get("outputs", ()):
                found += output.get("data", {}).get("text/plain", "").splitlines()
    return tuple(found)


def _errno(text: str) -> int | None:
    """Give the number with which the system refused a cell; Windows has numbers of its own."""
    found = _REFUSED.match(text)
    if found is None:
        return None
    number = int(found[2])
    return number if found[1] == "Errno" else OSError(0, "", None, number).errno


def _lines(name: str, kind: str, text: str, number: int | None, out: Path) -> list[str]:
    """Give what an official is told of a failed step; a write that fails names no file."""
    if kind in ("InputError", "StepError"):
        return [f"Sổ tay {name} dừng lại:", *text.splitlines()]
    sentence = refused_text(text) or (refused(OSError(number, "", str(out))) if number else None)
    if kind.endswith("MemoryError"):
        sentence = NO_MEMORY
    if sentence:
        return [f"Sổ tay {name} dừng lại:", sentence]
    return [
        f"Sổ tay {name} dừng lại vì một lỗi của chương trình: "
        "gửi tệp sổ tay ghi dưới đây cho người phụ trách bộ công cụ"
    ]


@contextmanager
def _engine(tell: Tell, engine: Engine) -> Iterator[None]:
    """Register the engine for papermill, telling each step by the heading above its cell."""
    from papermill.engines import NBClientEngine, papermill_engines

    base: Any = NBClientEngine
    if engine == "inline":
        from par_rules.runs.engine.managed import ManagedEngine as base

    class Telling(base):  # type: ignore[misc]
        @classmethod
        def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> Any:
            tell(_title(nb_man.nb.cells))
            headings = _headings(nb_man.nb.cells)
            started = nb_man.cell_start

            def cell_start(cell: Any, cell_index: int | None = None, **more: Any) -> Any:
                heading = headings.get(cell_index or 0)
                if heading:
                    tell(f"  {heading}")
                return started(cell, cell_index, **more)

            nb_man.cell_start = cell_start
            return super().execute_managed_notebook(nb_man, kernel_name, **options)

    papermill_engines.register(ENGINE, Telling)
    try:
        yield
    finally:
        papermill_engines._engines.pop(ENGINE, None)


def _title(cells: list[Mapping[str, Any]]) -> str:
    """Give the notebook's title, its first heading."""
    return str(cells[0]["source"].splitlines()[0].lstrip("# "))


def _headings(cells: list[Mapping[str, Any]]) -> dict[int, str]:
    """Give, for the first code cell below each heading, the heading."""
    found: dict[int, str] = {}
    heading = ""
    for index, cell in enumerate(cells):
        if cell["cell_type"] == "markdown":
            lines = re.findall(r"^##+ (.+)$", cell["source"], re.MULTILINE)
            heading = lines[-1] if lines else heading
        elif heading:
            found[index] = heading
            heading = ""
    return found
