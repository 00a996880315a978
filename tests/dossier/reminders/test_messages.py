"""The messages for Zalo: each short enough, together the whole list, plain text throughout."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest

from par_rules.dossier import YearResult
from par_rules.dossier.reminders import Reminders, message, reminders
from par_rules.dossier.reminders.message import LIMIT, messages, size
from par_rules.dossier.reminders.model import BRIEF
from par_rules.dossier.reminders.words import heading


def body(part: str) -> str:
    """A message without its heading lines."""
    return part.partition("\n\n")[2].strip("\n")


def lines(parts: tuple[str, ...]) -> list[str]:
    return [line for part in parts for line in body(part).splitlines() if line]


@pytest.mark.parametrize("year", ["sample", "hostile_year"])
def test_no_message_is_longer_than_zalo_takes(year: str, request: pytest.FixtureRequest) -> None:
    made = reminders(request.getfixturevalue(year))
    longest = 0
    for office in made.offices:
        longest = max(longest, *map(size, messages(made, office)))
    assert LIMIT - 400 < longest <= LIMIT == 2000


@pytest.mark.parametrize("key", ["vhxh", "vp", "kt", "pvhcc", "ca"])
def test_the_parts_together_say_what_one_long_message_would(
    lists: Reminders, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut = messages(lists, lists.office(key))
    monkeypatch.setattr(message, "LIMIT", 1_000_000)
    (whole,) = messages(lists, lists.office(key))
    assert lines(cut) == lines((whole,))
    assert size(whole) > 2000 or len(cut) == 1


def test_everything_asked_for_is_said(lists: Reminders) -> None:
    for office in lists.offices:
        said = "\n".join(messages(lists, office))
        for item in office.items:
            assert item.section in BRIEF or f"Tiêu chí {heading(item)}\n" in said
            assert all(ask.text in said for ask in item.asks)
            assert item.due is None or f"{item.due:%d/%m/%Y}" in said


def test_the_parts_are_numbered_and_each_names_the_office(lists: Reminders) -> None:
    parts = messages(lists, lists.office("vp"))
    assert len(parts) > 1
    for number, part in enumerate(parts, 1):
        first, second = part.splitlines()[:2]
        assert first == f"PHIẾU ĐÔN ĐỐC – NỘI BỘ (phần {number}/{len(parts)})"
        assert second == "Gửi: Văn phòng HĐND và UBND xã"
    assert "UBND xã Đại Sơn, tính đến ngày 24/11/2026" in parts[0].splitlines()


def test_an_item_stays_in_one_message_where_it_fits(lists: Reminders) -> None:
    for part in messages(lists, lists.office("vhxh")):
        told = body(part).splitlines()
        assert not told[0].startswith(("- N", "- K", "  ")), told[0]


def test_a_message_is_plain_text(hostile_year: YearResult) -> None:
    made = reminders(hostile_year)
    for office in made.offices:
        for part in messages(made, office):
            assert not {c for c in part if unicodedata.category(c) in ("Cc", "Cf")} - {"\n"}
            assert unicodedata.is_normalized("NFC", part)


def test_the_first_lines_read_as_an_official_would_say_them(lists: Reminders) -> None:
    (told,) = messages(lists, lists.office("dvsnc"))
    assert told.startswith(
        "PHIẾU ĐÔN ĐỐC – NỘI BỘ\n"
        "Gửi: Trung tâm Dịch vụ sự nghiệp công\n"
        "Chấm điểm Chỉ số CCHC năm 2026\n"
        "UBND xã Đại Sơn, tính đến ngày 24/11/2026\n"
        "\n"
        "Không còn thiếu minh chứng, số liệu nào. Cảm ơn cơ quan đã hoàn thành.\n"
    )
    first = messages(lists, lists.office("kt"))[0]
    assert (
        "1) Tiêu chí 6.2.1. Thực hiện cơ chế tự chủ, đổi mới cơ chế tài chính đơn vị sự nghiệp\n"
        "Hạn 14/12/2026 (còn 20 ngày)\n"
        "Mất tối đa 0,5 điểm nếu không có.\n"
        "- Sửa hoặc thay minh chứng “Báo cáo đánh giá kết quả thực hiện cơ chế tự chủ, tự chịu "
        "trách nhiệm”\n"
        "  Hiện có: 15/BC-UBND ngày 15/01/2025 không thuộc năm đánh giá 2026: chỉ tính văn bản ban "
        "hành từ 15/12/2025\n"
        "  Cần làm: nối văn bản của năm 2026; nếu chưa có thì ghi giải trình\n"
    ) in first


def test_an_office_without_anything_gets_a_kind_word(lists: Reminders) -> None:
    empty = replace(lists.office("dvsnc"), items=())
    (told,) = messages(lists, empty)
    assert "Cảm ơn cơ quan đã hoàn thành." in told
    assert "CÒN THIẾU" not in told
