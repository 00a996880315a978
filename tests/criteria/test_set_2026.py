"""The 2026 set holds together with the plan it is made from."""

import re
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

from par_rules.criteria import Leaf, load_criteria

CRITERIA = Path(__file__).parents[2] / "criteria"
SET = load_criteria(CRITERIA, "hai-phong-xa", 2026)
PLAN = CRITERIA / "plan-2026-2030"


def plan_rows(name: str) -> list[dict[str, Any]]:
    text = (PLAN / f"{name}.yaml").read_text(encoding="utf-8")
    rows: list[dict[str, Any]] = yaml.load(text, Loader=yaml.BaseLoader)
    return rows


def cited(leaf: Leaf, part: str) -> set[str]:
    rows = (re.fullmatch(rf"{part} ([IV]+\.\d+)", s.at or "") for s in leaf.source)
    return {row[1] for row in rows if row}


def test_the_set_has_70_leaves_of_100_points_30_of_them_surveyed() -> None:
    inside = [leaf for leaf in SET.leaves() if leaf.role is None]
    assert len(inside) == 70
    assert sum(leaf.max_points for leaf in inside) == 100
    surveyed = [leaf for leaf in inside if leaf.scored_by == "survey"]
    assert (len(surveyed), sum(leaf.max_points for leaf in surveyed)) == (5, 30)
    assert [f.max_points for f in SET.fields if f.key != "outside"] == [13, 8, 20, 4, 8, 7, 10, 30]


def test_every_lead_office_has_the_points_of_the_proposal() -> None:
    shares: dict[str, Fraction] = {}
    for leaf in SET.leaves():
        if leaf.scored_by == "self" and leaf.role is None:
            shares[leaf.lead_office] = shares.get(leaf.lead_office, Fraction(0)) + leaf.max_points
    assert shares == {
        "vhxh": Fraction("27.5"),
        "pvhcc": Fraction("17.25"),
        "vp": Fraction("12.75"),
        "kt": Fraction("7.5"),
        "bbt": Fraction("2.25"),
        "dvsnc": Fraction(2),
        "ca": Fraction("0.75"),
    }


def test_every_task_and_target_is_scored_or_followed_with_a_reason() -> None:
    followed = {row["ref"] for row in plan_rows("followed") if row["reason"]}
    tasks = set().union(*(cited(leaf, "PL II") for leaf in SET.leaves()))
    for row in plan_rows("tasks"):
        assert row["id"] in tasks or f"PL II {row['id']}" in followed
    targets = set().union(*(cited(leaf, "PL I") for leaf in SET.leaves()))
    for row in plan_rows("targets"):
        if "2026" in row["years"]:
            assert row["id"] in targets
        else:
            assert f"PL I {row['id']}" in followed


def test_a_leaf_that_cites_a_task_is_led_by_its_lead_and_asks_for_its_product() -> None:
    tasks = {row["id"]: row for row in plan_rows("tasks")}
    products: dict[str, set[str]] = {}
    for leaf in SET.leaves():
        asked = {p for r in leaf.evidence for p in r.product_of}
        asked |= {p for name in leaf.reads() for p in SET.inputs[name].product_of}
        for task in cited(leaf, "PL II"):
            products.setdefault(task, set()).update(asked)
            assert leaf.lead_office in [*tasks[task]["lead"], "dtxh"], (leaf.number, task)
    assert [task for task, asked in products.items() if task not in asked] == []


def test_every_reading_a_leaf_names_is_recorded_with_the_one_used() -> None:
    readings = {row["key"]: row for row in plan_rows("readings")}
    for leaf in SET.leaves():
        for key in leaf.readings:
            assert readings[key]["used"]
            field = f"lĩnh vực {leaf.number.partition('.')[0]}"
            assert {leaf.number, field} & set(readings[key]["touches"]), (leaf.number, key)


def test_the_set_is_provisional_until_the_city_decides() -> None:
    assert SET.head.provisional is not None
