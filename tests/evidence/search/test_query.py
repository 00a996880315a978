"""What somebody types, and where it stands in a text."""

from __future__ import annotations

import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from par_rules.evidence.search.query import MAX_WORDS, read_query
from par_rules.evidence.search.spelling import bare, plain_text, spelled

TEXT = "Bồi dưỡng kỹ năng số cho Tổ công nghệ số cộng đồng huyện Đông Anh; hoà giải ở cơ sở"


def places(typed: str, text: str = TEXT) -> list[list[str]]:
    return [[text[a:b] for a, b in term.spans(text)] for term in read_query(typed).terms]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ky nang", [["kỹ"], ["năng"]]),
        ("SỐ", [["số", "số"]]),
        ("so", [["số", "số", "sở"]]),
        ('"cong dong"', [["cộng đồng"]]),
        ('"so cong dong"', [["số cộng đồng"]]),
        ("“kỹ năng so”", [["kỹ năng số"]]),
        ("kỳ", [[]]),
        ("dong", [["đồng", "Đông"]]),
        ("đông", [["Đông"]]),
        ("hòa", [["hoà"]]),
        ("on", [[]]),
    ],
)
def test_words_are_found_with_and_without_marks(typed: str, found: list[list[str]]) -> None:
    assert places(typed) == found


def test_a_number_and_symbol_is_one_phrase() -> None:
    text = "Kế hoạch số 156/KH-UBND; 156 hồ sơ"
    assert places("156/kh-ubnd", text) == [["156/KH-UBND"]]


def test_nothing_to_search_is_no_term() -> None:
    assert read_query('  "" … -/ ').terms == ()


def test_a_pasted_page_is_cut() -> None:
    assert (
        sum(len(term.words) for term in read_query("từ " * 1 + "x1 y2 " * 500).terms) <= MAX_WORDS
    )


@given(st.text(max_size=80))
def test_whatever_is_typed_is_no_fault_of_the_query(typed: str) -> None:
    db = sqlite3.connect(":memory:")
    options = "content='', tokenize='unicode61 remove_diacritics 0'"
    db.execute(f"CREATE VIRTUAL TABLE found USING fts5(text, bare, {options})")
    text = plain_text(typed)
    db.execute(
        "INSERT INTO found (rowid, text, bare) VALUES (1, ?, ?)", (spelled(text), bare(text))
    )
    query = read_query(typed)
    if query.terms:
        db.execute("SELECT rowid FROM found WHERE found MATCH ?", (query.expression,)).fetchall()
    db.close()
