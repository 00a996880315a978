"""Reads the lines that ``table_export.rule_text`` writes back as a rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from par_rules.criteria.table_export.codec import number
from par_rules.criteria.table_export.rule_text import ABSENT, GIVEN, HOW, MARKS
from par_rules.criteria.table_import.reading import Written
from par_rules.criteria.table_import.rule_lines import (
    after,
    before_colon,
    limits_of,
    named,
    number_of_points,
    parted,
    pieces,
    points_of_text,
    split_outside,
    unquoted,
    without_sources,
)
from par_rules.criteria.table_import.value_reader import Known as Known
from par_rules.criteria.table_import.value_reader import ValueReader

_GIVEN = {text: word for word, text in GIVEN.items()}
_ABSENT = {ABSENT: "absent"}
_HOW = {text: word for word, text in HOW.items()}


@dataclass
class Line:
    """A line with the lines that belong to it."""

    text: str
    below: list[Line] = field(default_factory=list)


def read_rule(text: str, known: Known) -> Written:
    """Give the rule of a cell; raises ``ValueError`` with the line that cannot be read."""
    lines = _tree(text)
    if len(lines) != 1:
        raise ValueError("ô phải có đúng một cách tính")
    return _Reader(known).rule(lines[0])


def read_not_arisen(text: str, known: Known) -> Written:
    """Give what a cell says of what does not arise; raises ``ValueError``."""
    return _Reader(known).not_arisen(" ".join(text.split("\n")))


def read_conditions(text: str, known: Known) -> list[Written]:
    """Give conditions joined by "và"; raises ``ValueError``."""
    return _Reader(known).conditions(text)


def _tree(text: str) -> list[Line]:
    top: list[Line] = []
    stack: list[tuple[int, Line]] = []
    for whole in text.split("\n"):
        found = re.match(r"(-|\+|•|◦|▪+)\s+", whole)
        depth = _depth(found.group(1)) if found else 0
        line = Line(whole[found.end() :] if found else whole)
        while stack and stack[-1][0] >= depth:
            stack.pop()
        (stack[-1][1].below if stack else top).append(line)
        stack.append((depth, line))
    return top


def _depth(mark: str) -> int:
    if mark[0] == MARKS[-1]:
        return len(MARKS) + len(mark) - 1
    return MARKS.index(mark) + 1


def _levels(
    name: str,
    below: Sequence[Line],
    level: Callable[[str], Written],
    aside: Mapping[str, str] = _ABSENT,
) -> Written:
    """Read a level a line, all under ``name``; a line of ``aside`` has a key of its own."""
    found: Written = {}
    levels = []
    for line in below:
        text, cited = without_sources(line.text)
        where, points = parted(text)
        if where in aside:
            found[aside[where]] = points_of_text(points)
        else:
            levels.append(level(where) | points_of_text(points) | cited)
    return found | {name: levels}


def _absent_alone(below: Sequence[Line]) -> Written:
    """Read what is given where there is no figure, the only line that may stand here."""
    found: Written = {}
    for line in below:
        where, points = parted(line.text)
        if where != ABSENT:
            raise ValueError(f"chưa hiểu dòng “{line.text}”")
        found["absent"] = points_of_text(points)
    return found


class _Reader(ValueReader):
    """Reads rules, line by line."""

    def rule(self, line: Line) -> Written:
        for begin, read in (
            ("Theo mức của ", self._banded),
            ("Tính điểm theo ", self._linear),
            ("Theo lựa chọn của ", self._graded),
            ("Theo số lượng của ", self._per_unit),
            ("Lấy kết quả ", self._given),
            ("Xét điều kiện, ", self._gate),
            ("Theo trường hợp:", self._table),
            ("Cộng các phần", self._sum_of),
            ("Cách tính riêng ", self._python),
            ("Chưa có cách tính", self._unread),
        ):
            if line.text.startswith(begin):
                return read(line.text.removeprefix(begin), line.below)
        raise ValueError(f"chưa hiểu dòng “{line.text}”")

    def _only(self, lines: Sequence[Line]) -> Written:
        if len(lines) != 1:
            raise ValueError("mỗi trường hợp, mỗi phần có đúng một cách tính")
        return self.rule(lines[0])

    def _banded(self, head: str, below: list[Line]) -> Written:
        rule: Written = {"kind": "banded", "value": self.form(before_colon(head))}
        return rule | _levels("bands", below, self.ends)

    def _linear(self, head: str, below: list[Line]) -> Written:
        rule: Written = {"kind": "linear", "value": self.form(before_colon(head))}
        return rule | _levels("anchors", below, self._anchor, _ABSENT | {"dưới mốc đầu": "below"})

    def _anchor(self, where: str) -> Written:
        return {"at": self.threshold(after(where, "tại "))}

    def _graded(self, head: str, below: list[Line]) -> Written:
        rule: Written = {"kind": "graded", "input": self.input(before_colon(head))}
        return rule | _levels("grades", below, self._grade)

    def _grade(self, where: str) -> Written:
        return {"is": self.answer(after(where, "trả lời "))}

    def _per_unit(self, head: str, below: list[Line]) -> Written:
        value, rest = split_outside(head, ": mỗi đơn vị ")
        each, *limits = rest.split("; ")
        rule: Written = {"kind": "per_unit", "value": self.form(value)}
        rule |= {"each": number_of_points(each)} | limits_of(limits)
        return rule | _absent_alone(below)

    def _given(self, head: str, below: list[Line]) -> Written:
        name, rest = named(head)
        by, *scale = after(rest, " theo ").rsplit(", trên thang ", 1)
        if by not in _GIVEN:
            raise ValueError(f"chưa hiểu nguồn kết quả “{by}”")
        rule: Written = {"kind": "given", "by": _GIVEN[by], "input": self.input(name)}
        rule |= {"out_of": number(scale[0])} if scale else {}
        return rule | _absent_alone(below)

    def _gate(self, head: str, below: list[Line]) -> Written:
        how = _HOW.get(before_colon(head))
        if how is None:
            raise ValueError(f"chưa hiểu cách xét điều kiện “{head}”")
        rule: Written = {"kind": "gate", how: []}
        for line in below:
            if line.text.startswith("điều kiện: "):
                rule[how].append(self.condition(line.text.removeprefix("điều kiện: ")))
            elif line.text == "nếu đạt:":
                rule["then"] = self._only(line.below)
            elif line.text == "nếu không đạt:":
                rule["otherwise"] = self._only(line.below)
            else:
                rule["otherwise"] = points_of_text(after(line.text, "nếu không đạt: "))
        return rule

    def _table(self, head: str, below: list[Line]) -> Written:
        rows = []
        for line in below:
            text, cited = without_sources(line.text)
            when, gives = parted(after(text, "khi "))
            row: Written = {"when": [] if when == "mọi trường hợp" else self.conditions(when)}
            if gives == "tính như sau":
                row["then"] = self._only(line.below)
            else:
                row |= points_of_text(gives)
            rows.append(row | cited)
        return {"kind": "table", "rows": rows}

    def _sum_of(self, head: str, below: list[Line]) -> Written:
        words = [word for word in before_colon(head).split("; ") if word]
        rule: Written = {"kind": "sum_of"}
        rule |= {"cumulative": True} if "cộng dồn theo bước" in words else {}
        rule |= limits_of([word for word in words if word != "cộng dồn theo bước"])
        return rule | {"parts": [self._part(line) for line in below]}

    def _part(self, line: Line) -> Written:
        text, cited = without_sources(line.text)
        label, rest = named(after(text, "phần "))
        points = number_of_points(after(rest, ", tối đa "))
        part: Written = {"label": unquoted(label), "max_points": points} | cited
        inner = list(line.below)
        if inner and inner[0].text.startswith("không phát sinh: "):
            found = inner.pop(0).text.removeprefix("không phát sinh: ")
            part["not_arisen"] = self.not_arisen(found)
        rule = self._only(inner)
        return part | rule

    def _python(self, head: str, below: list[Line]) -> Written:
        text, cited = without_sources(head)
        function, rest = split_outside(text, " từ ")
        inputs = []
        named_inputs = pieces(rest, "; ")
        limits = [piece for piece in named_inputs if piece.startswith("thấp nhất ")]
        inputs = [self.input(piece) for piece in named_inputs if piece not in limits]
        rule: Written = {"kind": "python", "function": function, "inputs": inputs}
        return rule | limits_of(limits) | cited

    def _unread(self, head: str, below: list[Line]) -> Written:
        floor, text = split_outside(head, ": ")
        limits = [word for word in floor.split("; ") if word]
        return {"kind": "unread", "text": unquoted(text)} | limits_of(limits)
