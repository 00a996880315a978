"""The form that runs the whole year, and the one that opens the dossier."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from par_rules.dossier.wording import interval, points
from par_rules.runs.lab.chosen import Chosen
from par_rules.runs.lab.links import file_link
from par_rules.runs.lab.look import (
    Form,
    button,
    labelled,
    message,
    same_as,
    telling,
    widgets,
)
from par_rules.runs.notebooks import FOLDER, NOTEBOOKS
from par_rules.runs.year import InputError, YearRun
from par_rules.values import Interval, exact

EDITIONS = {"Bản nội bộ": "internal", "Bản gửi Sở Nội vụ": "submission"}
STOPPED = "Đã dừng theo yêu cầu; kết quả lần trước còn nguyên."
START = "from par_rules.cli import main; main()"
FILES = {
    "ho-so.html": "Hồ sơ tự chấm điểm",
    "bao-cao.docx": "Báo cáo (Word)",
    "bao-cao.pdf": "Báo cáo (PDF)",
    "bang-diem.xlsx": "Bảng điểm (Excel)",
}

# The runs of this kernel; a cell run again makes a new form while they go on.
_started: list[subprocess.Popen[str]] = []


def _going_on() -> list[subprocess.Popen[str]]:
    return [process for process in _started if process.poll() is None]


def run_year(chosen: Chosen) -> Form:
    """Give the form; it starts ``par run`` as a process of its own and shows how far it is."""
    return _Run(chosen).form()


class _Run:
    def __init__(self, chosen: Chosen) -> None:
        w = self.w = widgets()
        self.chosen = chosen
        self.process: subprocess.Popen[str] | None = None
        self.cancelled = False
        self.edition = labelled(w.ToggleButtons, "Lập", options=EDITIONS)
        self.edition.style.button_width = "170px"
        self.start, self.stop = button("Chạy cả năm"), button("Dừng", "")
        self.stop.disabled = True
        self.bar = w.IntProgress(min=0, max=1, layout=w.Layout(width="400px"))
        self.bar.layout.visibility = "hidden"
        self.step, self.said, self.line = w.HTML(), w.HTML(), w.HTML()
        self.start.on_click(self.run)
        self.stop.on_click(self.cancel)
        self.edition.observe(lambda _: self.show_line(), "value")
        chosen.follow(self.show_line)
        self.show_line()

    def form(self) -> Form:
        """Give the form, and what stands in its place elsewhere."""
        buttons = self.w.HBox([self.start, self.stop, self.bar])
        box = self.w.VBox([self.edition, buttons, self.step, self.said, self.line])
        return Form(box, lambda: message(["Chạy cả năm: mở sổ tay này trong JupyterLab."]))

    def show_line(self) -> None:
        """Show the command that does the same."""
        self.line.value = same_as(shlex.join(self._words()))

    def _words(self) -> list[str]:
        words = ["par", "run", "--unit", self.chosen.unit, "--year", str(self.chosen.year)]
        if self.chosen.as_of is not None:
            words += ["--as-of", self.chosen.as_of.isoformat()]
        if self.chosen.finalise:
            words.append("--finalise")
        return words + (
            ["--edition", self.edition.value] if self.edition.value != "internal" else []
        )

    def run(self, _: Any) -> None:
        """Start the process and follow it without holding the other forms up."""
        if _going_on():
            self.said.value = message(["Lần chạy trước chưa xong: đợi xong, hoặc bấm Dừng."])
            self.stop.disabled = False
            return
        with telling(self.said):
            self.chosen.open()
            self.start.disabled, self.stop.disabled = True, False
            self.said.value, self.step.value = "", message(["Đang khởi động…"])
            self.cancelled = False
            self.bar.max, self.bar.value, self.bar.layout.visibility = _steps(), 0, "visible"
            self.process = subprocess.Popen(
                [sys.executable, "-c", START, *self._words()[1:], *self._folders()],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                stdin=subprocess.DEVNULL,
                text=True,
                encoding="utf-8",
                errors="replace",
                cwd=self._root(),
                env={**os.environ, "PYTHONUNBUFFERED": "1"},
            )
            _started.append(self.process)
            threading.Thread(target=self._follow, args=(self.process,), daemon=True).start()

    def _root(self) -> Path:
        return self.chosen.folders.criteria.resolve().parent

    def _folders(self) -> Iterator[str]:
        """Name the folders as short as they can be named from the root, for messages name them."""
        folders, root = self.chosen.folders, self._root()
        for name in ("criteria", "evidence", "out"):
            whole: Path = getattr(folders, name).resolve()
            short = whole.relative_to(root) if whole.is_relative_to(root) else whole
            yield from (f"--{name}", str(short))

    def _follow(self, process: subprocess.Popen[str]) -> None:
        """Show each line the process says, and what it came to."""
        faults: list[str] = []
        last = ""
        assert process.stdout is not None
        assert process.stderr is not None
        with process:
            reader = threading.Thread(target=faults.extend, args=(process.stderr,), daemon=True)
            reader.start()
            for text in process.stdout:
                last = text.strip()
                self.step.value = message([last])
                self.bar.value = min(self.bar.max, self.bar.value + 1)
            reader.join()
        self.process = None
        self.step.value, self.bar.layout.visibility = "", "hidden"
        self.said.value = self._outcome(process.returncode, last, faults)
        if process.returncode in (0, 3):
            self.chosen.changed()
        self.start.disabled, self.stop.disabled = False, True

    def _outcome(self, code: int, last: str, faults: list[str]) -> str:
        """Say what the process came to, judged by its exit code alone."""
        told = [line.strip() for line in faults if line.strip()]
        if code == 0:
            return message([f"Đã chạy xong. {last}", *told], "good")
        if code == 3:
            return message([f"Đã chạy xong, có chỗ chưa dùng được. {last}", *told])
        if self.cancelled:
            return message([STOPPED])
        return message(["Chưa chạy xong:", *(told or [last])], "bad")

    def cancel(self, _: Any) -> None:
        """End what forms of this kernel started."""
        self.cancelled = True
        for process in _going_on():
            process.terminate()
        if self.process is None:
            self.said.value, self.stop.disabled = message([STOPPED]), True


def _steps() -> int:
    """Count what a run tells of: each heading of the notebooks, and a line when one is done."""
    count = len(NOTEBOOKS) + 1
    for name in NOTEBOOKS:
        cells = json.loads((FOLDER / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]
        count += sum(
            cell["cell_type"] == "markdown" and "".join(cell["source"]).startswith("#")
            for cell in cells
        )
    return count


def dossier(chosen: Chosen) -> Form:
    """Show the total of the last run and links to what it wrote."""
    w = widgets()
    shown, line = w.HTML(), w.HTML()

    def look() -> None:
        with telling(shown):
            run = chosen.open()
            shown.value = _written(run)
            page = run.out / "ho-so.html"
            opener = "explorer" if os.name == "nt" else "xdg-open"
            line.value = same_as(f'{opener} "{page}"') if page.is_file() else ""

    chosen.follow(look)
    look()
    return Form(w.VBox([shown, line]), lambda: str(shown.value))


def _written(run: YearRun) -> str:
    """Give the total of the last run and its files; a run that is not there is said so."""
    card = _card(run.out / "scorecard.json")
    if card is None:
        return message(["Năm này chưa chạy lần nào: bấm “Chạy cả năm” ở trên."])
    own = card["self_points"]
    claimed = Interval(exact(own["claimed_low"]), exact(own["claimed_high"]))
    most = points(exact(own["max"]))
    lines = [
        f"Điểm tự chấm {interval(claimed)} / {most}; đủ minh chứng "
        f"{points(exact(own['secured']))}; tối đa còn có thể đạt "
        f"{points(exact(own['attainable']))} (tính đến ngày {_vietnamese(card['as_of'])})."
    ]
    items = "".join(
        f"<li>{file_link(path, f'{title}: {path.name}')}</li>" for path, title in _files_of(run.out)
    )
    return f'{message(lines, "good")}<ul class="par-files">{items}</ul>'


def _files_of(out: Path) -> Iterator[tuple[Path, str]]:
    from par_rules.dossier.edition import file_name

    for name, title in FILES.items():
        for edition, more in (("internal", ""), ("submission", " bản gửi")):
            path = out / file_name(name, "submission" if edition == "submission" else "internal")
            if path.is_file():
                yield path, title + more


def _card(path: Path) -> Any:
    try:
        card = json.loads(path.read_text(encoding="utf-8"))
        return card if card["schema"] == "par-scorecard/1" else None
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        raise InputError([f"{path}: không đọc được: chạy lại cả năm"]) from None


def _vietnamese(day: str) -> str:
    return "/".join(reversed(day.split("-")))
