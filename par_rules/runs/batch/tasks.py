"""Which units and years a batch is to run: names, patterns, or a table in a CSV file."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from par_rules.runs.year import InputError

HEADS = ("unit", "xã", "xa", "đơn vị", "mã", "mã đơn vị", "key")
SIGNS = frozenset("*?[")


@dataclass(frozen=True, order=True)
class Task:
    """One unit's year."""

    unit: str
    year: int

    def __str__(self) -> str:
        return f"{self.unit}, năm {self.year}"


def find_tasks(
    evidence: Path, names: Sequence[str], years: Sequence[int], table: Path | None = None
) -> tuple[Task, ...]:
    """Give every task once, in the order asked for.

    ``names`` are keys of units or patterns (``phuong-*``); without names and table all units are
    meant. A key without a folder stays in, so that it is listed among what failed. Raises
    ``InputError`` where a year is missing, a pattern meets no unit, or the table cannot be read.
    """
    if not evidence.is_dir():
        raise InputError([f"{evidence}: không có thư mục minh chứng: xem lại --evidence"])
    known = sorted(_nfc(path.parent.name) for path in evidence.glob("*/unit.yaml"))
    faults: list[str] = []
    asked: list[tuple[str, tuple[int, ...]]] = []
    for name in names or (() if table else ("*",)):
        asked += [(unit, tuple(years)) for unit in _meant(_nfc(name), known, evidence, faults)]
    if table is not None:
        asked += _rows(table, years, known, evidence, faults)
    if not faults and any(not of for _, of in asked):
        faults.append("thiếu năm: thêm --year, ví dụ --year 2026, hoặc ghi năm ở cột 2 của bảng")
    if not faults and not asked:
        faults.append(f"{table or evidence}: chưa có xã nào: gõ par init để lập thư mục cho xã")
    if faults:
        raise InputError(faults)
    return tuple(dict.fromkeys(Task(unit, year) for unit, of in asked for year in of))


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text.strip())


def _meant(name: str, known: Sequence[str], evidence: Path, faults: list[str]) -> Iterator[str]:
    if not SIGNS & set(name):
        yield name
        return
    found = [unit for unit in known if fnmatchcase(unit, name)]
    if not found and known:
        faults.append(f"{evidence}: không xã nào có tên hợp với “{name}”: xem lại tên thư mục")
    yield from found


def _rows(
    table: Path, years: Sequence[int], known: Sequence[str], evidence: Path, faults: list[str]
) -> Iterator[tuple[str, tuple[int, ...]]]:
    """Read a table: the unit, and where it is there, the year."""
    try:
        text = table.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        faults.append(f"{table}: không phải chữ UTF-8: lưu lại dạng CSV UTF-8")
        return
    except OSError:
        faults.append(f"{table}: không đọc được tệp: xem lại --list")
        return
    sign = max(";,\t", key=text.partition("\n")[0].count)
    for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=sign), 1):
        unit, year = [*map(_nfc, row[:2]), "", ""][:2]
        if not unit or unit.startswith("#") or (number == 1 and unit.casefold() in HEADS):
            continue
        if year and not (year.isascii() and year.isdigit() and len(year) == 4):
            faults.append(f"{table}:{number}: “{year}” không phải là năm: viết ví dụ 2026")
            continue
        of = (int(year),) if year else tuple(years)
        for meant in _meant(unit, known, evidence, faults):
            yield meant, of


def count_text(tasks: Iterable[Task]) -> str:
    """Say how many units and years there are."""
    found = list(tasks)
    units, years = {task.unit for task in found}, sorted({task.year for task in found})
    return f"{len(units)} đơn vị, năm {', '.join(map(str, years))}: {len(found)} lượt chấm"
