"""Last year's results of Đại Sơn, ``ket-qua.json``: made up, for the seven months it existed."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

from par_rules.files import write_atomic

SET_TITLE = "Bộ tiêu chí chấm điểm cải cách hành chính cấp xã năm 2025 (tài liệu mẫu)"

# Number, title, most points, points.
FIELDS = (
    ("1", "Chỉ đạo, điều hành cải cách hành chính", "13", "10.5"),
    ("2", "Cải cách thể chế", "8", "6.75"),
    ("3", "Cải cách thủ tục hành chính", "20", "15.5"),
    ("4", "Cải cách tổ chức bộ máy hành chính nhà nước", "4", "3.25"),
    ("5", "Cải cách chế độ công vụ", "8", "5.5"),
    ("6", "Cải cách tài chính công", "7", "5.25"),
    ("7", "Xây dựng và phát triển chính quyền điện tử, chính quyền số", "10", "6.5"),
    (
        "8",
        "Tác động của cải cách hành chính đến người dân, tổ chức (điều tra xã hội học)",
        "30",
        "24.75",
    ),
)

# Input of 2026 -> value, and the document that prints it (CQS-32: 6.390 of 8.120 cases).
INPUTS = {
    "online_share_last_year": {
        "value": "78.7",
        "source": "thong ke DVC truc tuyen 6 thang cuoi nam 2025.pdf, trang 1",
    }
}


def last_year() -> dict[str, object]:
    """Give the results as data, schema ``par-last-year/1``."""
    return {
        "schema": "par-last-year/1",
        "year": 2025,
        "set_title": SET_TITLE,
        "index": str(sum(Decimal(points) for *_, points in FIELDS)),
        "fields": [
            {"number": number, "title": title, "max": most, "points": points}
            for number, title, most, points in FIELDS
        ],
        "inputs": INPUTS,
    }


def write_last_year(folder: Path) -> Path:
    """Write ``ket-qua.json`` into ``folder``, the same bytes every time."""
    text = json.dumps(last_year(), ensure_ascii=False, indent=1) + "\n"
    return write_atomic(folder / "ket-qua.json", text)
