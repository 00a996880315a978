"""Numbers, days and names as Vietnamese readers write them."""

from __future__ import annotations

from fractions import Fraction

import pytest

from par_rules.dossier import wording
from par_rules.values import Interval


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(5, 2), "2,5"),
        (Fraction(1, 4), "0,25"),
        (Fraction(1, 3), "0,3333"),
        (Fraction(997, 800), "1,2463"),  # 1.24625, half away from zero
        (Fraction(0), "0"),
    ],
)
def test_points_keep_two_decimals_where_that_is_exact(number: Fraction, text: str) -> None:
    assert wording.points(number) == text


def test_an_open_score_is_written_as_from_and_to() -> None:
    assert wording.interval(Interval(Fraction(1), Fraction(3, 2))) == "1 – 1,5"
    assert wording.interval(Interval.point(Fraction(1))) == "1"


def test_a_share_of_nothing_is_no_number() -> None:
    assert wording.per_cent(Fraction(0), Fraction(0)) == "–"


def test_a_difference_carries_its_sign() -> None:
    texts = [wording.signed(Fraction(n, 10)) for n in (15, -5, 0)]
    assert texts == ["+1,5", "−0,5", "0"]


def test_a_sentence_starts_large_and_ends_with_one_full_stop() -> None:
    assert wording.sentence("đạt 97%, được 2,5 điểm") == "Đạt 97%, được 2,5 điểm."
    assert wording.sentence("Đã xong.") == "Đã xong."
    assert wording.sentence("  ") == ""


@pytest.mark.parametrize(
    ("unit", "lines", "place"),
    [
        ("UBND xã Đại Sơn", ("ỦY BAN NHÂN DÂN", "XÃ ĐẠI SƠN"), "Đại Sơn"),
        ("UBND phường Lê Chân", ("ỦY BAN NHÂN DÂN", "PHƯỜNG LÊ CHÂN"), "Lê Chân"),
        ("UBND đặc khu Cát Hải", ("ỦY BAN NHÂN DÂN", "ĐẶC KHU CÁT HẢI"), "Cát Hải"),
    ],
)
def test_a_unit_heads_its_papers_with_its_name_and_dates_them_at_its_place(
    unit: str, lines: tuple[str, str], place: str
) -> None:
    assert wording.body_lines(unit) == lines
    assert wording.place_of(unit) == place
