"""The types of a criteria set: fields, criteria, leaves, inputs, evidence requirements, sources."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Literal

from pydantic import Field

from par_rules.criteria.copies import CopyKind
from par_rules.criteria.head import CheckSpec, SetHead, Severity
from par_rules.criteria.yaml_nodes import Place
from par_rules.rules import Model, NotArisen, Number, Rule
from par_rules.rules.model import Source as Source
from par_rules.rules.model import Sources as Sources
from par_rules.values import Domain, Interval

WHOLE = frozenset({"count", "date"})  # types whose numbers are whole ones


class InputSpec(Model):
    """One figure or date that rules read, declared once per set."""

    title: str
    type: Literal["count", "number", "percent", "date", "yes_no", "choice"]
    range: tuple[Number | date, Number | date] | None = None
    options: tuple[str, ...] = ()
    may_be: tuple[Literal["absent", "not_arisen"], ...] = ()
    last_day: date | None = None
    from_: Literal["declared", "cases", "survey", "register", "portal", "last_year", "index"] = (
        Field(alias="from")
    )
    where: str | None = None
    stock: bool = False
    unit: str | None = None
    office: str | None = None
    note: str | None = None
    product_of: tuple[str, ...] = ()

    def domain(self) -> Domain:
        """Give all that the input may be while nobody has said anything."""
        options = {"yes_no": ("yes", "no"), "choice": self.options}.get(self.type, ())
        numbers = None
        if self.range is not None:
            numbers = Interval(*(_as_number(end) for end in self.range))
        return Domain(
            numbers=numbers,
            whole=self.type in WHOLE,
            options=frozenset(options),
            absent="absent" in self.may_be,
            not_arisen="not_arisen" in self.may_be,
        )


def _as_number(end: Fraction | date) -> Fraction:
    return Fraction(end.toordinal()) if isinstance(end, date) else end


class Requirement(Model):
    """What evidence a leaf demands, and which inputs it proves or counts (RULES.md §6).

    A document proves for ``valid_days`` days after its issue, as long as it is in force if None.
    Of ``copies`` any will do; without one, every kind does.
    """

    key: str
    title: str
    type: tuple[str, ...]
    issuer: tuple[str, ...] = ()
    due: date | tuple[date, ...] | None = None
    issued: tuple[date, date] | None = None
    in_force: bool = False
    valid_days: int | None = Field(default=None, ge=1)
    page: bool = False
    signature: Literal["digital", "digital_or_seal", "none"] = "none"
    copies: tuple[CopyKind, ...] = ()
    proves: tuple[str, ...] | None = None
    counts: str | None = None
    product_of: tuple[str, ...] = ()
    confirms_none: bool = False
    need: Literal["all", "any"] = "all"
    group: str | None = None
    source: Sources | None = None


class Leaf(Model):
    """Whatever is scored directly."""

    key: str
    number: str
    title: str
    max_points: Number
    min_points: Number = Fraction(0)
    role: Literal["bonus", "penalty"] | None = None
    lead_office: str
    co_offices: tuple[str, ...] = ()
    monitor_offices: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    scored_by: Literal["self", "survey", "central", "leader"] = "self"
    deadline: date | str | None = None
    note: str | None = None
    rule: Rule
    not_arisen: NotArisen | None = None
    evidence: tuple[Requirement, ...] = ()
    source: Sources

    def reads(self) -> frozenset[str]:
        """Name all inputs that the leaf reads, not-arisen conditions included."""
        names = set(self.rule.reads())
        if self.not_arisen is not None:
            for condition in self.not_arisen.when:
                names.update(condition.reads())
        return frozenset(names)

    def leans_on(self) -> frozenset[str]:
        """Name the leaves whose points the leaf reads."""
        return frozenset(self.rule.leaves())


class Criterion(Model):
    """Second level; points sit on its leaves."""

    key: str
    number: str
    title: str
    max_points: Number
    leaves: tuple[Leaf, ...] = Field(min_length=1)


class FieldOfSet(Model):
    """Top level of a criteria set (lĩnh vực)."""

    key: str
    number: str
    title: str
    max_points: Number
    criteria: tuple[Criterion, ...] = Field(min_length=1)

    def leaves(self) -> Iterator[Leaf]:
        """Give the leaves in printed order."""
        for criterion in self.criteria:
            yield from criterion.leaves


class SourceDocument(Model):
    """A document that values cite."""

    title: str
    kind: str | None = None
    number: str | None = None
    date: date | str | None = None
    plan: str | None = None
    issuer: str | None = None
    note: str | None = None


class Target(Model):
    """A row of a plan's targets: what must be reached in which years, and who answers for it."""

    id: str
    phase: int
    years: tuple[int, ...]
    title: str
    unit: str
    value: Number
    at_least: bool
    answers: tuple[str, ...]
    line: int | None = None
    note: str | None = None


class DocumentType(Model):
    """A type of evidence; ``symbol`` is the one Nghị định 30/2020/NĐ-CP writes for it.

    A numbered type counts as issued only with number, symbol and date.
    """

    key: str
    title: str
    symbol: str | None = None
    numbered: bool


class CriteriaSet(Model):
    """Everything of one decision, for one kind of unit, ready to score.

    ``places`` says where each leaf stands in its file, by key; ``dropped`` why a leaf of the year
    before is gone.
    """

    head: SetHead
    fields: tuple[FieldOfSet, ...]
    inputs: dict[str, InputSpec]
    sources: dict[str, SourceDocument]
    targets: dict[tuple[str, str], Fraction]
    document_types: dict[str, DocumentType] = Field(default_factory=dict)
    checks: dict[str, CheckSpec] = Field(default_factory=dict)
    places: dict[str, Place] = Field(default_factory=dict)
    dropped: dict[str, Sources] = Field(default_factory=dict)

    def leaves(self) -> Iterator[Leaf]:
        """Give all leaves in printed order."""
        for field in self.fields:
            yield from field.leaves()

    def leaf(self, key: str) -> Leaf:
        """Give one leaf by key or printed number; raises ``KeyError``."""
        for leaf in self.leaves():
            if key in (leaf.key, leaf.number):
                return leaf
        raise KeyError(key)

    def severity_of(self, code: str, case: str = "") -> Severity | None:
        """Give what a check weighs here; None for one that the catalogue does not have."""
        for name in (f"{code}.{case}", code) if case else (code,):
            if name in self.head.checks:
                return self.head.checks[name].severity
            if name == code and code in self.checks:
                return self.checks[code].severity
            if case and code in self.checks and case in self.checks[code].cases:
                return self.checks[code].cases[case].severity
        return None

    def last_day_of(self, name: str) -> date:
        """Give the day after which input ``name`` no longer changes."""
        spec = self.inputs[name]
        if spec.last_day is not None:
            return spec.last_day
        running = spec.type in ("count", "number", "percent")
        return self.head.window[1] if running else self.head.cut_off
