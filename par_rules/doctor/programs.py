"""Fonts and programs of the machine that outputs are looked at with, or that read scans."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from par_rules.doctor.model import Finding

FONTS = Path(__file__).parents[1] / "dossier" / "fonts"
FACES = ("Regular", "Bold", "Italic", "BoldItalic")
TIMES = frozenset({"times.ttf", "times_new_roman.ttf", "times new roman.ttf"})
BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "chrome",
    "msedge",
    "microsoft-edge",
    "firefox",
)
# Where browsers stand on Windows and macOS, which do not put them into the search path.
PLACES = (
    ("ProgramFiles(x86)", "Microsoft/Edge/Application/msedge.exe"),
    ("ProgramFiles", "Microsoft/Edge/Application/msedge.exe"),
    ("ProgramFiles", "Google/Chrome/Application/chrome.exe"),
    ("LOCALAPPDATA", "Google/Chrome/Application/chrome.exe"),
    ("ProgramFiles", "Mozilla Firefox/firefox.exe"),
)
# Files of fonts that are looked at before the search is given up.
MOST_FILES = 20_000


def fonts_of_reports() -> Finding:
    """Look for the font that comes with the kit, with which PDF reports are set."""
    lacking = [f for f in FACES if not (FONTS / f"LiberationSerif-{f}.ttf").is_file()]
    if lacking:
        off, todo = "không lập được bao-cao.pdf", "chép lại đủ thư mục bộ công cụ"
        return Finding("Phông chữ đi kèm", "broken", f"thiếu {', '.join(lacking)}", off, todo)
    return Finding("Phông chữ đi kèm", "here", "Liberation Serif, đủ bốn kiểu")


def times_new_roman() -> Finding:
    """Look for the font that Word shows reports in."""
    for number, path in enumerate(_font_files()):
        if path.name.lower() in TIMES:
            return Finding("Times New Roman", "here", str(path))
        if number > MOST_FILES:
            break
    off = "trên máy này Word hiện bao-cao.docx bằng phông khác; máy có phông thì hiện đúng"
    return Finding("Times New Roman", "odd", "không thấy", off, "cài phông Times New Roman")


def _font_files() -> Iterator[Path]:
    for folder in _font_folders():
        for top, _, names in os.walk(folder):
            yield from (Path(top, name) for name in names)


def _font_folders() -> Iterator[Path]:
    home = Path.home()
    if sys.platform == "win32":
        yield Path(os.environ.get("WINDIR", "C:/Windows"), "Fonts")
        if "LOCALAPPDATA" in os.environ:
            yield Path(os.environ["LOCALAPPDATA"], "Microsoft", "Windows", "Fonts")
    elif sys.platform == "darwin":
        yield from (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library/Fonts")
    else:
        yield from (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
        yield from (home / ".fonts", home / ".local/share/fonts")


def browser() -> Finding:
    """Look for a browser."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None) or _installed_browser()
    if found is None:
        off = "trên máy này không xem được ho-so.html, không dùng được sổ tay năm"
        return Finding("Trình duyệt", "missing", "không thấy", off, "cài Edge, Chrome hoặc Firefox")
    return Finding("Trình duyệt", "here", found)


def _installed_browser() -> str | None:
    places = [Path(os.environ[root], file) for root, file in PLACES if root in os.environ]
    places += [Path("/Applications/Safari.app"), Path("/Applications/Google Chrome.app")]
    return next((str(place) for place in places if place.exists()), None)


def recognition() -> Finding:
    """Look for tesseract with Vietnamese."""
    from par_rules.evidence.ocr.tesseract import program

    found = program()
    if found is not None:
        return Finding("Nhận dạng bản quét", "here", f"tesseract với tiếng Việt (vie), {found}")
    bare = shutil.which("tesseract")
    what = f"{bare}, chưa có tiếng Việt (vie)" if bare else "chưa có tesseract"
    off = "bản quét không được nhận dạng; số, ngày của bản quét phải tự ghi"
    todo = "thêm tệp vie.traineddata" if bare else "cài tesseract 5 kèm tiếng Việt (vie)"
    return Finding("Nhận dạng bản quét", "missing", what, off, todo)
