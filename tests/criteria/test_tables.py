"""Rows of a table are tried where the leaf arises; what may be is tried over its whole range."""

from typing import Any

from par_rules.criteria import CriteriaSet
from par_rules.criteria.checks import check
from par_rules.criteria.yaml_nodes import Tree
from tests.scoring.small_set import SOURCE, graded, small_set

COUNT = {"title": "Số hồ sơ", "type": "count", "range": ["0", "9"], "from": "declared"}
FROM_ONE = {
    "kind": "table",
    "rows": [
        {"when": [{"input": "n", "at_least": "5"}], "points": "1"},
        {"when": [{"input": "n", "at_least": "1"}, {"input": "n", "below": "5"}], "points": "0"},
    ],
}


def faults(**more: Any) -> list[str]:
    leaf = {**graded("leaf", "1"), "rule": FROM_ONE, **more}
    criteria: CriteriaSet = small_set([leaf], {"n": COUNT})
    return [problem.what for problem in check(criteria, {"field": Tree({}, "x.yaml")})]


def test_a_case_without_a_row_is_named() -> None:
    assert faults() == ["không có dòng nào cho trường hợp “Số hồ sơ” là 0"]


def test_where_the_leaf_does_not_arise_no_row_is_needed() -> None:
    nothing = {"when": [{"input": "n", "at_most": "0"}], "treat": "exclude", "source": SOURCE}

    assert faults(not_arisen=nothing) == []
