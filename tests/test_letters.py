"""Vietnamese letters compared across spellings."""

from __future__ import annotations

import unicodedata

import pytest

from par_rules.letters import clean, fold, join_lines, words


@pytest.mark.parametrize("text", ["HOÀ", "HÒA", "hoà", unicodedata.normalize("NFD", "Hòa")])
def test_old_and_new_places_of_the_tone_are_the_same(text: str) -> None:
    assert fold(text) == "hoa"


def test_the_three_d_letters_are_the_same() -> None:
    assert fold("Đ") == fold("đ") == fold("Ð") == "d"


def plainly(text: str) -> str:
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "d").replace("Ð", "d"))
    return clean("".join(c for c in bare if not unicodedata.combining(c))).casefold()


def test_every_letter_there_is_folds_as_by_the_rule() -> None:
    """More letters than are kept: those before and those after are folded alike."""
    letters = [chr(code) for code in range(0x3400) if not 0xD800 <= code < 0xE000]
    words = [f"{one}{other}\u0323" for one, other in zip(letters, letters[::-1], strict=True)]
    assert [fold(word) for word in words] == [plainly(word) for word in words]
    assert fold("".join(letters)) == plainly("".join(letters))
    assert fold("Uỷ ban Nhân dân Xã\u034f\u0301") == plainly("Uỷ ban Nhân dân Xã\u034f\u0301")


def test_control_and_zero_width_characters_disappear() -> None:
    assert clean("Kế\u200b hoạch\x00\u202e  năm\t2026\n") == "Kế hoạch năm 2026"


def test_words_are_folded_and_parted_at_every_other_sign() -> None:
    assert words("Danh sách, kết quả (2026)") == ("danh", "sach", "ket", "qua", "2026")


def test_a_number_broken_behind_its_point_grows_together() -> None:
    assert join_lines(["Nghị quyết số 66.", "7/2025/NQ-CP"]) == "Nghị quyết số 66.7/2025/NQ-CP"
    assert join_lines(["Báo cáo năm", "2026"]) == "Báo cáo năm 2026"
