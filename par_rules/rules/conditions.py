"""Conditions: one comparison on an input or a leaf, and how several combine.

A condition is the *set* of what it may still be: true, false, not arisen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import Enum
from typing import Self

from pydantic import model_validator

from par_rules.rules.ends import Ends as Ends
from par_rules.rules.ends import threshold as threshold
from par_rules.rules.measure import Measure
from par_rules.rules.model import Model, Sources, View
from par_rules.rules.naming import Words
from par_rules.rules.words import option_text, points_range, raised
from par_rules.values import Domain

STATES = frozenset({"present", "absent", "not_arisen"})


class Truth(Enum):
    """What a condition can come out as."""

    TRUE = "T"
    FALSE = "F"
    NOT_ARISEN = "N"


Truths = frozenset[Truth]


class Condition(Ends):
    """One comparison on one ``input`` or one ``leaf`` (its unrounded points)."""

    input: str | None = None
    leaf: str | None = None
    is_: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _is_is_a_word_of_python(cls, data: object) -> object:
        if isinstance(data, dict) and "is" in data:
            return {("is_" if key == "is" else key): value for key, value in data.items()}
        return data

    @model_validator(mode="after")
    def _one_of_each(self) -> Self:
        if (self.input is None) == (self.leaf is None):
            raise ValueError("input_or_leaf")
        given = (self.at_least, self.above, self.at_most, self.below, self.is_)
        if sum(end is not None for end in given) != 1:
            raise ValueError("one_comparison")
        return self

    def reads(self) -> Iterator[str]:
        """Name the inputs read."""
        if self.input is not None:
            yield self.input
        yield from self.end_reads()

    def words(self, words: Words) -> str:
        """Write what must hold."""
        if self.leaf is not None:
            name = words.leaves[self.leaf]
            if self.at_most == 0 or self.above == 0:
                return f"{name} {'không ' if self.above is None else ''}có điểm"
            return f"điểm của {name} {self.range_words(words, Measure(unit='điểm'))}"
        assert self.input is not None
        title = f"“{words.title(self.input)}”"
        if self.is_ in ("absent", "not_arisen"):
            return f"{title} được xác nhận là {option_text(self.is_)}"
        if self.is_ is not None:
            return f"{title} là “{option_text(self.is_)}”"
        return f"{title} {self.range_words(words, words.measure(self.input))}"

    def found(self, view: View, words: Words) -> str:
        """Write what the condition looks at, as it is."""
        if self.leaf is not None:
            return f"{words.leaves[self.leaf]} được {points_range(view.leaves[self.leaf])}"
        assert self.input is not None
        return words.told(self.input, view.of(self.input))

    def truths(self, view: View) -> Truths:
        """Give what the condition may still be."""
        if self.leaf is not None:
            domain = Domain(numbers=view.leaves[self.leaf])
        else:
            assert self.input is not None
            domain = view.of(self.input)
        return frozenset(self._truths(domain, view))

    def met_or_not_arisen(self, view: View) -> Truths:
        """Give true or false; an input that did not arise meets any condition on it."""
        if self.input is None:
            return self.truths(view)
        domain = view.of(self.input)
        met = frozenset(self._truths(replace(domain, not_arisen=False), view))
        return met | {Truth.TRUE} if domain.not_arisen else met

    def _truths(self, domain: Domain, view: View) -> Iterator[Truth]:
        if self.is_ is not None:
            yield from self._is(domain, self.is_)
            return
        if domain.not_arisen:
            yield Truth.NOT_ARISEN
        if domain.absent:
            yield Truth.FALSE
        if domain.numbers is not None:
            if self.may_hold(domain.numbers, view, whole=domain.whole):
                yield Truth.TRUE
            if self.may_fail(domain.numbers, view, whole=domain.whole):
                yield Truth.FALSE

    @staticmethod
    def _is(domain: Domain, wanted: str) -> Iterator[Truth]:
        present = bool(domain.options) or domain.numbers is not None
        if wanted == "present":
            yield from (Truth.TRUE,) * present
            yield from (Truth.FALSE,) * domain.absent
            yield from (Truth.NOT_ARISEN,) * domain.not_arisen
        elif wanted in STATES:
            hit = domain.absent if wanted == "absent" else domain.not_arisen
            other = domain.not_arisen if wanted == "absent" else domain.absent
            yield from (Truth.TRUE,) * hit
            yield from (Truth.FALSE,) * (present or other)
        else:
            yield from (Truth.TRUE,) * (wanted in domain.options)
            miss = domain.options - {wanted} or domain.absent or domain.numbers is not None
            yield from (Truth.FALSE,) * bool(miss)
            yield from (Truth.NOT_ARISEN,) * domain.not_arisen


#            T        F        N        combined set by set, member by member
# all_of     neutral  decides  neutral  nothing left but N: stays N
# any_of     decides  neutral  neutral


def all_of(parts: Iterable[Truths]) -> Truths:
    """Combine: false where one is false, else true where one is true, else not arisen."""
    return _combine(parts, decides=Truth.FALSE, weaker=Truth.TRUE)


def any_of(parts: Iterable[Truths]) -> Truths:
    """Combine: true where one is true, else false where one is false, else not arisen."""
    return _combine(parts, decides=Truth.TRUE, weaker=Truth.FALSE)


def _combine(parts: Iterable[Truths], *, decides: Truth, weaker: Truth) -> Truths:
    found: Truths = frozenset({Truth.NOT_ARISEN})
    for part in parts:
        found = frozenset(_pair(a, b, decides, weaker) for a in found for b in part)
    return found


def _pair(a: Truth, b: Truth, decides: Truth, weaker: Truth) -> Truth:
    for truth in (decides, weaker):
        if truth in (a, b):
            return truth
    return Truth.NOT_ARISEN


class NotArisen(Model):
    """When a leaf or part does not arise, and what then becomes of its points (RULES.md §5)."""

    when: tuple[Condition, ...]
    treat: str
    within: str | None = None
    to: str | None = None
    source: Sources | None = None

    def truths(self, view: View) -> tuple[bool, bool]:
        """Say whether it may not arise, and whether it may arise."""
        parts = [condition.met_or_not_arisen(view) for condition in self.when]
        may_not = all(Truth.TRUE in part for part in parts)
        may = any(Truth.FALSE in part for part in parts)
        return may_not, may or not may_not

    def reads(self) -> tuple[str, ...]:
        """Name the inputs that decide it."""
        return tuple(dict.fromkeys(name for c in self.when for name in c.reads()))

    def words(self, words: Words) -> str:
        """Write when it does not arise, and what then becomes of the points."""
        return f"Không phát sinh: {self.condition_words(words)}"

    def condition_words(self, words: Words) -> str:
        """Write the same as the line of what does not arise."""
        when = " và ".join(condition.words(words) for condition in self.when)
        return f"khi {when} thì {self.treatment}"

    @property
    def treatment(self) -> str:
        """Write what becomes of the points."""
        if self.treat == "full":
            return "được điểm tối đa"
        if self.treat == "exclude":
            return "không tính vào điểm phát sinh"
        if self.to is not None:
            return f"điểm chuyển sang phần “{self.to}”"
        group = "lĩnh vực" if self.within == "field" else "tiêu chí"
        return f"điểm chia lại cho các nội dung có phát sinh trong cùng {group}"

    def found(self, view: View, words: Words) -> str:
        """Write what decides that it does not arise, or that it does."""
        parts = [(c, c.met_or_not_arisen(view)) for c in self.when]
        missed = [c for c, truths in parts if Truth.TRUE not in truths]
        return ", ".join(c.found(view, words) for c in missed or self.when)

    def told(self, view: View, words: Words) -> str:
        """Write that it does not arise, why, and what becomes of the points."""
        found = raised(self.found(view, words))
        how = "" if found.endswith("không phát sinh") else "; không phát sinh"
        return f"{found}{how}, {self.treatment}"
