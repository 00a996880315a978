"""Python: the escape hatch, a named function of the repository; called on known inputs only."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from importlib import import_module
from typing import Literal

from pydantic import Field

from par_rules.rules.model import Model, Number, Sources, View
from par_rules.rules.naming import Words
from par_rules.rules.steps import Step
from par_rules.rules.words import points_range, raised
from par_rules.values import Interval


class Python(Model):
    """``function`` is ``par_rules.<module>:<name>``; it takes the inputs as exact numbers or words.

    Until all inputs are known the score is anything from ``floor`` to the maximum.
    """

    kind: Literal["python"] = "python"
    function: str = Field(pattern=r"^par_rules(\.[a-z_]+)+:[a-z_]+$")
    inputs: tuple[str, ...]
    floor: Number = Fraction(0)
    source: Sources

    def reads(self) -> Iterator[str]:
        yield from self.inputs

    def leaves(self) -> Iterator[str]:
        return iter(())

    def reach(self, view: View, maximum: Fraction) -> Interval:
        """Call the function; raises ``ValueError`` if it gives points outside its limits."""
        values: list[Fraction | str] = []
        for name in self.inputs:
            domain = view.of(name)
            if not domain.is_settled or domain.absent or domain.not_arisen:
                return Interval(self.floor, maximum)
            values.append(domain.numbers.low if domain.numbers else next(iter(domain.options)))
        module, name = self.function.split(":")
        points = Fraction(getattr(import_module(module), name)(*values))
        if not self.floor <= points <= maximum:
            raise ValueError(f"{self.function} gives {points}, outside {self.floor} … {maximum}")
        return Interval.point(points)

    def sentence(self, words: Words, maximum: Fraction) -> str:
        """Write what is read; how is said where the source stands."""
        titles = "; ".join(words.lower(name) for name in self.inputs)
        return f"Tính theo cách riêng nêu tại căn cứ, từ các số liệu: {titles}."

    def explain(self, view: View, maximum: Fraction, words: Words) -> Step:
        """Show what the function gave for which figures."""
        found = self.reach(view, maximum)
        shown = "; ".join(words.told(name, view.of(name)) for name in self.inputs)
        return Step(
            "python",
            "Cách tính riêng",
            found.low,
            found.high,
            maximum=maximum,
            sentence=self.sentence(words, maximum),
            value=shown,
            reads=self.inputs,
            sources=self.source,
            note=f"{raised(shown)}; tính theo cách riêng: {points_range(found)}",
        )
