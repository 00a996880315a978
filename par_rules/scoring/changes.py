"""Changes to try, as an official writes them: ``1.234``, ``97,5``, ``20/01/2026``, ``có``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Literal

from par_rules.criteria.model import CriteriaSet, InputSpec
from par_rules.rules.words import day_text, number_text
from par_rules.scoring.facts import Fact, Facts, Proof, State
from par_rules.scoring.named import input_named, requirement_named
from par_rules.values import exact

STATES: dict[str, State] = {
    "không có": "absent",
    "không phát sinh": "not_arisen",
    "chưa khai": "unknown",
    "chưa rõ": "unknown",
    "chưa có ai khai": "unknown",
}
TRUTHS = {"có": "yes", "không": "no", "yes": "yes", "no": "no"}
Answer = Literal["passes", "fails", "not_due"]
ANSWERS: dict[str, Answer] = {
    "đạt": "passes",
    "không đạt": "fails",
    "chưa đến hạn": "not_due",
    "passes": "passes",
    "fails": "fails",
    "not_due": "not_due",
}
EXPECTED = {
    "count": "một số nguyên, ví dụ 1.234",
    "number": "một số, ví dụ 1.234,5",
    "percent": "một tỷ lệ từ 0 đến 100, ví dụ 97,5",
    "date": "một ngày, ví dụ 20/01/2026",
    "yes_no": "có hoặc không",
}

_NUMBER = re.compile(r"-?([1-9]\d{0,2}(\.\d{3})+|\d+)(,\d+)?")
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})|(\d{4})-(\d{2})-(\d{2})")


class ChangeError(Exception):
    """A change that cannot be tried; ``lines`` say in Vietnamese which, why, and what to write."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.lines = list(lines)
        super().__init__("\n".join(self.lines))


@dataclass(frozen=True, slots=True)
class ProofChange:
    """A new answer to a requirement; ``passing`` is how many documents pass, if that is said."""

    answer: Answer
    passing: int | None = None

    def of(self, now: Proof, fact: Fact | None) -> Proof:
        """Give the new proof; ``fact`` is the count that the requirement counts, if it does."""
        if self.passing is not None:
            return replace(now, answer=self.answer, passing=self.passing)
        if self.answer == now.answer:
            return now
        if self.answer != "passes":
            return Proof(self.answer, codes=("MISSING",) if self.answer == "fails" else ())
        declared = int(fact.value) if fact is not None and isinstance(fact.value, Fraction) else 1
        return Proof("passes", passing=max(declared, now.passing))


@dataclass(frozen=True)
class Changes:
    """New facts for some inputs, new answers for some requirements (leaf key, requirement key)."""

    inputs: Mapping[str, Fact] = field(default_factory=dict)
    proofs: Mapping[tuple[str, str], ProofChange] = field(default_factory=dict)

    def applied(self, criteria: CriteriaSet, facts: Facts) -> Facts:
        """Give the facts with the changes made; where from and ceiling of an input stay."""
        inputs = dict(facts.inputs)
        for name, fact in self.inputs.items():
            now = facts.of(name)
            if (now.state, now.value) != (fact.state, fact.value):
                inputs[name] = replace(now, state=fact.state, value=fact.value)
        changed = replace(facts, inputs=inputs)
        proofs = dict(facts.proofs)
        for (leaf, key), change in self.proofs.items():
            counts = next(r.counts for r in criteria.leaf(leaf).evidence if r.key == key)
            counted = changed.of(counts) if counts is not None else None
            proofs[leaf, key] = change.of(facts.proof(leaf, key), counted)
        return replace(changed, proofs=proofs)


def parse_changes(
    criteria: CriteriaSet, inputs: Iterable[str], proofs: Iterable[str] = ()
) -> Changes:
    """Read ``input=value`` and ``leaf/requirement=answer``, where a name is a key or a title's
    start; raises ``ChangeError`` with every fault."""
    faults: list[str] = []
    facts: dict[str, Fact] = {}
    answers: dict[tuple[str, str], ProofChange] = {}
    for text in inputs:
        try:
            name, value = _halves(text, 'số_liệu=giá_trị, ví dụ "3.2.2: Số báo cáo=4"')
            key = input_named(criteria, name)
            facts[key] = parse_fact(criteria.inputs[key], value)
        except ValueError as fault:
            faults.append(f"{text}: {fault}")
    for text in proofs:
        try:
            where, value = _halves(text, "tiêu_chí/yêu_cầu=đạt, ví dụ 1.1.1/plan=đạt")
            leaf, key = requirement_named(criteria, where)
            answers[leaf, key] = _answer(value)
        except ValueError as fault:
            faults.append(f"{text}: {fault}")
    if faults:
        raise ChangeError(faults)
    return Changes(facts, answers)


def _halves(text: str, form: str) -> tuple[str, str]:
    name, sign, value = unicodedata.normalize("NFC", text).rpartition("=")
    if not sign:
        raise ValueError(f"thiếu dấu “=”: viết {form}")
    return name.strip(), value.strip()


def parse_fact(spec: InputSpec, text: str) -> Fact:
    """Read a value or state as written in Vietnamese; ``ValueError`` says what to write."""
    said = " ".join(unicodedata.normalize("NFC", text).casefold().split())
    if spec.type == "yes_no" and said in ("không có", *TRUTHS) and "absent" not in spec.may_be:
        return Fact("known", TRUTHS.get(said, "no"))
    if spec.type == "yes_no" and said in TRUTHS:
        return Fact("known", TRUTHS[said])
    if said in STATES:
        state = STATES[said]
        if state != "unknown" and state not in spec.may_be:
            raise ValueError(f"số liệu này không được ghi “{said}”: ghi {_expected(spec)}")
        return Fact(state)
    return Fact("known", _value(spec, said))


def _value(spec: InputSpec, said: str) -> Fraction | date | str:
    if spec.type in ("yes_no", "choice"):
        found = next((o for o in spec.options if o.casefold() == said), None)
        if found is None:
            raise ValueError(f"không hiểu giá trị “{said}”: ghi {_expected(spec)}")
        return found
    value = _day(spec, said) if spec.type == "date" else _number(spec, said)
    number = Fraction(value.toordinal()) if isinstance(value, date) else value
    if spec.type == "count" and number.denominator != 1:
        raise ValueError(f"“{said}” không phải số nguyên: ghi {_expected(spec)}")
    numbers = spec.domain().numbers
    if numbers is not None and not numbers.low <= number <= numbers.high:
        ends = [_end_text(spec, end) for end in (numbers.low, numbers.high)]
        raise ValueError(f"“{said}” nằm ngoài khoảng cho phép: từ {ends[0]} đến {ends[1]}")
    return value


def _end_text(spec: InputSpec, end: Fraction) -> str:
    return day_text(date.fromordinal(int(end))) if spec.type == "date" else number_text(end)


def _day(spec: InputSpec, said: str) -> date:
    found = _DAY.fullmatch(said)
    if found is None:
        raise ValueError(f"không hiểu ngày “{said}”: ghi {_expected(spec)}")
    day, month, year, iso_year, iso_month, iso_day = found.groups()
    try:
        return date(int(year or iso_year), int(month or iso_month), int(day or iso_day))
    except ValueError:
        raise ValueError(f"không có ngày “{said}” trong lịch: ghi {_expected(spec)}") from None


def _number(spec: InputSpec, said: str) -> Fraction:
    unit = "%" if spec.type == "percent" else (spec.unit or "").casefold()
    bare = said.removesuffix(unit).strip()
    if not _NUMBER.fullmatch(bare):
        hint = ""
        if re.fullmatch(r"-?\d+\.\d+", bare):
            hint = " (phần lẻ viết sau dấu phẩy)"
        raise ValueError(f"không hiểu số “{said}”{hint}: ghi {_expected(spec)}")
    return exact(bare.replace(".", "").replace(",", "."))


def _expected(spec: InputSpec) -> str:
    forms = EXPECTED.get(spec.type) or f"một trong: {', '.join(spec.options)}"
    states = {"absent": "không có", "not_arisen": "không phát sinh"}
    return "; hoặc ".join([forms, *(f"“{states[s]}”" for s in spec.may_be)])


def _answer(value: str) -> ProofChange:
    said = " ".join(value.casefold().split())
    if said.isascii() and said.isdigit():
        return ProofChange("passes", int(said))
    if said not in ANSWERS:
        raise ValueError(
            f"không hiểu “{value}”: ghi đạt, không đạt, chưa đến hạn, hoặc số tài liệu đạt yêu cầu"
        )
    return ProofChange(ANSWERS[said])
