"""Who issued a document is written as a list of papers names it."""

from __future__ import annotations

import pytest

from par_rules.criteria import CriteriaSet
from par_rules.dossier.issuing_body import issuing_body

HEADINGS = [
    ("ỦY BAN NHÂN DÂN XÃ ĐẠI SƠN", "UBND xã Đại Sơn"),
    (
        "UBND XÃ ĐẠI SƠN TRUNG TÂM DỊCH VỤ SỰ NGHIỆP CÔNG",
        "UBND xã Đại Sơn – Trung tâm Dịch vụ sự nghiệp công",
    ),
    (
        "UBND XÃ ĐẠI SƠN\nPHÒNG VĂN HÓA - XÃ HỘI",
        "UBND xã Đại Sơn – Phòng Văn hóa – Xã hội",
    ),
    ("UBND XÃ ĐẠI SƠN VĂN PHÒNG HĐND VÀ UBND", "UBND xã Đại Sơn – Văn phòng HĐND và UBND xã"),
    ("UBND XÃ ĐẠI SƠN TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG", "UBND xã Đại Sơn – Tổ công nghệ số cộng đồng"),
    ("UBND THÀNH PHỐ HẢI PHÒNG SỞ NỘI VỤ", "UBND thành phố Hải Phòng – Sở Nội vụ"),
    ("HỘI ĐỒNG NHÂN DÂN XÃ ĐẠI SƠN", "HĐND xã Đại Sơn"),
    (
        "CÔNG AN THÀNH PHỐ HẢI PHÒNG CÔNG AN XÃ ĐẠI SƠN",
        "Công an thành phố Hải Phòng – Công an xã Đại Sơn",
    ),
    ("Sở Nội vụ Hải Phòng", "Sở Nội vụ Hải Phòng"),
    ("", ""),
]


@pytest.mark.parametrize(("heading", "told"), HEADINGS)
def test_a_heading_in_capitals_is_written_small(
    heading: str, told: str, criteria: CriteriaSet
) -> None:
    offices = tuple(office.title for office in criteria.head.offices.values())
    assert issuing_body(heading, "UBND xã Đại Sơn", "Thành phố Hải Phòng", offices) == told
