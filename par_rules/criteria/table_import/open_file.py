"""Opens the file that somebody sent, by what it is and not by its name."""

from __future__ import annotations

from pathlib import Path

from par_rules.criteria.table_import.cells import SourceFile, TableError
from par_rules.criteria.table_import.read_docx import read_docx
from par_rules.criteria.table_import.read_xlsx import read_xlsx
from par_rules.evidence.office_files import Unreadable, open_archive
from par_rules.spreadsheet import OLE

MOST_BYTES = 32 * 1024 * 1024


def open_file(path: Path) -> SourceFile:
    """Give the tables of a DOCX or XLSX; raises ``TableError`` with what to do."""
    name = path.name
    try:
        if not path.is_file():
            raise TableError(f"{path}: không có tệp này: xem lại đường dẫn")
        if path.stat().st_size > MOST_BYTES:
            raise TableError(f"{name}: tệp lớn hơn 32 MB: bỏ ảnh, chỉ giữ bảng tiêu chí")
        data = path.read_bytes()
    except OSError:
        raise TableError(
            f"{name}: không mở được tệp: đóng tệp trong Word, Excel rồi thử lại"
        ) from None
    if not data:
        raise TableError(f"{name}: tệp rỗng")
    if data.startswith(OLE):
        raise TableError(
            f"{name}: tệp đặt mật khẩu, hoặc là tệp đời cũ (.doc, .xls): bỏ mật khẩu, "
            "lưu lại dạng .docx hoặc .xlsx"
        )
    if not data.startswith(b"PK"):
        raise TableError(
            f"{name}: không phải tệp Word (.docx) hay Excel (.xlsx): mở bằng Word hoặc Excel, "
            "lưu lại đúng dạng rồi nhập"
        )
    return read_docx(data, name) if _is_word(data, name) else read_xlsx(data, name)


def _is_word(data: bytes, file: str) -> bool:
    try:
        return any(name.startswith("word/") for name in open_archive(data).namelist())
    except Unreadable as error:
        raise TableError(
            f"{file}: {error}: lấy lại tệp gốc, mở bằng Word hoặc Excel rồi lưu lại"
        ) from None
