"""Unread: a wording nobody has turned into a rule yet; its points stay open, from floor to full."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

from pydantic import Field

from par_rules.rules.model import Model, Number, View
from par_rules.rules.naming import Words
from par_rules.rules.steps import Step
from par_rules.values import Interval


class Unread(Model):
    """``text`` is the wording as printed; until somebody writes the rule nothing is claimed.

    The score is anything from ``floor`` to the maximum, whatever the figures say, so that it is
    neither nothing nor full points. ``par check`` counts these rules.
    """

    kind: Literal["unread"] = "unread"
    text: str = Field(min_length=1)
    floor: Number = Fraction(0)

    def reads(self) -> Iterator[str]:
        return iter(())

    def leaves(self) -> Iterator[str]:
        return iter(())

    def reach(self, view: View, maximum: Fraction) -> Interval:
        """Give all points there are; no figure narrows them."""
        return Interval(min(self.floor, maximum), maximum)

    def sentence(self, words: Words, maximum: Fraction) -> str:
        """Quote the wording, and say that the rule is still to be written."""
        return f"Cần làm: chưa có cách tính cho nội dung “{self.text}”."

    def explain(self, view: View, maximum: Fraction, words: Words) -> Step:
        """Show that nothing was worked out, and why."""
        found = self.reach(view, maximum)
        return Step(
            "unread",
            "Chưa có cách tính",
            found.low,
            found.high,
            maximum=maximum,
            sentence=self.sentence(words, maximum),
            note="Chưa có cách tính nên điểm để mở; người phụ trách bộ tiêu chí viết quy tắc",
        )
