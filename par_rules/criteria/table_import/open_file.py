"""Opens the file that somebody sent, by what it is and not by its name."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

from par_rules.criteria.table_import.cells import SourceFile, TableError
from par_rules.criteria.table_import.read_docx import read_docx
from par_rules.criteria.table_import.read_xlsx import read_xlsx
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
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return any(name.startswith("word/") for name in archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise TableError(
            f"{file}: tệp hỏng, không mở được: lấy lại tệp gốc, mở bằng Word hoặc Excel rồi lưu lại"
        ) from None
