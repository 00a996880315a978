"""The fixed words of a report after Nghị định số 30/2020/NĐ-CP, alike in Word and in PDF.

Number and day are left open for the clerk: the number is given on issue.
"""

from __future__ import annotations

from par_rules.dossier.wording import place_of

STATE = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
MOTTO = "Độc lập - Tự do - Hạnh phúc"
NUMBER = "Số:         /BC-UBND"
KIND = "BÁO CÁO"
SIGNER = ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH")
# Mục III.2.c: where a copy may go, in a frame at the top.
INTERNAL = "LƯU HÀNH NỘI BỘ – KHÔNG GỬI"
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII")


def dated(unit_title: str, year: int) -> str:
    """Write place and day, the day left open."""
    return f"{place_of(unit_title)}, ngày      tháng      năm {year}"


def reference(unit_title: str) -> str:
    """Say on an annex what it belongs to; number and day are the clerk's."""
    return f"(Kèm theo Báo cáo số      /BC-UBND ngày      tháng      năm         của {unit_title})"


def recipients(*, sent: bool) -> tuple[str, ...]:
    """List who gets the report, first whom it is addressed to where it is sent."""
    return (
        *(["- Như trên;"] if sent else []),
        "- Chủ tịch, các Phó Chủ tịch UBND;",
        "- Các cơ quan, bộ phận chủ trì;",
        "- Lưu: VT, VHXH.",
    )
