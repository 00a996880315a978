"""Text from strangers is printed as it reads, and nothing in it hides, turns or overflows."""

from __future__ import annotations

import unicodedata

import pytest

from par_rules.dossier.plain_text import _USUAL, _kept, printable, shortened


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("Báo cáo số 12/BC-UBND", "Báo cáo số 12/BC-UBND"),
        ("a\x00b\x1b[31mc\x7fd\x9f", "ab[31mcd"),
        ("gpj\u202egnp.exe", "gpjgnp.exe"),
        ("a\u2066b\u2069c\u200ed\u061ce", "abcde"),
        ("a\u200bb\u200dc\u2060d\ufeffe\u00adf", "abcdef"),
        ("a\U000e0041\U000e007fb", "ab"),
        ("a\u3164b\uffa0c\u115fd\ufe0fe\u034ff", "abcdef"),
        ("a\ud800b\uffffc", "abc"),
        ("dòng một\ndòng hai\r\nba\tbốn\u2028năm\u0085sáu", "dòng một dòng hai ba bốn năm sáu"),
        ("<script>&amp;</script>", "<script>&amp;</script>"),
        ("=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"),
        ("", ""),
    ],
)
def test_what_cannot_be_seen_is_left_out(given: str, wanted: str) -> None:
    assert printable(given) == wanted


def test_one_form_for_each_letter_also_after_something_was_taken_out() -> None:
    whole = "Hòa Bình, ủy ban"
    assert printable(unicodedata.normalize("NFD", whole)) == whole
    assert printable("e\u200b\u0302\u0301") == "ế"


def test_line_breaks_are_kept_where_they_are_wanted() -> None:
    assert printable("một\r\nhai\rba\x0bbốn\u2029năm\x00", lines=True) == "một\nhai\nba\nbốn\nnăm"


def test_marks_heaped_on_a_letter_do_not_run_over_the_lines_above() -> None:
    assert len(printable("a" + "\u0336" * 500)) == 5


def test_a_long_text_ends_at_a_word() -> None:
    assert printable("Báo cáo kết quả công tác", 12) == "Báo cáo kết…"
    assert printable("Báo cáo kết quả", 15) == "Báo cáo kết quả"
    assert printable("Báo cáo kết quả", 14) == "Báo cáo kết…"


def test_a_word_without_an_end_is_cut_within() -> None:
    text = printable("x" * 10_000, 80)
    assert text == "x" * 79 + "…"
    assert shortened("ab", 1) == "…"


def test_a_letter_keeps_its_mark_when_a_text_is_cut() -> None:
    text = printable("x" * 6 + "q\u0323\u0307" + "y" * 20, 8)
    assert text == "x" * 6 + "…"
    assert text.isprintable()


def test_no_usual_letter_is_changed_by_the_longer_way() -> None:
    for number in range(0x110000):
        letter = chr(number)
        if _USUAL.fullmatch(letter):
            assert _kept(letter, " ") == letter, hex(number)
            assert unicodedata.normalize("NFC", f"a{letter}a") == f"a{letter}a", hex(number)
