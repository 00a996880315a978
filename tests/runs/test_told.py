"""The sentence that closes the lines about inputs counts each kind by itself."""

import pytest

from par_rules.cli.facts import tell_left_out
from par_rules.runs.told import caution, closing, faults, kept

LEFT = "so-lieu.xlsx: VP!E5: “x” không phải là số: chỉ ghi số"
FORECAST = kept("so-lieu.xlsx: VP!F5: dự kiến 1 nhỏ hơn số đếm được 2: ghi lại số dự kiến")
ODD = caution("ho-so-tthc-20261120.csv: kết xuất ngày 20/11/2026, trước thời điểm chốt: làm lại")


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ([LEFT, LEFT], "Có 2 chỗ chưa dùng được, tạm coi là chưa có."),
        ([FORECAST], "Có 1 chỗ ghi sai nhưng phần còn lại vẫn được tính."),
        ([ODD], "Có 1 lưu ý."),
        (
            [LEFT, FORECAST, ODD],
            "Có 1 chỗ chưa dùng được, tạm coi là chưa có; 1 chỗ ghi sai nhưng phần còn lại vẫn "
            "được tính; 1 lưu ý.",
        ),
    ],
)
def test_only_what_was_left_out_is_counted_so(lines: list[str], sentence: str) -> None:
    assert closing(lines) == sentence


def test_a_caution_leaves_the_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    tell_left_out([ODD])
    assert capsys.readouterr().err.splitlines() == [ODD, "Có 1 lưu ý."]
    with pytest.raises(SystemExit) as left:
        tell_left_out([FORECAST, ODD])
    assert left.value.code == 3
    assert faults([LEFT, FORECAST, ODD]) == [LEFT, FORECAST]
