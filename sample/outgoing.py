"""Makes the sample's register of outgoing documents, as the document system exports it."""

from __future__ import annotations

import io
from datetime import date, datetime, time
from pathlib import Path

import xlsxwriter

from par_rules.files import write_atomic
from sample.catalogue import CATALOGUE
from sample.kinds import KINDS

NAME = "so-van-ban-di-20261124.xlsx"
HEADS = ("STT", "Số, ký hiệu", "Ngày ban hành", "Loại văn bản", "Trích yếu", "Đơn vị soạn thảo")
INSIDE = ("ubnd_xa", "hdnd_xa")

# Issued the day before the export; its file has not reached the folder yet (fault L06). The others
# have nothing to do with the criteria.
OTHERS = (
    ("324/BC-UBND", date(2026, 11, 23), "Báo cáo", "Kết quả kiểm tra thể thức, thẩm quyền văn bản "
     "hành chính của UBND xã năm 2026", "Văn phòng HĐND và UBND"),
    ("41/TB-UBND", date(2026, 4, 27), "Thông báo", "Lịch nghỉ lễ 30/4 và 01/5 năm 2026",
     "Văn phòng HĐND và UBND"),
    ("512/UBND-KT", date(2026, 6, 16), "Công văn", "V/v phòng, chống thiên tai mùa mưa bão",
     "Phòng Kinh tế"),
)  # fmt: skip
_OFFICES = {"KT": "Phòng Kinh tế", "VHXH": "Phòng Văn hóa - Xã hội", "PVHCC": "Trung tâm PVHCC"}


def rows() -> list[tuple[str, date, str, str, str]]:
    """Give number, day, type, title and office of every document that the commune issued."""
    found = {
        (spec.code, spec.issued): (
            spec.code,
            spec.issued,
            KINDS[spec.type_key].title,
            spec.title,
            _OFFICES.get(spec.code.rpartition("-")[2], "Văn phòng HĐND và UBND"),
        )
        for spec in CATALOGUE
        if spec.issuer in INSIDE and spec.code and spec.issued
    }
    return sorted([*found.values(), *OTHERS], key=lambda row: (row[1], row[0]))


def outgoing_bytes() -> bytes:
    """Give the XLSX; the same bytes each time."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False})
    book.set_properties(
        {"title": "Sổ văn bản đi", "created": datetime.combine(_made_on(), time(8))}
    )
    sheet = book.add_worksheet("Sổ văn bản đi")
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_string(0, 0, "TÀI LIỆU MẪU – SỔ VĂN BẢN ĐI CỦA UBND XÃ ĐẠI SƠN", bold)
    sheet.write_string(1, 0, "Từ ngày 01/07/2025 đến ngày 24/11/2026")
    for column, head in enumerate(HEADS):
        sheet.write_string(3, column, head, bold)
    for number, (code, issued, kind, title, office) in enumerate(rows(), 1):
        line = 3 + number
        sheet.write_number(line, 0, number)
        sheet.write_string(line, 1, code)
        sheet.write_datetime(line, 2, datetime.combine(issued, time()), day)
        for column, text in enumerate((kind, title, office), 3):
            sheet.write_string(line, column, text)
    for column, width in enumerate((6, 18, 14, 14, 80, 28)):
        sheet.set_column(column, column, width)
    book.close()
    return out.getvalue()


def write_outgoing(folder: Path) -> Path:
    """Write the register into the year's ``folder`` and give its path."""
    return write_atomic(folder / NAME, outgoing_bytes())


def _made_on() -> date:
    return date(2026, 11, 24)
