"""Who lacks what, and for how many points: the worked table by hand, the set of 2026 by law."""

from dataclasses import replace
from datetime import date
from fractions import Fraction as F
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from par_rules.criteria import CriteriaSet, load_criteria
from par_rules.evidence.manifest import Answer, Finding, Manifest
from par_rules.scoring import Fact, Facts, Proof, score
from par_rules.scoring.gaps import Gap, Gaps, by_deadline, find_gaps
from par_rules.scoring.stakes import missing_documents
from tests.scoring.test_properties import DAYS, some_facts

AS_OF = date(2026, 11, 24)
# Facts of a whole set are much to draw.
few = settings(
    max_examples=settings().max_examples // 2,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@cache
def criteria_2026() -> CriteriaSet:
    return load_criteria(Path(__file__).parents[2] / "criteria", "hai-phong-xa", 2026)


def gaps_of(
    criteria: CriteriaSet, facts: Facts, as_of: date = AS_OF, manifest: Manifest | None = None
) -> Gaps:
    card = score(criteria, facts, as_of=as_of)
    return find_gaps(criteria, facts, card, as_of=as_of, manifest=manifest)


def one(gaps: Gaps, number: str, kind: str) -> Gap:
    found = [
        gap
        for office in gaps.offices
        for gap in office.gaps
        if (gap.number, gap.kind) == (number, kind)
    ]
    assert len(found) == 1, found
    return found[0]


def test_each_office_gets_the_parts_of_its_leaves(table: CriteriaSet, table_facts: Facts) -> None:
    # unproved 1 + 0,25, open 1, winnable 0,25, lost 0,5 + 0,75; inside offices come first
    parts = [
        (o.key, o.unproved, o.open, o.winnable, o.lost) for o in gaps_of(table, table_facts).offices
    ]
    assert parts == [
        ("vp", F("1.25"), F(1), F(0), F(0)),
        ("pvhcc", F(0), F(0), F(0), F("0.5")),
        ("ca", F(0), F(0), F("0.25"), F("0.75")),
    ]


def test_a_missing_document_is_named_with_its_stake_and_what_it_must_carry(
    table: CriteriaSet, table_facts: Facts
) -> None:
    gap = one(gaps_of(table, table_facts), "1.1.1", "unproved")
    assert (gap.requirement, gap.stake, gap.due) == ("file", F(1), date(2026, 12, 14))
    assert gap.what == "Chưa có minh chứng: Kế hoạch đã ban hành"
    assert gap.todo == "Nộp Kế hoạch đã ban hành, có số, ngày, đóng dấu hoặc ký số; hạn 14/12/2026"
    assert gap.codes == ("MISSING",)


def test_three_reports_of_four_leave_the_fourth_at_stake(
    table: CriteriaSet, table_facts: Facts
) -> None:
    gap = one(gaps_of(table, table_facts), "1.1.3", "unproved")
    assert (gap.stake, gap.due) == (F("0.25"), date(2026, 10, 20))
    assert gap.what == "Mới có 3 trên 4 tài liệu đạt yêu cầu: Báo cáo quý"
    assert gap.todo.endswith("đã quá hạn 20/10/2026")


def test_a_figure_nobody_has_given_decides_its_whole_leaf(
    table: CriteriaSet, table_facts: Facts
) -> None:
    gap = one(gaps_of(table, table_facts), "1.1.4", "open")
    assert (gap.input, gap.stake, gap.due) == ("report_sent", F(1), date(2026, 12, 10))
    assert gap.what == "Chưa ai khai: Báo cáo tổng kết đã gửi"
    assert gap.todo == (
        "Đề nghị Trung tâm Phục vụ hành chính công cung cấp; điền vào bảng số liệu; hạn 10/12/2026"
    )


def test_what_was_declared_absent_may_still_earn_the_last_tier(
    table: CriteriaSet, table_facts: Facts
) -> None:
    gaps = gaps_of(table, table_facts)
    won, lost = one(gaps, "1.1.5", "winnable"), one(gaps, "1.1.5", "lost")
    assert (won.stake, won.due) == (F("0.25"), date(2026, 12, 14))
    assert won.what == "Hiện chưa có: Ngày ban hành kế hoạch thứ hai"
    assert lost.stake == F("0.75")
    assert lost.what == "Ngày ban hành kế hoạch thứ hai: không có, hết hạn từ 31/01/2026"


def test_nobody_is_asked_for_a_document_that_was_declared_not_to_exist(
    table: CriteriaSet, table_facts: Facts
) -> None:
    gaps = gaps_of(table, table_facts)
    assert [gap.kind for gap in gaps.office("ca").gaps] == ["lost", "winnable"]


def test_late_cases_are_counted_as_the_reason_of_a_loss(
    table: CriteriaSet, table_facts: Facts
) -> None:
    gap = one(gaps_of(table, table_facts), "1.1.2", "lost")
    assert gap.stake == F("0.5")
    assert gap.what == (
        "40 hồ sơ không đạt, tỷ lệ 96% (960 trên 1.000): Số hồ sơ giải quyết đúng hạn"
    )


def test_a_late_day_says_by_how_much(table: CriteriaSet, table_facts: Facts) -> None:
    late = {**table_facts.inputs, "plan_issued": Fact("known", date(2026, 2, 10))}
    gap = one(gaps_of(table, replace(table_facts, inputs=late)), "1.1.1", "lost")
    assert gap.what == "Ngày ban hành kế hoạch: 10/02/2026, chậm 10 ngày so với hạn 31/01/2026"


def test_once_a_count_is_over_the_loss_says_what_would_have_been_enough(
    table: CriteriaSet, table_facts: Facts
) -> None:
    two = {**table_facts.inputs, "reports": Fact("known", F(2))}
    gap = one(gaps_of(table, replace(table_facts, inputs=two)), "1.1.3", "lost")
    assert gap.stake == F("0.5")
    assert gap.what == (
        "Số báo cáo đã gửi: 2 báo cáo (đủ điểm khi là 4 báo cáo), hết hạn từ 20/10/2026"
    )


def test_a_day_still_to_come_is_asked_for_by_the_end_of_its_tier(table: CriteriaSet) -> None:
    # the tiers end on 31/01 and 28/02; after that every day gives the same, until the cut-off
    days = [date(2026, 1, 15), date(2026, 2, 10), date(2026, 3, 1)]
    due = [one(gaps_of(table, Facts({}), day), "1.1.1", "open").due for day in days]
    assert due == [date(2026, 1, 31), date(2026, 2, 28), date(2026, 12, 14)]


def test_of_two_documents_both_needed_each_holds_the_whole_point(
    table: CriteriaSet, table_facts: Facts
) -> None:
    sent = {**table_facts.inputs, "report_sent": Fact("known", "yes")}
    found = [
        (gap.requirement, gap.stake)
        for gap in gaps_of(table, replace(table_facts, inputs=sent)).office("vp").gaps
        if gap.number == "1.1.4"
    ]
    assert found == [("report", F(1)), ("receipt", F(1))]


def test_what_is_not_yet_due_is_open_and_never_missing(
    table: CriteriaSet, table_facts: Facts
) -> None:
    facts = replace(
        table_facts,
        inputs={**table_facts.inputs, "report_sent": Fact("known", "yes")},
        proofs={
            **table_facts.proofs,
            ("sent", "report"): Proof("passes", 1),
            ("sent", "receipt"): Proof("not_due"),
        },
    )
    gaps = gaps_of(table, facts)
    gap = one(gaps, "1.1.4", "not_due")
    assert (gap.stake, gap.due) == (F(1), date(2026, 12, 20))
    assert (gaps.office("vp").unproved, gaps.office("vp").open) == (F("1.25"), F(1))


def test_the_finding_of_a_check_says_what_is_wrong(table: CriteriaSet, table_facts: Facts) -> None:
    proof = Proof("fails", 0, ("DRAFT",))
    manifest = Manifest(
        "dai-son",
        2026,
        AS_OF,
        answers=(
            Answer("plan", "1.1.1", "file", "Kế hoạch đã ban hành", proof, (), date(2026, 11, 30)),
        ),
        findings=(
            Finding("DRAFT", "blocks", "plan", "file", "kh.docx", "vp", "Còn là dự thảo", "Ký lại"),
            Finding("NAME", "informs", "plan", "file", "kh.docx", "vp", "Tên tệp dài", "Đổi tên"),
        ),
    )
    facts = replace(table_facts, proofs={**table_facts.proofs, ("plan", "file"): proof})
    gap = one(gaps_of(table, facts, manifest=manifest), "1.1.1", "unproved")
    assert (gap.what, gap.todo) == ("Còn là dự thảo", "Ký lại; hạn 30/11/2026")
    assert (gap.due, gap.codes) == (date(2026, 11, 30), ("DRAFT",))


def test_a_day_that_has_passed_stays_the_same_day() -> None:
    # 1.3.1 is due on 10/12, three working days late still earns half; 1.2.1's last report is due
    # on 20/12; 1.1.1 in a new unit has tiers to 31/01 and 28/02, and is overdue after that
    criteria = criteria_2026()
    sent = {
        f"report_{name}_sent": Fact("known", day)
        for name, day in (
            ("first_quarter", date(2026, 3, 18)),
            ("half_year", date(2026, 6, 17)),
            ("third_quarter", date(2026, 9, 18)),
        )
    }

    def due(number: str, *days: date) -> list[date | None]:
        return [one(gaps_of(criteria, Facts(sent), day), number, "open").due for day in days]

    assert due("1.3.1", date(2026, 12, 10), date(2026, 12, 11), date(2026, 12, 16)) == [
        date(2026, 12, 10), date(2026, 12, 15), date(2026, 12, 10),
    ]  # fmt: skip
    assert due("1.2.1", date(2026, 12, 20), date(2026, 12, 21)) == [date(2026, 12, 20)] * 2
    assert due("1.1.1", date(2026, 1, 31), date(2026, 2, 1), date(2026, 11, 24)) == [
        date(2026, 1, 31), date(2026, 2, 28), date(2026, 1, 31),
    ]  # fmt: skip


def found_at(what: str, path: str | None) -> Finding:
    return Finding(what, "blocks", "plan", "file", path, "vp", "Không dùng được", "Sửa lại")


def test_a_listed_document_does_not_wait_for_its_day(
    table: CriteriaSet, table_facts: Facts
) -> None:
    # due 14/12: a file that is listed and gone, or of another year, is told before that day;
    # where nothing was listed the day decides
    for finding, codes, as_of, lack in (
        (found_at("MISSING", "mat.pdf"), ("MISSING",), AS_OF, "unusable"),
        (found_at("WRONG_YEAR", "cu.pdf"), ("WRONG_YEAR",), AS_OF, "unusable"),
        (found_at("DRAFT", "kh.docx"), ("DRAFT",), date(2026, 12, 15), "unusable"),
        (found_at("MISSING", None), ("MISSING",), date(2026, 12, 15), "overdue"),
    ):
        proofs = {**table_facts.proofs, ("plan", "file"): Proof("fails", 0, codes)}
        facts = replace(table_facts, proofs=proofs)
        manifest = Manifest("dai-son", 2026, as_of, findings=(finding,))
        with_it = one(gaps_of(table, facts, as_of, manifest), "1.1.1", "unproved")
        alone = one(gaps_of(table, facts, as_of), "1.1.1", "unproved")
        assert (with_it.lack, alone.lack) == (lack, lack)


def test_a_draft_before_its_day_is_not_due(table: CriteriaSet, table_facts: Facts) -> None:
    proofs = {**table_facts.proofs, ("plan", "file"): Proof("not_due", 0, ("DRAFT",))}
    manifest = Manifest("dai-son", 2026, AS_OF, findings=(found_at("DRAFT", "kh.docx"),))
    facts = replace(table_facts, proofs=proofs)
    gap = one(gaps_of(table, facts, manifest=manifest), "1.1.1", "not_due")
    assert (gap.lack, gap.heading) == (None, "Chưa đến hạn")


def test_more_declared_than_documents_is_short_until_the_day(
    table: CriteriaSet, table_facts: Facts
) -> None:
    proofs = {**table_facts.proofs, ("reports", "letters"): Proof("passes", 3)}
    facts = replace(table_facts, proofs=proofs)
    days = [date(2026, 10, 20), date(2026, 10, 21)]
    found = [one(gaps_of(table, facts, day), "1.1.3", "unproved").lack for day in days]
    assert found == ["short", "overdue"]


def test_the_nearest_day_comes_first(table: CriteriaSet, table_facts: Facts) -> None:
    gaps = gaps_of(table, table_facts).office("vp").gaps
    assert [gap.number for gap in by_deadline(gaps)] == [
        "1.1.3",  # 20/10
        "1.1.4",  # 10/12, the figure
        "1.1.1",  # 14/12, 1 point
        "1.1.4",  # 14/12, its report, which decides nothing while the figure is unknown
        "1.1.4",  # 20/12
    ]
    assert [gap.stake for gap in gaps] == [F(1), F(1), F("0.25"), F(0), F(0)]


def test_a_missing_plan_drags_the_leaves_whose_gates_read_it() -> None:
    # 1.1.1 gives 1; 1.1.2 gives 0,5 + 0,25 + 0,25 only if there is a plan; 1.1.3 is unknown
    criteria = criteria_2026()
    yes = Fact("known", "yes")
    facts = Facts(
        {
            "yearly_plan_issued": Fact("known", date(2025, 12, 31)),
            "yearly_plan_assigns_offices": yes,
            "yearly_plan_states_products": yes,
            "yearly_plan_sent": yes,
        },
        {
            ("yearly_plan_quality", r.key): Proof("passes", 1)
            for r in criteria.leaf("1.1.2").evidence
        },
    )
    gap = one(gaps_of(criteria, facts), "1.1.1", "unproved")
    assert gap.stake == 2
    assert gap.what.endswith("của UBND xã (kéo theo tiêu chí 1.1.2, 1.1.3)")


def test_an_any_group_is_one_entry() -> None:
    criteria = criteria_2026()
    leaf = next(x for x in criteria.leaves() if any(r.need == "any" for r in x.evidence))
    groups = {r.group for r in leaf.evidence if r.need == "any"}
    gaps = gaps_of(criteria, Facts({}))
    found = [g for g in gaps.office(leaf.lead_office).gaps if g.leaf == leaf.key and g.requirement]
    assert len(found) == len(groups) + sum(r.need == "all" for r in leaf.evidence)
    assert sum(g.todo.startswith("Nộp một trong các tài liệu: ") for g in found) == len(groups)


def test_survey_and_bonus_stand_apart() -> None:
    gaps = gaps_of(criteria_2026(), Facts({}))
    assert [office.key for office in gaps.survey] == ["dtxh"]
    assert {gap.number for office in gaps.outside for gap in office.gaps} == {"Đ.1", "Đ.2"}
    assert sum(office.open for office in gaps.offices) == 70


@few
@given(some_facts(), DAYS)
def test_the_offices_parts_are_those_of_the_scorecard(facts: Facts, day: date) -> None:
    card = score(criteria_2026(), facts, as_of=day)
    gaps = find_gaps(criteria_2026(), facts, card, as_of=day)
    for office in gaps.offices:
        own = [x.points for x in card.leaves if x.scored_by == "self" and x.role is None
               and x.lead_office == office.key]  # fmt: skip
        for part in ("unproved", "open", "winnable", "lost"):
            assert getattr(office, part) == sum(getattr(points, part) for points in own)
    for part in ("unproved", "open", "winnable", "lost"):
        total = sum(getattr(office, part) for office in gaps.offices)
        assert total == getattr(card.self_points, part)


@few
@given(some_facts(), DAYS)
def test_no_part_of_a_leaf_goes_without_a_gap_that_explains_it(facts: Facts, day: date) -> None:
    criteria = criteria_2026()
    card = score(criteria, facts, as_of=day)
    gaps = find_gaps(criteria, facts, card, as_of=day)
    listed = [gap for office in gaps.offices for gap in office.gaps]
    assert all(gap.stake >= 0 and gap.what and gap.todo for gap in listed)
    for leaf in card.leaves:
        if leaf.role is not None or leaf.scored_by != "self":
            continue
        near = criteria.leaf(leaf.key).leans_on() | {leaf.key}
        staked = {gap.kind for gap in listed if gap.leaf in near and gap.stake > 0}
        asked = {gap.kind for gap in listed if gap.leaf in near}
        points = leaf.points
        assert points.lost == sum(g.stake for g in listed if (g.leaf, g.kind) == (leaf.key, "lost"))
        assert not points.unproved or {"unproved", "not_due"} & asked, leaf.number
        assert points.claimed.is_point or "open" in staked, leaf.number
        assert not points.winnable or "winnable" in staked, leaf.number


@few
@given(some_facts())
def test_the_stake_of_a_leafs_only_missing_document_is_all_that_is_not_secured(
    facts: Facts,
) -> None:
    criteria = criteria_2026()
    card = score(criteria, facts, as_of=AS_OF)
    points = {leaf.key: leaf.points for leaf in card.leaves}
    leaned_on = {key for leaf in criteria.leaves() for key in leaf.leans_on()}
    for office in find_gaps(criteria, facts, card, as_of=AS_OF).offices:
        for gap in office.gaps:
            leaf = criteria.leaf(gap.leaf)
            alone = len(list(missing_documents(leaf, facts))) == 1 and gap.requirement
            if alone and not leaf.leans_on() and gap.leaf not in leaned_on:
                assert gap.stake == points[gap.leaf].claimed.low - points[gap.leaf].secured


def test_the_list_as_data_is_whole(table: CriteriaSet, table_facts: Facts) -> None:
    gaps = gaps_of(table, table_facts)
    data = gaps.to_json()
    assert (data["schema"], data["as_of"], data["provisional"]) == (
        "par-gaps/1", "2026-11-24", False,
    )  # fmt: skip
    assert [len(office["gaps"]) for office in data["offices"]] == [5, 1, 2]
    assert len(gaps.rows()) == 8
    assert gaps.rows()[0]["office_title"] == "Văn phòng HĐND và UBND xã"
