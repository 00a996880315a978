"""Wordings made to mislead: what is doubtful stays for a person, what is added is told."""

from fractions import Fraction
from typing import Any

import pytest
from pydantic import TypeAdapter

from par_rules.criteria.table_import.recognise import recognise
from par_rules.rules import Rule

RULE: TypeAdapter[Rule] = TypeAdapter(Rule)
VALUE = {"form": "input", "of": "value"}
BELOW = "bảng không nêu mức thấp hơn: hiểu là 0 điểm"


def read(text: str, maximum: str = "1", **more: Any) -> Any:
    return recognise(text, Fraction(maximum), year=2026, **more)


@pytest.mark.parametrize(
    ("text", "maximum", "why"),
    [
        ("Trừ 0,5 điểm nếu chậm", "1", "chưa hiểu câu trừ điểm “Trừ 0,5 điểm nếu chậm”"),
        (
            "Ban hành trước 31/01: 1 điểm; sau 31/01: 0 điểm",
            "1",
            "không có mức nào cho ngày 31/01/2026",
        ),
        ("Đạt tỷ lệ 80%: 1 điểm; đạt 90%: 2 điểm", "2", "các mức tỷ lệ % chưa rõ đầu mút"),
        (
            "Tốt: 0,5 điểm; Khá: 0,3 điểm; Trung bình: 0,2 điểm",
            "1",
            "các mức cộng lại bằng điểm tối đa, không rõ là mức hay là phần",
        ),
        (
            "Thực hiện đầy đủ: 1 điểm; thực hiện một phần: một nửa số điểm",
            "1",
            "câu “thực hiện một phần: một nửa số điểm” nói về điểm mà không nêu số điểm",
        ),
        (
            "Tổng điểm: 1 điểm\nCó kế hoạch: 0,5 điểm\nCó báo cáo: 0,5 điểm",
            "1",
            "câu “Tổng điểm: 1 điểm” nhắc lại điểm tối đa",
        ),
        (
            "Qua mạng: 0,5 điểm (bảng 0,25 điểm; web 0,25 điểm); truyền thống: 0,5 điểm",
            "1",
            "câu “Qua mạng: 0,5 điểm (bảng 0,25 điểm; web 0,25 điểm)” nêu thêm điểm trong ngoặc",
        ),
        (
            "Từ 90% trở lên hoặc tăng so với năm trước: 2 điểm; từ 80% đến dưới 90%: 1 điểm",
            "2",
            "các mức tỷ lệ % chưa rõ đầu mút",
        ),
        (
            "Từ 90% trở lên và không có đơn quá hạn: 1 điểm; từ 80% đến dưới 90%: 0,5 điểm; "
            "dưới 80%: 0 điểm",
            "1",
            "có mức là tỷ lệ %, có mức không phải",
        ),
        (
            "mỗi 10% tăng thêm được 0,5 điểm",
            "2",
            "câu “mỗi 10% tăng thêm được 0,5 điểm” tính theo nhóm nhiều đơn vị",
        ),
        (
            "Đúng hạn: 1 điểm; chậm mỗi ngày trừ 0,1 điểm; không gửi: 0 điểm",
            "1",
            "câu trừ điểm đi cùng các mức điểm khác",
        ),
        ("Có 02 mô hình: 2 điểm; 01 mô hình: 1 điểm; không có: 0 điểm", "2", None),
        ("Mỗi mô hình: 1 điểm, tối đa 3 điểm", "2", None),
        ("Có: 2 điểm; không: 0 điểm", "1", None),
        ("Có: 0,5 điểm; không: 0 điểm", "1", None),
        ("Điểm = Tỷ lệ % × 2", "1", None),
        ("trừ 1 điểm/lần", "0", None),
        ("Nhập tỷ lệ vào ô: 95", "1", None),
        ("", "1", None),
        ("x" * 7000, "1", None),
    ],
)
def test_what_is_doubtful_is_no_rule(text: str, maximum: str, why: str | None) -> None:
    role = "penalty" if maximum == "0" else ""
    reading = read(text, maximum, role=role)

    assert reading.rule is None
    assert reading.failed
    if why is not None:
        assert reading.failed == why


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (
            "Hoàn thành 100% kế hoạch: 1\nTừ 85% - dưới 100% kế hoạch: 0.5\nDưới 85%: 0",
            {
                "kind": "banded",
                "value": VALUE,
                "bands": [
                    {"at_least": "100", "points": "1"},
                    {"at_least": "85", "below": "100", "points": "0.5"},
                    {"below": "85", "points": "0"},
                ],
            },
        ),
        (
            "Đạt 100% được 1 điểm, đạt từ 80% đến dưới 100% được 0,5 điểm, còn lại 0 điểm",
            {
                "kind": "banded",
                "value": VALUE,
                "bands": [
                    {"at_least": "100", "points": "1"},
                    {"at_least": "80", "below": "100", "points": "0.5"},
                    {"below": "80", "points": "0"},
                ],
            },
        ),
        (
            "Cứ 01 văn bản sai trừ 0,1 điểm, trừ tối đa 0,5 điểm",
            {"kind": "per_unit", "value": VALUE, "start": "1", "each": "-0.1", "floor": "0.5"},
        ),
        (
            "100%: 1 điểm; từ 80% đến dưới 100%: tính theo tỷ lệ; dưới 80%: 0 điểm",
            {
                "kind": "linear",
                "value": VALUE,
                "anchors": [{"at": "80", "of_max": "80"}, {"at": "100", "of_max": "100"}],
                "below": {"points": "0"},
            },
        ),
        (
            "Không có: 1 điểm; có 01 trường hợp: 0,5 điểm; có từ 02 trường hợp trở lên: 0 điểm",
            {
                "kind": "banded",
                "value": VALUE,
                "bands": [
                    {"at_most": "0", "points": "1"},
                    {"at_least": "1", "at_most": "1", "points": "0.5"},
                    {"at_least": "2", "points": "0"},
                ],
            },
        ),
        (
            "Báo cáo đúng hạn: 0,25 điểm/báo cáo; tối đa 1 điểm",
            {"kind": "per_unit", "value": VALUE, "each": "0.25", "cap": "1"},
        ),
        (
            "Có: 1 điểm; không có: 0 điểm; không áp dụng: 1 điểm",
            {
                "kind": "graded",
                "input": "value",
                "grades": [
                    {"is": "Có", "points": "1"},
                    {"is": "không có", "points": "0"},
                    {"is": "không áp dụng", "points": "1"},
                ],
            },
        ),
    ],
)
def test_what_is_plain_is_read_whole(text: str, rule: Any) -> None:
    assert RULE.validate_python(read(text).rule) == RULE.validate_python(rule)


def test_what_the_words_leave_out_is_told() -> None:
    assert read("Từ 90% trở lên: 1 điểm; từ 80% đến dưới 90%: 0,5 điểm").assumed == (BELOW,)
    assert read("Trong tháng 01: 1 điểm; sau tháng 01: 0 điểm").assumed == (
        "bảng không nêu ngày sớm hơn mức đầu: hiểu như mức đầu",
    )
    assert read("100%: 1 điểm; dưới 100%: 0 điểm").assumed == ()


def test_the_sides_of_a_ratio_are_read_from_its_formula() -> None:
    reading = read(
        "Tỷ lệ % = (Số hồ sơ đúng hạn/Tổng số hồ sơ) x 100\n100%: 1 điểm; dưới 100%: 0 điểm"
    )

    assert reading.rule["value"] == {"form": "ratio", "part": "part", "whole": "whole"}
    assert [asked.title for asked in reading.inputs.values()] == [
        "Số hồ sơ đúng hạn",
        "Tổng số hồ sơ",
    ]


def test_a_year_in_which_nothing_arose_is_kept_apart() -> None:
    reading = read(
        "Trong năm không có phản ánh: 1 điểm; 100% phản ánh được xử lý: 1 điểm; dưới 100%: 0 điểm"
    )

    assert reading.not_arisen == "full"
    assert len(reading.rule["bands"]) == 2


def test_a_penalty_takes_its_floor_from_words_and_column_alike() -> None:
    words = "trừ 1 điểm/lần, tối đa trừ 5 điểm"

    assert read(words, "0", role="penalty", least=Fraction(-5)).rule["floor"] == -5
    assert read("trừ 1 điểm/lần", "0", role="penalty", least=Fraction(-3)).rule["floor"] == -3
    assert read(words, "0", role="penalty", least=Fraction(-3)).rule is None
