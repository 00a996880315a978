"""The key and the ``unit.yaml`` of a new unit."""

from pathlib import Path

import pytest

from par_rules.evidence.unit import Unit, load_unit
from par_rules.evidence.unit_write import key_fault, key_of, kind_of, unit_text


@pytest.mark.parametrize("key", ["dai-son", "an-binh-2", "xa9", "a" * 40])
def test_small_letters_digits_and_single_hyphens_make_a_key(key: str) -> None:
    assert key_fault(key) is None


@pytest.mark.parametrize(
    ("key", "title", "nearest"),
    [
        ("Đại Sơn", None, "dai-son"),
        ("daison ", "UBND xã Đại Sơn", "dai-son"),
        ("Dai_Son", None, "dai-son"),
        ("-dai--son", None, "dai-son"),
        ("../an", None, "an"),
        ("x" * 41, "UBND phường Hồng Bàng", "hong-bang"),
        ("UBND đặc khu Cát Hải", None, "cat-hai"),
    ],
)
def test_another_key_is_refused_with_the_one_meant(
    key: str, title: str | None, nearest: str
) -> None:
    fault = key_fault(key, title)
    assert fault == (
        f"mã xã “{key}” không dùng được: viết chữ thường không dấu, nối bằng dấu gạch ngang, "
        f"không quá 40 ký tự: ý bạn là “{nearest}”?"
    )
    assert key_fault(nearest) is None


def test_a_key_that_suggests_nothing_is_answered_with_an_example() -> None:
    assert str(key_fault("!!")).endswith("ví dụ dai-son")


@pytest.mark.parametrize("key", ["con", "nul", "aux", "prn", "com1", "lpt9", "CON", "nul.x"])
def test_a_name_that_windows_keeps_for_a_device_is_refused(key: str) -> None:
    fault = key_fault(key, "UBND xã Con")
    assert fault is not None
    assert "tên Windows giữ riêng" in fault


@pytest.mark.parametrize(
    ("title", "key", "kind"),
    [
        ("UBND xã Đại Sơn", "dai-son", "xa"),
        ("UBND phường Lê Chân", "le-chan", "phuong"),
        ("UBND đặc khu Bạch Long Vĩ", "bach-long-vi", "dac_khu"),
        ("Xã Đại Sơn", "dai-son", None),
        ("Con", "", None),
    ],
)
def test_a_title_tells_key_and_kind(title: str, key: str, kind: str | None) -> None:
    assert (key_of(title), kind_of(title)) == (key, kind)


@pytest.mark.parametrize(
    "title", ["UBND xã Đại Sơn", "Yes", "UBND xã A: #1", 'UBND "xã" B', "2026", "'x' - {y}"]
)
def test_what_is_written_reads_back_as_it_was(title: str, tmp_path: Path) -> None:
    unit = Unit("dai-son", title, "Thành phố Hải Phòng", "xa", "hai-phong-xa")
    (tmp_path / "dai-son").mkdir()
    (tmp_path / "dai-son" / "unit.yaml").write_text(unit_text(unit), encoding="utf-8")
    assert load_unit(tmp_path, "dai-son") == unit
