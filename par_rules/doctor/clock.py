"""Whether the machine's clock can be right, judged by files alone; nothing asks the network."""

from __future__ import annotations

import os
import secrets
import time
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from par_rules.doctor.disk import standing
from par_rules.doctor.model import Finding

VIETNAM = timedelta(hours=7)
DAY = 24 * 3600
# Seconds by which the time of a disk in the network may differ.
APART = 120
MOST_FILES = 20_000
OFF = "ngày tính điểm, hạn còn lại và giờ trong nhật ký sẽ sai"


def clock(evidence: Path, out: Path) -> Finding:
    """Hold the clock against the files of kit and evidence, and against the disk's own."""
    now = time.time()
    here = datetime.now().astimezone()
    offset = here.utcoffset() or timedelta()
    zone = f"UTC{offset / timedelta(hours=1):+g}".replace("-", "−").replace(".", ",")
    found = f"{here:%d/%m/%Y %H:%M} ({zone})"
    ahead = max(_newest(Path(__file__).parents[1]), _newest(evidence)) - now
    if ahead > DAY:
        said = f"{found}; có tệp ghi sau giờ này {ahead / DAY:.0f} ngày"
        return Finding("Đồng hồ", "missing", said, OFF, "chỉnh lại ngày, giờ của máy")
    apart = _apart(out)
    if apart > APART:
        said = f"{found}; ổ đĩa ghi giờ lệch {apart / 60:.0f} phút"
        return Finding("Đồng hồ", "odd", said, OFF, "chỉnh giờ của máy hoặc của máy giữ ổ đĩa")
    if offset != VIETNAM:
        return Finding("Đồng hồ", "odd", found, "giờ không phải giờ Việt Nam", "chọn múi giờ UTC+7")
    return Finding("Đồng hồ", "here", found)


def _newest(folder: Path) -> float:
    """Give the newest time among the files of a folder, of the first many; 0 without any."""
    newest = 0.0
    count = 0
    for top, _, names in os.walk(folder):
        for name in names:
            count += 1
            with suppress(OSError):
                newest = max(newest, os.stat(os.path.join(top, name)).st_mtime)  # noqa: PTH116, PTH118
        if count > MOST_FILES:
            break
    return newest


def _apart(out: Path) -> float:
    """Give by how many seconds the disk's clock differs from the machine's."""
    trial = standing(out) / f".par-{secrets.token_hex(8)}.tmp"
    try:
        before = time.time()
        trial.write_bytes(b"")
        written = trial.stat().st_mtime
        return max(before - 1 - written, written - time.time() - 1, 0.0)
    except OSError:
        return 0.0
    finally:
        with suppress(OSError):
            trial.unlink(missing_ok=True)
