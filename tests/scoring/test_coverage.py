"""What counts as tried by an example, for every kind of rule; and that the set of 2026 is."""

import shutil
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from par_rules.cli.examples import command
from par_rules.criteria import load_criteria
from par_rules.criteria.model import CriteriaSet
from par_rules.criteria.yaml_nodes import Place
from par_rules.scoring.coverage import coverage
from par_rules.scoring.examples import Example, read_folder
from par_rules.scoring.facts import FAILS, Fact, Facts, Proof
from tests.scoring.small_set import graded, small_set, yes_no

CRITERIA = Path(__file__).parents[2] / "criteria"
AS_OF = date(2026, 12, 20)
COUNT = {"title": "Số việc", "type": "count", "range": ["0", "10"], "from": "declared"}
SHARE = {"title": "Tỷ lệ", "type": "percent", "range": ["0", "100"], "from": "declared"}
YES = {"kind": "graded", "grades": [{"is": "yes", "of_max": "100"}, {"is": "no", "points": "0"}]}


def leaf_set(rule: dict[str, Any], inputs: dict[str, Any], **leaf: Any) -> CriteriaSet:
    return small_set([graded("a", "1", rule=rule, **leaf)], inputs)


def fact(value: str | int) -> Fact:
    if value in ("unknown", "absent", "not_arisen"):
        return Fact(value)  # type: ignore[arg-type]
    return Fact("known", Fraction(value) if isinstance(value, int) else value)


def example(given: dict[str, Any], proofs: dict[str, Proof] | None = None) -> Example:
    facts = Facts(
        {name: fact(value) for name, value in given.items()},
        {("a", key): proof for key, proof in (proofs or {}).items()},
    )
    return Example(Place("x.yaml", 1, 1), "", "a", AS_OF, facts, {})


def untried(criteria: CriteriaSet, *given: dict[str, Any]) -> list[str]:
    found = coverage(criteria, [example(one) for one in given])
    return [one.text for one in found.untried]


def test_a_band_is_tried_by_a_value_inside_it_and_at_each_end() -> None:
    bands = [{"at_least": "90", "points": "1"}, {"below": "90", "points": "0"}]
    rule = {"kind": "banded", "value": {"form": "input", "of": "x"}, "bands": bands}
    criteria = leaf_set({**rule, "absent": {"points": "0"}}, {"x": {**SHARE, "may_be": ["absent"]}})
    everything = [
        "mức từ 90% trở lên: 1 điểm",
        "mức dưới 90%: 0 điểm",
        "đúng đầu mút 90%",
        "xác nhận là không có: 0 điểm",
    ]
    assert untried(criteria) == everything
    assert untried(criteria, {"x": "unknown"}) == everything
    assert untried(criteria, {"x": 95}, {"x": 10}) == everything[2:]
    assert untried(criteria, {"x": 90}, {"x": 10}, {"x": "absent"}) == []


def test_each_piece_of_a_line_is_tried_by_a_value_on_it() -> None:
    anchors = [{"at": "50", "points": "0.5"}, {"at": "80", "points": "1"}]
    rule = {"kind": "linear", "value": {"form": "input", "of": "x"}, "anchors": anchors}
    criteria = leaf_set({**rule, "below": {"points": "0"}}, {"x": SHARE})
    pieces = ["đoạn dưới 50%", "đoạn từ 50% đến 80%", "đoạn từ 80% trở lên"]
    assert untried(criteria) == pieces
    assert untried(criteria, {"x": 50}) == [pieces[0], pieces[2]]
    assert untried(criteria, {"x": 49}, {"x": 79}, {"x": 80}) == []


def test_a_piece_that_no_figure_reaches_is_not_asked_for() -> None:
    anchors = [{"at": "0", "points": "0"}, {"at": "100", "points": "1"}]
    rule = {"kind": "linear", "value": {"form": "input", "of": "x"}, "anchors": anchors}
    assert untried(leaf_set(rule, {"x": SHARE}), {"x": 50}, {"x": 100}) == []


def test_a_moving_anchor_must_be_known() -> None:
    anchors = [{"at": "0", "points": "0"}, {"at": {"form": "input", "of": "best"}, "points": "1"}]
    rule = {"kind": "linear", "value": {"form": "input", "of": "x"}, "anchors": anchors}
    best = {**SHARE, "title": "Cao nhất"}
    criteria = leaf_set(rule, {"x": SHARE, "best": best})
    pieces = ["đoạn từ 0% đến mức “Cao nhất”", "đoạn từ mức “Cao nhất” trở lên"]
    assert untried(criteria, {"x": 50, "best": "unknown"}) == pieces
    assert untried(criteria, {"x": 50, "best": 80}) == pieces[1:]
    assert untried(criteria, {"x": 50, "best": 80}, {"x": 80, "best": 80}) == []


def test_every_answer_is_asked_for() -> None:
    criteria = leaf_set({**YES, "input": "x"}, {"x": yes_no()})
    assert untried(criteria, {"x": "yes"}) == ["trả lời “không”: 0 điểm"]


def test_floor_and_cap_are_tried_where_they_change_the_points() -> None:
    rule = {"kind": "per_unit", "value": {"form": "input", "of": "x"}, "start": "1"}
    criteria = leaf_set({**rule, "each": "-0.25", "floor": "0"}, {"x": COUNT})
    floor = "theo số đếm, giữ ở mức thấp nhất 0 điểm"
    assert untried(criteria) == ["theo số đếm", floor]
    assert untried(criteria, {"x": 4}) == [floor]  # 1 − 4 × 0.25 = 0 by itself
    assert untried(criteria, {"x": 0}, {"x": 5}) == []


def gate(**conditions: Any) -> dict[str, Any]:
    return {
        "kind": "gate",
        **conditions,
        "then": {**YES, "input": "x"},
        "otherwise": {"points": "0"},
    }


def test_a_gate_is_tried_open_shut_and_undecided_and_its_rule_only_where_it_passes() -> None:
    named = {"x": yes_no(), "y": yes_no(title="Đủ điều kiện")}
    criteria = leaf_set(gate(all_of=[{"input": "y", "is": "yes"}]), named)
    name = "điều kiện (“Đủ điều kiện” là “có”)"
    answers = ["trả lời “có”: 1 điểm", "trả lời “không”: 0 điểm"]
    assert untried(criteria) == [f"{name} đạt", f"{name} không đạt", f"{name} để mở", *answers]
    shut = [{"x": "yes", "y": "no"}, {"x": "no", "y": "unknown"}]
    assert untried(criteria, *shut) == [f"{name} đạt", *answers]
    assert untried(criteria, *shut, {"x": "yes", "y": "yes"}) == answers[1:]


@pytest.mark.parametrize(
    ("word", "alone", "side"),
    [
        ("all_of", ({"y": "no", "z": "yes"}, {"y": "yes", "z": "no"}), "không đạt"),
        ("any_of", ({"y": "yes", "z": "no"}, {"y": "no", "z": "yes"}), "đúng"),
        ("none_of", ({"y": "yes", "z": "no"}, {"y": "no", "z": "yes"}), "đúng"),
    ],
)
def test_each_of_several_conditions_must_decide_by_itself(
    word: str, alone: tuple[dict[str, str], ...], side: str
) -> None:
    named = {"x": yes_no(), "y": yes_no(title="Một"), "z": yes_no(title="Hai")}
    conditions = [{"input": "y", "is": "yes"}, {"input": "z", "is": "yes"}]
    criteria = leaf_set(gate(**{word: conditions}), named)
    sides = [{"x": x, "y": y, "z": y} for x in ("yes", "no") for y in ("yes", "no", "unknown")]
    each = [f"chỉ riêng điều kiện “{name}” là “có” {side}" for name in ("Một", "Hai")]
    assert untried(criteria, *sides) == each
    assert untried(criteria, *sides, {"x": "yes", **alone[0]}) == each[1:]
    assert untried(criteria, *sides, *({"x": "yes", **one} for one in alone)) == []


def test_every_row_of_a_table_and_the_rule_inside_it_is_asked_for() -> None:
    rows = [
        {"when": [{"input": "y", "is": "yes"}], "points": "1"},
        {"when": [{"input": "y", "is": "no"}], "then": {**YES, "input": "x"}},
    ]
    named = {"x": yes_no(), "y": yes_no(title="Trực tuyến")}
    criteria = leaf_set({"kind": "table", "rows": rows}, named)
    second = "trường hợp “Trực tuyến” là “không”"
    inside = [f"{second}, trả lời “{answer}: {n} điểm" for answer, n in (("có”", 1), ("không”", 0))]
    assert untried(criteria, {"x": "yes", "y": "yes"}) == [second, *inside]
    assert (
        untried(criteria, *({"x": x, "y": y} for x in ("yes", "no") for y in ("yes", "no"))) == []
    )


def part(label: str, points: str, **more: Any) -> dict[str, Any]:
    return {"label": label, "max_points": points, **YES, "input": label, **more}


def parts(*labels: str) -> dict[str, Any]:
    return {label: yes_no(title=f"Phần {label}") for label in labels}


def test_the_limits_of_a_sum_are_tried_where_they_change_the_points() -> None:
    rule = {"kind": "sum_of", "cap": "1", "parts": [part("x", "1"), part("y", "0.5")]}
    criteria = leaf_set(rule, parts("x", "y"))
    both = [{"x": "yes", "y": "no"}, {"x": "no", "y": "yes"}]
    assert untried(criteria, *both) == ["tổng các phần, giữ ở mức cao nhất 1 điểm"]
    assert untried(criteria, *both, {"x": "yes", "y": "yes"}) == []


def test_stages_are_tried_where_they_stop_and_a_part_only_where_it_counts() -> None:
    steps = [part("x", "0.5"), part("y", "0.5")]
    criteria = leaf_set({"kind": "sum_of", "cumulative": True, "parts": steps}, parts("x", "y"))
    held_back = [{"x": "no", "y": "yes"}, {"x": "no", "y": "no"}]
    second = ["phần “y”: trả lời “có”: 0,5 điểm", "phần “y”: trả lời “không”: 0 điểm"]
    first = "phần “x”: trả lời “có”: 0,5 điểm"
    assert untried(criteria, *held_back) == [first, *second, "tính đến phần cuối"]
    assert untried(criteria, {"x": "yes", "y": "yes"}, {"x": "yes", "y": "no"}) == [
        "phần “x”: trả lời “không”: 0 điểm",
        "dừng ở phần “x”",
    ]


def test_what_may_not_arise_is_tried_both_ways_and_undecided() -> None:
    clause = {"when": [{"input": "n", "at_most": "0"}], "treat": "full"}
    criteria = leaf_set({**YES, "input": "x"}, {"x": yes_no(), "n": COUNT}, not_arisen=clause)
    full = [{"x": "yes", "n": 1}, {"x": "no", "n": 1}]
    assert untried(criteria, *full) == ["không phát sinh", "chưa rõ có phát sinh hay không"]
    assert untried(criteria, *full, {"x": "no", "n": 0}) == ["chưa rõ có phát sinh hay không"]
    assert untried(criteria, {"x": "yes", "n": 0}, {"x": "no", "n": "unknown"}) == [
        "có phát sinh",
        "trả lời “có”: 1 điểm",
        "trả lời “không”: 0 điểm",
    ]


def test_each_of_several_conditions_of_not_arising_must_fail_by_itself() -> None:
    when = [{"input": "n", "at_most": "0"}, {"input": "m", "at_most": "0"}]
    named = {"x": yes_no(), "n": {**COUNT, "title": "Đơn"}, "m": {**COUNT, "title": "Kiến nghị"}}
    clause = {"when": when, "treat": "exclude"}
    criteria = leaf_set({**YES, "input": "x"}, named, not_arisen=clause)
    others = [{"x": x, "n": n, "m": n} for x in ("yes", "no") for n in (0, 1, "unknown")]
    assert untried(criteria, *others, {"x": "yes", "n": 1, "m": 0}) == [
        "có phát sinh, chỉ vì không đúng điều kiện “Kiến nghị” bằng 0"
    ]


def test_a_requirement_is_tried_where_it_lacks() -> None:
    demand = {"key": "r", "title": "Báo cáo", "type": ["bao_cao"]}
    counted = {"key": "c", "title": "Biên bản", "type": ["bien_ban"], "counts": "n"}
    rule = {"kind": "per_unit", "value": {"form": "input", "of": "n"}, "each": "0.1"}
    criteria = leaf_set(rule, {"n": COUNT}, evidence=[demand, counted])
    passes = {"r": Proof("passes", passing=1), "c": Proof("passes", passing=3)}

    def lacking(**proofs: Proof) -> list[str]:
        found = coverage(criteria, [example({"n": 3}, {**passes, **proofs})])
        return [one.text for one in found.untried]

    report = "minh chứng “Báo cáo” không đạt, chưa đến hạn hoặc chưa đủ"
    minutes = "minh chứng “Biên bản” không đạt, chưa đến hạn hoặc chưa đủ"
    assert lacking() == [report, minutes]
    assert lacking(r=FAILS) == [minutes]
    assert lacking(r=Proof("not_due")) == [minutes]
    assert lacking(r=FAILS, c=Proof("passes", passing=2)) == []


def test_an_untried_branch_is_told_at_the_place_of_its_leaf() -> None:
    criteria = leaf_set({**YES, "input": "x"}, {"x": yes_no()})
    placed = criteria.model_copy(update={"places": {"a": Place("1-a.yaml", 11, 9)}})
    found = coverage(placed, [example({"x": "yes"})])
    assert (found.leaves, found.tried) == (1, 1)
    assert [str(problem) for problem in found.problems(placed)] == [
        "1-a.yaml:11:9: tiêu chí a: chưa có ví dụ cho: trả lời “không”: 0 điểm: "
        "thêm ví dụ vào thư mục examples"
    ]


def test_the_examples_of_2026_leave_nothing_untried() -> None:
    criteria = load_criteria(CRITERIA, "hai-phong-xa", 2026)
    examples, faults = read_folder(criteria, CRITERIA / "hai-phong-xa" / "2026" / "examples")
    assert faults == []
    found = coverage(criteria, examples)
    assert [str(problem) for problem in found.problems(criteria)] == []
    assert found.tried > 500


def test_every_leaf_of_2026_needs_its_examples() -> None:
    criteria = load_criteria(CRITERIA, "hai-phong-xa", 2026)
    assert {one.leaf.key for one in coverage(criteria, []).untried} == {
        leaf.key for leaf in criteria.leaves()
    }


def test_the_command_says_how_much_is_tried() -> None:
    done = CliRunner().invoke(
        command, ["--year", "2026", "--criteria", str(CRITERIA), "--coverage"]
    )
    assert done.exit_code == 0, done.stderr
    assert "điều kiện, minh chứng của 72 tiêu chí đều có ví dụ." in done.stdout


def test_the_command_lists_what_is_untried_and_fails(tmp_path: Path) -> None:
    shutil.copytree(CRITERIA.parent / "tests" / "broken" / "base", tmp_path / "c" / "demo" / "2026")
    options = ["--year", "2026", "--set", "demo", "--criteria", str(tmp_path / "c")]
    plain = CliRunner().invoke(command, options)
    assert (plain.exit_code, plain.stdout) == (0, "0 ví dụ tính điểm, tất cả đúng.\n")
    done = CliRunner().invoke(command, [*options, "--coverage"])
    assert done.exit_code == 1
    assert done.stderr.splitlines()[0] == (
        "c/demo/2026/1-linh-vuc.yaml:11:9: tiêu chí 1.1.1: chưa có ví dụ cho: "
        "mức từ 95% trở lên: 60 điểm: thêm ví dụ vào thư mục examples"
    )
    # 3 bands, 2 ends; 2 bands, 1 end, absent; a gate's 3 sides and the count (no floor is met)
    assert done.stderr.splitlines()[-1] == "Có 13 lỗi."
