"""Runs batches of growing size over copies of the sample year; time a unit and memory of each.

``python -m bench.batch 25 200``. Every batch starts with nothing read; then it is run again, where
all is unchanged. Memory is that of the batch with all its helpers and readers, at its peak.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

SAMPLE = Path("evidence") / "dai-son"
FIGURES = Path("2026") / "so-lieu.xlsx"
CODE = "from par_rules.cli import main; main()"


def main(sizes: list[int]) -> None:
    """Print a line for each size, and how far the last is from growing with the first."""
    print("đơn vị | giây | giây một đơn vị | MB lúc cao nhất | giây khi chạy lại")
    per_unit = []
    for size in sizes:
        with TemporaryDirectory(prefix="par-bench-") as folder:
            copies(Path(folder) / "evidence", size)
            seconds, _ = measured(Path(folder), memory=False)
            again, _ = measured(Path(folder), memory=False)
            shutil.rmtree(Path(folder) / "out")
            _, megabytes = measured(Path(folder))
        per_unit.append(seconds / size)
        print(f"{size} | {seconds:.1f} | {seconds / size:.3f} | {megabytes:.0f} | {again:.1f}")
    growth = per_unit[-1] / per_unit[0]
    print(f"một đơn vị ở lượt lớn nhất bằng {growth:.2f} lần ở lượt nhỏ nhất (đích: 0,75 đến 1,25)")


def copies(evidence: Path, size: int) -> None:
    """Make units of the sample's documents, which are linked, not copied.

    Each has a key, a title and a figure of its own, so that no two score alike throughout.
    """
    from openpyxl import load_workbook

    text = (SAMPLE / "unit.yaml").read_text(encoding="utf-8")
    book = load_workbook(SAMPLE / FIGURES)
    (cell,) = (
        row[4]
        for sheet in book
        for row in sheet.iter_rows(max_col=5)
        if row[0].value == "monthly_reports_on_time"
    )
    for number in range(size):
        unit = evidence / f"xa-{number:04}"
        shutil.copytree(SAMPLE, unit, copy_function=os.link)
        for name in ("unit.yaml", FIGURES):
            (unit / name).unlink()
        own = text.replace("key: dai-son", f"key: {unit.name}")
        own = own.replace("title: UBND xã Đại Sơn", f"title: UBND xã An Hưng {number + 1}")
        (unit / "unit.yaml").write_text(own, encoding="utf-8")
        cell.value = 1 + number % 12
        book.save(unit / FIGURES)


def measured(folder: Path, *more: str, memory: bool = True) -> tuple[float, float]:
    """Run a batch; give its seconds and the most megabytes it held at once.

    Looking at the memory of many processes takes a good part of a processor: without ``memory``
    nothing is looked at.
    """
    import psutil  # type: ignore[import-untyped]

    where = ["--evidence", str(folder / "evidence"), "--out", str(folder / "out")]
    command = [sys.executable, "-c", CODE, "batch", "--year", "2026", *where, *more]
    started, peak = time.perf_counter(), 0
    with (folder / "said.txt").open("wb") as said:
        running = psutil.Popen(command, stdout=said, stderr=said)
        while memory and running.poll() is None:
            peak = max(peak, sum(map(_held, [running, *_children(running)])))
            time.sleep(0.5)
        running.wait()
    if running.returncode not in (0, 3):
        raise SystemExit((folder / "said.txt").read_text(encoding="utf-8"))
    return time.perf_counter() - started, peak / 2**20


def _children(process: object) -> list[object]:
    import psutil

    try:
        return list(process.children(recursive=True))  # type: ignore[attr-defined]
    except psutil.Error:
        return []


def _held(process: object) -> int:
    """Give a process's memory, shared pages shared out where the system tells them."""
    import psutil

    try:
        info = process.memory_full_info()  # type: ignore[attr-defined]
        return int(getattr(info, "pss", info.rss))
    except psutil.Error:
        return 0


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [25, 200])
