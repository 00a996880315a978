"""Keeps two batches from writing to one folder.

The system gives the lock back when the process ends, however it ends; nothing has to be cleaned up
by hand. What stands in the file names the holder. The helpers of a batch inherit the lock where the
system can hand it on, so that it is free only once the last of them is gone.
"""

from __future__ import annotations

import json
import os
import platform
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from par_rules.runs.year import InputError

FILE = ".chay-loat.khoa"
# Windows locks bytes, not files: this one is far behind what is written, which stays readable.
_FAR = 1 << 30
# How long the helpers of a batch that was killed may take to end, in seconds.
_PATIENCE = 10.0


@contextmanager
def held(out: Path) -> Iterator[int]:
    """Hold the folder; give the handle that helpers inherit.

    Raises ``InputError``, naming the holder, where another batch writes there.
    """
    out.mkdir(parents=True, exist_ok=True)
    path = out / FILE
    handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o644)
    try:
        until = time.monotonic() + _PATIENCE
        while not _locked(handle):
            holder = _holder(path)
            if not _is_gone(holder) or time.monotonic() > until:
                raise InputError([_refusal(out, holder)])
            time.sleep(0.05)
        mine = {
            "pid": os.getpid(),
            "host": platform.node(),
            "since": datetime.now().astimezone().isoformat(timespec="seconds"),
        }
        try:
            os.ftruncate(handle, 0)
            os.lseek(handle, 0, os.SEEK_SET)
            os.write(handle, json.dumps(mine).encode())
        except OSError as error:
            error.filename = error.filename or str(out)  # the system names no file of a handle
            raise
        yield handle
    finally:
        os.close(handle)


if sys.platform == "win32":

    def _locked(handle: int) -> bool:
        import msvcrt

        os.lseek(handle, _FAR, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _is_gone(holder: dict[str, object]) -> bool:
        return False

else:

    def _locked(handle: int) -> bool:
        import fcntl

        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        return True

    def _is_gone(holder: dict[str, object]) -> bool:
        """Say whether the holder was on this machine and has ended."""
        pid = holder.get("pid")
        if not isinstance(pid, int) or holder.get("host") != platform.node():
            return False
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        except PermissionError:
            return False
        return False


def _holder(path: Path) -> dict[str, object]:
    try:
        found = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _refusal(out: Path, holder: dict[str, object]) -> str:
    who = ""
    if holder:
        since = datetime.fromisoformat(str(holder["since"]))
        who = (
            f" (tiến trình {holder['pid']} trên máy {holder['host']}, "
            f"bắt đầu {since:%H:%M:%S ngày %d/%m/%Y})"
        )
    return (
        f"{out}: một lần chạy loạt khác{who} đang ghi vào thư mục này: "
        "đợi lần đó xong, hoặc chọn thư mục khác bằng --out"
    )
