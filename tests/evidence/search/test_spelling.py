"""Spelling made one, with every letter at its place."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from par_rules.evidence.search.spelling import bare, plain_text, spelled


@pytest.mark.parametrize(
    ("written", "one"),
    [
        ("HOÀ", "hòa"),
        ("hòa", "hòa"),
        ("khoẻ", "khỏe"),
        ("UỶ BAN", "ủy ban"),
        ("thuý", "thúy"),
        ("KẾ HOẠCH", "kế hoạch"),  # a closed syllable has one place for its mark
        ("hoàn toàn", "hoàn toàn"),
        ("quý, quỳ", "quý, quỳ"),  # qu is one sound
        ("Ðông", "đông"),  # Ð, the letter eth, for Đ
    ],
)
def test_the_mark_of_an_open_syllable_has_one_place(written: str, one: str) -> None:
    assert spelled(written) == one


def test_without_marks_d_is_d_too() -> None:
    assert bare("Đông Anh, ĐƯỢC") == "dong anh, duoc"


def test_text_in_nfd_becomes_the_same_text() -> None:
    nfd = unicodedata.normalize("NFD", "Kế hoạch\u200b số\xa0156\n")
    assert plain_text(nfd) == "Kế hoạch số 156"


@given(st.text())
def test_every_letter_keeps_its_place(text: str) -> None:
    plain = plain_text(text)
    assert len(spelled(plain)) == len(bare(plain)) == len(plain)
