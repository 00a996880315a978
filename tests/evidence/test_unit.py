"""Reading unit.yaml: what it gives, and the whole message of each fault."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from par_rules.evidence import Predecessor, Unit, UnitError, load_unit
from sample.kinds import ROOT

GOOD = """\
key: an-binh
title: UBND xã An Bình
city: Thành phố Hải Phòng
kind: xa
set: hai-phong-xa
"""


def write(folder: Path, text: str, key: str = "an-binh") -> Path:
    evidence = folder / "evidence"
    (evidence / key).mkdir(parents=True)
    (evidence / key / "unit.yaml").write_text(text, encoding="utf-8")
    return evidence


def faults(folder: Path, text: str, key: str = "an-binh") -> list[str]:
    evidence = write(folder, text)
    with pytest.raises(UnitError) as raised:
        load_unit(evidence, key)
    return raised.value.lines


def test_the_sample_unit_is_a_commune_with_a_day_of_its_own() -> None:
    assert load_unit(ROOT / "evidence", "dai-son") == Unit(
        key="dai-son",
        title="UBND xã Đại Sơn",
        city="Thành phố Hải Phòng",
        kind="xa",
        set_key="hai-phong-xa",
        as_of=date(2026, 11, 24),
    )


def test_day_and_predecessors_may_be_left_out(tmp_path: Path) -> None:
    unit = load_unit(write(tmp_path, GOOD), "an-binh")
    assert (unit.as_of, unit.predecessors) == (None, ())


def test_predecessors_have_a_last_day(tmp_path: Path) -> None:
    text = GOOD + "predecessors:\n  - {title: UBND xã An Hòa, until: 2025-06-30}\n"
    unit = load_unit(write(tmp_path, text), "an-binh")
    assert unit.predecessors == (Predecessor("UBND xã An Hòa", date(2025, 6, 30)),)


def test_an_unknown_unit_is_told_with_the_nearest(tmp_path: Path) -> None:
    assert faults(tmp_path, GOOD, "an-bih") == [
        "evidence/an-bih/unit.yaml: không có đơn vị “an-bih”: ý bạn là “an-binh”?"
    ]


def test_an_unlike_name_is_told_with_all_there_are(tmp_path: Path) -> None:
    assert faults(tmp_path, GOOD, "xyz") == [
        "evidence/xyz/unit.yaml: không có đơn vị “xyz”: các đơn vị đã có: an-binh"
    ]


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("city: ", "ciyt: ", "3:1: không có khóa “ciyt”: ý bạn là “city”?"),
        (
            "kind: xa",
            "kind: phuog",
            "4:1: loại đơn vị “phuog” không có: ý bạn là “phuong”?",
        ),
        (
            "key: an-binh",
            "key: an-hoa",
            "1:1: mã “an-hoa” khác tên thư mục “an-binh”: ghi key: an-binh, hoặc đổi tên thư mục",
        ),
        (
            "kind: xa",
            "kind: xa\nas_of: hôm nay",
            "5:1: ngày “hôm nay” không đọc được: viết năm-tháng-ngày, ví dụ 2026-11-24",
        ),
        (
            "kind: xa",
            "kind: xa\npredecessors:\n  - {title: UBND xã An Hòa}",
            "6:5: đơn vị trước đây thiếu title hoặc until: "
            "ghi {title: UBND xã …, until: 2025-06-30}",
        ),
    ],
)
def test_each_fault_stands_at_its_place(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert f"evidence/an-binh/unit.yaml:{message}" in faults(tmp_path, GOOD.replace(old, new))


def test_a_missing_key_is_named(tmp_path: Path) -> None:
    [line] = faults(tmp_path, GOOD.replace("city: Thành phố Hải Phòng\n", ""))
    assert line.endswith("thiếu city: ghi city: <tên tỉnh, thành phố>")


def test_an_empty_file_is_told(tmp_path: Path) -> None:
    [line] = faults(tmp_path, "")
    assert line == (
        "evidence/an-binh/unit.yaml:1:1: tệp trống: ghi đủ các khóa key, title, city, kind, set"
    )
