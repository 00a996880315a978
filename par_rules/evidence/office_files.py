"""Opens Word and Excel files within a budget: what a file declares about its sizes is not believed.

A document that declares 1,000 bytes can unpack to gigabytes; only counted reading holds. Nothing is
ever unpacked to disk, so a name inside that points out of the archive can do nothing; it is refused
all the same, because no office program writes one.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.parsers import expat

STEP = 64 * 1024
# An export of 200,000 rows unpacks to about 100 MB.
BUDGET = 128 * 1024 * 1024
# Honest files unpack to at most 32 times their size; a small one may do as it likes.
RATIO = 100
SMALL = 16 * 1024 * 1024
MAX_ENTRIES = 5_000
# A report of 300 pages of tables has about 400,000; each takes 250 bytes of memory.
MAX_ELEMENTS = 1_000_000
MAX_DEPTH = 500

_TOO_LARGE = "tệp bung ra quá lớn, có dấu hiệu bất thường"
_BROKEN = "tệp hỏng, không mở được"
_BROKEN_XML = "tệp hỏng, không đọc được nội dung"
_UNSAFE = "tệp chứa khai báo XML không an toàn"
_OUTSIDE = "tệp nén chứa đường dẫn trỏ ra ngoài"
_POINTS_OUT = re.compile(r"(^|[/\\])\.\.([/\\]|$)|^[/\\]|^[A-Za-z]:")


class Unreadable(ValueError):
    """The file cannot be read; the message says why, in Vietnamese."""


def open_archive(data: bytes) -> zipfile.ZipFile:
    """Open the ZIP of an office file; raises ``Unreadable``."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise Unreadable(_BROKEN) from None
    if len(archive.infolist()) > MAX_ENTRIES:
        raise Unreadable("tệp nén chứa quá nhiều mục bên trong")
    if any(_POINTS_OUT.search(entry.filename) for entry in archive.infolist()):
        raise Unreadable(_OUTSIDE)
    return archive


def read_member(archive: zipfile.ZipFile, name: str, budget: int = BUDGET) -> bytes:
    """Read one member in counted steps; raises ``Unreadable`` beyond the budget."""
    return b"".join(_counted(_steps(archive, name), _allowed(archive, budget)))


def check_size(archive: zipfile.ZipFile, budget: int = BUDGET) -> None:
    """Unpack every member once, keeping nothing; raises ``Unreadable`` beyond the budget."""
    steps = (step for entry in archive.infolist() for step in _steps(archive, entry.filename))
    for _ in _counted(steps, _allowed(archive, budget)):
        pass


def _allowed(archive: zipfile.ZipFile, budget: int) -> int:
    """Give how much an archive may unpack to, by the place of its index: what is really there."""
    return min(budget, max(SMALL, RATIO * archive.start_dir))


def _counted(steps: Iterator[bytes], left: int) -> Iterator[bytes]:
    for step in steps:
        left -= len(step)
        if left < 0:
            raise Unreadable(_TOO_LARGE)
        yield step


def _steps(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    try:
        with archive.open(name) as member:
            while step := member.read(STEP):
                yield step
    except (MemoryError, GeneratorExit):
        raise
    except Exception:
        # zipfile raises RuntimeError (password), BadZipFile, zlib.error, EOFError and others.
        raise Unreadable(_BROKEN) from None


def read_xml(
    archive: zipfile.ZipFile, name: str, *, first: int | None = None
) -> ElementTree.Element:
    """Parse one member without holding its text; raises ``Unreadable``.

    A document type, which is where entities are declared, is refused in whatever coding it stands.
    With ``first``, only that many elements are read and the rest of the member is left alone.
    """
    parts = _Parts(MAX_ELEMENTS if first is None else first, whole=first is None)
    try:
        for step in _counted(_steps(archive, name), _allowed(archive, BUDGET)):
            parts.parser.Parse(step, False)
        parts.parser.Parse(b"", True)
    except expat.ExpatError:
        raise Unreadable(_BROKEN_XML) from None
    except _Enough:
        parts.close_open()
    return parts.builder.close()


class _Enough(Exception):
    """As much as was asked for has been read."""


class _Parts:
    """Builds a tree from what the parser meets, as ``ElementTree`` names it ("{space}name")."""

    def __init__(self, most: int, *, whole: bool) -> None:
        self.builder = ElementTree.TreeBuilder()
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self.builder.data
        self.parser.StartDoctypeDeclHandler = self._doctype
        self._left = most
        self._whole = whole
        self._open: list[str] = []

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if self._left <= 0:
            if self._whole:
                raise Unreadable(_TOO_LARGE)
            raise _Enough
        self._left -= 1
        if len(self._open) >= MAX_DEPTH:
            raise Unreadable(_BROKEN_XML)
        tag = _tag(name)
        self._open.append(tag)
        self.builder.start(tag, {_tag(key): value for key, value in attributes.items()})

    def _end(self, name: str) -> None:
        self.builder.end(self._open.pop())

    def _doctype(self, *_: object) -> None:
        raise Unreadable(_UNSAFE)

    def close_open(self) -> None:
        """End the elements that were being read."""
        while self._open:
            self.builder.end(self._open.pop())


def _tag(name: str) -> str:
    return f"{{{name}" if "}" in name else name
