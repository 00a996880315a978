"""The cells of a workbook as text, numbers and dates, each with its place for messages."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from python_calamine import CalamineError, CalamineWorkbook

from par_rules.criteria.copies import KINDS, CopyKind, copies_text, copy_kind
from par_rules.evidence import register_layout as layout
from par_rules.evidence.letterhead import CODE
from par_rules.evidence.manifest import RegisterProblem
from par_rules.evidence.office_files import Unreadable, check_size, open_archive
from par_rules.letters import clean, fold
from par_rules.spreadsheet import UnusableSpreadsheet, check_extents

MAX_ROWS = 20_000
_HEAD_ROWS = 15
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_URL = re.compile(r"https?://[^\s/?#@]+(?:[/?#]\S*)?", re.IGNORECASE)


class CellError(ValueError):
    """A cell without which its row cannot be used."""

    def __init__(self, problem: RegisterProblem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Row:
    """One row; cells are reached by the name of their column."""

    file: str
    sheet: str
    number: int
    cells: tuple[object, ...]
    columns: dict[str, int]
    problems: list[RegisterProblem] | None = None

    def place(self, column: str) -> str:
        """Give "file: sheet!cell"."""
        return f"{self.file}: {self.sheet}!{_letters(self.columns.get(column, 0))}{self.number}"

    def text(self, column: str) -> str:
        """Give the cell as text, "" for an empty one."""
        position = self.columns.get(column)
        if position is None or position >= len(self.cells):
            return ""
        value = self.cells[position]
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return clean(str(value))

    def required(self, column: str, todo: str) -> str:
        """Give the cell's text; raises ``CellError`` if it is empty."""
        text = self.text(column)
        if not text:
            raise self.error(column, f"ô {column} còn trống", todo)
        return text

    def error(self, column: str, what: str, todo: str) -> CellError:
        """Make the error of a cell."""
        return CellError(RegisterProblem(self.place(column), what, todo))

    def collecting(self, problems: list[RegisterProblem]) -> Row:
        """Give the same row; what is wrong in a cell that may be empty goes to ``problems``."""
        return Row(self.file, self.sheet, self.number, self.cells, self.columns, problems)

    def _wrong(self, column: str, what: str, todo: str) -> None:
        error = self.error(column, what, todo)
        if self.problems is None:
            raise error
        self.problems.append(error.problem)

    def path(self, column: str) -> str:
        """Give a path below the document folder, with "/"."""
        text = self.required(column, "ghi tên tệp như trong thư mục tai-lieu").replace("\\", "/")
        text = text.removeprefix("./").removeprefix("tai-lieu/")
        if re.match(r"https?:|www\.", text, re.IGNORECASE):
            todo = "lưu trang thành tệp PDF vào tai-lieu, ghi tên tệp đó ở đây, địa chỉ ở cột "
            raise self.error(
                column, f"“{text}” là địa chỉ trang, chưa có bản lưu", todo + layout.URL
            )
        if text.startswith("/") or ":" in text or ".." in text.split("/"):
            todo = "ghi đường dẫn tính từ thư mục tai-lieu, ví dụ Văn bản đến/CV 12.pdf"
            raise self.error(column, f"đường dẫn “{text}” ra ngoài thư mục tai-lieu", todo)
        return text

    def code(self, column: str) -> str | None:
        """Give number and symbol, with the spaces that people type taken out."""
        text = self.text(column)
        found = CODE.fullmatch(text.removeprefix("Số:").removeprefix("số").strip())
        if text and found is None:
            self._wrong(column, f"số, ký hiệu “{text}” không đọc được", "ghi như 156/KH-UBND")
        return f"{found[1]}/{found[2]}" if found else None

    def date(self, column: str) -> date | None:
        """Give a date, from a date cell or from dd/mm/yyyy."""
        position = self.columns.get(column)
        value = self.cells[position] if position is not None and position < len(self.cells) else ""
        if isinstance(value, datetime):
            return value.date()
        if isinstance(value, date):
            return value
        text = self.text(column)
        if not text:
            return None
        day = _day(text)
        if day is None:
            self._wrong(column, f"ngày “{text}” không đọc được", "ghi dd/mm/yyyy, như 31/12/2025")
        return day

    def url(self, column: str) -> str | None:
        """Give the address of a web page."""
        text = self.text(column)
        if text and _URL.fullmatch(text) is None:
            self._wrong(
                column,
                f"địa chỉ “{text}” không dùng được",
                "ghi đủ, bắt đầu bằng https:// hoặc http://",
            )
            return None
        return text or None

    def page(self, column: str) -> int | None:
        """Give a page from 1."""
        text = self.text(column)
        found = re.fullmatch(r"(?:trang |tr\.? ?)?(\d{1,4})", text.casefold())
        if text and (found is None or int(found[1]) < 1):
            self._wrong(column, f"trang “{text}” không đọc được", "ghi một số trang, từ 1")
            return None
        return int(found[1]) if found else None

    def copy(self, column: str) -> CopyKind | None:
        """Give the kind of copy."""
        text = self.text(column)
        kind = copy_kind(text) if text else None
        if text and kind is None:
            self._wrong(column, f"không có loại bản “{text}”", f"ghi {copies_text(KINDS)}")
        return kind

    def sha256(self, column: str) -> str | None:
        """Give a SHA-256, or its first letters that a message shows, in small letters."""
        text = self.text(column).lower()
        if text and not re.fullmatch(r"[0-9a-f]{12,64}", text):
            todo = "chép lại mã, ít nhất 12 ký tự đầu, hoặc xóa ô để xác nhận lại"
            self._wrong(column, "mã SHA-256 phải là 12 đến 64 chữ số, chữ cái từ a đến f", todo)
            return None
        return text or None


def _day(text: str) -> date | None:
    found, iso = _DAY.fullmatch(text), _ISO.match(text)
    try:
        if found:
            return date(int(found[3]), int(found[2]), int(found[1]))
        return date(int(iso[1]), int(iso[2]), int(iso[3])) if iso else None
    except ValueError:
        return None


def _letters(position: int) -> str:
    text = ""
    position += 1
    while position:
        position, rest = divmod(position - 1, 26)
        text = chr(65 + rest) + text
    return text


@dataclass(frozen=True, slots=True)
class Sheets:
    """The sheets of a workbook by name; faults of their form go to ``problems``."""

    file: str
    tables: dict[str, list[list[object]]]
    problems: list[RegisterProblem]

    def rows(self, sheet: str, columns: Sequence[str]) -> Iterator[Row]:
        """Give the filled rows below the line that names ``columns``."""
        if sheet not in self.tables:
            return
        table = self.tables[sheet]
        for number, cells in enumerate(table[:_HEAD_ROWS]):
            heads = {fold(str(cell)): position for position, cell in enumerate(cells)}
            if fold(columns[0]) in heads and fold(columns[2]) in heads:
                places = {c: heads[fold(c)] for c in columns if fold(c) in heads}
                self._missing(sheet, number + 1, columns, places)
                yield from self._below(sheet, number + 1, places)
                return
        what = f"không tìm thấy dòng tên cột {columns[0]}, {columns[2]}"
        todo = "giữ nguyên dòng tên cột của mẫu"
        whole = sheet == layout.EVIDENCE_SHEET
        self.problems.append(RegisterProblem(f"{self.file}: {sheet}!A1", what, todo, whole))

    def _missing(
        self, sheet: str, number: int, columns: Sequence[str], places: dict[str, int]
    ) -> None:
        for column in columns:
            if column not in places and column not in layout.OPTIONAL_COLUMNS:
                self.problems.append(
                    RegisterProblem(
                        f"{self.file}: {sheet}!A{number}",
                        f"thiếu cột “{column}”",
                        "thêm lại cột này như trong mẫu",
                    )
                )

    def _below(self, sheet: str, start: int, places: dict[str, int]) -> Iterator[Row]:
        if places.keys() >= {"Tiêu chí"}:
            for number, cells in enumerate(self.tables[sheet][start:MAX_ROWS], start=start + 1):
                row = Row(self.file, sheet, number, tuple(cells), places)
                # A row whose number was filled down by Excel alone says nothing.
                if any(row.text(column) for column in places if column != "Tiêu chí"):
                    yield row


def read_sheets(file: str, data: bytes, problems: list[RegisterProblem]) -> Sheets:
    """Read all sheets of a workbook within the budget of ``office_files``."""
    tables: dict[str, list[list[object]]] = {}
    try:
        archive = open_archive(data)
        check_size(archive)
        check_extents(archive)
        with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
            for name in book.sheet_names:
                sheet = book.get_sheet_by_name(name)
                table = sheet.to_python(skip_empty_area=False, nrows=MAX_ROWS)
                tables[clean(name)] = [list(cells) for cells in table]
    except UnusableSpreadsheet as error:
        problems.append(RegisterProblem(file, error.what, error.todo))
    except (Unreadable, CalamineError, ValueError):
        problems.append(
            RegisterProblem(file, "không phải tệp Excel (.xlsx) đọc được", "lưu lại bằng Excel")
        )
    return Sheets(file, tables, problems)
