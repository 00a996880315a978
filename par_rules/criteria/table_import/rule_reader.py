"""Reads the lines that ``table_export.rule_text`` writes back as a rule."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from par_rules.criteria.table_export.codec import day, is_day, number, sources
from par_rules.criteria.table_export.rule_text import (
    ABSENT,
    ANSWERS,
    BETWEEN,
    GIVEN,
    HOW,
    MARKS,
    TREATS,
    WITHIN,
)
from par_rules.criteria.table_import.reading import Written

_SOURCE = "; căn cứ: "
_BACK = {text: word for word, text in ANSWERS.items()}
_GIVEN = {text: word for word, text in GIVEN.items()}
_HOW = {text: word for word, text in HOW.items()}
_ALONE = (
    ("không quá ", "at_most"),
    ("đến hết ", "at_most"),
    ("dưới ", "below"),
    ("trước ", "below"),
)
_LOW = (("từ ", "at_least"), ("trên ", "above"), ("sau ", "above"))
# What follows the low end; the longer first.
_HIGH = {
    " đến dưới ": "below",
    " đến trước ": "below",
    " đến hết ": "at_most",
    " đến ": "at_most",
    " trở lên": "",
    " trở đi": "",
}
_LIMITS = (("bắt đầu ", "start"), ("thấp nhất ", "floor"), ("cao nhất ", "cap"))


@dataclass(frozen=True)
class Known:
    """The keys of inputs by title, and of leaves by number."""

    inputs: dict[str, str]
    leaves: dict[str, str]


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


class _Reader:
    def __init__(self, known: Known) -> None:
        self.known = known

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
        rule: Written = {"kind": "banded", "value": self.form(_before_colon(head))}
        bands = []
        for line in below:
            text, cited = _cited(line.text)
            where, points = _parted(text)
            if where == ABSENT:
                rule["absent"] = _points(points)
            else:
                bands.append(self._ends(where) | _points(points) | cited)
        return rule | {"bands": bands}

    def _linear(self, head: str, below: list[Line]) -> Written:
        rule: Written = {"kind": "linear", "value": self.form(_before_colon(head))}
        anchors = []
        for line in below:
            text, cited = _cited(line.text)
            where, points = _parted(text)
            if where == ABSENT:
                rule["absent"] = _points(points)
            elif where == "dưới mốc đầu":
                rule["below"] = _points(points)
            else:
                at = self._threshold(_after(where, "tại "))
                anchors.append({"at": at} | _points(points) | cited)
        return rule | {"anchors": anchors}

    def _graded(self, head: str, below: list[Line]) -> Written:
        rule: Written = {"kind": "graded", "input": self._input(_before_colon(head))}
        grades = []
        for line in below:
            text, cited = _cited(line.text)
            where, points = _parted(text)
            if where == ABSENT:
                rule["absent"] = _points(points)
            else:
                answer = self._answer(_after(where, "trả lời "))
                grades.append({"is": answer} | _points(points) | cited)
        return rule | {"grades": grades}

    def _per_unit(self, head: str, below: list[Line]) -> Written:
        value, rest = _split_outside(head, ": mỗi đơn vị ")
        each, *limits = rest.split("; ")
        rule: Written = {"kind": "per_unit", "value": self.form(value)}
        rule |= {"each": _of_points(each)} | _limits(limits)
        for line in below:
            where, points = _parted(line.text)
            if where != ABSENT:
                raise ValueError(f"chưa hiểu dòng “{line.text}”")
            rule["absent"] = _points(points)
        return rule

    def _given(self, head: str, below: list[Line]) -> Written:
        name, rest = _name(head)
        by, *scale = _after(rest, " theo ").rsplit(", trên thang ", 1)
        if by not in _GIVEN:
            raise ValueError(f"chưa hiểu nguồn kết quả “{by}”")
        rule: Written = {"kind": "given", "by": _GIVEN[by], "input": self._input(name)}
        rule |= {"out_of": number(scale[0])} if scale else {}
        for line in below:
            where, points = _parted(line.text)
            if where != ABSENT:
                raise ValueError(f"chưa hiểu dòng “{line.text}”")
            rule["absent"] = _points(points)
        return rule

    def _gate(self, head: str, below: list[Line]) -> Written:
        how = _HOW.get(_before_colon(head))
        if how is None:
            raise ValueError(f"chưa hiểu cách xét điều kiện “{head}”")
        rule: Written = {"kind": "gate", how: []}
        for line in below:
            if line.text.startswith("điều kiện: "):
                rule[how].append(self._condition(line.text.removeprefix("điều kiện: ")))
            elif line.text == "nếu đạt:":
                rule["then"] = self._only(line.below)
            elif line.text == "nếu không đạt:":
                rule["otherwise"] = self._only(line.below)
            else:
                rule["otherwise"] = _points(_after(line.text, "nếu không đạt: "))
        return rule

    def _table(self, head: str, below: list[Line]) -> Written:
        rows = []
        for line in below:
            text, cited = _cited(line.text)
            when, gives = _parted(_after(text, "khi "))
            row: Written = {"when": [] if when == "mọi trường hợp" else self.conditions(when)}
            if gives == "tính như sau":
                row["then"] = self._only(line.below)
            else:
                row |= _points(gives)
            rows.append(row | cited)
        return {"kind": "table", "rows": rows}

    def _sum_of(self, head: str, below: list[Line]) -> Written:
        words = [word for word in _before_colon(head).split("; ") if word]
        rule: Written = {"kind": "sum_of"}
        rule |= {"cumulative": True} if "cộng dồn theo bước" in words else {}
        rule |= _limits([word for word in words if word != "cộng dồn theo bước"])
        return rule | {"parts": [self._part(line) for line in below]}

    def _part(self, line: Line) -> Written:
        text, cited = _cited(line.text)
        label, rest = _name(_after(text, "phần "))
        points = _of_points(_after(rest, ", tối đa "))
        part: Written = {"label": _unquoted(label), "max_points": points} | cited
        inner = list(line.below)
        if inner and inner[0].text.startswith("không phát sinh: "):
            found = inner.pop(0).text.removeprefix("không phát sinh: ")
            part["not_arisen"] = self.not_arisen(found)
        rule = self._only(inner)
        return part | rule

    def _python(self, head: str, below: list[Line]) -> Written:
        text, cited = _cited(head)
        function, rest = _split_outside(text, " từ ")
        inputs = []
        pieces = _pieces(rest, "; ")
        limits = [piece for piece in pieces if piece.startswith("thấp nhất ")]
        inputs = [self._input(piece) for piece in pieces if piece not in limits]
        rule: Written = {"kind": "python", "function": function, "inputs": inputs}
        return rule | _limits(limits) | cited

    def _unread(self, head: str, below: list[Line]) -> Written:
        floor, text = _split_outside(head, ": ")
        limits = [word for word in floor.split("; ") if word]
        return {"kind": "unread", "text": _unquoted(text)} | _limits(limits)

    def not_arisen(self, text: str) -> Written:
        """Read "khi … : đủ điểm; căn cứ: …"."""
        text, cited = _cited(text)
        when, treat = _parted(_after(text, "khi "))
        found: Written = {"when": self.conditions(when)} | cited
        for words, back in ((TREATS, "treat"), (WITHIN, "within")):
            for word, said in words.items():
                if treat == said:
                    return found | {"treat": "redistribute"} | {back: word}
        if treat.startswith("chuyển sang phần "):
            to = _unquoted(treat.removeprefix("chuyển sang phần "))
            return found | {"treat": "redistribute", "to": to}
        if treat == "chia lại":
            return found | {"treat": "redistribute"}
        raise ValueError(f"chưa hiểu cách xử lý “{treat}”")

    def conditions(self, text: str) -> list[Written]:
        """Read conditions joined by "và"."""
        return [self._condition(piece) for piece in _pieces(text, " và ")]

    def _condition(self, text: str) -> Written:
        if text.startswith("điểm tiêu chí "):
            name, _, rest = text.removeprefix("điểm tiêu chí ").partition(" ")
            key = name[1:-1] if name.startswith("[") else self.known.leaves.get(name)
            if key is None:
                raise ValueError(f"không có tiêu chí {name}")
            found: Written = {"leaf": key}
        else:
            name, rest = _name(text)
            rest = rest.removeprefix(" ")
            found = {"input": self._input(name)}
        if rest.startswith("là "):
            return found | {"is": self._answer(rest.removeprefix("là "))}
        return found | self._ends(rest)

    def _ends(self, text: str) -> Written:
        """Read a range."""
        if text == "mọi giá trị":
            return {}
        for begin, key in _ALONE:
            if text.startswith(begin):
                return {key: self._threshold(text.removeprefix(begin))}
        for begin, key in _LOW:
            if text.startswith(begin):
                low, end, high = _cut(text.removeprefix(begin), tuple(_HIGH))
                ends: Written = {key: self._threshold(low)}
                if _HIGH.get(end):
                    ends[_HIGH[end]] = self._threshold(high)
                return ends
        raise ValueError(f"chưa hiểu khoảng “{text}”")

    def _threshold(self, text: str) -> Any:
        if text.startswith("mức (") and text.endswith(")"):
            return self.form(text[5:-1])
        bare = text.removeprefix("ngày ")
        return day(bare) if is_day(bare) else number(bare)

    def _answer(self, text: str) -> str:
        return _BACK[text] if text in _BACK else _unquoted(text)

    def _input(self, text: str) -> str:
        if text.startswith("[") and text.endswith("]"):
            return text[1:-1]
        title = _unquoted(text)
        if title not in self.known.inputs:
            raise ValueError(f"không có số liệu “{title}” trong phụ lục số liệu")
        return self.known.inputs[title]

    def form(self, text: str) -> Written:
        """Read the number that a rule judges."""
        if text.startswith("tỷ lệ "):
            part, rest = _name(text.removeprefix("tỷ lệ "))
            whole, rest = _name(_after(rest, " trên "))
            ratio: Written = {"form": "ratio", "part": self._input(part)}
            ratio["whole"] = self._input(whole)
            return ratio | ({"may_exceed": True} if rest == ", được vượt 100%" else {})
        if text.startswith("100% trừ ("):
            return {"form": "complement", "of": self.form(text[10:-1])}
        if text.startswith("số ngày"):
            working = text.startswith("số ngày làm việc của ")
            kind = "ngày làm việc" if working else "ngày"
            name, rest = _name(_after(text, f"số {kind} của "))
            since = _after(rest, " kể từ ")
            found: Written = {"form": "days_from", "date": self._input(name)}
            found["day"] = day(since) if is_day(since) else self._input(since)
            return found | ({"days": "working"} if working else {})
        if text.startswith("bình quân các phương án "):
            return self._answers(text.removeprefix("bình quân các phương án "))
        if text.startswith("chỉ tiêu "):
            row, plan = text.removeprefix("chỉ tiêu ").split(" của kế hoạch ")
            return {"form": "target_of_year", "plan": plan, "row": row}
        if text.startswith("("):
            return self._compared(text)
        return {"form": "input", "of": self._input(text)}

    def _compared(self, text: str) -> Written:
        first, rest = _bracketed(text)
        if rest.startswith(" so với mức giao "):
            second, _ = _bracketed(rest.removeprefix(" so với mức giao "))
            return {
                "form": "ratio_of_ratios",
                "result": self.form(first),
                "target": self.form(second),
            }
        second, how = _bracketed(_after(rest, " so với năm trước "))
        found: Written = {"form": "change_from_last_year", "this_year": self.form(first)}
        found["last_year"] = self.form(second)
        return found | ({"measure": "percent"} if how == ", tính theo %" else {})

    def _answers(self, text: str) -> Written:
        answers, weights = {}, {}
        for piece in _pieces(text, ", "):
            key, _, rest = piece.partition(" ")
            name, weight = _name(rest)
            answers[key] = self._input(name)
            weights[key] = number(weight.strip())
        return {"form": "weighted_answers", "answers": answers, "weights": weights}


def _cited(text: str) -> tuple[str, Written]:
    """Part a line from the sources behind it."""
    before, found, cited = text.rpartition(_SOURCE)
    if not found:
        return text, {}
    return before, {"source": sources(cited, BETWEEN)}


def _parted(text: str) -> tuple[str, str]:
    """Part "… : …" at the last colon outside quotes and brackets."""
    pieces = _pieces(text, ": ")
    if len(pieces) < 2:
        raise ValueError(f"thiếu dấu hai chấm ở “{text}”")
    return ": ".join(pieces[:-1]), pieces[-1]


def _before_colon(text: str) -> str:
    if not text.endswith(":"):
        raise ValueError(f"dòng “{text}” phải hết bằng dấu hai chấm")
    return text[:-1]


def _after(text: str, begin: str) -> str:
    if not text.startswith(begin):
        raise ValueError(f"chưa hiểu “{text}”")
    return text.removeprefix(begin)


def _points(text: str) -> Written:
    if text.endswith("% điểm tối đa"):
        return {"of_max": number(text.removesuffix("% điểm tối đa"))}
    return {"points": _of_points(text)}


def _of_points(text: str) -> Fraction:
    if not text.endswith(" điểm"):
        raise ValueError(f"“{text}” không phải số điểm")
    return number(text.removesuffix(" điểm"))


def _limits(found: Sequence[str]) -> Written:
    limits: Written = {}
    for text in found:
        for begin, key in _LIMITS:
            if text.startswith(begin):
                limits[key] = _of_points(text.removeprefix(begin))
                break
        else:
            raise ValueError(f"chưa hiểu “{text}”")
    return limits


def _unquoted(text: str) -> str:
    if len(text) < 2 or text[0] != "“" or text[-1] != "”":
        raise ValueError(f"“{text}” phải viết trong dấu ngoặc kép")
    return text[1:-1]


def _name(text: str) -> tuple[str, str]:
    """Part a quoted title or a key in brackets from what follows it."""
    if text.startswith("["):
        end = text.find("]")
        return text[: end + 1], text[end + 1 :]
    depth = 0
    for place, letter in enumerate(text):
        depth += (letter == "“") - (letter == "”")
        if depth == 0:
            return text[: place + 1], text[place + 1 :]
    raise ValueError(f"thiếu dấu ngoặc kép ở “{text}”")


def _bracketed(text: str) -> tuple[str, str]:
    """Part what stands in the first brackets from what follows them."""
    for place, depth in _depths(text):
        if depth == 0:
            return text[1:place], text[place + 1 :]
    raise ValueError(f"thiếu dấu ngoặc đơn ở “{text}”")


def _depths(text: str) -> list[tuple[int, int]]:
    """Give for each place how many brackets outside quotes are open behind it."""
    quotes = brackets = 0
    found = []
    for place, letter in enumerate(text):
        quotes += (letter == "“") - (letter == "”")
        if not quotes:
            brackets += (letter == "(") - (letter == ")")
        found.append((place, brackets + quotes))
    return found


def _pieces(text: str, between: str) -> list[str]:
    """Part a text at ``between`` outside quotes and brackets."""
    depths = dict(_depths(text))
    found, start, place = [], 0, 0
    while place < len(text):
        open_before = depths[place - 1] if place else 0
        if open_before == 0 and text.startswith(between, place):
            found.append(text[start:place])
            place += len(between)
            start = place
        else:
            place += 1
    return [*found, text[start:]]


def _split_outside(text: str, between: str) -> tuple[str, str]:
    pieces = _pieces(text, between)
    if len(pieces) < 2:
        raise ValueError(f"chưa hiểu “{text}”")
    return pieces[0], between.join(pieces[1:])


def _cut(text: str, ends: Sequence[str]) -> tuple[str, str, str]:
    """Part a text at the first of some words outside quotes and brackets; give the word too."""
    for end in ends:
        pieces = _pieces(text, end)
        if len(pieces) > 1:
            return pieces[0], end, end.join(pieces[1:])
    return text, "", ""
