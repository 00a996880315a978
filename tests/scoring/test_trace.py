"""What a trace says of real criteria: points, words, figures, sources, what did not apply."""

import re
from datetime import date
from fractions import Fraction
from functools import cache

import pytest
from hypothesis import given

from par_rules.criteria.model import CriteriaSet
from par_rules.criteria.readings import Reading, load_readings
from par_rules.scoring import Fact, Facts, GivenPoints, Proof
from par_rules.scoring.trace import InputUsed, PassedOver, Trace, explain_leaf, explain_leaves
from par_rules.scoring.trace import explain_set as explain_the_set
from par_rules.scoring.trace_text import text
from tests.scoring.test_properties import CRITERIA, DAYS, many_inputs, some_facts, the_set
from tests.shapes.test_shapes import FILES, build, read

TODAY = date(2026, 11, 24)
AFTER = date(2027, 2, 5)


@cache
def readings() -> dict[str, Reading]:
    return load_readings(CRITERIA, the_set().head.plans)


def known(value: Fraction | date | str | int, **said: object) -> Fact:
    return Fact("known", Fraction(value) if isinstance(value, int) else value, **said)  # type: ignore[arg-type]


def told(key: str, **inputs: Fact) -> Trace:
    return explain_leaf(the_set(), Facts(inputs), TODAY, key, readings())


CASES = {"settled_or_overdue": known(18712), "settled_on_time": known(17300)}


@pytest.mark.parametrize(
    ("key", "inputs", "note"),
    [
        (
            "3.2.1",
            CASES,
            "Số hồ sơ TTHC đã giải quyết trước hạn và đúng hạn trong kỳ: 17.300/18.712 hồ sơ = "
            "92,45%, thuộc mức từ 90% đến dưới 95%: 1,5 điểm.",
        ),
        (
            "1.1.1",
            {"yearly_plan_issued": known(date(2026, 2, 3))},
            "Ngày ban hành Kế hoạch cải cách hành chính năm 2026 của UBND xã: 03/02/2026, thuộc "
            "mức sau ngày 31/01/2026 đến hết ngày 28/02/2026: 0,5 điểm.",
        ),
        (
            "1.1.1",
            {"yearly_plan_issued": Fact("absent")},
            "Ngày ban hành Kế hoạch cải cách hành chính năm 2026 của UBND xã: không có, "
            "được 0 điểm.",
        ),
        (
            "3.6.2",
            {"received": known(20000), "received_online": known(15111)},
            "Số hồ sơ TTHC tiếp nhận và giải quyết trực tuyến trong kỳ: 15.111/20.000 hồ sơ = "
            "75,56%; theo tỷ lệ 2 × 75,555 / 80 = 1,8889 điểm, làm tròn 1,89 điểm.",
        ),
        (
            "3.5.2",
            {"business_cut_proposal_sent": known("yes")},
            "Đã gửi thành phố văn bản đề xuất cắt giảm, đơn giản hóa thủ tục liên quan đến sản "
            "xuất, kinh doanh theo Nghị quyết số 66/NQ-CP: có, được 0,5 điểm.",
        ),
        (
            "3.2.2",
            {"monthly_reports_on_time": known(5)},
            "Số báo cáo tháng về giải quyết TTHC đã gửi đúng hạn (hạn ngày 20 hằng tháng, từ "
            "20/12/2025 đến 20/11/2026): 5 báo cáo; đủ 12 báo cáo được 0,5 điểm, mỗi báo cáo thiếu "
            "trừ 0,1 điểm, thấp nhất: 0 điểm.",
        ),
        (
            "1.3.1",
            {"self_assessment_sent": known(date(2026, 12, 16))},
            "Ngày gửi báo cáo tự chấm điểm và hồ sơ minh chứng Chỉ số cải cách hành chính năm 2026 "
            "cho Sở Nội vụ: 16/12/2026, chậm 4 ngày làm việc so với hạn 10/12/2026, "
            "được 0,25 điểm.",
        ),
        (
            "2.5.2",
            {"law_feedback_received": known(0)},
            "Số phản ánh của người dân về vướng mắc trong thi hành pháp luật đã tiếp nhận trong "
            "kỳ: 0 phản ánh; không phát sinh, được điểm tối đa: 0,5 điểm.",
        ),
        (
            "2.5.1",
            {"opinions_requested": Fact("not_arisen")},
            "Số văn bản đề nghị xã tham gia ý kiến về đất đai, tài nguyên, quy hoạch, bồi thường, "
            "giải phóng mặt bằng đến hạn trong kỳ: không phát sinh, không tính vào điểm phát sinh.",
        ),
        (
            "8.1.1",
            {"sipas": known(Fraction("91.87"))},
            "Chỉ số hài lòng về sự phục vụ của UBND xã (SIPAS) năm 2026 do thành phố công bố: "
            "91,87%; 91,87 / 100 × 12 = 11,0244 điểm, làm tròn 11,02 điểm.",
        ),
        (
            "5.6.1",
            {
                "civil_servants_disciplined": known(3),
                "discipline_report_midyear": known(date(2026, 6, 10)),
                "discipline_report_year": Fact("absent"),
            },
            "Bắt đầu từ 1,25 điểm; công chức bị kỷ luật trừ 1,5; báo cáo 6 tháng 0; báo cáo năm "
            "trừ 0,25; tổng cộng 0 điểm (không thấp hơn 0 điểm).",
        ),
        (
            "1.1.3",
            {"yearly_plan_issued": Fact("absent")},
            "Tiêu chí 1.1.1 được 0 điểm; nếu tiêu chí 1.1.1 không có điểm: 0 điểm.",
        ),
        (
            "3.2.1",
            {"settled_or_overdue": known(100)},
            "Chưa có số liệu: “Số hồ sơ TTHC đã giải quyết trước hạn và đúng hạn trong kỳ”; "
            "điểm tự chấm từ 0 đến 2,5.",
        ),
        (
            "1.1.3",
            {"plan_tasks_due": known(10), "plan_tasks_on_time": known(10)},
            "Chưa xác định, còn phụ thuộc tiêu chí 1.1.1; điểm tự chấm từ 0 đến 2,5.",
        ),
    ],
    ids=lambda part: part if isinstance(part, str) and len(part) < 6 else "",
)
def test_the_calculation_note_says_in_a_sentence_how_the_points_came_about(
    key: str, inputs: dict[str, Fact], note: str
) -> None:
    assert told(key, **inputs).note == note


def test_a_banded_leaf_shows_its_figures_its_band_and_why_the_others_do_not_apply() -> None:
    said = {"said_by": "Phòng Kinh tế", "said_on": date(2026, 11, 14), "origin": "so-lieu.xlsx"}
    trace = told("3.2.1", **{**CASES, "settled_on_time": known(17300, **said)})
    [rule] = trace.children
    assert (trace.key, trace.number, trace.points.low) == (
        "settled_on_time_share",
        "3.2.1",
        Fraction(3, 2),
    )
    assert rule.value == "17.300/18.712 hồ sơ = 92,45%"
    assert rule.inputs[0] == InputUsed(
        "settled_on_time",
        "Số hồ sơ TTHC đã giải quyết trước hạn và đúng hạn trong kỳ",
        "17.300 hồ sơ",
        "Phòng Kinh tế",
        date(2026, 11, 14),
        "so-lieu.xlsx",
    )
    assert [child.sentence for child in rule.children] == ["Từ 90% đến dưới 95%: 1,5 điểm"]
    assert rule.passed_over == (
        PassedOver("Từ 95% trở lên: 2,5 điểm", "92,45% thấp hơn 95%"),
        PassedOver("Từ 85% đến dưới 90%: 1 điểm", "92,45% không dưới 90%"),
        PassedOver("Từ 80% đến dưới 85%: 0,5 điểm", "92,45% không dưới 85%"),
        PassedOver("Dưới 80%: 0 điểm", "92,45% không dưới 80%"),
    )


def test_days_that_did_not_apply_are_told_as_days() -> None:
    [rule] = told("1.1.1", yearly_plan_issued=known(date(2026, 2, 3))).children
    assert rule.passed_over == (
        PassedOver("Đến hết ngày 31/01/2026: 1 điểm", "03/02/2026 sau ngày 31/01/2026"),
        PassedOver("Sau ngày 28/02/2026: 0,25 điểm", "03/02/2026 không sau ngày 28/02/2026"),
        PassedOver("Không thực hiện: 0 điểm", "số liệu là: 03/02/2026"),
    )


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        (Fact("unknown"), "chưa có số liệu"),
        (Fact("absent"), "không có"),
        (Fact("not_arisen"), "không phát sinh"),
        (known(0), "0 vấn đề"),
    ],
)
def test_each_state_of_a_figure_has_its_words(fact: Fact, words: str) -> None:
    plan = known(date(2026, 1, 20))
    trace = told("1.6.2", inspection_findings=fact, yearly_plan_issued=plan)
    shown = {u.text for line in trace.walk() for u in line.inputs if u.key == "inspection_findings"}
    assert shown == {words}


def test_sources_name_document_part_and_row_and_assumptions_their_reason() -> None:
    sources = told("3.2.1").sources
    assert sources[0] == (
        "Dự thảo Kế hoạch cải cách hành chính nhà nước trọng tâm giai đoạn 2026 – 2030 của xã "
        "Đại Sơn, Phụ lục II, mục III.2"
    )
    assert sources[3] == (
        "Giả định: Số liệu, tỷ lệ tính từ ngày 15/12/2025 đến hết ngày 14/12/2026; lý do: theo kỳ "
        "số liệu của báo cáo cải cách hành chính năm Bộ Nội vụ hướng dẫn; thành phố chưa quy định "
        "kỳ chấm điểm cấp xã."
    )


def test_the_place_is_the_line_of_the_leaf_in_its_file() -> None:
    for leaf, trace in zip(
        the_set().leaves(), explain_leaves(the_set(), Facts({}), TODAY).values(), strict=True
    ):
        assert trace.place is not None
        file, line, _ = trace.place.split(":")
        written = (CRITERIA.parent / file).read_text(encoding="utf-8").splitlines()
        assert f"key: {leaf.key}" in written[int(line) - 1]


def test_every_reading_of_a_leaf_is_shown_with_the_one_used_and_why() -> None:
    for leaf in the_set().leaves():
        shown = explain_leaf(the_set(), Facts({}), TODAY, leaf.key, readings()).readings
        assert tuple(reading.key for reading in shown) == leaf.readings
    written = " ".join(text(told("1.1.1")).split())
    assert "Chỗ chưa rõ M05 (mâu thuẫn): Hạn tháng 1 trong kế hoạch soạn tháng 4." in written
    assert "Cách hiểu a (được dùng): Hạn của năm 2026 vẫn là ngày 31/01/2026" in written
    assert "Cách hiểu b: Hạn của năm 2026 là 15 ngày làm việc" in written
    assert "Lý do: Tháng 1 là mốc duy nhất ghi trong Phụ lục II" in written


def remarks(trace: Trace) -> dict[str, str]:
    return {remark.about: remark.text for remark in trace.remarks}


def test_a_missing_document_is_named_where_less_is_secured() -> None:
    facts = Facts({"yearly_plan_issued": known(date(2026, 1, 20))})
    trace = explain_leaf(the_set(), facts, AFTER, "1.1.1")
    assert remarks(trace) == {
        "secured": "Đủ minh chứng 0 điểm, thấp hơn điểm tự chấm (1 điểm): chưa có “Kế hoạch cải "
        "cách hành chính năm 2026 của UBND xã”."
    }


def test_a_document_not_yet_due_or_not_sound_is_told_apart_from_a_missing_one() -> None:
    facts = Facts(
        {"yearly_plan_issued": known(date(2026, 1, 20))},
        {("yearly_plan_date", "plan"): Proof("not_due")},
    )
    trace = explain_leaf(the_set(), facts, TODAY, "1.1.1")
    assert "chưa đến hạn “Kế hoạch cải cách" in remarks(trace)["secured"]
    assert "(hạn 31/01/2026)" in remarks(trace)["secured"]
    facts = Facts(facts.inputs, {("yearly_plan_date", "plan"): Proof("fails", codes=("DRAFT",))})
    trace = explain_leaf(the_set(), facts, TODAY, "1.1.1")
    assert "minh chứng chưa đạt yêu cầu “Kế hoạch cải cách" in remarks(trace)["secured"]


def test_counted_documents_are_told_by_how_many_pass() -> None:
    facts = Facts(
        {"initiatives_recognised": known(2)},
        {("initiatives_bonus", "recognition"): Proof("fails", passing=1)},
    )
    trace = explain_leaf(the_set(), facts, AFTER, "initiatives_bonus")
    assert remarks(trace)["secured"] == (
        "Đủ minh chứng 1 điểm, thấp hơn điểm tự chấm (2 điểm): mới có 1/2 tài liệu đạt yêu cầu: "
        "“Quyết định công nhận sáng kiến, mô hình mới về cải cách hành chính của cấp có thẩm "
        "quyền”."
    )


def test_what_still_runs_is_named_where_more_is_attainable() -> None:
    assert remarks(told("3.5.2", business_cut_proposal_sent=known("no")))["attainable"] == (
        "Còn có thể đạt 0,5 điểm, cao hơn điểm tự chấm (0 điểm): còn thay đổi được “Đã gửi thành "
        "phố văn bản đề xuất cắt giảm, đơn giản hóa thủ tục liên quan đến sản xuất, kinh doanh "
        "theo Nghị quyết số 66/NQ-CP” (đến hết ngày 14/12/2026)."
    )


def test_a_gate_names_the_criterion_that_may_still_open_it() -> None:
    trace = told("1.1.2", yearly_plan_issued=Fact("absent"), yearly_plan_sent=known("yes"))
    assert remarks(trace)["attainable"].endswith(": còn thay đổi được điểm của tiêu chí 1.1.1.")


@many_inputs
@given(facts=some_facts(), as_of=DAYS)
def test_every_remark_gives_a_reason(facts: Facts, as_of: date) -> None:
    for trace in explain_leaves(the_set(), facts, as_of).values():
        for remark in trace.remarks:
            assert re.search(r": .*\w.*\.$|^Chưa rõ", remark.text), (trace.number, remark.text)


def test_points_given_by_an_appraiser_stand_with_name_and_note() -> None:
    facts = Facts(
        {}, given={"yearly_plan_date": GivenPoints(Fraction(1, 2), "Tổ thẩm định", "trễ")}
    )
    trace = explain_leaf(the_set(), facts, TODAY, "1.1.1")
    assert trace.note == "Tổ thẩm định cho 0,5 điểm: trễ."
    assert trace.points.low == Fraction(1, 2)


def shape(number: str) -> CriteriaSet:
    return build(read(next(path for path in FILES if path.stem.startswith(number))))


def test_rounding_is_a_line_of_its_own() -> None:
    criteria = shape("05")
    source = {"assumption": "shape"}
    rounded = {"at": "leaf", "to": "0.1", "mode": "half_up", "source": source}
    head = type(criteria.head).model_validate(
        {**criteria.head.model_dump(by_alias=True), "rounding": [rounded]}
    )
    criteria = criteria.model_copy(update={"head": head})
    facts = Facts({"part": known(175), "whole": known(200)})
    trace = explain_leaf(criteria, facts, TODAY, "scored")
    assert [(line.kind, line.low) for line in trace.children] == [
        ("linear", Fraction("2.625")),
        ("rounding", Fraction("-0.025")),
    ]
    assert trace.children[1].sentence == "đến 0,1, từ nửa đơn vị trở lên thì tăng"
    assert trace.note.endswith("= 2,625 điểm, làm tròn 2,6 điểm.")


def test_what_did_not_arise_is_shared_out_in_a_line_of_its_own() -> None:
    criteria = shape("29")
    facts = Facts({"whole": Fact("not_arisen"), "other": known("fair")})
    [field] = explain_the_set(criteria, facts, TODAY).children[0].children
    [group] = field.children
    assert [(line.kind, line.low) for line in group.children] == [
        ("leaf", Fraction(0)),
        ("leaf", Fraction(4)),
        ("redistribute", Fraction(1)),
    ]


def test_the_index_of_what_arose_is_a_rescaled_total() -> None:
    criteria = shape("28")
    facts = Facts({"whole": Fact("not_arisen"), "other": known("fair")})
    whole = explain_the_set(criteria, facts, TODAY)
    total, rescaled = whole.children
    assert [total.low, rescaled.low, whole.low] == [4, 46, 50]
    assert rescaled.sentence == "4 / 8 × 100"
    assert whole.note == "Chỉ số cải cách hành chính, cả bộ tiêu chí: 50%."


def test_bonus_and_penalty_stand_beside_the_index_within_their_caps() -> None:
    facts = Facts({"rate": known(80), "initiatives": known(2), "faults": known(3)})
    aside = {line.kind: line for line in explain_the_set(shape("31"), facts, TODAY).aside}
    assert (aside["bonus"].low, aside["penalty"].low) == (Fraction(3, 2), Fraction(-1))
    assert aside["bonus"].children[-1].sentence == "không quá 1,5 điểm"
    assert aside["bonus"].sentence == "không tính vào Chỉ số"


def test_an_unknown_leaf_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        explain_leaf(the_set(), Facts({}), TODAY, "9.9.9")


def test_place_is_left_out_where_none_is_known() -> None:
    assert explain_leaf(shape("01"), Facts({}), TODAY, "scored").place is None
