"""The monthly reports on handling of procedures, 12/2025 to 11/2026; that of 02/2026 is missing."""

from __future__ import annotations

from sample.catalogue.entry import S, entry
from sample.catalogue.folders import PVHCC, ZALO
from sample.documents import DocumentSpec, FaultCode, Medium

_FOLDER = f"{PVHCC}/Báo cáo tháng"


def _report(
    month: str,
    day: str,
    number: int,
    counts: tuple[int, int, int],
    *,
    name: str | None = None,
    medium: Medium = "pdf_text",
    fault: FaultCode | None = None,
) -> DocumentSpec:
    """Give the report of ``month`` ("12/2025"); ``counts``: received, settled, on time."""
    received, settled, on_time = (f"{count:,}".replace(",", ".") for count in counts)
    part, year = month.split("/")
    return entry(
        f"BCT-{year}-{part}",
        name or f"{_FOLDER}/BC TTHC thang {part}-{year}.pdf",
        "bao_cao",
        f"Tình hình, kết quả giải quyết thủ tục hành chính tháng {month}",
        "Trung tâm Phục vụ hành chính công báo cáo UBND xã kết quả tiếp nhận, giải quyết thủ tục "
        f"hành chính tháng {month}, số liệu chốt trên Hệ thống đến hết ngày 14 của tháng.",
        "Các hồ sơ quá hạn chủ yếu thuộc lĩnh vực đất đai; Trung tâm đã gửi phiếu xin lỗi và hẹn "
        "lại ngày trả kết quả./.",
        no=number,
        on=day,
        by="pvhcc",
        to=("UBND xã Đại Sơn",),
        recipients=("Như trên;", "Phòng VH-XH;", "Lưu: TTPVHCC."),
        medium=medium,
        figures={
            "Hồ sơ tiếp nhận trong kỳ": received,
            "Hồ sơ đã giải quyết": settled,
            "Đúng và trước hạn": on_time,
        },
        serves=(S("3.2.2", 1), S("3.2.1", 1)),
        fault=fault,
    )


DOCUMENTS = (
    _report("12/2025", "2025-12-18", 24, (1320, 1301, 1280)),
    _report("01/2026", "2026-01-19", 2, (1510, 1466, 1431), medium="pdf_scan"),
    _report("03/2026", "2026-03-19", 7, (1685, 1640, 1602)),
    _report("04/2026", "2026-04-17", 10, (1790, 1742, 1707), medium="pdf_widgets"),
    _report(
        "05/2026", "2026-05-19", 13, (1722, 1690, 1648), name=f"{_FOLDER}/BC TTHC thang 5 (1).pdf"
    ),
    _report("06/2026", "2026-06-18", 17, (1655, 1611, 1570), medium="pdf_scan"),
    _report("07/2026", "2026-07-17", 21, (1702, 1659, 1622)),
    _report("08/2026", "2026-08-25", 25, (1748, 1705, 1641), fault="LATE"),
    _report(
        "09/2026",
        "2026-09-18",
        28,
        (1810, 1768, 1719),
        name=f"{ZALO}/z5987654321098_4b1e9c2d77a05f.pdf",
    ),
    _report("10/2026", "2026-10-19", 31, (1865, 1811, 1768)),
    _report("11/2026", "2026-11-19", 36, (1833, 1790, 1744), medium="pdf_widgets"),
)
