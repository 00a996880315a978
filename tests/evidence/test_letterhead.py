"""The letterhead: number and date where they belong, never those of a cited document."""

from __future__ import annotations

from datetime import date

import pytest

from par_rules.evidence.letterhead import Letterhead, read_letterhead

LEFT = ["ỦY BAN NHÂN DÂN", "XÃ ĐẠI SƠN", "Số: 156/KH-UBND"]
RIGHT = [
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "Đại Sơn, ngày 20 tháng 01 năm 2026",
]


def test_a_letterhead_gives_number_date_and_issuer() -> None:
    assert read_letterhead(LEFT, RIGHT) == Letterhead(
        code="156/KH-UBND", issued=date(2026, 1, 20), issuer="ỦY BAN NHÂN DÂN XÃ ĐẠI SƠN"
    )


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Số: 05/QĐ-UBND", "05/QĐ-UBND"),
        ("Số: 66.19/2026/NQ-CP", "66.19/2026/NQ-CP"),
        ("Số 12 /TTr-UBND", "12/TTr-UBND"),
        ("Số: 19/UBND-VHXH", "19/UBND-VHXH"),
        ("Số: 14/BC-MTTQ-BTT", "14/BC-MTTQ-BTT"),
        ("Số 15-CV/ĐU", "15-CV/ĐU"),
        ("Theo Kế hoạch số 156/KH-UBND", None),
        ("Số: 156/KH-UBND ngày 31/12/2025", None),
        ("Số lượng: 12 bản", None),
    ],
)
def test_only_a_number_alone_on_its_line_is_one(line: str, code: str | None) -> None:
    assert read_letterhead(["UBND XÃ ĐẠI SƠN", line], RIGHT).code == code


def test_two_numbers_are_none() -> None:
    assert read_letterhead([*LEFT, "Số: 12/BC-UBND"], RIGHT).code is None


@pytest.mark.parametrize(
    "number", ["Số:      /KH-UBND", "Số: ……/KH-UBND", "Số: /BC-TTDVSNC", "Số:"]
)
def test_a_blank_number_is_a_blank_form(number: str) -> None:
    found = read_letterhead(["UBND XÃ ĐẠI SƠN", number], RIGHT)
    assert (found.code, found.form) == (None, "blank")


@pytest.mark.parametrize(
    "day",
    [
        "Đại Sơn, ngày      tháng 4 năm 2026",
        "Đại Sơn, ngày … tháng … năm 2026",
        "Đại Sơn, ngày tháng năm 2026",
    ],
)
def test_a_blank_day_is_a_blank_form(day: str) -> None:
    found = read_letterhead(LEFT, [*RIGHT[:2], day])
    assert (found.issued, found.form) == (None, "blank")


def test_a_day_that_the_calendar_does_not_have_is_not_read() -> None:
    right = [*RIGHT[:2], "Đại Sơn, ngày 31 tháng 02 năm 2026"]
    assert read_letterhead(LEFT, right).issued is None


def test_a_date_inside_a_sentence_is_not_read() -> None:
    right = [*RIGHT[:2], "hoàn thành trước ngày 20 tháng 6 năm 2026 theo quy định"]
    assert read_letterhead(LEFT, right).issued is None


def test_a_paper_that_calls_itself_a_draft_is_one() -> None:
    assert read_letterhead([*LEFT, "DỰ THẢO"], RIGHT).form == "draft"
    assert read_letterhead([*LEFT, "(Dự thảo lần 2)"], RIGHT).form == "draft"


def test_the_subject_of_a_letter_runs_to_the_end_of_its_column() -> None:
    left = [*LEFT, "V/v gửi Kế hoạch cải cách hành chính", "nhà nước năm 2026"]
    about = read_letterhead(left, RIGHT).about
    assert about == "gửi Kế hoạch cải cách hành chính nhà nước năm 2026"


def test_letters_written_apart_are_the_same_letters() -> None:
    # "Số" and "Đại Sơn" as some keyboards store them: letter and mark apart (NFD).
    import unicodedata

    left = [unicodedata.normalize("NFD", line) for line in LEFT]
    right = [unicodedata.normalize("NFD", line) for line in RIGHT]
    assert read_letterhead(left, right) == read_letterhead(LEFT, RIGHT)
