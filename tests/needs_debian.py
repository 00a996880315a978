"""Sets aside the tests whose Debian package is missing, and lists them as not run at the end.

They are neither skipped nor passed: a closing line names each, and with ``--every-test`` (as in
``.ci/run``) the run fails if there is one.
"""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Any

import pytest


@cache
def is_installed(package: str) -> bool:
    """Whether Debian's package manager has ``package``; no other system has any."""
    if shutil.which("dpkg-query") is None:
        return False
    query = ["dpkg-query", "--show", "--showformat=${db:Status-Status}", package]
    return subprocess.run(query, capture_output=True, text=True).stdout == "installed"


def listed_packages(path: Path) -> set[str]:
    """The packages that ``tests/install-debian-packages`` installs."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return {line.strip() for line in lines if line.strip() and not line.startswith("#")}


class NeedsDebian:
    """The part of pytest that knows of the marker ``needs_debian``."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.not_run: set[str] = set()

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        listed = listed_packages(self.config.rootpath / "tests" / "debian-packages")
        set_aside = []
        for item in items:
            packages = {mark.args[0] for mark in item.iter_markers("needs_debian")}
            if unlisted := packages - listed:
                raise pytest.UsageError(
                    f"{item.nodeid}: {', '.join(sorted(unlisted))} is not in tests/debian-packages"
                )
            if missing := {package for package in packages if not is_installed(package)}:
                set_aside.append(item)
                self.not_run.add(f"{item.nodeid} (cần gói Debian {', '.join(sorted(missing))})")
        if set_aside:
            items[:] = [item for item in items if item not in set_aside]
            self.config.hook.pytest_deselected(items=set_aside)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Take over what a worker of pytest-xdist set aside; the workers alone collect tests."""
        self.not_run.update(getattr(node, "workeroutput", {}).get("not_run", ()))

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if hasattr(self.config, "workeroutput"):
            self.config.workeroutput["not_run"] = sorted(self.not_run)
        elif self.not_run and self.config.getoption("--every-test"):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.not_run:
            terminalreporter.section(f"KHÔNG CHẠY: {len(self.not_run)} bài kiểm thử")
            for line in sorted(self.not_run):
                terminalreporter.write_line(f"không chạy: {line}")
