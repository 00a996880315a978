"""Reads last year's results, ``ket-qua.json``, schema ``par-last-year/1``.

``inputs``: input of this year's set -> {value (decimal text) or state, source}; ``fields``: what
each field got, for comparison in the dossier.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from par_rules.criteria.model import CriteriaSet, InputSpec
from par_rules.figures.model import FigureProblem
from par_rules.figures.wording import OPTION_WORDS, range_text, said_text
from par_rules.scoring.facts import Fact
from par_rules.values import exact

FILE = "ket-qua.json"
SCHEMA = "par-last-year/1"
MAX_BYTES = 1024 * 1024


@dataclass(frozen=True)
class LastYear:
    """Facts from last year's results, where each stands, and what is wrong with the file."""

    facts: dict[str, Fact] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    problems: tuple[FigureProblem, ...] = ()
    sha256: str | None = None


def read_last_year(criteria: CriteriaSet, path: Path) -> LastYear:
    """Read the inputs ``from: last_year``; a file that is not there has none."""
    if not path.is_file():
        return LastYear()
    name = f"{path.parent.name}/{path.name}"
    try:
        data = path.read_bytes()
        given = json.loads(data.decode("utf-8-sig")) if len(data) <= MAX_BYTES else None
    except OSError:
        what, todo = "không mở được tệp", "đóng tệp ở chương trình khác rồi chạy lại"
        return LastYear(problems=(FigureProblem(name, "", what, todo),))
    except ValueError:
        given = None
    if not isinstance(given, dict) or given.get("schema") != SCHEMA:
        what, todo = f"không phải tệp {SCHEMA}", "dùng tệp kết quả năm trước do par ghi ra"
        return LastYear(problems=(FigureProblem(name, "", what, todo),))
    if given.get("year") != criteria.head.year - 1:
        what = f"kết quả của năm {given.get('year')}, cần năm {criteria.head.year - 1}"
        return LastYear(problems=(FigureProblem(name, "year", what, "đặt đúng tệp của năm trước"),))
    facts: dict[str, Fact] = {}
    sources: dict[str, str] = {}
    problems: list[FigureProblem] = []
    for key, item, fault in _items(criteria, given.get("inputs")):
        if fault is not None:
            what, todo = fault
            problems.append(FigureProblem(name, f"inputs.{key}", what, todo, key))
            continue
        try:
            facts[key] = _fact(criteria.inputs[key], item, f"{name}: inputs.{key}")
        except (ValueError, KeyError, TypeError):
            what = f"giá trị không dùng được, cần {range_text(criteria.inputs[key])}"
            todo = "ghi số với dấu chấm thập phân, trong ngoặc kép"
            problems.append(FigureProblem(name, f"inputs.{key}", what, todo, key))
            continue
        sources[key] = str(item.get("source", ""))
    return LastYear(facts, sources, tuple(problems), hashlib.sha256(data).hexdigest())


def _items(
    criteria: CriteriaSet, inputs: object
) -> Iterator[tuple[str, dict[str, Any], tuple[str, str] | None]]:
    for key, item in (inputs if isinstance(inputs, dict) else {}).items():
        spec = criteria.inputs.get(key)
        if spec is None or spec.from_ != "last_year":
            fault = ("bộ tiêu chí không lấy số liệu này từ năm trước", "bỏ mục này")
            yield key, {}, fault
        elif not isinstance(item, dict):
            yield key, {}, ("không có giá trị", 'ghi {"value": …, "source": …}')
        else:
            yield key, item, None


def _fact(spec: InputSpec, item: dict[str, Any], origin: str) -> Fact:
    state = item.get("state", "known")
    if state != "known":
        if state not in spec.may_be:
            raise ValueError(state)
        return Fact(state, origin=origin)
    text = item["value"]
    if spec.type in ("yes_no", "choice"):
        if text not in (spec.options or tuple(OPTION_WORDS)):
            raise ValueError(text)
        return Fact("known", str(text), origin=origin)
    value: Fraction | date = date.fromisoformat(text) if spec.type == "date" else exact(text)
    if spec.range is not None and not spec.range[0] <= value <= spec.range[1]:  # type: ignore[operator]
        raise ValueError(said_text(value))
    if spec.type == "count" and isinstance(value, Fraction) and value.denominator != 1:
        raise ValueError(text)
    return Fact("known", value, origin=origin)
