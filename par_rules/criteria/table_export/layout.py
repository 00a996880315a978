"""The tables of an exported set: what each column is called, and which key of the set it holds.

The first table is the decision's; the others are its appendices, without which names would be lost.
"""

from __future__ import annotations

from dataclasses import dataclass

from par_rules.criteria.copies import COPIES
from par_rules.criteria.table_export.codec import (
    ANY,
    DAY,
    DAYS,
    DAYS_LISTED,
    DEADLINE,
    LIST,
    NUMBER,
    PAIR,
    SOURCES,
    TEXT,
    TRUTH,
    WHOLE,
    Codec,
    words,
    words_listed,
)


@dataclass(frozen=True)
class Column:
    """A column: the key of the set that it holds, its heading, how its values are written.

    ``width`` is its share of the page.
    """

    key: str
    heading: str
    codec: Codec = TEXT
    width: int = 10


@dataclass(frozen=True)
class Layout:
    """A table: its title above it (of a sheet: its name), and its columns."""

    title: str
    sheet: str
    columns: tuple[Column, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """Give the headings in order."""
        return tuple(column.heading for column in self.columns)


OTHER = "Khóa "


def other(key: str) -> Column:
    """Give the column of a key that none was laid out for."""
    return Column(key, f"{OTHER}{key}", ANY, 10)


def column_of(layout: Layout, heading: str) -> Column | None:
    """Give the column with a heading; None where the table has none such."""
    for column in layout.columns:
        if column.heading == heading:
            return column
    if heading.startswith(OTHER) and heading[len(OTHER) :].isidentifier():
        return other(heading.removeprefix(OTHER))
    return None


STATES = {"absent": "không có", "not_arisen": "không phát sinh"}
TYPES = {
    "count": "số đếm",
    "number": "số",
    "percent": "tỷ lệ %",
    "date": "ngày",
    "yes_no": "có hoặc không",
    "choice": "lựa chọn",
}
FROM = {
    "declared": "cơ quan khai",
    "cases": "kết xuất hồ sơ TTHC",
    "survey": "điều tra xã hội học",
    "register": "danh mục minh chứng",
    "portal": "Cổng Dịch vụ công",
    "last_year": "năm trước",
    "index": "chỉ số khác",
}
SIGNED = {"digital": "ký số", "digital_or_seal": "ký số hoặc dấu", "none": "không cần"}
COPY_WORDS = {str(kind): name for kind, name in COPIES.items()}
NEED = {"all": "phải có", "any": "một trong nhóm"}
SCORED_BY = {
    "self": "xã tự chấm",
    "survey": "điều tra xã hội học",
    "central": "cơ quan thẩm định",
    "leader": "lãnh đạo",
}
ROLES = {"bonus": "điểm thưởng", "penalty": "điểm trừ"}
LEVELS = {"field": "lĩnh vực", "criterion": "tiêu chí", "leaf": "tiêu chí thành phần"}

MAIN = Layout(
    "Bảng tiêu chí",
    "Tiêu chí",
    (
        Column("number", "STT", width=8),
        Column("title", "Lĩnh vực, tiêu chí, tiêu chí thành phần", width=22),
        Column("max_points", "Điểm tối đa", NUMBER, 8),
        Column("rule", "Cách tính điểm", width=34),
        Column("not_arisen", "Không phát sinh", width=14),
        Column("evidence", "Tài liệu kiểm chứng", width=24),
        Column("offices", "Cơ quan chủ trì, phối hợp", width=15),
        Column("deadline", "Thời hạn", DEADLINE, 13),
        Column("source", "Căn cứ", SOURCES, 18),
        Column("note", "Ghi chú", width=18),
    ),
)
MORE = Layout(
    "Phụ lục 1. Khóa và thông tin thêm của từng dòng",
    "Khóa",
    (
        Column("level", "Cấp", words(LEVELS), 12),
        Column("number", "Số", width=8),
        Column("key", "Khóa", width=28),
        Column("min_points", "Điểm thấp nhất", NUMBER, 8),
        Column("role", "Điểm ngoài tổng", words(ROLES), 10),
        Column("scored_by", "Nguồn chấm", words(SCORED_BY), 14),
        Column("monitor_offices", "Cơ quan theo dõi", LIST, 14),
        Column("readings", "Chỗ cần hiểu", LIST, 14),
    ),
)
INPUTS = Layout(
    "Phụ lục 2. Số liệu",
    "Số liệu",
    (
        Column("key", "Ký hiệu", width=20),
        Column("title", "Tên số liệu", width=34),
        Column("type", "Kiểu", words(TYPES), 10),
        Column("range", "Khoảng", PAIR, 14),
        Column("options", "Các lựa chọn", LIST, 14),
        Column("may_be", "Được ghi", words_listed(STATES), 12),
        Column("last_day", "Ngày cuối", DAY, 9),
        Column("from", "Lấy từ", words(FROM), 12),
        Column("where", "Phép đếm hồ sơ", width=12),
        Column("stock", "Số hiện có", TRUTH, 6),
        Column("unit", "Đơn vị", width=8),
        Column("office", "Cơ quan điền", width=8),
        Column("note", "Ghi chú", width=26),
        Column("product_of", "Sản phẩm của", LIST, 10),
    ),
)
EVIDENCE = Layout(
    "Phụ lục 3. Tài liệu kiểm chứng",
    "Tài liệu",
    (
        Column("leaf", "Khóa của tiêu chí", width=20),
        Column("key", "Ký hiệu", width=16),
        Column("title", "Tên tài liệu", width=30),
        Column("type", "Loại", LIST, 14),
        Column("issuer", "Cơ quan ban hành", LIST, 12),
        Column("due", "Hạn", DAYS, 10),
        Column("issued", "Ban hành trong khoảng", PAIR, 14),
        Column("in_force", "Còn hiệu lực", TRUTH, 6),
        Column("valid_days", "Giá trị trong (ngày)", WHOLE, 6),
        Column("page", "Phải ghi trang", TRUTH, 6),
        Column("signature", "Chữ ký", words(SIGNED), 10),
        Column("copies", "Loại bản được nhận", words_listed(COPY_WORDS), 10),
        Column("proves", "Chứng minh số liệu", LIST, 20),
        Column("counts", "Đếm cho số liệu", width=12),
        Column("product_of", "Sản phẩm của", LIST, 8),
        Column("confirms_none", "Xác nhận không có", TRUTH, 6),
        Column("need", "Mức cần", words(NEED), 8),
        Column("group", "Nhóm", width=8),
        Column("source", "Căn cứ", SOURCES, 14),
    ),
)
OFFICES = Layout(
    "Phụ lục 4. Cơ quan",
    "Cơ quan",
    (
        Column("key", "Ký hiệu", width=10),
        Column("title", "Tên cơ quan", width=40),
        Column("aliases", "Cách gọi khác", LIST, 50),
        Column("inside", "Thuộc UBND xã", TRUTH, 8),
    ),
)
ASSUMPTIONS = Layout(
    "Phụ lục 5. Giả định",
    "Giả định",
    (
        Column("key", "Ký hiệu", width=16),
        Column("text", "Nội dung", width=44),
        Column("reason", "Lý do", width=44),
    ),
)
DOCUMENTS = Layout(
    "Phụ lục 6. Văn bản được dẫn",
    "Văn bản",
    (
        Column("key", "Ký hiệu", width=16),
        Column("title", "Tên văn bản", width=50),
        Column("kind", "Loại", width=12),
        Column("number", "Số, ký hiệu", width=12),
        Column("date", "Ngày", DEADLINE, 10),
        Column("plan", "Kế hoạch", width=12),
        Column("issuer", "Cơ quan ban hành", width=14),
        Column("note", "Ghi chú", width=18),
    ),
)
GENERAL = Layout(
    "Phụ lục 7. Điều chung",
    "Điều chung",
    (Column("name", "Khoản", width=30), Column("value", "Giá trị", width=70)),
)
APPENDICES = (MORE, INPUTS, EVIDENCE, OFFICES, ASSUMPTIONS, DOCUMENTS, GENERAL)

# The rows of the last appendix; what has parts of its own follows in `general.py`.
HEAD = (
    Column("key", "Khóa của bộ tiêu chí"),
    Column("title", "Tên bộ tiêu chí"),
    Column("year", "Năm", WHOLE),
    Column("version", "Phiên bản"),
    Column("first_day", "Ngày đầu áp dụng", DAY),
    Column("last_day", "Ngày cuối áp dụng", DAY),
    Column("max_points", "Tổng điểm tối đa", NUMBER),
    Column("unit_kinds", "Áp dụng cho", LIST),
    Column("window", "Kỳ số liệu", PAIR),
    Column("cut_off", "Ngày chốt số liệu", DAY),
    Column("submission_deadline", "Hạn nộp", DAY),
    Column("days_off", "Ngày nghỉ", DAYS_LISTED),
    Column("plans", "Kế hoạch", LIST),
)
