"""Room on the disk, leave to write, and how long a path may be."""

from __future__ import annotations

import os
import secrets
import shutil
import sys
from itertools import islice
from pathlib import Path

from par_rules.doctor.model import Finding, State
from par_rules.runs.disk import refused

GIGABYTE = 1_000_000_000
# A year's outputs and history come to some 50 MB; below this not even one run is sure to end.
LEAST, ENOUGH = GIGABYTE // 10, GIGABYTE
# Windows without long paths: letters of a whole path, its end included.
LONGEST = 260
# Letters that the kit's own longest output name adds below the folder of a year.
OWN_NAMES = 90
# Files that are looked at; more tell nothing new.
MOST_FILES = 50_000


def room(out: Path) -> Finding:
    """Look at the free room where outputs go."""
    free = shutil.disk_usage(standing(out)).free
    found = f"còn {free / GIGABYTE:.1f} GB".replace(".", ",")
    if free >= ENOUGH:
        return Finding("Chỗ trống trên ổ đĩa", "here", found)
    off = "lần chạy có thể dừng giữa chừng; kết quả cũ vẫn nguyên"
    todo = "xóa bớt tệp không cần, hoặc chọn ổ khác bằng --out"
    state: State = "broken" if free < LEAST else "odd"
    return Finding("Chỗ trống trên ổ đĩa", state, found, off, todo)


def writable(what: str, folder: Path, off: str, *, make: bool) -> Finding:
    """Write, rename and remove a file in a folder, or above one that will be made (``make``)."""
    if not folder.is_dir() and not make:
        todo = "chạy lệnh trong thư mục bộ công cụ, hoặc gõ par init để lập thư mục"
        return Finding(what, "missing", f"{folder}: chưa có", off, todo)
    trial = standing(folder) / f".par-{secrets.token_hex(8)}.tmp"
    renamed = trial.with_suffix(".thu.tmp")
    try:
        trial.write_bytes(b"par")
        trial.replace(renamed)
    except OSError as error:
        said = refused(error) or f"{folder}: không ghi được"
        todo = "chọn thư mục có quyền ghi, hoặc nhờ người quản trị máy cấp quyền"
        return Finding(what, "broken", said.partition(": ")[2].partition(":")[0], off, todo)
    finally:
        for left in (trial, renamed):
            left.unlink(missing_ok=True)
    return Finding(what, "here", str(folder.resolve()))


def standing(folder: Path) -> Path:
    """Give the folder itself, or the nearest one above it that is there."""
    whole = folder.absolute()
    return next(path for path in (whole, *whole.parents) if path.is_dir())


def long_paths(evidence: Path) -> Finding:
    """Look whether Windows takes paths of more than 260 letters, and how long ours are."""
    longest = _longest(evidence)
    found = f"dài nhất {longest} ký tự"
    if sys.platform != "win32" or _allowed():
        return Finding("Đường dẫn dài", "here", f"{found}, không giới hạn 260 ký tự")
    if longest + OWN_NAMES < LONGEST:
        return Finding("Đường dẫn dài", "here", f"{found}, máy cho đến {LONGEST}")
    off = "tệp có đường dẫn quá dài không đọc, không ghi được"
    todo = "để bộ công cụ ở đường dẫn ngắn, ví dụ C:\\cham-diem"
    return Finding("Đường dẫn dài", "missing", f"{found}, máy chỉ cho {LONGEST}", off, todo)


def _longest(evidence: Path) -> int:
    whole = evidence.resolve()
    names = (os.path.join(top, name) for top, _, files in os.walk(whole) for name in files)  # noqa: PTH118
    return max(map(len, islice(names, MOST_FILES)), default=len(str(whole)))


def _allowed() -> bool:
    if sys.platform != "win32":
        return True
    import winreg

    try:
        with winreg.OpenKey(
            winreg.HKEY_LOCAL_MACHINE, r"SYSTEM\CurrentControlSet\Control\FileSystem"
        ) as key:
            return bool(winreg.QueryValueEx(key, "LongPathsEnabled")[0])
    except OSError:
        return False
