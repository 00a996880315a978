"""Each rule kind, value form and condition in words, as an official reads them."""

from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from pydantic import TypeAdapter

from par_rules.rules import NotArisen, Rule
from par_rules.rules.conditions import Condition, Ends
from par_rules.rules.measure import Measure
from par_rules.rules.naming import Naming, Words
from par_rules.rules.words import lowered, number_text, points_words, share_text

PERCENT = Measure("percent", bottom=Fraction(0), top=Fraction(100))
COUNT = Measure(unit="hồ sơ", bottom=Fraction(0))
DATE = Measure("date")
DAYS = Measure("days", "ngày làm việc")
CHANGE = Measure("change", "điểm phần trăm")
WORDS = Words(
    {
        "done": Naming("Đã gửi báo cáo", Measure()),
        "sent": Naming("Ngày gửi báo cáo", DATE),
        "due": Naming("Ngày hẹn trả kết quả", DATE),
        "on_time": Naming("Số hồ sơ đúng hạn", COUNT),
        "late": Naming("Trong đó: số hồ sơ chậm", COUNT),
        "settled": Naming("Tổng số hồ sơ", COUNT),
        "share": Naming("Tỷ lệ trực tuyến", PERCENT),
        "before": Naming("Tỷ lệ trực tuyến năm trước", PERCENT),
        "best": Naming("Kết quả của đơn vị cao nhất", PERCENT),
        "level": Naming("Mức chất lượng báo cáo", Measure()),
        "few": Naming("Số báo cáo chậm", Measure(unit="báo cáo", bottom=Fraction(0))),
    },
    {"plan": "tiêu chí 1.1.1"},
    {("plan", "I.4"): Fraction(80)},
)
RATIO = {"form": "ratio", "part": "on_time", "whole": "settled"}
SHARE = {"form": "input", "of": "share"}


def sentence(rule: dict[str, Any], maximum: str = "2") -> str:
    read: Rule = TypeAdapter(Rule).validate_python(rule)
    return read.sentence(WORDS, Fraction(maximum))


@pytest.mark.parametrize(
    ("ends", "measure", "words"),
    [
        ({"at_least": "95", "below": "100"}, PERCENT, "từ 95% đến dưới 100%"),
        ({"at_least": "100"}, PERCENT, "đạt 100%"),
        ({"at_least": "95"}, PERCENT, "từ 95% trở lên"),
        ({"below": "97.5"}, PERCENT, "dưới 97,5%"),
        ({"above": "0", "below": "30"}, PERCENT, "trên 0% đến dưới 30%"),
        ({"at_most": "0"}, PERCENT, "bằng 0%"),
        ({"at_most": "100"}, Measure("percent"), "từ 100% trở xuống"),
        ({"at_least": "1", "at_most": "3"}, COUNT, "từ 1 đến 3 hồ sơ"),
        ({"at_least": "1", "at_most": "1"}, COUNT, "bằng 1 hồ sơ"),
        ({"at_least": "20000"}, COUNT, "từ 20.000 hồ sơ trở lên"),
        ({"at_most": date(2026, 1, 31)}, DATE, "đến hết ngày 31/01/2026"),
        ({"below": date(2026, 1, 1)}, DATE, "trước ngày 01/01/2026"),
        ({"at_least": date(2026, 1, 1)}, DATE, "từ ngày 01/01/2026 trở đi"),
        (
            {"above": date(2026, 1, 31), "at_most": date(2026, 2, 28)},
            DATE,
            "sau ngày 31/01/2026 đến hết ngày 28/02/2026",
        ),
        ({"above": date(2026, 2, 28)}, DATE, "sau ngày 28/02/2026"),
        ({"at_most": "0"}, DAYS, "đúng hạn hoặc trước hạn"),
        ({"at_least": "1", "at_most": "3"}, DAYS, "chậm từ 1 đến 3 ngày làm việc"),
        ({"at_least": "4"}, DAYS, "chậm từ 4 ngày làm việc trở lên"),
        ({"above": "0", "at_most": "5"}, DAYS, "chậm không quá 5 ngày làm việc"),
        ({"at_most": "-5"}, DAYS, "sớm từ 5 ngày làm việc trở lên"),
        ({"above": "0"}, DAYS, "sau hạn"),
        ({"above": "0"}, CHANGE, "cao hơn năm trước"),
        ({"at_least": "0", "at_most": "0"}, CHANGE, "bằng năm trước"),
        ({"below": "0"}, CHANGE, "thấp hơn năm trước"),
        ({"at_least": "2"}, CHANGE, "tăng từ 2 điểm phần trăm trở lên"),
    ],
)
def test_a_range_reads_as_regulations_write_it(
    ends: dict[str, Any], measure: Measure, words: str
) -> None:
    assert Ends.model_validate(ends).range_words(WORDS, measure) == words


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ({"leaf": "plan", "at_most": "0"}, "tiêu chí 1.1.1 không có điểm"),
        ({"leaf": "plan", "above": "0"}, "tiêu chí 1.1.1 có điểm"),
        ({"leaf": "plan", "at_least": "0.5"}, "điểm của tiêu chí 1.1.1 từ 0,5 điểm trở lên"),
        ({"input": "late", "at_least": "1"}, "“Số hồ sơ chậm” từ 1 hồ sơ trở lên"),
        ({"input": "done", "is": "no"}, "“Đã gửi báo cáo” là “không”"),
        ({"input": "sent", "is": "present"}, "“Ngày gửi báo cáo” là “có”"),
        ({"input": "sent", "is": "absent"}, "“Ngày gửi báo cáo” được xác nhận là không có"),
        (
            {"input": "done", "is": "not_arisen"},
            "“Đã gửi báo cáo” được xác nhận là không phát sinh",
        ),
    ],
)
def test_a_condition_reads_as_a_clause(condition: dict[str, str], words: str) -> None:
    assert Condition.model_validate(condition).words(WORDS) == words


@pytest.mark.parametrize(
    ("treatment", "words"),
    [
        ({"treat": "full"}, "được điểm tối đa"),
        ({"treat": "exclude"}, "không tính vào điểm phát sinh"),
        (
            {"treat": "redistribute", "within": "field"},
            "điểm chia lại cho các nội dung có phát sinh trong cùng lĩnh vực",
        ),
        ({"treat": "redistribute", "to": "Báo cáo"}, "điểm chuyển sang phần “Báo cáo”"),
    ],
)
def test_what_does_not_arise_reads_with_its_treatment(
    treatment: dict[str, str], words: str
) -> None:
    read = NotArisen.model_validate({"when": [{"input": "settled", "at_most": "0"}], **treatment})
    assert read.words(WORDS) == f"Không phát sinh: khi “Tổng số hồ sơ” bằng 0 hồ sơ thì {words}"


BANDS = [
    {"at_least": "100", "points": "2"},
    {"at_least": "95", "below": "100", "points": "1.5"},
    {"below": "95", "points": "0"},
]


def test_bands_read_from_what_is_judged_to_what_each_gives() -> None:
    assert sentence({"kind": "banded", "value": RATIO, "bands": BANDS}) == (
        "“Số hồ sơ đúng hạn” chia “Tổng số hồ sơ”. "
        "Đạt 100%: 2 điểm; từ 95% đến dưới 100%: 1,5 điểm; dưới 95%: 0 điểm."
    )


def test_bands_of_days_name_the_deadline_and_what_is_never_done() -> None:
    rule = {
        "kind": "banded",
        "value": {"form": "days_from", "date": "sent", "day": date(2026, 12, 10)},
        "bands": [{"at_most": "0", "points": "0"}, {"above": "0", "points": "-0.25"}],
        "absent": {"points": "-0.5"},
    }
    assert sentence(rule) == (
        "Ngày gửi báo cáo so với hạn 10/12/2026. Đúng hạn hoặc trước hạn: 0 điểm; "
        "sau hạn: trừ 0,25 điểm; không thực hiện: trừ 0,5 điểm."
    )


def test_a_day_that_is_a_figure_is_named() -> None:
    rule = {
        "kind": "banded",
        "value": {"form": "days_from", "date": "sent", "day": "due"},
        "bands": [{"at_most": "0", "points": "2"}, {"above": "0", "points": "0"}],
    }
    assert sentence(rule).startswith("Ngày gửi báo cáo so với ngày hẹn trả kết quả. ")


def test_a_change_reads_against_last_year() -> None:
    rule = {
        "kind": "banded",
        "value": {
            "form": "change_from_last_year",
            "this_year": SHARE,
            "last_year": {"form": "input", "of": "before"},
        },
        "bands": [
            {"above": "0", "points": "2"},
            {"at_least": "0", "at_most": "0", "points": "1"},
            {"below": "0", "points": "0"},
        ],
        "absent": {"points": "1"},
    }
    assert sentence(rule) == (
        "Tỷ lệ trực tuyến, so với tỷ lệ trực tuyến năm trước. Cao hơn năm trước: 2 điểm; "
        "bằng năm trước: 1 điểm; thấp hơn năm trước: 0 điểm; "
        "không có số liệu để so sánh: 1 điểm."
    )


def test_a_proportion_with_a_cliff() -> None:
    rule = {
        "kind": "linear",
        "value": RATIO,
        "anchors": [{"at": "90", "of_max": "90"}, {"at": "100", "of_max": "100"}],
        "below": {"points": "0"},
    }
    assert sentence(rule) == (
        "“Số hồ sơ đúng hạn” chia “Tổng số hồ sơ”. "
        "Từ 90% đến 100%: tính theo tỷ lệ, từ 1,8 đến 2 điểm; dưới 90%: 0 điểm."
    )


def test_a_proportion_up_to_the_target_of_the_year() -> None:
    rule = {
        "kind": "linear",
        "value": SHARE,
        "anchors": [
            {"at": "0", "points": "0"},
            {"at": {"form": "target_of_year", "plan": "plan", "row": "I.4"}, "of_max": "100"},
        ],
    }
    assert sentence(rule) == (
        "Tỷ lệ trực tuyến. Từ 0% đến 80% (chỉ tiêu I.4 của Kế hoạch): tính theo tỷ lệ, "
        "từ 0 đến 2 điểm; từ 80% trở lên: 2 điểm."
    )


def test_a_proportion_up_to_the_best_unit() -> None:
    rule = {
        "kind": "linear",
        "value": SHARE,
        "anchors": [
            {"at": "60", "of_max": "50"},
            {"at": {"form": "input", "of": "best"}, "of_max": "100"},
        ],
        "below": {"points": "0"},
    }
    assert sentence(rule) == (
        "Tỷ lệ trực tuyến. Từ 60% đến mức “Kết quả của đơn vị cao nhất”: tính theo tỷ lệ, "
        "từ 1 đến 2 điểm; từ mức “Kết quả của đơn vị cao nhất” trở lên: 2 điểm; dưới 60%: 0 điểm."
    )


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (
            {"form": "complement", "of": {"form": "ratio", "part": "late", "whole": "settled"}},
            "100% trừ tỷ lệ “Số hồ sơ chậm” chia “Tổng số hồ sơ”",
        ),
        (
            {"form": "ratio_of_ratios", "result": RATIO, "target": SHARE},
            "Kết quả (“Số hồ sơ đúng hạn” chia “Tổng số hồ sơ”) so với mức giao (tỷ lệ trực tuyến)",
        ),
        (
            {
                "form": "weighted_answers",
                "answers": {"A": "on_time", "B": "late"},
                "weights": {"A": "100", "B": "62.5"},
            },
            "Bình quân các phương án trả lời, A tính 100%, B tính 62,5%",
        ),
    ],
)
def test_a_value_form_names_what_it_is_made_of(value: dict[str, Any], words: str) -> None:
    anchors = [{"at": "0", "points": "0"}, {"at": "100", "of_max": "100"}]
    read = sentence({"kind": "linear", "value": value, "anchors": anchors})
    assert read.startswith(f"{words}. Từ 0% đến 100%: tính theo tỷ lệ, từ 0 đến 2 điểm")


def test_grades_read_as_answers() -> None:
    grades = [{"is": "good", "of_max": "100"}, {"is": "fair", "of_max": "50"}]
    assert sentence({"kind": "graded", "input": "level", "grades": grades}) == (
        "Mức chất lượng báo cáo. Tốt: 2 điểm; khá: 1 điểm."
    )
    yes_no = [{"is": "yes", "of_max": "100"}, {"is": "no", "points": "0"}]
    rule = {"kind": "graded", "input": "done", "grades": yes_no, "absent": {"points": "0"}}
    assert sentence(rule) == "Đã gửi báo cáo. Có: 2 điểm; không: 0 điểm; không có: 0 điểm."


def test_points_a_unit_read_with_start_and_limits() -> None:
    rule = {
        "kind": "per_unit",
        "value": {"form": "input", "of": "few"},
        "start": "2",
        "each": "-0.25",
        "floor": "-0.5",
        "cap": "2",
    }
    assert sentence(rule) == (
        "Số báo cáo chậm. Bắt đầu từ 2 điểm; mỗi báo cáo trừ 0,25 điểm; "
        "thấp nhất âm 0,5 điểm; cao nhất 2 điểm."
    )


def test_points_lost_one_by_one_from_a_full_count_start_at_the_full_count() -> None:
    rule = {
        "kind": "per_unit",
        "value": {"form": "input", "of": "few"},
        "start": "-0.7",
        "each": "0.1",
        "floor": "0",
        "cap": "0.5",
    }
    assert sentence(rule) == (
        "Số báo cáo chậm. Đủ 12 báo cáo được 0,5 điểm; mỗi báo cáo thiếu trừ 0,1 điểm; "
        "thấp nhất 0 điểm; cao nhất 0,5 điểm."
    )


SENT = {
    "kind": "graded",
    "input": "done",
    "grades": [{"is": "yes", "points": "2"}, {"is": "no", "points": "0"}],
}


def test_a_gate_reads_first_what_shuts_it() -> None:
    rule = {
        "kind": "gate",
        "none_of": [{"input": "late", "at_least": "1"}, {"leaf": "plan", "at_most": "0"}],
        "then": SENT,
        "otherwise": {"points": "0"},
    }
    assert sentence(rule) == (
        "Nếu “Số hồ sơ chậm” từ 1 hồ sơ trở lên hoặc tiêu chí 1.1.1 không có điểm: 0 điểm. "
        "Trường hợp khác: đã gửi báo cáo. Có: 2 điểm; không: 0 điểm."
    )


def test_a_gate_of_needed_conditions() -> None:
    rule = {
        "kind": "gate",
        "all_of": [{"leaf": "plan", "above": "0"}],
        "then": SENT,
        "otherwise": {"points": "0"},
    }
    assert sentence(rule) == (
        "Chỉ tính khi tiêu chí 1.1.1 có điểm; nếu không: 0 điểm. "
        "Cách tính: đã gửi báo cáo. Có: 2 điểm; không: 0 điểm."
    )


def test_table_rows_read_one_after_the_other() -> None:
    rule = {
        "kind": "table",
        "rows": [
            {
                "when": [{"input": "done", "is": "yes"}, {"input": "late", "at_most": "0"}],
                "points": "2",
            },
            {
                "when": [{"input": "done", "is": "yes"}, {"input": "late", "above": "0"}],
                "of_max": "50",
            },
            {"when": [{"input": "done", "is": "no"}], "points": "0"},
        ],
    }
    assert sentence(rule) == (
        "“Đã gửi báo cáo” là “có” và “Số hồ sơ chậm” bằng 0 hồ sơ: 2 điểm; "
        "“Đã gửi báo cáo” là “có” và “Số hồ sơ chậm” trên 0 hồ sơ: 1 điểm; "
        "“Đã gửi báo cáo” là “không”: 0 điểm."
    )


def test_parts_read_with_their_labels_and_stages() -> None:
    rule = {
        "kind": "sum_of",
        "cumulative": "yes",
        "parts": [
            {"label": "Gửi", "max_points": "2", **SENT},
            {
                "label": "Đúng hạn",
                "max_points": "0",
                "kind": "per_unit",
                "value": {"form": "input", "of": "few"},
                "each": "-0.5",
            },
        ],
    }
    assert sentence(rule) == (
        "Cộng điểm các phần; phần sau chỉ được tính khi các phần trước đạt điểm tối đa "
        "hoặc không phát sinh. Phần “Gửi”, tối đa 2 điểm: đã gửi báo cáo. Có: 2 điểm; "
        "không: 0 điểm. Phần “Đúng hạn”: số báo cáo chậm. Mỗi báo cáo trừ 0,5 điểm."
    )


def test_points_from_outside_name_who_gives_them() -> None:
    rule = {"kind": "given", "by": "index", "input": "share", "out_of": "100"}
    assert sentence(rule, "12") == (
        "Tỷ lệ trực tuyến. Lấy theo chỉ số do cơ quan đánh giá công bố; "
        "điểm bằng kết quả chia 100 nhân 12."
    )
    assert sentence({"kind": "given", "by": "judgement", "input": "level"}) == (
        "Mức chất lượng báo cáo. Lấy theo đánh giá của người chấm, có nêu lý do."
    )


def test_a_function_names_what_it_reads() -> None:
    rule = {
        "kind": "python",
        "function": "par_rules.scoring.special:points",
        "inputs": ["on_time", "late"],
        "source": {"doc": "x"},
    }
    assert sentence(rule) == (
        "Tính theo cách riêng nêu tại căn cứ, từ các số liệu: số hồ sơ đúng hạn; số hồ sơ chậm."
    )


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("18300", "18.300"),
        ("1234567.5", "1.234.567,5"),
        ("-0.25", "−0,25"),
        ("-1000", "−1.000"),
        ("0", "0"),
        ("-0.00001", "0"),
    ],
)
def test_numbers_are_written_with_a_decimal_comma(number: str, text: str) -> None:
    assert number_text(Fraction(number)) == text


def test_a_share_just_short_of_a_whole_does_not_read_as_the_whole() -> None:
    assert share_text(Fraction(18300 * 100, 18712)) == "97,8"
    assert share_text(Fraction(949_999, 10_000)) == "94,9999"
    assert share_text(Fraction(95)) == "95"
    assert share_text(Fraction(19_499, 200)) == "97,495"


def test_points_below_nothing_are_taken_off() -> None:
    assert points_words(Fraction(-1, 2)) == "trừ 0,5 điểm"


@pytest.mark.parametrize(
    ("title", "inside"),
    [
        ("Số hồ sơ", "số hồ sơ"),
        ("UBND xã", "UBND xã"),
        ("Kế hoạch năm", "Kế hoạch năm"),
        ("Đã gửi", "đã gửi"),
        ("", ""),
    ],
)
def test_names_keep_their_capitals_inside_a_sentence(title: str, inside: str) -> None:
    assert lowered(title) == inside
