"""The register's two sheets and their columns, the same for reading and for writing."""

from __future__ import annotations

FILE_NAME = "danh-muc-minh-chung.xlsx"
DOCUMENT_FOLDER = "tai-lieu"

EVIDENCE_SHEET = "Minh chứng"
LEAF = "Tiêu chí"
REQUIREMENT = "Yêu cầu minh chứng"
FILE = "Tệp"
CODE = "Số, ký hiệu"
ISSUED = "Ngày ban hành"
PAGE = "Trang"
SECTION = "Mục"
REPLACED_BY = "Bị thay thế bởi"
CONFIRMED_SHA256 = "SHA-256 đã xác nhận"
CONFIRMED_BY = "Người xác nhận"
CONFIRMED_ON = "Ngày xác nhận"
NOTE = "Ghi chú"
# Of a page on a portal, whose saved copy the row names as its file.
URL = "Địa chỉ trang"
VISITED = "Ngày xem trang"
VALID_UNTIL = "Hiệu lực đến"
# Of a photo: where it was taken, as the unit declares it.
PLACE = "Nơi chụp"
# Any word here lists the document without ever handing its file out.
WITHHELD = "Giữ tệp lại"
# Which copy of the document the file shows (``criteria.copies``).
COPY = "Loại bản"
EVIDENCE_COLUMNS = (
    LEAF,
    REQUIREMENT,
    FILE,
    CODE,
    ISSUED,
    PAGE,
    SECTION,
    REPLACED_BY,
    CONFIRMED_SHA256,
    CONFIRMED_BY,
    CONFIRMED_ON,
    NOTE,
    URL,
    VISITED,
    VALID_UNTIL,
    PLACE,
    WITHHELD,
    COPY,
)
# Columns that came later: a register without them is whole.
OPTIONAL_COLUMNS = frozenset({URL, VISITED, VALID_UNTIL, PLACE, WITHHELD, COPY})

# Written in the requirement's cell of a document that backs a leaf up and proves nothing by itself.
SUPPORTING = "Tài liệu bổ trợ"

EXPLANATION_SHEET = "Giải trình"
TEXT = "Nội dung"
OFFICE = "Cơ quan"
ON = "Ngày"
EXPLANATION_COLUMNS = (LEAF, REQUIREMENT, TEXT, OFFICE, ON)

# What the program proposes; a row counts once an official writes an x before it.
OFFER_SHEET = "Đề xuất"
ACCEPT = "Nhận"
DEGREE = "Mức phù hợp"
WHY = "Vì sao đề xuất"
OFFER_COLUMNS = (
    ACCEPT,
    FILE,
    LEAF,
    REQUIREMENT,
    DEGREE,
    WHY,
    CODE,
    ISSUED,
    PAGE,
    SECTION,
    CONFIRMED_BY,
    CONFIRMED_ON,
    NOTE,
    CONFIRMED_SHA256,
)
# How the note of a proposal begins whose number and day were recognised from a scan.
GUESSED = "số, ngày nhận dạng từ bản quét"
ACCEPTED = frozenset({"x", "co", "1", "v", "✓", "✔", "dong y", "nhan"})
