"""What brings points: each lever by hand on the worked table, and exact on the set of 2026."""

import shutil
from dataclasses import replace
from datetime import date
from fractions import Fraction as F
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from par_rules.criteria import CriteriaSet
from par_rules.criteria.loader import load_folder
from par_rules.scoring import Fact, Facts, Proof, score
from par_rules.scoring.levers import Lever, levers
from par_rules.scoring.whatif import what_if
from tests.scoring.test_properties import known_facts, some_facts, the_set

AS_OF = date(2026, 11, 24)
HERE = Path(__file__).parent
# Every lever of a whole set is a re-run.
few = settings(
    max_examples=settings().max_examples // 3,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def told(found: tuple[Lever, ...]) -> list[tuple[str, F, F]]:
    return [(f"{x.title}: {x.move}", x.claimed_gain, x.secured_gain) for x in found]


def test_the_worked_table_has_four_levers(table: CriteriaSet, table_facts: Facts) -> None:
    # 40 late cases stay late, so the rate has none; the report's letters bring the fourth quarter
    assert told(levers(table, table_facts, AS_OF)) == [
        ("Báo cáo tổng kết đã gửi: chưa có ai khai → có", F(1), F(0)),
        ("Kế hoạch đã ban hành: nộp, đạt yêu cầu", F(0), F(1)),
        ("Báo cáo quý: nộp, đạt yêu cầu", F(0), F("0.25")),
        (
            "Ngày ban hành kế hoạch thứ hai: không có → chậm nhất 14/12/2026",
            F("0.25"),
            F(0),
        ),
    ]


def test_a_lever_names_who_pulls_it_and_by_when(table: CriteriaSet, table_facts: Facts) -> None:
    found = {x.title: (x.office, x.due, x.leaves) for x in levers(table, table_facts, AS_OF)}
    assert found["Báo cáo tổng kết đã gửi"] == ("pvhcc", date(2026, 12, 10), ("1.1.4",))
    assert found["Kế hoạch đã ban hành"] == ("vp", date(2026, 12, 14), ("1.1.1",))
    assert found["Ngày ban hành kế hoạch thứ hai"] == ("ca", date(2026, 12, 14), ("1.1.5",))


def test_two_documents_needed_together_are_one_lever(
    table: CriteriaSet, table_facts: Facts
) -> None:
    sent = {**table_facts.inputs, "report_sent": Fact("known", "yes")}
    found = told(levers(table, replace(table_facts, inputs=sent), AS_OF))
    assert (
        "Đủ 2 minh chứng của tiêu chí 1.1.4: Báo cáo tổng kết: nộp, đạt yêu cầu",
        F(0),
        F(1),
    ) in (found)
    assert not any(title.startswith("Dấu gửi") for title, _, _ in found)


def test_a_running_rate_needs_so_many_more_cases_on_time(
    table: CriteriaSet, table_facts: Facts
) -> None:
    # 940 of 1.000: (940 + d) / (1.000 + d) reaches 95 per cent at d = 200
    inputs = {**table_facts.inputs, "on_time": Fact("known", F(940), ceiling=F(1200))}
    found = told(levers(table, replace(table_facts, inputs=inputs), AS_OF))
    assert (
        "Số hồ sơ giải quyết đúng hạn: thêm ít nhất 200 hồ sơ, tất cả đều đạt",
        F("0.5"),
        F("0.5"),
    ) in found


def test_a_rate_that_cannot_be_reached_is_no_lever(table: CriteriaSet, table_facts: Facts) -> None:
    # 939 of 1.000: with at most 200 more cases (1.139 of 1.200) it stays below 95 per cent
    inputs = {**table_facts.inputs, "on_time": Fact("known", F(939), ceiling=F(1200))}
    found = told(levers(table, replace(table_facts, inputs=inputs), AS_OF))
    assert not any("hồ sơ" in title for title, _, _ in found)


def test_after_the_window_only_documents_and_answers_are_left(
    table: CriteriaSet, table_facts: Facts
) -> None:
    found = levers(table, table_facts, date(2026, 12, 20))
    assert [x.title for x in found] == [
        "Báo cáo tổng kết đã gửi",
        "Kế hoạch đã ban hành",
        "Báo cáo quý",
    ]


def test_figures_that_only_count_together_are_one_lever(table: CriteriaSet) -> None:
    found = {x.title: x for x in levers(table, Facts({}), AS_OF)}
    rate = found["Đủ 2 số liệu của tiêu chí 1.1.2: Tỷ lệ đúng hạn"]
    assert (rate.claimed_gain, rate.secured_gain, rate.leaves) == (F(2), F(0), ("1.1.2",))


def test_a_stock_is_raised_to_its_whole_and_the_whole_never_lowered() -> None:
    # 3.1.1: below 95 per cent nothing; all 200 published give 1,25
    criteria = the_set()
    leaf = criteria.leaf("3.1.1")
    facts = Facts(
        {
            "procedures_listed": Fact("known", F(200)),
            "procedures_published": Fact("known", F(100)),
        },
        {(leaf.key, r.key): Proof("passes", 1) for r in leaf.evidence},
    )
    found = [x for x in levers(criteria, facts, AS_OF) if x.leaves == ("3.1.1",)]
    assert [(x.move, x.claimed_gain, x.secured_gain) for x in found] == [
        ("100 thủ tục → 200 thủ tục", F("1.25"), F("1.25"))
    ]


def test_where_points_are_redistributed_a_lever_counts_the_whole_group(
    tmp_path: Path, table_facts: Facts
) -> None:
    # reports may not arise: their point goes to the other four, which have 5 between them. As
    # claimed they earn 1 + 1,5 + 0 + 0 = 2,5 of 5, so 2,5 · 6/5 = 3; the last report makes it 4,2
    copy = tmp_path / "set"
    shutil.copytree(HERE / "worked-table", copy)
    file = copy / "1-bang-tinh.yaml"
    text = file.read_text(encoding="utf-8")
    not_arisen = (
        "each: 0.25, cap: 1}\n        not_arisen: {when: [{input: reports, at_most: 0}], "
        "treat: redistribute, within: criterion, source: {assumption: table}}"
    )
    file.write_text(text.replace("each: 0.25, cap: 1}", not_arisen), encoding="utf-8")
    criteria = load_folder(copy, tmp_path)
    inputs = {**table_facts.inputs, "reports": Fact("known", F(0))}
    facts = replace(table_facts, inputs=inputs)
    assert score(criteria, facts, as_of=AS_OF).self_points.claimed.low == 3
    found = {x.title: x for x in levers(criteria, facts, AS_OF)}
    assert found["Báo cáo tổng kết đã gửi"].claimed_gain == F("1.2")


@few
@given(some_facts())
def test_a_lever_brings_exactly_what_a_full_re_run_brings(facts: Facts) -> None:
    found = levers(the_set(), facts, AS_OF)
    for lever in (*found[:6], *found[-3:]):
        result = what_if(the_set(), facts, lever.changes, AS_OF)
        before, after = result.before.self_points, result.after.self_points
        assert after.claimed.low - before.claimed.low == lever.claimed_gain, lever
        assert after.secured - before.secured == lever.secured_gain, lever
        own = {x.key for x in result.before.leaves if x.scored_by == "self" and x.role is None}
        assert [x.number for x in result.leaves if x.key in own] == list(lever.leaves)


@few
@given(known_facts())
def test_the_largest_gain_comes_first_and_every_lever_gains(facts: Facts) -> None:
    gains = [max(x.claimed_gain, x.secured_gain) for x in levers(the_set(), facts, AS_OF)]
    assert gains == sorted(gains, reverse=True)
    assert all(gain > 0 for gain in gains)
