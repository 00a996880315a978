"""Python, the kit and its libraries: which are there, in which versions."""

from __future__ import annotations

import platform
import re
import struct
import sys
from collections.abc import Iterator, Mapping
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.version import Version

from par_rules import __version__
from par_rules.doctor.model import Finding

KIT = "par-rules"
LOCK = Path(__file__).parents[2] / "requirements.lock"
LEAST = (3, 11)
INSTALL = "python -m pip install --require-hashes -r requirements.lock"
_LOCKED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s\\;]+)", re.MULTILINE)


def python() -> Finding:
    """Look at the interpreter."""
    found = f"{platform.python_version()}, {struct.calcsize('P') * 8} bit, {sys.executable}"
    if sys.version_info < LEAST:
        off, todo = "bộ công cụ không chạy", "cài Python từ 3.11 trở lên"
        return Finding("Python", "broken", found, off, todo)
    return Finding("Python", "here", found)


def kit() -> Finding:
    """Look at the kit's own version: where it is run from, and whether it is installed."""
    found = f"{__version__}, {Path(__file__).parents[1]}"
    try:
        metadata.version(KIT)
    except metadata.PackageNotFoundError:
        off, todo = "không có lệnh par", "python -m pip install --no-deps -e ."
        return Finding("Bộ công cụ", "missing", found, off, todo)
    return Finding("Bộ công cụ", "here", found)


def libraries() -> Iterator[Finding]:
    """Look at every library the commands need; one line if all is well, else one for each fault."""
    locked, wanted = _locked(), _wanted()
    faults, older = [], []
    for name, needed in wanted.items():
        have = _version(name)
        if have is None:
            faults.append(Finding(f"Thư viện {name}", "broken", "chưa cài", _OFF, INSTALL))
        elif not needed.specifier.contains(have, prereleases=True):
            found = f"{have}, cần {needed.specifier}"
            faults.append(Finding(f"Thư viện {name}", "broken", found, _OFF, INSTALL))
        elif name in locked and Version(have) < locked[name]:
            older.append(f"{name} {have} (đã kiểm thử {locked[name]})")
    yield from faults
    if older:
        found = "cũ hơn bản đã kiểm thử: " + ", ".join(older)
        yield Finding("Thư viện", "odd", found, "có thể chạy khác đi", INSTALL)
    elif not faults:
        yield Finding("Thư viện", "here", f"đủ {len(wanted)} thư viện, đúng bản đã kiểm thử")


_OFF = "một số lệnh hoặc mọi lệnh không chạy"


def lab() -> Finding:
    """Look for the officials' screen."""
    found = {name: _version(name) for name in ("jupyterlab", "ipywidgets")}
    lacking = [name for name, version in found.items() if version is None]
    if lacking:
        off = "không mở được sổ tay năm (par lab); mọi lệnh khác vẫn chạy"
        todo = 'chạy mo-so-tay.cmd, hoặc python -m pip install -e ".[lab]"'
        return Finding("JupyterLab", "missing", f"chưa cài {', '.join(lacking)}", off, todo)
    return Finding("JupyterLab", "here", ", ".join(f"{k} {v}" for k, v in found.items()))


def language() -> Finding:
    """Look for JupyterLab's Vietnamese."""
    version = _version("jupyterlab-language-pack-vi-VN")
    if version is None:
        off = "trình đơn của JupyterLab bằng tiếng Anh; biểu mẫu vẫn bằng tiếng Việt"
        todo = "python -m pip install jupyterlab-language-pack-vi-VN"
        return Finding("Tiếng Việt của JupyterLab", "missing", "chưa cài", off, todo)
    return Finding("Tiếng Việt của JupyterLab", "here", version)


def cluster() -> Finding:
    """Look for what sends a batch to more machines; a commune does not need it."""
    version = _version("distributed")
    if version is None:
        off = "không chấm được trên nhiều máy (par batch --scheduler); cấp xã không cần"
        return Finding("Chấm trên nhiều máy", "odd", "chưa cài distributed", off)
    return Finding("Chấm trên nhiều máy", "here", f"distributed {version}")


def _version(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _wanted() -> dict[str, Requirement]:
    """Give what the kit requires without its extras."""
    try:
        lines = metadata.requires(KIT) or []
    except metadata.PackageNotFoundError:
        return {}
    found = (Requirement(line) for line in lines)
    return {one.name: one for one in found if one.marker is None or one.marker.evaluate()}


def _locked() -> Mapping[str, Version]:
    """Give the versions that were tested; none where the lock is not at hand.

    Of a library that is locked twice, for older and newer Python, the older one.
    """
    found: dict[str, Version] = {}
    try:
        text = LOCK.read_text(encoding="utf-8")
    except OSError:
        return found
    for name, number in _LOCKED.findall(text):
        found[name] = min(Version(number), found.get(name, Version(number)))
    return found
