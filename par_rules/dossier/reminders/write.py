"""Writes the lists into a folder: three forms an office, all data as JSON; takes stale ones away.

A list of an office that has nothing left to do is taken away where this program wrote it and
nobody has changed it since, which the JSON tells by SHA-256.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from par_rules.dossier.reminders.message import messages
from par_rules.dossier.reminders.model import Reminder, Reminders
from par_rules.dossier.reminders.page import page
from par_rules.dossier.reminders.word import word
from par_rules.files import write_atomic
from par_rules.letters import fold

DATA = "don-doc.json"
_OWN_NAME = re.compile(r"phieu-[a-z0-9-]{1,80}\.(docx|html|txt)")


@dataclass(frozen=True)
class WrittenLists:
    """What was written, by the name it should have; what was taken away; what stayed, and why."""

    folder: Path
    files: tuple[tuple[str, Path], ...]
    removed: tuple[str, ...] = ()
    kept: tuple[tuple[str, str], ...] = ()

    def of(self, lists: Reminders, office: Reminder) -> tuple[str, int]:
        """Give the stem of an office's files, and the number of messages written for it."""
        stem = file_names(lists)[office.key]
        return stem, sum(name.endswith(".txt") and _of(name, stem) for name, _ in self.files)


def write_reminders(lists: Reminders, folder: Path, only: str | None = None) -> WrittenLists:
    """Write the lists of all offices with work left, or of the office of key ``only``.

    ``don-doc.json`` always holds all offices. Raises ``OSError`` where nothing can be written,
    ``KeyError`` for an office without a list.
    """
    if only is not None:
        lists.office(only)
    before = _recorded(folder / DATA)
    names = file_names(lists)
    written: list[tuple[str, Path]] = []
    record = dict(before)
    for office in lists.offices:
        if office.has_work and only in (None, office.key):
            for name, content in _forms(lists, office, names[office.key]):
                path = write_atomic(folder / name, content)
                written.append((name, path))
                if path.name == name:
                    record[name] = hashlib.sha256(content).hexdigest()
    fresh = {name for name, _ in written}
    mine = None if only is None else names[only]
    stale = [name for name in before if name not in fresh and (mine is None or _of(name, mine))]
    removed, kept = [], []
    for name in stale:
        why = _take_away(folder / name, before[name])
        if why:
            kept.append((name, why))
        else:
            removed.append(name)
            record.pop(name)
    text = json.dumps(_data(lists, names, record), ensure_ascii=False, indent=1) + "\n"
    written.append((DATA, write_atomic(folder / DATA, text)))
    return WrittenLists(folder, tuple(written), tuple(removed), tuple(kept))


def file_names(lists: Reminders) -> Mapping[str, str]:
    """Give the stem of each office's files: "phieu-" and its key, in ASCII, each once."""
    found: dict[str, str] = {}
    for office in lists.offices:
        stem = re.sub(r"[^a-z0-9]+", "", fold(office.key))[:40] or "co-quan"
        name, number = f"phieu-{stem}", 2
        while name in found.values():
            name, number = f"phieu-{stem}-so-{number}", number + 1
        found[office.key] = name
    return found


def _forms(lists: Reminders, office: Reminder, stem: str) -> Iterator[tuple[str, bytes]]:
    """Give each file's name and content; a message a file, so that it can be copied whole."""
    yield f"{stem}.docx", word(lists, office)
    yield f"{stem}.html", page(lists, office).encode("utf-8")
    parts = messages(lists, office)
    for number, text in enumerate(parts, 1):
        name = f"{stem}-zalo-{number}.txt" if len(parts) > 1 else f"{stem}-zalo.txt"
        yield name, text.replace("\n", "\r\n").encode("utf-8")


def _of(name: str, stem: str) -> bool:
    return re.fullmatch(rf"{re.escape(stem)}(-zalo(-\d+)?)?\.\w+", name) is not None


def _data(lists: Reminders, names: Mapping[str, str], record: Mapping[str, str]) -> dict[str, Any]:
    data = lists.to_json()
    for office, told in zip(lists.offices, data["offices"], strict=True):
        told["messages"] = list(messages(lists, office)) if office.has_work else []
        told["files"] = [name for name in sorted(record) if _of(name, names[office.key])]
    data["files"] = dict(sorted(record.items()))
    return data


def _recorded(path: Path) -> dict[str, str]:
    """Give the SHA-256 of the files that an earlier call wrote, by name; none if it left none."""
    try:
        files = json.loads(path.read_text(encoding="utf-8"))["files"]
        return {
            str(name): str(digest)
            for name, digest in files.items()
            if _OWN_NAME.fullmatch(str(name))
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}


def _take_away(path: Path, digest: str) -> str:
    """Remove a stale file; say why it stays where it does."""
    try:
        if hashlib.sha256(path.read_bytes()).hexdigest() != digest:
            return "đã được sửa bằng tay nên giữ lại; không cần thì xóa"
        path.unlink()
    except FileNotFoundError:
        return ""
    except OSError:
        return "đang mở ở chương trình khác nên chưa xóa được; đóng lại rồi chạy lại lệnh này"
    return ""
