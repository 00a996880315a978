"""Finds the leaf and the requirement that a row of the register names, with did-you-mean."""

from __future__ import annotations

from difflib import get_close_matches

from par_rules.criteria.groups import group_text
from par_rules.criteria.kind_words import worded
from par_rules.criteria.model import CriteriaSet, Leaf, Requirement
from par_rules.evidence import register_layout as layout
from par_rules.evidence.register_cells import Row
from par_rules.evidence.unit import KINDS
from par_rules.letters import words


def find_leaf(row: Row, criteria: CriteriaSet) -> Leaf:
    """Give the leaf by its printed number; raises ``CellError``."""
    text = row.required(layout.LEAF, "ghi số của tiêu chí chấm điểm, ví dụ 1.1.1")
    number = text.split(" ")[0].rstrip(".")
    try:
        return criteria.leaf(number)
    except KeyError:
        group = group_text(criteria, number)
        if group is not None:
            todo = "ghi số của tiêu chí thành phần"
            raise row.error(layout.LEAF, group, todo) from None
        known = [leaf.number for leaf in criteria.leaves()]
        near = get_close_matches(number, known, n=1)
        todo = f"ý bạn là “{near[0]}”?" if near else f"dùng số từ {known[0]} đến {known[-1]}"
        raise row.error(
            layout.LEAF, f"tiêu chí “{text}” không có trong bộ tiêu chí", todo
        ) from None


def find_requirement(row: Row, leaf: Leaf) -> Requirement | None:
    """Give the requirement by its title; None where the cell is empty and several could fit.

    The title may stand as the set writes it, with "xã", where the unit is a phường or a đặc khu.
    Raises ``CellError`` for a title that the leaf does not have.
    """
    text = row.text(layout.REQUIREMENT)
    if not text:
        return leaf.evidence[0] if len(leaf.evidence) == 1 else None
    by_title = {words(r.title): r for r in leaf.evidence}
    for said in (text, *(worded(text, kind) for kind in KINDS.values())):
        found = by_title.get(words(said))
        if found is not None:
            return found
    titles = [requirement.title for requirement in leaf.evidence]
    near = get_close_matches(text, titles, n=1, cutoff=0.5)
    if near:
        todo = f"ý bạn là “{near[0]}”?"
    else:
        todo = "chọn một trong: " + "; ".join(titles) if titles else "tiêu chí không cần minh chứng"
    what = f"tiêu chí {leaf.number} không có yêu cầu minh chứng “{text}”"
    raise row.error(layout.REQUIREMENT, what, todo)
