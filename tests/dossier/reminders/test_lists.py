"""Each gap stands in one office's list, by day and points; what is lost stands apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from par_rules.dossier import YearResult
from par_rules.dossier.reminders import Reminder, Reminders, reminders
from par_rules.dossier.reminders.model import Ask, Item, Section
from par_rules.dossier.reminders.words import by_when, said, summary, why
from par_rules.scoring.gaps import OfficeGaps

Key = tuple[str, str | None, str | None, str]


def asked(offices: Iterable[Reminder]) -> Counter[Key]:
    """What the lists ask for; what another office waits for is counted in that office's list."""
    return Counter(
        (item.leaf, ask.requirement, ask.input, ask.kind)
        for office in offices
        for item in office.items
        if item.section != "supply"
        for ask in item.asks
    )


def missed(offices: Iterable[OfficeGaps]) -> Counter[Key]:
    return Counter((g.leaf, g.requirement, g.input, g.kind) for o in offices for g in o.gaps)


def points(office: Reminder, *sections: Section) -> Fraction:
    return sum((i.points for s in sections for i in office.of(s)), Fraction(0))


def test_every_gap_stands_in_exactly_one_list(sample: YearResult, lists: Reminders) -> None:
    gaps = sample.gaps
    assert asked(lists.offices) == missed([*gaps.offices, *gaps.outside])
    assert max(asked(lists.offices).values()) == 1
    assert asked(lists.survey) == missed(gaps.survey)


@pytest.mark.parametrize("year", ["sample", "without_weeks", "without_news", "result"])
def test_points_of_the_lists_add_up_to_those_of_the_gaps(
    year: str, request: pytest.FixtureRequest
) -> None:
    result: YearResult = request.getfixturevalue(year)
    made = reminders(result)
    assert {o.key for o in result.gaps.offices} <= {o.key for o in made.offices}
    for office in result.gaps.offices:
        told = made.office(office.key)
        assert points(told, "missing", "waiting") == office.unproved + office.open == told.at_stake
        assert points(told, "to_win") == office.winnable
        assert points(told, "gone") == office.lost


def test_an_office_is_asked_only_for_what_it_leads(sample: YearResult, lists: Reminders) -> None:
    leads = {leaf.key: leaf.lead_office for leaf in sample.criteria.leaves()}
    for office in lists.offices:
        assert {leads[item.leaf] for item in office.items} <= {office.key}


def test_a_list_goes_by_day_and_then_by_points(lists: Reminders) -> None:
    for office in lists.offices:
        for section, items in office.sections():
            order = [(item.due or date.max, -item.points) for item in items]
            assert order == sorted(order), (office.key, section)
            for item in items:
                inside = [(ask.due or date.max, -ask.stake) for ask in item.asks]
                assert inside == sorted(inside), item.number
    vhxh = lists.office("vhxh").of("missing")
    assert [item.number for item in vhxh][:2] == ["1.3.1", "5.3.1"]  # 10/12; 14/12, 0,98 points


def test_what_is_lost_is_not_mixed_with_what_can_be_done(lists: Reminders) -> None:
    for office in lists.offices:
        for item in office.items:
            lost = {ask.kind == "lost" for ask in item.asks}
            assert lost == {item.section in ("gone", "outside_gone")}


def test_a_figure_of_another_office_is_waited_for_and_owed(without_weeks: YearResult) -> None:
    made = reminders(without_weeks)
    (waits,) = made.office("bbt").of("waiting")
    (owed,) = made.office("dvsnc").of("supply")
    assert waits.number == owed.number == "7.6.1"
    assert waits.other == "Trung tâm Dịch vụ sự nghiệp công"
    assert owed.other == "Ban Biên tập Cổng Thông tin điện tử xã"
    assert waits.points == made.office("bbt").at_stake > 0
    # 1.4.1 is of dvsnc itself and lacks the same figure: 0,1 points; those of 7.6.1 are not its own
    assert (
        points(made.office("dvsnc"), "missing") == made.office("dvsnc").at_stake == Fraction(1, 10)
    )
    assert not made.office("bbt").of("missing")
    assert owed.asks[0].text.startswith("Cung cấp số liệu: Số tuần trọn")
    assert owed.asks[0].todo == "Điền vào bảng số liệu"
    assert waits.asks[0].todo.startswith("Đề nghị Trung tâm Dịch vụ sự nghiệp công cung cấp; ")


def test_points_of_a_leaf_with_two_debtors_are_told_once(without_news: YearResult) -> None:
    bbt = reminders(without_news).office("bbt")
    (own,), (waits,) = bbt.of("missing"), bbt.of("waiting")
    assert own.number == waits.number == "7.6.1"
    assert (own.points, waits.points) == (bbt.at_stake, Fraction(0))
    assert why(waits) == ""


def test_a_document_already_linked_is_not_offered_as_near(sample: YearResult) -> None:
    answer = next(a for a in sample.manifest.answers if a.requirement == "opinions")
    (leaf,) = (x for x in sample.criteria.leaves() if x.key == answer.leaf)
    wanted = next(r for r in leaf.evidence if r.key == "opinions")
    linked = {link.path for link in answer.links}
    documents = tuple(
        replace(d, title=wanted.title) if d.path in linked else d for d in sample.manifest.documents
    )
    manifest = replace(sample.manifest, documents=documents)
    told = ask_of(reminders(replace(sample, manifest=manifest)), "vp", "opinions")
    assert told.nearest == "1 trên 3 tài liệu đạt yêu cầu"
    copy = replace(next(d for d in documents if d.path in linked), path="Khác/bản khác.pdf")
    manifest = replace(sample.manifest, documents=(*documents, copy))
    told = ask_of(reminders(replace(sample, manifest=manifest)), "vp", "opinions")
    assert "(“Khác/bản khác.pdf”) nhưng" in told.nearest


def ask_of(lists: Reminders, office: str, requirement: str) -> Ask:
    return next(
        ask
        for item in lists.office(office).items
        for ask in item.asks
        if ask.requirement == requirement
    )


def test_the_nearest_document_is_named_with_what_it_lacks(lists: Reminders) -> None:
    draft = ask_of(lists, "kt", "thrift_plan")
    assert draft.text.startswith("Sửa hoặc thay minh chứng “Kế hoạch hoặc chương trình thực hành")
    assert "còn là dự thảo" in draft.nearest
    assert draft.todo.startswith("Lấy bản đã ban hành")
    issued = ask_of(lists, "vp", "format_report")
    assert issued.text.startswith("Nộp Báo cáo kiểm tra thể thức")
    assert issued.nearest.startswith("Sổ văn bản đi có Báo cáo 324/BC-UBND ngày 23/11/2026")
    assert ask_of(lists, "vp", "opinions").nearest == "1 trên 3 tài liệu đạt yêu cầu"
    older = ask_of(lists, "vhxh", "year_report")
    assert "nhưng ban hành ngày 03/07/2026, trước kỳ được tính" in older.nearest
    assert ask_of(lists, "vp", "meeting_schedule").nearest == ""


def test_the_nearest_document_of_another_body_is_said_to_be_so(sample: YearResult) -> None:
    near = ask_of(reminders(sample), "vhxh", "year_report").nearest
    path = near.partition("(“")[2].partition("”)")[0]
    documents = tuple(
        replace(d, issuer="SỞ NỘI VỤ") if d.path == path else d for d in sample.manifest.documents
    )
    assert documents != sample.manifest.documents
    manifest = replace(sample.manifest, documents=documents)
    told = ask_of(reminders(replace(sample, manifest=manifest)), "vhxh", "year_report")
    assert "do Sở Nội vụ ban hành" in told.nearest
    assert "do Sở" not in near


def test_the_day_is_told_once_and_beside_the_text(lists: Reminders) -> None:
    for office in lists.offices:
        for item in office.items:
            for ask in item.asks:
                assert ask.due is None or f"{ask.due:%d/%m/%Y}" not in ask.text + ask.todo


@pytest.mark.parametrize(
    ("due", "told"),
    [
        (date(2026, 12, 10), "10/12/2026 (còn 16 ngày)"),
        (date(2026, 11, 24), "24/11/2026 (hạn là hôm nay)"),
        (date(2026, 11, 20), "20/11/2026 (đã quá hạn 4 ngày)"),
        (None, ""),
    ],
)
def test_days_left_and_days_late_are_said_in_words(due: date | None, told: str) -> None:
    assert by_when(due, date(2026, 11, 24)) == told


def made_item(section: Section, many: str, *stakes: str) -> Item:
    kind = {"to_win": "winnable", "gone": "lost"}.get(section, "open")
    asks = tuple(
        Ask(kind, None, "x", "Khai số liệu: X", "", "", date(2026, 12, 10), Fraction(stake))  # type: ignore[arg-type]
        for stake in stakes or (many,)
    )
    return Item(section, "leaf", "1.1", "Tên", Fraction(many), date(2026, 12, 10), asks)


@pytest.mark.parametrize(
    ("section", "many", "told"),
    [
        ("missing", "1.25", "mất tối đa 1,25 điểm nếu không có"),
        ("missing", "0", "hiện chưa quyết định điểm nào"),
        ("waiting", "0", ""),
        ("to_win", "0.5", "tăng tối đa 0,5 điểm"),
        ("outside", "2", "quyết định tối đa 2 điểm"),
        ("gone", "0.5", "mất 0,5 điểm"),
    ],
)
def test_why_it_matters_is_said_in_points(section: Section, many: str, told: str) -> None:
    assert why(made_item(section, many)) == told


def test_a_part_of_the_points_is_said_beside_its_own_line() -> None:
    item = made_item("missing", "1", "0.5", "2", "1", "0")
    today = date(2026, 11, 24)
    assert [said(ask, item, today) for ask in item.asks] == [
        "Khai số liệu: X [0,5 điểm]",
        "Khai số liệu: X [quyết định 2 điểm, kể cả tiêu chí phụ thuộc]",
        "Khai số liệu: X",
        "Khai số liệu: X",
    ]


def test_an_office_with_nothing_left_is_thanked(lists: Reminders) -> None:
    done = lists.office("dvsnc")
    assert not done.has_work
    assert next(summary(done)) == (
        "Không còn thiếu minh chứng, số liệu nào. Cảm ơn cơ quan đã hoàn thành."
    )


def test_the_summary_counts_what_is_missing(lists: Reminders) -> None:
    assert list(summary(lists.office("kt"))) == [
        "Còn thiếu 2 nội dung của 2 tiêu chí; nếu không bổ sung, mất tối đa 0,75 điểm.",
        "Làm thêm thì tăng được tối đa 0,29 điểm.",
        "Đã mất 0,21 điểm, không lấy lại được.",
    ]


def test_the_summary_says_who_waits_for_whom(without_weeks: YearResult) -> None:
    made = reminders(without_weeks)
    assert list(summary(made.office("bbt")))[:2] == [
        "Không còn thiếu minh chứng, số liệu nào phải nộp.",
        "Đang chờ cơ quan khác cung cấp 1 số liệu; nếu không có, mất tối đa 0,14 điểm.",
    ]
    assert "Cơ quan khác đang chờ 1 số liệu." in list(summary(made.office("dvsnc")))
