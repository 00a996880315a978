"""Writes a row at the bottom of a table as a leaf: its rule, the inputs it reads, its evidence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from pydantic import TypeAdapter, ValidationError

from par_rules.criteria.model import InputSpec
from par_rules.criteria.table_import.keys import Keys, key_of
from par_rules.criteria.table_import.reading import Asked, Reading, Written, unread
from par_rules.criteria.table_import.recognise import recognise
from par_rules.criteria.table_import.rows import Row
from par_rules.letters import clean, fold
from par_rules.rules import Rule, View
from par_rules.values import points_text

ZERO = Fraction(0)
MOST_COUNTED = 100_000
# What a drop-down list of a workbook can hold.
LONGEST_OPTION, LONGEST_OPTIONS = 40, 200
LONGEST_TITLE = 300
SHORT_TITLE = 15
RULE: TypeAdapter[Rule] = TypeAdapter(Rule)
INPUT: TypeAdapter[InputSpec] = TypeAdapter(InputSpec)


@dataclass
class LeafDraft:
    """A leaf's rule as files write it, its inputs by key, and what the report tells of it.

    ``comments`` are lines that stand above the leaf in its file; ``unread`` says why the rule, or
    a part of it, is only a wording.
    """

    rule: Written
    inputs: dict[str, Written] = field(default_factory=dict)
    not_arisen: Written | None = None
    comments: list[str] = field(default_factory=list)
    assumed: list[str] = field(default_factory=list)
    unread: str = ""


def draft_leaf(
    row: Row,
    maximum: Fraction,
    *,
    key: str,
    year: int,
    role: Any,
    least: Fraction | None,
    office: str,
    keys: Keys,
) -> LeafDraft:
    """Read a row's wording and write what it became."""
    made = LeafDraft({})
    for text, at in row.lines:
        made.comments += [f"{at}: “{line}”" for line in text.split("\n")]
    if row.items:
        made.rule = _items(row, maximum, made, key=key, year=year, office=office, keys=keys)
        return made
    reading = recognise(row.wording, maximum, year=year, role=role, least=least)
    made.rule = _take(
        reading, row.title, row.wording, maximum, made, key, year, office, keys, least
    )
    return made


def _items(
    row: Row, maximum: Fraction, made: LeafDraft, *, key: str, year: int, office: str, keys: Keys
) -> Written:
    """Write rows marked "a)", "b)" with wordings of their own as the parts of a sum."""
    points = [item.points or ZERO for item in row.items]
    labels = [fold(item.title) for item in row.items]
    whole = "\n".join([row.wording, *(f"{i.title}\n{i.wording}" for i in row.items)]).strip()
    for item in row.items:
        made.comments += [f"{at}: “{clean(text)}”" for text, at in item.lines]
    if sum(points) != maximum or row.wording or len(set(labels)) != len(labels):
        made.unread = (
            f"các ý cộng lại {points_text(sum(points, ZERO))} điểm, khác điểm tối đa "
            f"{points_text(maximum)}"
            if sum(points) != maximum
            else "các ý đi cùng lời văn chung"
        )
        return _unread(whole or row.title, None)
    parts = []
    for n, (item, most) in enumerate(zip(row.items, points, strict=True), 1):
        reading = recognise(item.wording, most, year=year)
        rule = _take(
            reading, item.title, item.wording, most, made, f"{key}_{n}", year, office, keys, None
        )
        parts.append({"label": item.title, "max_points": most, **rule})
    return {"kind": "sum_of", "parts": parts}


def _take(
    reading: Reading,
    title: str,
    wording: str,
    maximum: Fraction,
    made: LeafDraft,
    key: str,
    year: int,
    office: str,
    keys: Keys,
    least: Fraction | None,
) -> Written:
    """Give the rule with inputs of the set in place of its local names."""
    if reading.rule is not None:
        names = {name: keys.take(_name(key, name, reading)) for name in reading.inputs}
        specs = {
            names[name]: _spec(asked, reading, title, maximum, year, office)
            for name, asked in reading.inputs.items()
        }
        rule: Written = _renamed(reading.rule, names)
        _short_options(rule, specs)
        wrong = _wrong(rule, specs, maximum)
        if not wrong:
            made.inputs |= specs
            made.assumed += reading.assumed
            if len(reading.phrases) != len(made.comments):
                made.comments += [f"Đọc được: {phrase}" for phrase in reading.phrases]
            made.comments += [f"Hiểu thêm: {text}" for text in reading.assumed]
            if reading.not_arisen:
                name = next(iter(specs))
                made.not_arisen = {"when": [{"input": name, "is": "not_arisen"}], "treat": "full"}
            return rule
        keys.used -= set(names.values())
        reading = unread(wrong)
    made.unread = made.unread or reading.failed
    made.comments.append(f"CẦN LÀM: {reading.failed}")
    return _unread(wording or title, least)


def _unread(text: str, least: Fraction | None) -> Written:
    rule: Written = {"kind": "unread", "text": clean(text)}
    return rule | ({"floor": least} if least is not None and least < 0 else {})


def _name(key: str, local: str, reading: Reading) -> str:
    if local == "value":
        return key
    if local in ("part", "whole"):
        asked = reading.inputs[local]
        return key_of(asked.title, f"{key}_{local}")
    return f"{key}_{local.removeprefix('value_')}"


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    """Put the set's names in place of the local ones, wherever a rule names an input."""
    if isinstance(value, dict):
        return {
            key: names[inner] if key in ("of", "input", "part", "whole") else _renamed(inner, names)
            for key, inner in value.items()
        }
    return [_renamed(inner, names) for inner in value] if isinstance(value, list) else value


def _spec(
    asked: Asked, reading: Reading, title: str, maximum: Fraction, year: int, office: str
) -> Written:
    text = clean(_input_title(asked, title))[:LONGEST_TITLE]
    spec: Written = {"title": text[:1].upper() + text[1:], "type": asked.kind}
    if asked.kind == "percent":
        spec["range"] = [ZERO, Fraction(100)]
    elif asked.kind == "count":
        spec["range"] = [Fraction(asked.at_least), Fraction(MOST_COUNTED)]
    elif asked.kind == "number":
        spec["range"] = [ZERO, maximum]
    elif asked.kind == "date":
        spec["range"] = [date(year - 1, 10, 1), date(year + 1, 1, 31)]
    elif asked.kind == "choice":
        spec["options"] = list(asked.options)
    states = ["absent"] if reading.rule and "absent" in reading.rule else []
    states += ["not_arisen"] if reading.not_arisen else []
    if states:
        spec["may_be"] = states
    by_survey = reading.rule is not None and reading.rule.get("by") == "survey"
    return spec | {"from": "survey" if by_survey else "declared", "office": office}


def _input_title(asked: Asked, title: str) -> str:
    """Name an input by what the words say of it, or by its row where that says too little."""
    if asked.kind == "date":
        return title if fold(title).startswith(("ngay", "thoi diem")) else f"Ngày: {title}"
    if not asked.title:
        return title
    if len(asked.title) < SHORT_TITLE:
        return f"{title}: {asked.title[:1].lower()}{asked.title[1:]}"
    return asked.title


def _short_options(rule: Written, specs: dict[str, Written]) -> None:
    """Call long cases "mức 1", "mức 2": a drop-down list holds no long texts and no commas."""
    for spec in specs.values():
        options = spec.get("options")
        if not options:
            continue
        fits = all(len(o) <= LONGEST_OPTION and not re.search(r'[,;"]', o) for o in options)
        if fits and sum(map(len, options)) <= LONGEST_OPTIONS:
            continue
        names = {option: f"mức {n}" for n, option in enumerate(options, 1)}
        spec["options"] = list(names.values())
        spec["note"] = "; ".join(f"{name}: {option}" for option, name in names.items())
        for grade in rule.get("grades", ()):
            grade["is"] = names.get(grade["is"], grade["is"])


def _wrong(rule: Written, specs: Mapping[str, Written], maximum: Fraction) -> str:
    """Say what is wrong with a rule that was read; "" where it reaches just its maximum."""
    try:
        checked = RULE.validate_python(rule)
        domains = {name: INPUT.validate_python(spec).domain() for name, spec in specs.items()}
        reached = checked.reach(View(domains), maximum)
    except (ValidationError, ValueError, LookupError):
        return "cách tính đọc được không cho kết quả với mọi số liệu"
    if reached.high != maximum:
        return f"cách tính đọc được cho cao nhất {points_text(reached.high)} điểm"
    if reached.low < 0 and maximum > 0:
        return f"cách tính đọc được có thể xuống {points_text(reached.low)} điểm"
    return ""
