"""Runs tesseract on a picture and gives the words with their places and how sure they are."""

from __future__ import annotations

import csv
import io
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LANGUAGE = "vie"
WAIT_SECONDS = 60.0

# Said once: without it scans stay unread, and everything else goes on.
NOT_THERE = (
    "Chưa có tesseract với tiếng Việt (vie) trên máy này: bản quét không được nhận dạng, số và "
    "ngày của bản quét vẫn phải tự ghi. Cài tesseract 5 kèm tệp tiếng Việt thì dùng được."
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word in a picture; places in pixels from the top left, ``sure`` from 0 to 100.

    Words of one ``line`` stand on one baseline.
    """

    text: str
    left: int
    top: int
    width: int
    height: int
    sure: float
    line: tuple[int, int, int]


@cache
def program() -> str | None:
    """Give the path of a tesseract that knows Vietnamese, None where there is none."""
    for path in _candidates():
        try:
            done = subprocess.run(
                [path, "--list-langs"], capture_output=True, text=True, timeout=10, errors="replace"
            )
        except (OSError, subprocess.SubprocessError):
            continue
        if LANGUAGE in done.stdout.split():
            return path
    return None


def _candidates() -> list[str]:
    found = shutil.which("tesseract")
    paths = [found] if found else []
    if sys.platform == "win32":
        # Its installer does not enter itself into the search path; for one user only it goes to
        # either place below their own data.
        roots = {name: os.environ.get(name) for name in ("ProgramFiles", "LOCALAPPDATA")}
        folders = [Path(root) for root in roots.values() if root]
        folders += [Path(root, "Programs") for root in (roots["LOCALAPPDATA"],) if root]
        places = (folder / "Tesseract-OCR" / "tesseract.exe" for folder in folders)
        paths += [str(path) for path in places if path.is_file()]
    return paths


def read_words(png: bytes, dpi: int) -> tuple[Word, ...] | None:
    """Give the words of a picture; None where tesseract failed or took too long.

    Raises ``FileNotFoundError`` without tesseract.
    """
    path = program()
    if path is None:
        raise FileNotFoundError(NOT_THERE)
    # Sparse columns of a letterhead stay lines of their own; the network engine alone.
    order = [
        "stdin",
        "stdout",
        "-l",
        LANGUAGE,
        "--dpi",
        str(dpi),
        "--psm",
        "4",
        "--oem",
        "1",
        "tsv",
    ]
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    try:
        done = subprocess.run(
            [path, *order],
            input=png,
            capture_output=True,
            timeout=WAIT_SECONDS,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            creationflags=hidden,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return words_of(done.stdout.decode("utf-8", "replace")) if done.returncode == 0 else None


_LINE = ("block_num", "par_num", "line_num")


def words_of(table: str) -> tuple[Word, ...]:
    """Read tesseract's table of tab-separated values; lines that do not fit are left out."""
    found = []
    for line in csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        try:
            left, top, width, height = (int(line[k]) for k in ("left", "top", "width", "height"))
            block, paragraph, number = (int(line[k]) for k in _LINE)
            word = Word(
                (line["text"] or "").strip(),
                left,
                top,
                width,
                height,
                float(line["conf"]),
                (block, paragraph, number),
            )
        except (KeyError, TypeError, ValueError):
            continue
        if word.text and word.sure >= 0 and width > 0 and height > 0:
            found.append(word)
    return tuple(found)
