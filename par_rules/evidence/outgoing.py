"""The register of outgoing documents, as HPnet exports it: what was issued, whether or not its file
lies in the folder.

Columns are found by their headings, in any order; who signed is not read.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from par_rules.criteria.model import DocumentType
from par_rules.evidence.description import Types
from par_rules.evidence.letterhead import CODE
from par_rules.evidence.manifest import RegisterProblem
from par_rules.evidence.office_files import Unreadable, check_size, open_archive
from par_rules.letters import clean, fold, words
from par_rules.spreadsheet import UnusableSpreadsheet, check_extents

PATTERN = "so-van-ban-di*"
SUFFIXES = (".xlsx", ".csv")
MAX_ROWS = 50_000
MAX_BYTES = 64 * 1024 * 1024
_HEAD_ROWS = 15

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "code": ("so, ky hieu", "so ky hieu", "so/ky hieu", "so hieu", "so va ky hieu", "so ki hieu"),
    "number": ("so", "so di", "so van ban", "so vb"),
    "symbol": ("ky hieu", "ki hieu", "ky hieu van ban"),
    "issued": ("ngay ban hanh", "ngay van ban", "ngay vb", "ngay ky", "ngay thang", "ngay"),
    "type": ("loai van ban", "loai vb", "hinh thuc van ban", "hinh thuc", "loai"),
    "title": ("trich yeu", "trich yeu noi dung", "noi dung", "ten loai va trich yeu noi dung"),
    "issuer": ("co quan ban hanh", "don vi ban hanh", "noi ban hanh", "don vi soan thao"),
}
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?:[ ,].*)?")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?")


@dataclass(frozen=True)
class OutgoingEntry:
    """One line of the register; ``place`` is "file: sheet!row"."""

    place: str
    code: str
    issued: date | None
    type_key: str | None
    type_title: str
    title: str
    issuer: str

    @property
    def name(self) -> str:
        """Name the document: type, number and symbol, day."""
        day = f"ngày {self.issued:%d/%m/%Y}" if self.issued else ""
        return " ".join(part for part in (self.type_title, self.code, day) if part)

    @cached_property
    def subject(self) -> frozenset[str]:
        """Give the words that say what it is about."""
        return frozenset(words(f"{self.type_title} {self.title}"))


@dataclass(frozen=True, slots=True)
class Outgoing:
    """All lines of all files; ``sources`` are the files with their SHA-256."""

    entries: tuple[OutgoingEntry, ...] = ()
    problems: tuple[RegisterProblem, ...] = ()
    sources: tuple[tuple[str, str], ...] = ()

    def absent(self, present: Sequence[tuple[str | None, date | None]]) -> Iterator[OutgoingEntry]:
        """Give the lines whose number is none of ``present`` (number and day of each document)."""
        days: dict[str, set[date | None]] = {}
        for code, issued in present:
            if code is not None:
                days.setdefault(plain_code(code), set()).add(issued)
        for entry in self.entries:
            known = days.get(plain_code(entry.code))
            if known is None or not (
                None in known or entry.issued is None or entry.issued in known
            ):
                yield entry


def plain_code(code: str) -> str:
    """Give a number and symbol without what people write in different ways."""
    return re.sub(r"\s", "", code).lstrip("0").replace("–", "-").replace("Ð", "Đ").casefold()


def read_outgoing(folder: Path, document_types: Mapping[str, DocumentType]) -> Outgoing:
    """Read all registers of outgoing documents in the year's folder; nothing is raised."""
    kinds = _Kinds(document_types, Types.of(document_types.values()))
    entries: list[OutgoingEntry] = []
    problems: list[RegisterProblem] = []
    sources: list[tuple[str, str]] = []
    for path in sorted(folder.glob(PATTERN)):
        if path.suffix.lower() not in SUFFIXES or path.name.startswith("~$"):
            continue
        data = _bytes(path, problems)
        if data is None:
            continue
        sources.append((path.name, hashlib.sha256(data).hexdigest()))
        for sheet, table in _tables(path.name, data, problems):
            entries += _entries(path.name, sheet, table, kinds, problems)
    return Outgoing(tuple(entries), tuple(problems), tuple(sources))


@dataclass(frozen=True, slots=True)
class _Kinds:
    titles: Mapping[str, DocumentType]
    types: Types

    def title(self, key: str | None) -> str:
        """Give a type's printed name, "" for none."""
        return self.titles[key].title if key is not None and key in self.titles else ""

    def of(self, said: str, code: str) -> str | None:
        """Give the type that a line names, else that of its symbol; a number without one of its
        own is a công văn's."""
        return self.types.named(said) or self.types.of_code(code) or (None if said else "cong_van")


def _bytes(path: Path, problems: list[RegisterProblem]) -> bytes | None:
    try:
        if path.is_symlink() or not path.is_file():
            what, todo = "không phải là tệp thường", "chép tệp thật vào thư mục"
        elif path.stat().st_size > MAX_BYTES:
            what, todo = f"tệp lớn hơn {MAX_BYTES // 1024 // 1024} MB", "chỉ xuất văn bản của năm"
        else:
            return path.read_bytes()
    except OSError:
        what, todo = "không mở được tệp", "đóng tệp trong Excel, chạy lại"
    problems.append(RegisterProblem(path.name, what, todo))
    return None


Table = Sequence[Sequence[object]]


def _tables(name: str, data: bytes, problems: list[RegisterProblem]) -> Iterator[tuple[str, Table]]:
    if name.lower().endswith(".csv"):
        yield "", _csv(data)
        return
    try:
        archive = open_archive(data)
        check_size(archive)
        check_extents(archive)
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            for sheet in book.sheet_names:
                found = book.get_sheet_by_name(sheet)
                yield sheet, found.to_python(skip_empty_area=False, nrows=MAX_ROWS)
    except UnusableSpreadsheet as error:
        problems.append(RegisterProblem(name, error.what, error.todo))
    except (Unreadable, CalamineError, ValueError):
        todo = "xuất lại sổ văn bản đi từ HPnet dạng .xlsx hoặc .csv"
        problems.append(RegisterProblem(name, "không phải tệp Excel (.xlsx) đọc được", todo))


def _csv(data: bytes) -> list[list[str]]:
    text = _decoded(data)
    head = text[:4096]
    mark = max(";\t,", key=lambda c: sum(line.count(c) for line in head.splitlines()[:5]))
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    table: list[list[str]] = []
    try:
        for line in lines:
            table.append(line)
            if len(table) >= MAX_ROWS:
                break
    except csv.Error:  # a cell of megabytes, or a stray zero byte: what came before counts
        pass
    return table


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1258", "replace")


def _entries(
    name: str, sheet: str, table: Table, kinds: _Kinds, problems: list[RegisterProblem]
) -> Iterator[OutgoingEntry]:
    place = f"{name}: {sheet}!" if sheet else f"{name}: dòng "
    start, columns = _columns(table)
    if not columns:
        if any(any(clean(str(cell)) for cell in row) for row in table):
            what = "không thấy dòng tên cột (Số, ký hiệu; Ngày ban hành; Trích yếu)"
            todo = "giữ dòng tên cột như HPnet xuất ra"
            problems.append(RegisterProblem(f"{place}1".replace("!1", "!A1"), what, todo))
        return
    unread: list[int] = []
    for number, row in enumerate(table[start:], start + 1):
        cells = {key: row[at] if at < len(row) else "" for key, at in columns.items()}
        entry = _entry(f"{place}{number}", cells, kinds)
        if entry is not None:
            yield entry
        elif any(clean(str(cells.get(key, ""))) for key in ("code", "number", "title")):
            unread.append(number)
    if unread:
        what = f"{len(unread)} dòng không đọc được số, ký hiệu"
        todo = "xem lại các dòng đó; dòng không có số thì xóa"
        problems.append(RegisterProblem(f"{place}{unread[0]}", what, todo))


def _columns(table: Table) -> tuple[int, dict[str, int]]:
    """Give where the rows start, and the place of each column; none without a title."""
    for number, row in enumerate(table[:_HEAD_ROWS]):
        heads = [fold(str(cell)).strip(" .:") for cell in row]
        found = {
            key: heads.index(name)
            for key, names in HEADINGS.items()
            if (name := next((name for name in names if name in heads), None)) is not None
        }
        numbered = "code" in found or {"number", "symbol"} <= found.keys()
        if numbered and "title" in found:
            return number + 1, found
    return 0, {}


def _entry(place: str, cells: Mapping[str, object], kinds: _Kinds) -> OutgoingEntry | None:
    def text(key: str) -> str:
        value = cells.get(key, "")
        return clean(str(int(value) if isinstance(value, float) and value.is_integer() else value))

    said = text("code") or f"{text('number')}/{text('symbol')}"
    found = CODE.fullmatch(said.removeprefix("Số:").removeprefix("Số").strip())
    if found is None:
        return None
    number = found[1].zfill(2) if found[1].isdigit() else found[1]
    code = f"{number}/{found[2]}"
    kind = kinds.of(text("type"), code)
    return OutgoingEntry(
        place=place,
        code=code,
        issued=_day(cells.get("issued")),
        type_key=kind,
        type_title=text("type") or kinds.title(kind),
        title=text("title"),
        issuer=text("issuer"),
    )


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    said = clean(str(value or ""))
    day, iso = _DAY.fullmatch(said), _ISO.fullmatch(said)
    try:
        if day:
            return date(int(day[3]), int(day[2]), int(day[1]))
        return date(int(iso[1]), int(iso[2]), int(iso[3])) if iso else None
    except ValueError:
        return None
