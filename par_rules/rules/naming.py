"""The names that the sentences of a criteria set use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from par_rules.rules.measure import End, Measure
from par_rules.rules.words import lowered, option_text, raised
from par_rules.values import Domain


@dataclass(frozen=True, slots=True)
class Naming:
    """What an input is called, and how its numbers are written."""

    title: str
    measure: Measure = field(default_factory=Measure)


@dataclass(frozen=True)
class Words:
    """The names that sentences use: inputs and leaves by key, targets by (plan, row)."""

    inputs: Mapping[str, Naming] = field(default_factory=dict)
    leaves: Mapping[str, str] = field(default_factory=dict)
    targets: Mapping[tuple[str, str], Fraction] = field(default_factory=dict)

    def title(self, key: str) -> str:
        """Give the title of an input, as a text of its own."""
        return raised(self.inputs[key].title.removeprefix("Trong đó: "))

    def lower(self, key: str) -> str:
        """Give the title of an input, inside a sentence."""
        return lowered(self.title(key))

    def measure(self, key: str) -> Measure:
        """Say how the numbers of an input are written."""
        return self.inputs[key].measure

    def domain_text(self, key: str, domain: Domain) -> str:
        """Write what an input is, or may still be."""
        parts = [option_text(option) for option in sorted(domain.options, reverse=True)]
        if domain.numbers is not None:
            parts.append(self.measure(key).between(domain.numbers))
        parts += ["không có"] * domain.absent + ["không phát sinh"] * domain.not_arisen
        return " hoặc ".join(parts)

    def told(self, key: str, domain: Domain) -> str:
        """Write what an input is, with its title."""
        return f"{self.lower(key)}: {self.domain_text(key, domain)}"

    def target(self, plan: str, row: str, measure: Measure) -> End:
        """Write a target of the plan as the end of a range."""
        number = self.targets.get((plan, row))
        known = "mức" if number is None else measure.text(number)
        return End(f"{known} (chỉ tiêu {row} của Kế hoạch)", number, False)
