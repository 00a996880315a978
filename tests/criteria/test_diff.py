"""What changed between two sets, by key, and what it does to the points of one year."""

import shutil
from datetime import date
from fractions import Fraction as F
from pathlib import Path

from par_rules.criteria import CriteriaSet, load_criteria
from par_rules.criteria.diff import Change, diff_sets
from par_rules.criteria.loader import load_folder
from par_rules.scoring import Fact, Facts
from par_rules.scoring.rescored import rescored

BASE = Path(__file__).parents[1] / "broken" / "base"
FIELD = "1-linh-vuc.yaml"
AS_OF = date(2026, 12, 20)


def base_with(folder: Path, *changes: tuple[str, str], file: str = FIELD) -> CriteriaSet:
    """Load the small set of the broken ones with some texts replaced."""
    copy = folder / f"set-{len(list(folder.iterdir()))}"
    shutil.copytree(BASE, copy)
    text = (copy / file).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (copy / file).write_text(text, encoding="utf-8")
    return load_folder(copy, folder)


def test_a_set_does_not_differ_from_itself() -> None:
    criteria = load_criteria(Path(__file__).parents[2] / "criteria", "hai-phong-xa", 2026)
    diff = diff_sets(criteria, criteria)
    assert diff.rows() == []
    assert diff.points_moved == 0


def test_a_threshold_is_shown_with_its_path_and_both_values(tmp_path: Path) -> None:
    old = base_with(tmp_path)
    new = base_with(
        tmp_path,
        ("at_least: 95, points: 60", "at_least: 97.5, points: 60"),
        ("at_least: 80, below: 95,", "at_least: 80, below: 97.5,"),
    )
    (leaf,) = diff_sets(old, new).leaves
    assert (leaf.key, leaf.kind) == ("on_time_share", "changed")
    assert leaf.changes == (
        Change("rule.bands.1.at_least", "cách tính", "95", "97,5"),
        Change("rule.bands.2.below", "cách tính", "95", "97,5"),
    )


def test_points_that_move_from_one_leaf_to_another_are_summed(tmp_path: Path) -> None:
    # 60 → 50 and 20 → 30: 10 points stand elsewhere
    new = base_with(
        tmp_path,
        ("max_points: 60", "max_points: 50"),
        ("at_least: 95, points: 60", "at_least: 95, points: 50"),
        ("năm\n        max_points: 20", "năm\n        max_points: 30"),
        ("at_most: 2026-01-31, points: 20", "at_most: 2026-01-31, points: 30"),
    )
    diff = diff_sets(base_with(tmp_path), new)
    assert (diff.points_raised, diff.points_lowered, diff.points_moved) == (F(10), F(10), F(10))
    assert (diff.points_added, diff.points_dropped) == (F(0), F(0))


def test_a_new_key_is_an_addition_even_under_an_old_number(tmp_path: Path) -> None:
    new = base_with(tmp_path, ("key: on_time_share", "key: settled_share"))
    diff = diff_sets(base_with(tmp_path), new)
    assert [(x.key, x.kind) for x in diff.leaves] == [
        ("settled_share", "added"),
        ("on_time_share", "dropped"),
    ]
    assert (diff.points_added, diff.points_dropped, diff.points_moved) == (F(60), F(60), F(60))


def test_a_printed_number_may_change_and_keeps_its_dots(tmp_path: Path) -> None:
    new = base_with(tmp_path, ('number: "1.1.10"', 'number: "1.1.3"'))
    (leaf,) = diff_sets(base_with(tmp_path), new).leaves
    assert leaf.changes == (Change("number", "mã", "1.1.10", "1.1.3"),)


def test_inputs_and_the_head_are_compared_too(tmp_path: Path) -> None:
    old = base_with(tmp_path)
    inputs = base_with(tmp_path, ("range: [0, 4]", "range: [0, 12]"), file="inputs.yaml")
    head = base_with(tmp_path, ("cut_off: 2026-12-14", "cut_off: 2026-12-31"), file="set.yaml")
    (late,) = diff_sets(old, inputs).inputs
    assert late.changes == (Change("range", "khoảng giá trị", "0, 4", "0, 12"),)
    assert diff_sets(old, head).head == (
        Change("cut_off", "thời điểm chốt số liệu", "14/12/2026", "31/12/2026"),
    )


FACTS = Facts(
    {
        "received": Fact("known", F(100)),
        "on_time": Fact("known", F(96)),
        "plan_issued": Fact("known", date(2026, 1, 20)),
        "late_reports": Fact("known", F(3)),
    }
)


def test_the_same_facts_gain_and_lose_under_another_set(tmp_path: Path) -> None:
    # 96 per cent: 60 points at 95, 30 at 97,5; 3 late reports: 20 − 15 = 5, at −2 each 14
    new = base_with(
        tmp_path,
        ("at_least: 95, points: 60", "at_least: 97.5, points: 60"),
        ("at_least: 80, below: 95,", "at_least: 80, below: 97.5,"),
        ("each: -5", "each: -2"),
    )
    result = rescored(base_with(tmp_path), new, FACTS, AS_OF)
    assert [(x.key, x.gain) for x in result.leaves] == [
        ("on_time_share", F(-30)),
        ("reports", F(9)),
    ]
    assert result.before.self_points.claimed.low == 60 + 20 + 5
    assert result.after.self_points.claimed.low == 30 + 20 + 14
    assert result.left_out == ()


def test_a_fact_that_the_other_set_cannot_use_is_named(tmp_path: Path) -> None:
    new = base_with(tmp_path, ("range: [0, 4]", "range: [0, 2]"), file="inputs.yaml")
    result = rescored(base_with(tmp_path), new, FACTS, AS_OF)
    assert result.left_out == ("late_reports",)
    (reports,) = result.leaves
    assert reports.after is not None
    assert (reports.after.claimed.low, reports.after.claimed.high) == (F(10), F(20))
