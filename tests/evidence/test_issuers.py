"""Who issued a document, by its heading."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from par_rules.criteria.kind_words import for_kind
from par_rules.evidence import Predecessor
from par_rules.evidence.issuers import issuer_key
from par_rules.evidence.unit import KINDS
from tests.evidence.folders import the_set, the_unit


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("ỦY BAN NHÂN DÂN XÃ ĐẠI SƠN", "ubnd_xa"),
        ("UỶ BAN NHÂN DÂN XÃ ĐẠI SƠN", "ubnd_xa"),
        ("UBND XÃ ĐẠI SƠN", "ubnd_xa"),
        ("HỘI ĐỒNG NHÂN DÂN XÃ ĐẠI SƠN", "hdnd_xa"),
        ("ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG", "ubnd_tp"),
        ("UBND THÀNH PHỐ HẢI PHÒNG SỞ NỘI VỤ", "so_noi_vu"),
        ("UBND XÃ ĐẠI SƠN PHÒNG VĂN HÓA - XÃ HỘI", "vhxh"),
        ("UBND XÃ ĐẠI SƠN TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG", "pvhcc"),
        ("CÔNG AN THÀNH PHỐ HẢI PHÒNG CÔNG AN XÃ ĐẠI SƠN", "ca"),
        ("ỦY BAN NHÂN DÂN XÃ AN HÒA", None),
        ("CÔNG TY TNHH ĐẠI SƠN", None),
        (None, None),
    ],
)
def test_a_heading_names_its_issuer_or_nobody_known(heading: str | None, key: str | None) -> None:
    assert issuer_key(heading, None, the_unit(), the_set()) == key


@pytest.mark.parametrize(
    ("title", "kind", "heading"),
    [
        ("UBND phường An Biên", "phuong", "CÔNG AN PHƯỜNG AN BIÊN"),
        ("UBND đặc khu Cát Hải", "dac_khu", "CÔNG AN ĐẶC KHU CÁT HẢI"),
        ("UBND đặc khu Cát Hải", "dac_khu", "CÔNG AN TP HẢI PHÒNG CÔNG AN ĐẶC KHU CÁT HẢI"),
    ],
)
def test_an_office_is_named_after_the_kind_of_its_unit(title: str, kind: str, heading: str) -> None:
    unit = replace(the_unit(), title=title, kind=kind)
    assert issuer_key(heading, None, unit, for_kind(the_set(), KINDS[kind])) == "ca"
    assert issuer_key(heading, None, the_unit(), the_set()) is None


def test_a_predecessor_counts_until_its_last_day() -> None:
    before = Predecessor("UBND xã An Hòa", date(2025, 6, 30))
    unit = replace(the_unit(), predecessors=(before,))
    heading = "ỦY BAN NHÂN DÂN XÃ AN HÒA"
    assert issuer_key(heading, date(2025, 6, 30), unit, the_set()) == "ubnd_xa"
    assert issuer_key(heading, date(2025, 7, 1), unit, the_set()) is None
