"""Puts printed rows in their levels, and compares each level's points with the rows below it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from par_rules.criteria.table_import.cells import Remark
from par_rules.criteria.table_import.numbers import Printed
from par_rules.criteria.table_import.rows import Row, Rows
from par_rules.letters import fold
from par_rules.values import points_text

OutsideRole = Literal["", "bonus", "penalty"]
GROUP = (0, 1)  # "A", "B": above the fields


@dataclass
class Node:
    """A row with the rows below it."""

    row: Row
    level: int
    children: list[Node] = field(default_factory=list)
    role: OutsideRole = ""

    def leaves(self) -> Iterator[Node]:
        """Give the rows without rows below, in order; the row itself if there are none."""
        if not self.children:
            yield self
        for child in self.children:
            yield from child.leaves()


@dataclass(frozen=True, slots=True)
class Sum:
    """A row's own points beside those of the rows below it; ``at`` is the cell of its points."""

    number: str
    title: str
    stated: Fraction | None
    found: Fraction
    at: str

    @property
    def agrees(self) -> bool:
        """Say whether the two are the same; nothing stated agrees."""
        return self.stated is None or self.stated == self.found


@dataclass
class Tree:
    """The fields of a table, the sums of every level, and what is wrong with numbers and sums."""

    fields: list[Node]
    sums: list[Sum]
    faults: list[Remark]
    total: Sum


def build(rows: Rows) -> Tree:
    """Give the rows as a tree; rows without a number stand where they come."""
    faults: list[Remark] = []
    shapes = sorted({r.number.shape for r in rows.rows if r.number and r.number.shape != GROUP})
    fields: list[Node] = []
    stack: list[Node] = []
    outside: OutsideRole = ""
    for row in rows.rows:
        if row.number is not None and row.number.shape == GROUP:
            stack, outside = [], _role(row.title, "")
            continue
        level = shapes.index(row.number.shape) if row.number is not None else len(shapes) - 1
        while stack and stack[-1].level >= level:
            stack.pop()
        parent = stack[-1] if stack else None
        role = _role(row.title, parent.role if parent else outside)
        node = Node(row, level, role=role)
        siblings = parent.children if parent else fields
        _numbering(row, parent, siblings, level, faults)
        siblings.append(node)
        stack.append(node)
    sums = [s for node in fields for s in _sums(node)]
    faults += [_fault(s) for s in sums if not s.agrees]
    inside = sum((points_of(node) for node in fields if not node.role), Fraction(0))
    total = Sum("", "Tổng cộng", rows.total, inside, rows.total_at)
    if not total.agrees and rows.total != sum(map(points_of, fields), Fraction(0)):
        faults.append(_fault(total))
    return Tree(fields, sums, faults, total)


def points_of(node: Node) -> Fraction:
    """Give the points of the rows at the bottom; what cannot be read counts nothing."""
    if node.role == "penalty":
        return Fraction(0)
    return sum((leaf.row.points or Fraction(0) for leaf in node.leaves()), Fraction(0))


def _role(title: str, above: OutsideRole) -> OutsideRole:
    text = fold(title)
    if above:
        return above
    if text.startswith(("diem tru", "tru diem", "diem phat", "cac noi dung tru diem")):
        return "penalty"
    if text.startswith(("diem thuong", "diem cong", "cong diem")):
        return "bonus"
    return ""


def _sums(node: Node) -> Iterator[Sum]:
    if not node.children or node.role == "penalty":
        return
    number = node.row.number.text if node.row.number else ""
    found = points_of(node)
    yield Sum(number, node.row.title, node.row.points, found, node.row.points_at)
    for child in node.children:
        yield from _sums(child)


def _fault(found: Sum) -> Remark:
    name = f"{found.number} “{found.title}”" if found.number else "tổng cộng"
    return Remark(
        found.at,
        f"{name} ghi {points_text(found.stated or Fraction(0))} điểm nhưng các dòng bên dưới cộng "
        f"lại {points_text(found.found)} điểm: nhập theo tổng các dòng",
    )


def _numbering(
    row: Row, parent: Node | None, siblings: list[Node], level: int, faults: list[Remark]
) -> None:
    """Report a row out of its place: under no parent, under another's, after a gap."""
    number = row.number
    if number is None:
        return
    if parent is None and level > 0:
        faults.append(Remark(row.at, f"dòng {number.text} đứng trước dòng cấp trên của nó"))
        return
    above = parent.row.number if parent else None
    if above is not None and _another(number, above):
        faults.append(Remark(row.at, f"dòng {number.text} nằm dưới dòng {above.text}"))
        return
    for sibling in siblings:
        if sibling.row.number is not None and sibling.row.number.text == number.text:
            why = f"số {number.text} dùng hai lần, lần đầu ở {sibling.row.at}"
            faults.append(Remark(row.at, why))
            return
    before = [n.row.number for n in siblings if n.row.number and n.row.number.shape == number.shape]
    if not before:
        return
    last = before[-1].steps[-1]
    if number.steps[-1] > last + 1:
        why = f"số thứ tự nhảy từ {before[-1].text} đến {number.text}: có thể thiếu dòng"
        faults.append(Remark(row.at, why))
    elif number.steps[-1] < last:
        why = f"số thứ tự lùi từ {before[-1].text} về {number.text}"
        faults.append(Remark(row.at, why))


def _another(number: Printed, above: Printed) -> bool:
    """Say whether a number belongs to another row than the one above it."""
    if len(number.steps) == 1 or number.steps[0] == 0:
        return False
    if above.shape[0] == 1:  # Roman: II and 2.1
        return len(number.steps) > 1 and number.steps[0] != above.steps[0]
    return number.steps[: len(above.steps)] != above.steps
