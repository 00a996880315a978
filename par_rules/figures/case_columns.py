"""The columns of a case export that are read, by any heading in use, and the words in them.

Columns that name a person are not listed, so they are never read.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from par_rules.figures.wording import plain

CASE_ID = "case_id"
DAYS = ("received", "due", "returned")
FLAGS = (
    "fee",
    "paid_online",
    "digitised",
    "result_digitised",
    "result_electronic",
    "reused",
    "vneid",
    "proper",
)
COLUMNS = (CASE_ID, *DAYS, "channel", "residence", *FLAGS)

# Column -> its headings; the first is the one named in messages.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "case_id": ("Mã hồ sơ", "Số hồ sơ", "Mã số hồ sơ", "Mã HS"),
    "received": ("Ngày tiếp nhận", "Ngày nhận", "Thời gian tiếp nhận", "Ngày tiếp nhận hồ sơ"),
    "due": ("Ngày hẹn trả", "Hạn trả kết quả", "Ngày hẹn trả kết quả", "Hạn xử lý", "Hạn trả"),
    "returned": (
        "Ngày trả kết quả",
        "Ngày có kết quả",
        "Ngày trả",
        "Ngày kết thúc xử lý",
        "Ngày hoàn thành",
    ),
    "channel": ("Kênh nộp", "Hình thức nộp", "Hình thức tiếp nhận", "Kênh tiếp nhận"),
    "residence": ("Địa bàn cư trú", "Nơi cư trú", "Cư trú"),
    "fee": ("Có phí", "Có nghĩa vụ tài chính", "Nghĩa vụ tài chính", "Có phí, lệ phí"),
    "paid_online": ("Thanh toán trực tuyến", "Đã thanh toán trực tuyến"),
    "digitised": ("Số hóa thành phần", "Số hóa thành phần hồ sơ", "Số hóa hồ sơ"),
    "result_digitised": ("Số hóa kết quả", "Số hóa kết quả giải quyết"),
    "result_electronic": ("Kết quả điện tử", "Cấp kết quả điện tử", "Bản điện tử"),
    "reused": ("Tái sử dụng dữ liệu", "Khai thác, sử dụng lại dữ liệu", "Sử dụng lại dữ liệu"),
    "vneid": ("VNeID", "Xác thực VNeID", "Sử dụng VNeID"),
    "proper": ("Đúng quy trình", "Giải quyết đúng quy trình"),
}

YES = ("có", "x", "1", "true", "đúng", "rồi", "đã")
NO = ("không", "0", "false", "chưa", "sai")
# In a flag: the case has nothing of the kind, so it is not in the whole either.
EXEMPT = (
    "không áp dụng",
    "không phải số hóa",
    "miễn số hóa",
    "không có dữ liệu",
    "không có dữ liệu số hóa",
    "không thuộc diện",
)
ONLINE = ("trực tuyến", "nộp trực tuyến", "dịch vụ công trực tuyến", "online", "cổng dvcqg")
NOT_ONLINE = (
    "trực tiếp",
    "nộp trực tiếp",
    "bưu chính",
    "bưu chính công ích",
    "bcci",
    "một cửa",
    "qua bưu điện",
)
_UNITS = ("xã", "phường", "đặc khu")
INSIDE = (
    *(f"{where} {unit}" for unit in _UNITS for where in ("tại", "trong", "nội")),
    "trong địa bàn",
    "trong xã, phường",
)
OUTSIDE = (
    *(f"{where} {unit}" for unit in _UNITS for where in ("ngoài", "ngoại")),
    *(f"{unit} khác" for unit in (*_UNITS, "tỉnh")),
    "ngoài địa bàn",
    "phi địa giới",
)


# Column of words -> key -> the words that mean it.
WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "channel": {"online": ONLINE, "other": NOT_ONLINE},
    "residence": {"outside": OUTSIDE, "inside": INSIDE},
    **{flag: {"yes": YES, "no": NO, "exempt": EXEMPT} for flag in FLAGS},
}


def find_columns(headings: Iterable[object]) -> dict[str, int]:
    """Give the position of each known column; the first of two with one meaning wins."""
    known = {plain(name): column for column, names in HEADINGS.items() for name in names}
    found: dict[str, int] = {}
    for position, heading in enumerate(headings):
        column = known.get(plain(heading)) if isinstance(heading, str) else None
        if column is not None:
            found.setdefault(column, position)
    return found


def is_heading_row(headings: Iterable[object]) -> bool:
    """Say whether a row holds the headings: a case number and one more known column."""
    found = find_columns(headings)
    return CASE_ID in found and len(found) > 1
