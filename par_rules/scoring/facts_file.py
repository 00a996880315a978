"""``facts.json``, schema ``par-facts/1``: all that a scoring run starts from, to repeat it exactly.

``inputs``: input -> {state, value, ceiling, origin, said_by, said_on}; numbers are decimal text,
dates are ISO. ``proofs``: leaf -> requirement -> {answer, passing, codes}.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from par_rules.criteria.model import CriteriaSet, InputSpec, Leaf
from par_rules.scoring.engine import reach_leaves
from par_rules.scoring.facts import Fact, Facts, Proof
from par_rules.values import exact
from par_rules.values.exact import decimal_text

SCHEMA = "par-facts/1"
MAX_BYTES = 16 * 1024 * 1024


class FactsFileError(Exception):
    """The file cannot be used; ``lines`` say in Vietnamese where, what and what to do."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        super().__init__("\n".join(lines))


@dataclass(frozen=True)
class ReadFacts:
    """The facts of a file, and the day it was made for."""

    facts: Facts
    as_of: date | None


def read_facts(path: Path, criteria: CriteriaSet) -> ReadFacts:
    """Read and check a facts file against the set; raises ``FactsFileError`` with every fault."""
    data = _data(path)
    faults: list[str] = []
    inputs: dict[str, Fact] = {}
    for name, item in _mapping(data, "inputs").items():
        try:
            inputs[name] = _fact(criteria.inputs[name], item)
        except KeyError:
            faults.append(f"{path}: inputs.{name}: bộ tiêu chí không có số liệu này: bỏ mục này")
        except (ValueError, TypeError, AttributeError):
            faults.append(
                f"{path}: inputs.{name}: giá trị không dùng được: "
                f"xem kiểu {criteria.inputs[name].type} và khoảng cho phép"
            )
    proofs: dict[tuple[str, str], Proof] = {}
    known = {(leaf.key, r.key) for leaf in criteria.leaves() for r in leaf.evidence}
    for leaf, answers in _mapping(data, "proofs").items():
        for key, item in answers.items():
            if (leaf, key) not in known:
                faults.append(f"{path}: proofs.{leaf}.{key}: không có yêu cầu minh chứng này")
            elif item.get("answer") not in ("passes", "fails", "not_due"):
                faults.append(f"{path}: proofs.{leaf}.{key}: answer phải là passes, fails, not_due")
            else:
                proofs[leaf, key] = Proof(
                    item["answer"], int(item.get("passing", 0)), tuple(item.get("codes", ()))
                )
    facts = Facts(inputs, proofs)
    if not faults:
        faults = [f"{path}: {text}" for _, text in contradictory_leaves(criteria, facts)]
    if faults:
        raise FactsFileError(faults)
    day = data.get("as_of")
    return ReadFacts(facts, date.fromisoformat(day) if day else None)


# What was last looked at and contradicts itself nowhere; a run asks of the same facts five times.
_sound: tuple[CriteriaSet, Facts] | None = None


def contradictory_leaves(criteria: CriteriaSet, facts: Facts) -> Iterator[tuple[Leaf, str]]:
    """Give each leaf whose figures cannot all be true, as a part larger than its whole."""
    global _sound
    if _sound is not None and _sound[0] is criteria and _sound[1] == facts:
        return
    try:
        reach_leaves(criteria, facts, criteria.head.cut_off)
    except ValueError:
        pass  # found out below which leaf it is
    else:
        _sound = criteria, facts
        return
    for leaf in criteria.leaves():
        try:
            reach_leaves(criteria, facts, criteria.head.cut_off, only=leaf.key)
        except ValueError:
            titles = "; ".join(
                criteria.inputs[name].title
                for name in sorted(leaf.reads())
                if facts.of(name).state == "known"
            )
            text = (
                f"tiêu chí {leaf.number}: số liệu mâu thuẫn, ví dụ tử số lớn hơn mẫu số: "
                f"xem lại {titles}"
            )
            yield leaf, text


def _data(path: Path) -> dict[str, Any]:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise FactsFileError([f"{path}: tệp lớn hơn 16 MB: không phải tệp số liệu"])
        data = json.loads(path.read_text(encoding="utf-8"))
    except OSError:
        raise FactsFileError([f"{path}: không đọc được tệp: kiểm tra đường dẫn"]) from None
    except ValueError:
        raise FactsFileError([f"{path}: không đúng dạng JSON: dùng tệp do par ghi ra"]) from None
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        raise FactsFileError([f"{path}: không phải tệp {SCHEMA}: dùng tệp do par ghi ra"])
    return data


def _mapping(data: dict[str, Any], key: str) -> dict[str, Any]:
    found = data.get(key, {})
    return found if isinstance(found, dict) else {}


def _fact(spec: InputSpec, item: dict[str, Any]) -> Fact:
    state = item["state"]
    if state not in ("known", "absent", "unknown", "not_arisen"):
        raise ValueError(state)
    if state in ("absent", "not_arisen") and state not in spec.may_be:
        raise ValueError(state)
    ceiling = exact(item["ceiling"]) if item.get("ceiling") is not None else None
    said_on = date.fromisoformat(item["said_on"]) if item.get("said_on") else None
    value = _value(spec, item["value"]) if state == "known" else None
    return Fact(state, value, ceiling, item.get("origin"), item.get("said_by"), said_on)


def _value(spec: InputSpec, text: str) -> Fraction | date | str:
    domain = spec.domain()
    if domain.options:
        if text not in domain.options:
            raise ValueError(text)
        return text
    value = date.fromisoformat(text) if spec.type == "date" else exact(text)
    number = Fraction(value.toordinal()) if isinstance(value, date) else value
    if domain.numbers is not None and not domain.numbers.low <= number <= domain.numbers.high:
        raise ValueError(text)
    if spec.type == "count" and number.denominator != 1:
        raise ValueError(text)
    return value


def facts_json(facts: Facts, as_of: date) -> dict[str, Any]:
    """Give facts as data, schema ``par-facts/1``."""
    proofs: dict[str, dict[str, Any]] = {}
    for (leaf, key), proof in sorted(facts.proofs.items()):
        proofs.setdefault(leaf, {})[key] = {
            "answer": proof.answer,
            "passing": proof.passing,
            "codes": list(proof.codes),
        }
    return {
        "schema": SCHEMA,
        "as_of": as_of.isoformat(),
        "inputs": {name: _fact_json(fact) for name, fact in sorted(facts.inputs.items())},
        "proofs": proofs,
    }


def _fact_json(fact: Fact) -> dict[str, Any]:
    value = fact.value
    if isinstance(value, date):
        value = value.isoformat()
    elif isinstance(value, Fraction):
        value = decimal_text(value, 30)
    found = {
        "state": fact.state,
        "value": value,
        "ceiling": None if fact.ceiling is None else decimal_text(fact.ceiling, 30),
        "origin": fact.origin,
        "said_by": fact.said_by,
        "said_on": fact.said_on.isoformat() if fact.said_on else None,
    }
    return {key: item for key, item in found.items() if item is not None}
