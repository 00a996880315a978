"""What an official may write as a change, and what comes of it."""

from datetime import date
from fractions import Fraction as F

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from par_rules.criteria import CriteriaSet
from par_rules.scoring import Fact, Facts, Proof
from par_rules.scoring.changes import ProofChange, parse_fact
from par_rules.scoring.gap_text import fact_text
from par_rules.scoring.whatif import (
    ChangeError,
    Changes,
    parse_changes,
    suppositions,
    what_if,
)
from par_rules.values import Interval
from tests.scoring.test_properties import DAYS, some_facts, the_set

AS_OF = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("name", "text", "fact"),
    [
        ("settled", "1.234", Fact("known", F(1234))),
        ("settled", "1234", Fact("known", F(1234))),
        ("settled", "12.345 hồ sơ", Fact("known", F(12345))),
        ("plan_issued", "20/01/2026", Fact("known", date(2026, 1, 20))),
        ("plan_issued", "2/1/2026", Fact("known", date(2026, 1, 2))),
        ("plan_issued", "2026-01-20", Fact("known", date(2026, 1, 20))),
        ("plan_issued", "không có", Fact("absent")),
        ("plan_issued", "Không  có", Fact("absent")),
        ("plan_issued", "chưa khai", Fact("unknown")),
        ("report_sent", "có", Fact("known", "yes")),
        ("report_sent", "không", Fact("known", "no")),
        ("report_sent", "kho\u0302ng co\u0301", Fact("known", "no")),
    ],
)
def test_a_value_is_read_as_it_is_written_here(
    table: CriteriaSet, name: str, text: str, fact: Fact
) -> None:
    assert parse_changes(table, [f"{name}={text}"]).inputs == {name: fact}


def test_decimals_and_not_arisen_are_read_where_the_input_admits_them() -> None:
    inputs = the_set().inputs
    percent = next(spec for spec in inputs.values() if spec.type == "percent")
    assert parse_fact(percent, "97,5%") == Fact("known", F("97.5"))
    may_not = next(spec for spec in inputs.values() if "not_arisen" in spec.may_be)
    assert parse_fact(may_not, "không phát sinh") == Fact("not_arisen")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            "plan_isued=20/01/2026",
            "plan_isued=20/01/2026: không có số liệu “plan_isued”. Ý bạn là “Ngày ban hành kế "
            "hoạch” (plan_issued) hoặc “Ngày ban hành kế hoạch thứ hai” (second_plan_issued)?",
        ),
        (
            "1.1.2=5",
            "1.1.2=5: “1.1.2” là tiêu chí; ghi số liệu của tiêu chí này: “Số hồ sơ giải quyết "
            "đúng hạn” (on_time); “Số hồ sơ đã giải quyết” (settled)",
        ),
        ("abc=5", "abc=5: không có số liệu “abc”. Xem tên ở bảng số liệu"),
        (
            "số hồ sơ=5",
            "số hồ sơ=5: 2 số liệu có trong tên “số hồ sơ”, ghi tên dài hơn hoặc mã: "
            "“Số hồ sơ đã giải quyết” (settled); “Số hồ sơ giải quyết đúng hạn” (on_time)",
        ),
        (
            "1.1.2: Ngày=5",
            "1.1.2: Ngày=5: tiêu chí 1.1.2 không có số liệu nào có trong tên “Ngày”: "
            "“Số hồ sơ giải quyết đúng hạn” (on_time); “Số hồ sơ đã giải quyết” (settled)",
        ),
        (
            "settled=1.5",
            "settled=1.5: không hiểu số “1.5” (phần lẻ viết sau dấu phẩy): "
            "ghi một số nguyên, ví dụ 1.234",
        ),
        ("settled=1,5", "settled=1,5: “1,5” không phải số nguyên: ghi một số nguyên, ví dụ 1.234"),
        (
            "settled=70.000",
            "settled=70.000: “70.000” nằm ngoài khoảng cho phép: từ 1 đến 60.000",
        ),
        (
            "plan_issued=31/02/2026",
            "plan_issued=31/02/2026: không có ngày “31/02/2026” trong lịch: "
            "ghi một ngày, ví dụ 20/01/2026; hoặc “không có”",
        ),
        (
            "settled=không có",
            "settled=không có: số liệu này không được ghi “không có”: "
            "ghi một số nguyên, ví dụ 1.234",
        ),
        (
            "settled",
            'settled: thiếu dấu “=”: viết số_liệu=giá_trị, ví dụ "3.2.2: Số báo cáo=4"',
        ),
        (
            "report_sent=rồi",
            "report_sent=rồi: không hiểu giá trị “rồi”: ghi có hoặc không",
        ),
    ],
)
def test_a_change_that_cannot_be_read_says_what_to_write(
    table: CriteriaSet, change: str, message: str
) -> None:
    with pytest.raises(ChangeError) as caught:
        parse_changes(table, [change])
    assert caught.value.lines == [message]


def test_all_faults_are_told_at_once(table: CriteriaSet) -> None:
    with pytest.raises(ChangeError) as caught:
        parse_changes(table, ["settled=x", "report_sent=x"], ["1.1.1/plan=đạt", "1.9/file=đạt"])
    assert len(caught.value.lines) == 4
    assert caught.value.lines[2] == (
        "1.1.1/plan=đạt: tiêu chí 1.1.1 không có yêu cầu minh chứng “plan”; "
        "các yêu cầu: “Kế hoạch đã ban hành” (file)"
    )


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Số hồ sơ đã giải quyết", "settled"),
        ("so ho so da", "settled"),
        ("1.1.2: SO HO SO GIAI", "on_time"),
        ("rate:số hồ sơ đã", "settled"),
        ("Số báo cáo", "reports"),
        ("1.1.2: dung han", "on_time"),
    ],
)
def test_a_figure_may_be_named_by_the_start_of_its_title(
    table: CriteriaSet, name: str, key: str
) -> None:
    assert [*parse_changes(table, [f"{name}=4"]).inputs] == [key]


def test_a_title_that_begins_another_title_is_that_one(table: CriteriaSet) -> None:
    changes = parse_changes(table, ["ngày ban hành kế hoạch=20/01/2026"])
    assert [*changes.inputs] == ["plan_issued"]


def test_a_leaf_without_a_requirement_is_told_which_it_has(table: CriteriaSet) -> None:
    with pytest.raises(ChangeError) as caught:
        parse_changes(table, [], ["1.1.4=đạt", "1.1.4/dấu nộp=đạt", "1.1=đạt"])
    both = "“Báo cáo tổng kết” (report); “Dấu gửi” (receipt)"
    assert caught.value.lines == [
        f"1.1.4=đạt: tiêu chí 1.1.4 có 2 yêu cầu minh chứng, ghi rõ một: {both}; "
        "ví dụ 1.1.4/report=đạt",
        "1.1.4/dấu nộp=đạt: tiêu chí 1.1.4 không có yêu cầu minh chứng “dấu nộp”; "
        f"các yêu cầu: {both}",
        "1.1=đạt: 1.1 là tiêu chí có các tiêu chí thành phần 1.1.1, 1.1.2, 1.1.3, 1.1.4, 1.1.5",
    ]


def test_the_supposition_is_said_with_what_stands_now(
    table: CriteriaSet, table_facts: Facts
) -> None:
    changes = parse_changes(table, ["on_time=970", "report_sent=có"], ["1.1.1=đạt", "1.1.3=4"])
    assert list(suppositions(table, table_facts, changes)) == [
        "Nếu “Số hồ sơ giải quyết đúng hạn” là 970 hồ sơ (nay là 960 hồ sơ)",
        "Nếu “Báo cáo tổng kết đã gửi” là có (nay là chưa có ai khai)",
        "Nếu minh chứng “Kế hoạch đã ban hành” (1.1.1) đạt (nay không đạt)",
        "Nếu minh chứng “Báo cáo quý” (1.1.3) có 4 tài liệu đạt (nay có 3 tài liệu đạt)",
    ]


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("1.1.1/file=đạt", ProofChange("passes")),
        ("plan/file=passes", ProofChange("passes")),
        ("1.1.1=đạt", ProofChange("passes")),
        ("1.1.1/ke hoach da=đạt", ProofChange("passes")),
        ("1.1.1/Kế hoạch đã ban hành=đạt", ProofChange("passes")),
        ("plan/file=Không đạt", ProofChange("fails")),
        ("plan/file=chưa đến hạn", ProofChange("not_due")),
        ("plan/file=3", ProofChange("passes", 3)),
    ],
)
def test_a_document_may_be_taken_as_there(
    table: CriteriaSet, text: str, change: ProofChange
) -> None:
    assert parse_changes(table, [], [text]).proofs == {("plan", "file"): change}


def test_a_plan_handed_in_secures_its_point(table: CriteriaSet, table_facts: Facts) -> None:
    changes = parse_changes(table, [], ["1.1.1/file=đạt"])
    result = what_if(table, table_facts, changes, AS_OF)
    assert (result.before.self_points.secured, result.after.self_points.secured) == (
        F("2.25"),
        F("3.25"),
    )
    assert [leaf.number for leaf in result.leaves] == ["1.1.1"]
    assert result.rows()[0]["secured_after"] == "1"


def test_the_last_report_sent_settles_what_is_claimed(
    table: CriteriaSet, table_facts: Facts
) -> None:
    changes = parse_changes(table, ["report_sent=có"])
    result = what_if(table, table_facts, changes, AS_OF)
    assert result.before.self_points.claimed == Interval(F("3.5"), F("4.5"))
    assert result.after.self_points.claimed == Interval.point(F("4.5"))


def test_all_documents_that_are_counted_pass_together(
    table: CriteriaSet, table_facts: Facts
) -> None:
    changed = parse_changes(table, [], ["1.1.3/letters=đạt"]).applied(table, table_facts)
    assert changed.proof("reports", "letters").passing == 4


def test_figures_that_contradict_each_other_are_refused(
    table: CriteriaSet, table_facts: Facts
) -> None:
    with pytest.raises(ChangeError, match=r"tiêu chí 1\.1\.2: số liệu mâu thuẫn"):
        what_if(table, table_facts, parse_changes(table, ["on_time=1.001"]), AS_OF)


def test_where_a_figure_came_from_and_its_ceiling_stay(
    table: CriteriaSet, table_facts: Facts
) -> None:
    changed = parse_changes(table, ["on_time=970"]).applied(table, table_facts)
    assert changed.of("on_time") == Fact("known", F(970), ceiling=F(1200))


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(some_facts(), st.data(), DAYS)
def test_a_change_to_the_present_value_changes_nothing(
    facts: Facts, data: st.DataObject, day: date
) -> None:
    names = data.draw(st.sets(st.sampled_from(sorted(the_set().inputs)), max_size=5))
    said = [f"{n}={fact_text(the_set().inputs[n], facts.of(n))}" for n in sorted(names)]
    where = data.draw(st.sets(st.sampled_from(sorted(facts.proofs) or [("", "")]), max_size=3))
    proofs = [f"{leaf}/{key}={facts.proof(leaf, key).answer}" for leaf, key in where if leaf]
    result = what_if(the_set(), facts, parse_changes(the_set(), said, proofs), day)
    assert result.leaves == ()
    assert result.after == result.before


def test_no_change_at_all_is_the_same_year(table: CriteriaSet, table_facts: Facts) -> None:
    assert Changes().applied(table, table_facts) == table_facts
    assert ProofChange("fails").of(Proof("passes", 2), None) == Proof("fails", codes=("MISSING",))
