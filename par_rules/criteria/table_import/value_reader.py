"""Reads what exported rules judge and when: values, ranges, conditions, what does not arise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from par_rules.criteria.table_export.codec import day, is_day, number
from par_rules.criteria.table_export.rule_text import ANSWERS, TREATS, WITHIN
from par_rules.criteria.table_import.reading import Written
from par_rules.criteria.table_import.rule_lines import (
    after,
    bracketed,
    cut_at,
    named,
    parted,
    pieces,
    unquoted,
    without_sources,
)

_BACK = {text: word for word, text in ANSWERS.items()}
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


@dataclass(frozen=True)
class Known:
    """The keys of inputs by title, and of leaves by number."""

    inputs: dict[str, str]
    leaves: dict[str, str]


class ValueReader:
    """Reads the parts of rules by the names of one set."""

    def __init__(self, known: Known) -> None:
        self.known = known

    def not_arisen(self, text: str) -> Written:
        """Read "khi … : đủ điểm; căn cứ: …"."""
        text, cited = without_sources(text)
        when, treat = parted(after(text, "khi "))
        found: Written = {"when": self.conditions(when)} | cited
        for words, back in ((TREATS, "treat"), (WITHIN, "within")):
            for word, said in words.items():
                if treat == said:
                    return found | {"treat": "redistribute"} | {back: word}
        if treat.startswith("chuyển sang phần "):
            to = unquoted(treat.removeprefix("chuyển sang phần "))
            return found | {"treat": "redistribute", "to": to}
        if treat == "chia lại":
            return found | {"treat": "redistribute"}
        raise ValueError(f"chưa hiểu cách xử lý “{treat}”")

    def conditions(self, text: str) -> list[Written]:
        """Read conditions joined by "và"."""
        return [self.condition(piece) for piece in pieces(text, " và ")]

    def condition(self, text: str) -> Written:
        """Read one comparison."""
        if text.startswith("điểm tiêu chí "):
            name, _, rest = text.removeprefix("điểm tiêu chí ").partition(" ")
            key = name[1:-1] if name.startswith("[") else self.known.leaves.get(name)
            if key is None:
                raise ValueError(f"không có tiêu chí {name}")
            found: Written = {"leaf": key}
        else:
            name, rest = named(text)
            rest = rest.removeprefix(" ")
            found = {"input": self.input(name)}
        if rest.startswith("là "):
            return found | {"is": self.answer(rest.removeprefix("là "))}
        return found | self.ends(rest)

    def ends(self, text: str) -> Written:
        """Read a range."""
        if text == "mọi giá trị":
            return {}
        for begin, key in _ALONE:
            if text.startswith(begin):
                return {key: self.threshold(text.removeprefix(begin))}
        for begin, key in _LOW:
            if text.startswith(begin):
                low, end, high = cut_at(text.removeprefix(begin), tuple(_HIGH))
                ends: Written = {key: self.threshold(low)}
                if _HIGH.get(end):
                    ends[_HIGH[end]] = self.threshold(high)
                return ends
        raise ValueError(f"chưa hiểu khoảng “{text}”")

    def threshold(self, text: str) -> Any:
        """Read a number, a day or a value as the end of a range."""
        if text.startswith("mức (") and text.endswith(")"):
            return self.form(text[5:-1])
        bare = text.removeprefix("ngày ")
        return day(bare) if is_day(bare) else number(bare)

    def answer(self, text: str) -> str:
        """Read an answer."""
        return _BACK[text] if text in _BACK else unquoted(text)

    def input(self, text: str) -> str:
        """Read the name of an input; gives its key."""
        if text.startswith("[") and text.endswith("]"):
            return text[1:-1]
        title = unquoted(text)
        if title not in self.known.inputs:
            raise ValueError(f"không có số liệu “{title}” trong phụ lục số liệu")
        return self.known.inputs[title]

    def form(self, text: str) -> Written:
        """Read the number that a rule judges."""
        if text.startswith("tỷ lệ "):
            part, rest = named(text.removeprefix("tỷ lệ "))
            whole, rest = named(after(rest, " trên "))
            ratio: Written = {"form": "ratio", "part": self.input(part)}
            ratio["whole"] = self.input(whole)
            return ratio | ({"may_exceed": True} if rest == ", được vượt 100%" else {})
        if text.startswith("100% trừ ("):
            return {"form": "complement", "of": self.form(text[10:-1])}
        if text.startswith("số ngày"):
            working = text.startswith("số ngày làm việc của ")
            kind = "ngày làm việc" if working else "ngày"
            name, rest = named(after(text, f"số {kind} của "))
            since = after(rest, " kể từ ")
            found: Written = {"form": "days_from", "date": self.input(name)}
            found["day"] = day(since) if is_day(since) else self.input(since)
            return found | ({"days": "working"} if working else {})
        if text.startswith("bình quân các phương án "):
            return self._answers(text.removeprefix("bình quân các phương án "))
        if text.startswith("chỉ tiêu "):
            row, plan = text.removeprefix("chỉ tiêu ").split(" của kế hoạch ")
            return {"form": "target_of_year", "plan": plan, "row": row}
        if text.startswith("("):
            return self._compared(text)
        return {"form": "input", "of": self.input(text)}

    def _compared(self, text: str) -> Written:
        first, rest = bracketed(text)
        if rest.startswith(" so với mức giao "):
            second, _ = bracketed(rest.removeprefix(" so với mức giao "))
            return {
                "form": "ratio_of_ratios",
                "result": self.form(first),
                "target": self.form(second),
            }
        second, how = bracketed(after(rest, " so với năm trước "))
        found: Written = {"form": "change_from_last_year", "this_year": self.form(first)}
        found["last_year"] = self.form(second)
        return found | ({"measure": "percent"} if how == ", tính theo %" else {})

    def _answers(self, text: str) -> Written:
        answers, weights = {}, {}
        for piece in pieces(text, ", "):
            key, _, rest = piece.partition(" ")
            name, weight = named(rest)
            answers[key] = self.input(name)
            weights[key] = number(weight.strip())
        return {"form": "weighted_answers", "answers": answers, "weights": weights}
