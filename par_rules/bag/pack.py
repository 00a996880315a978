"""Writes the bag: every file is hashed from the very bytes that are stored, never held whole."""

from __future__ import annotations

import hashlib
import os
import stat
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from par_rules.bag import tags
from par_rules.dossier.plain_text import escaped
from par_rules.files import writing_aside

STEP = 1024 * 1024
# What is packed already gains nothing; text does.
_TEXT = (".html", ".json", ".txt", ".csv")


@dataclass(frozen=True)
class BagFile:
    """A file for the bag: its name in the payload, and where its bytes are.

    ``sha256`` is what it must be, None where nothing was promised; ``told`` names it in messages.
    """

    name: str
    source: Path | bytes
    told: str
    sha256: str | None = None


@dataclass(frozen=True)
class Packed:
    """The bag as written; ``manifest_sha256`` is the number to print and to keep elsewhere."""

    path: Path
    manifest_sha256: str
    files: int
    size: int


class PackError(Exception):
    """The bag was not written; ``lines`` say in Vietnamese which file, what, and what to do."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = list(lines)
        super().__init__("\n".join(lines))


def pack(
    files: Sequence[BagFile], info: Mapping[str, str], root: str, target: Path, stamp: date
) -> Packed:
    """Write the bag ``root`` with ``files`` to ``target``; the same files give the same bytes.

    ``stamp`` is the date that all entries carry. Raises ``PackError`` with every file that is not
    as promised; then ``target`` is as it was.
    """
    with writing_aside(target) as aside:
        written = _Bag(aside.file, root, stamp).write(files, info)
    return Packed(aside.written, *written)


class _Bag:
    def __init__(self, file: BinaryIO, root: str, stamp: date) -> None:
        self.file, self.root = file, root
        self.stamp = (max(stamp.year, 1980), stamp.month, stamp.day, 0, 0, 0)
        self.faults: list[str] = []

    def write(self, files: Sequence[BagFile], info: Mapping[str, str]) -> tuple[str, int, int]:
        """Give the manifest's SHA-256, the number of files and of their bytes."""
        hashes: list[tuple[str, str]] = []
        size = 0
        with zipfile.ZipFile(self.file, "w", allowZip64=True) as archive:
            for item in sorted(files, key=lambda item: item.name):
                try:
                    sha256, length = self._add(archive, item)
                except _Fault as fault:
                    self.faults.append(f"{escaped(item.told)}: {fault}")
                    continue
                hashes.append((tags.PAYLOAD + item.name, sha256))
                size += length
            if self.faults:
                raise PackError(self.faults)
            manifest = tags.manifest_text(hashes)
            oxum = {"Payload-Oxum": f"{size}.{len(hashes)}"}
            self._tags(
                archive,
                {
                    tags.DECLARATION: tags.declaration_text(),
                    tags.INFO: tags.info_text({**info, **oxum}),
                    tags.MANIFEST: manifest,
                },
            )
        return _sha256(manifest), len(hashes), size

    def _tags(self, archive: zipfile.ZipFile, texts: dict[str, str]) -> None:
        hashes = [(name, _sha256(text)) for name, text in texts.items()]
        for name, text in {**texts, tags.TAG_MANIFEST: tags.manifest_text(hashes)}.items():
            archive.writestr(self._entry(name), text.encode("utf-8"))

    def _entry(self, name: str) -> zipfile.ZipInfo:
        entry = zipfile.ZipInfo(f"{self.root}/{name}", self.stamp)
        entry.create_system = 0  # the same bytes on Windows and elsewhere
        packs = name.endswith(_TEXT)
        entry.compress_type = zipfile.ZIP_DEFLATED if packs else zipfile.ZIP_STORED
        return entry

    def _add(self, archive: zipfile.ZipFile, item: BagFile) -> tuple[str, int]:
        entry = self._entry(tags.PAYLOAD + item.name)
        digest, length = hashlib.sha256(), 0
        with _opened(item.source) as (size, steps):
            entry.file_size = size
            with archive.open(entry, "w", force_zip64=size >= 2**31) as place:
                for step in steps:
                    digest.update(step)
                    place.write(step)
                    length += len(step)
        if item.sha256 is not None and digest.hexdigest() != item.sha256:
            raise _Fault(
                "nội dung đã đổi từ khi lập danh mục minh chứng (mã SHA-256 khác): "
                "xem lại tệp, chạy lại par run rồi niêm phong lại"
            )
        return digest.hexdigest(), length


class _Fault(Exception):
    """A file is not as promised; the message is Vietnamese."""


@contextmanager
def _opened(source: Path | bytes) -> Iterator[tuple[int, Iterator[bytes]]]:
    if isinstance(source, bytes):
        yield len(source), iter([source])
        return
    try:
        before = source.lstat()
        if not stat.S_ISREG(before.st_mode):
            raise _Fault("là lối tắt hoặc không phải tệp thường: chép chính tệp đó vào thư mục")
        # A link put in the file's place meanwhile is not followed, a pipe does not hang.
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        handle = os.open(source, flags | getattr(os, "O_BINARY", 0))
    except FileNotFoundError:
        raise _Fault(
            "không còn trong thư mục (có khi lập danh mục minh chứng): "
            "chép lại tệp, hoặc bỏ dòng đó khỏi danh mục rồi chạy lại par run"
        ) from None
    except OSError:
        raise _Fault(
            "không mở được (chương trình khác đang giữ, hoặc không có quyền đọc)"
        ) from None
    with os.fdopen(handle, "rb", buffering=0) as file:
        yield before.st_size, _steps(file, before)


def _steps(file: BinaryIO, before: os.stat_result) -> Iterator[bytes]:
    length = 0
    while step := file.read(STEP):
        length += len(step)
        yield step
    after = os.fstat(file.fileno())
    if (length, after.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
        raise _Fault("bị sửa trong lúc niêm phong: đóng chương trình đang ghi rồi làm lại")


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
