"""``python -m bench.page``: the size of ``ho-so.html`` and how soon a reader can use it.

A browser opens the page of 100 leaves and 300 documents from the disk, each time afresh.
"""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

from bench.full_year import full_year
from bench.measures import Measured, repository
from par_rules.dossier.edition import EDITIONS
from par_rules.dossier.html import content, render

CHROMIUM = "/usr/bin/chromium"
RUNS = 7
MEGABYTE = 1_000_000
SIZE, SECONDS = 1.5, 1.0
# From the start of the request until a filter's answer is on the screen, in seconds.
FILTER = """async () => {
  const ready = performance.now();
  const choice = document.getElementById("loc-field");
  choice.selectedIndex = 3;
  choice.dispatchEvent(new Event("change"));
  await new Promise((seen) => requestAnimationFrame(() => setTimeout(seen)));
  const [load] = performance.getEntriesByType("navigation");
  const answered = performance.now();
  const shown = document.querySelectorAll(".leaf:not([hidden])").length;
  return [(load.domContentLoadedEventEnd + answered - ready) / 1000, shown];
}"""


def main() -> None:
    """Measure and print the table."""
    os.chdir(repository())
    for stream in (sys.stdout, sys.stderr):
        getattr(stream, "reconfigure", lambda **_: None)(encoding="utf-8")
    for line in page():
        print(line if isinstance(line, str) else line.text(), flush=True)


def page() -> list[Measured | str]:
    """Measure both editions; say so where there is no browser."""
    lines: list[Measured | str] = []
    with tempfile.TemporaryDirectory() as place:
        paths = [_written(edition, Path(place)) for edition in EDITIONS]
        for path in paths:
            size = path.stat().st_size / MEGABYTE
            lines.append(Measured(f"{path.name}, 100 leaves, 300 documents", "MB", SIZE, (size,)))
        if not Path(CHROMIUM).exists():
            return [*lines, f"{CHROMIUM} is not there: opening not measured"]
        for path, times in _opened(paths).items():
            name = f"{path.name}: loaded, first filter answered"
            lines.append(Measured(name, "s", SECONDS, times))
    return lines


def _written(edition: Any, place: Path) -> Path:
    path = place / f"ho-so-{edition}.html"
    text = render(content(replace(full_year(), edition=edition)))
    path.write_text(text, encoding="utf-8", newline="\n")
    return path


def _opened(paths: list[Path]) -> dict[Path, tuple[float, ...]]:
    """Open the pages in turns, each time in a new context; the first turn does not count."""
    from playwright.sync_api import sync_playwright

    found: dict[Path, tuple[float, ...]] = dict.fromkeys(paths, ())
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for turn in range(RUNS + 1):
            for path in paths:
                context = browser.new_context(viewport={"width": 1366, "height": 768})
                opened = context.new_page()
                opened.goto(path.as_uri(), wait_until="domcontentloaded")
                seconds, shown = opened.evaluate(FILTER)
                context.close()
                if not 0 < shown < 100:
                    raise RuntimeError(f"{path.name}: the filter left {shown} leaves")
                if turn:
                    found[path] += (seconds,)
        browser.close()
    return found


if __name__ == "__main__":
    main()
