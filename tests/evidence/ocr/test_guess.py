"""Recognised words read as a page: by their places, and only where they are sure."""

from __future__ import annotations

from datetime import date

import pytest

from par_rules.evidence.description import Types
from par_rules.evidence.ocr.guess import Guess, guess_of
from par_rules.evidence.ocr.tesseract import Word, words_of
from tests.evidence.folders import the_set

TYPES = Types.of(the_set().document_types.values())
DPI = 200
LEFT, RIGHT, MIDDLE = 150, 750, 550


def line(number: int, left: int, text: str, sure: float = 96.0) -> list[Word]:
    """Words of one line, set like print; their boxes differ by their marks."""
    found, at, top = [], left, 100 + 60 * number
    for word in text.split():
        dip = 6 if word[0] in "ĐẠỘ" else 0
        width = 16 * len(word)
        found.append(Word(word, at, top - dip, width, 34 + 2 * dip, sure, (left, 1, number)))
        at += width + 18
    return found


def page(number: str = "Số: 06/KL-UBND", sure: float = 96.0) -> list[Word]:
    return [
        *line(0, LEFT, "ỦY BAN NHÂN DÂN"),
        *line(0, RIGHT, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        *line(1, LEFT, "XÃ ĐẠI SƠN"),
        *line(1, RIGHT, "Độc lập - Tự do - Hạnh phúc"),
        *line(3, LEFT, number, sure),
        *line(3, RIGHT, "Đại Sơn, ngày 23 tháng 10 năm 2026"),
        *line(5, MIDDLE, "KẾT LUẬN"),
        *line(6, MIDDLE - 60, "Kiểm tra nội bộ"),
        *line(8, LEFT, "Căn cứ Kế hoạch số 156/KH-UBND ngày 31/12/2025 của xã;"),
    ]


def test_the_head_of_a_page_is_read_by_its_places() -> None:
    guess = guess_of(page(), DPI, TYPES)
    assert (guess.code, guess.issued) == ("06/KL-UBND", date(2026, 10, 23))
    assert (guess.type_key, guess.title) == ("ket_luan", "Kiểm tra nội bộ")
    assert guess.issuer == "ỦY BAN NHÂN DÂN XÃ ĐẠI SƠN"
    assert guess.sure == 96
    assert guess.text.startswith("ỦY BAN NHÂN DÂN CỘNG HÒA")


def test_a_blank_number_is_not_that_of_the_document_it_cites() -> None:
    assert guess_of(page("Số: /KL-UBND"), DPI, TYPES).code is None


def test_a_number_that_is_not_sure_is_not_read() -> None:
    guess = guess_of(page(sure=41.0), DPI, TYPES)
    assert (guess.code, guess.issued) == (None, date(2026, 10, 23))


def test_of_a_page_stamped_secret_nothing_is_kept() -> None:
    guess = guess_of([*page(), *line(2, LEFT, "MẬT")], DPI, TYPES)
    assert guess == Guess(sure=96, secrecy="mat")


def test_an_empty_page_tells_nothing() -> None:
    assert guess_of([], DPI, TYPES) == Guess()


HEAD = "block_num par_num line_num left top width height conf text".replace(" ", "\t") + "\n"


def _word(text: str, sure: float) -> Word:
    return Word(text, 10, 20, 30, 40, sure, (1, 2, 3))


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("1\t2\t3\t10\t20\t30\t40\t91.5\tSố:\n", [_word("Số:", 91.5)]),
        ('1\t2\t3\t10\t20\t30\t40\t91\t"\n', [_word('"', 91.0)]),
        ("1\t2\t3\t10\t20\t30\t40\t-1\t\n", []),
        ("5\tx\n", []),
        ("", []),
    ],
)
def test_the_table_of_tesseract_is_read(row: str, words: list[Word]) -> None:
    assert list(words_of(HEAD + row)) == words
