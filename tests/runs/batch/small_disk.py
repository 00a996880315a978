"""A real disk of a few megabytes, which can be filled up or closed to writing.

It lives in a mount namespace of its own, where anybody may mount: nothing of the machine changes,
and it is gone with the process that keeps it.
"""

from __future__ import annotations

import shutil
import subprocess
from functools import cache
from pathlib import Path

from tests.runs.batch.made_units import ROOT

_ALONE = ("unshare", "--user", "--map-root-user", "--mount")
_KEEP = 'mount -t tmpfs -o size="$2" tmpfs "$1" && echo "$1" && exec sleep 3600'


@cache
def is_possible() -> bool:
    """Say whether this system lets anybody mount something for himself."""
    if not (shutil.which("unshare") and shutil.which("nsenter")):
        return False
    mount = [*_ALONE, "mount", "-t", "tmpfs", "tmpfs", "/tmp"]
    return subprocess.run(mount, capture_output=True).returncode == 0


class SmallDisk:
    """A disk at ``at``; what stands on it is read at ``seen``, and changed by ``run``."""

    def __init__(self, at: Path, size: str) -> None:
        at.mkdir()
        self.at = at
        self._keeper = subprocess.Popen(
            [*_ALONE, "sh", "-c", _KEEP, "sh", str(at), size], stdout=subprocess.PIPE
        )
        assert self._keeper.stdout is not None
        assert self._keeper.stdout.readline()
        self.seen = Path(f"/proc/{self._keeper.pid}/root/{at}")

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a command, in the repository, that meets the disk at ``at``."""
        there = ["nsenter", "--target", str(self._keeper.pid), "--user", "--mount"]
        inside = ["--preserve-credentials", "sh", "-c", 'cd "$0" && exec "$@"', str(ROOT)]
        return subprocess.run(
            [*there, *inside, *command], capture_output=True, text=True, encoding="utf-8"
        )

    def fill(self, but: int) -> None:
        """Leave room for ``but`` bytes; ``rm`` of ``day`` gives it back."""
        disk = shutil.disk_usage(self.seen)
        (self.seen / "day").write_bytes(bytes(disk.free - but))

    def close(self) -> None:
        """Take the disk away."""
        self._keeper.kill()
        self._keeper.communicate()
