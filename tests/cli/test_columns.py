"""Plain tables: long texts wrap inside their column, the whole fits 100 columns."""

from par_rules.cli.columns import columns


def test_a_long_text_wraps_under_its_head() -> None:
    lines = list(
        columns(
            ["Mã", "Tên", "Điểm"], [["1.1", "rất " * 30, "0,5"]], wide={1: 1}, right=frozenset({2})
        )
    )
    assert lines[:2] == ["Mã   Tên" + " " * 88 + "Điểm", "───  " + "─" * 89 + "  ────"]
    assert lines[2] == "1.1  " + ("rất " * 22).strip().ljust(89) + "   0,5"
    assert lines[3] == "     " + ("rất " * 8).strip()


def test_wide_columns_share_what_is_left_by_weight() -> None:
    # 100 − 1 of the narrow column − 4 between = 95, of which 38 and 57
    head, rule = list(columns(["x", "A", "B"], [], wide={1: 2, 2: 3}))
    assert [len(part) for part in rule.split("  ")] == [1, 38, 57]
    assert head.split() == ["x", "A", "B"]
