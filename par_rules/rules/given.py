"""Given: points from outside: an imported index, a leader's rating, a judgement."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

from par_rules.rules.model import Model, Number, Points, View
from par_rules.rules.naming import Words
from par_rules.rules.steps import PassedOver, Step, line, one_of
from par_rules.rules.words import not_so, number_text, points_range, share_text
from par_rules.values import Interval, hull, points_text

BY = {
    "index": "chỉ số do cơ quan đánh giá công bố",
    "survey": "kết quả điều tra xã hội học",
    "leader": "đánh giá của lãnh đạo",
    "judgement": "đánh giá của người chấm, có nêu lý do",
}


class Given(Model):
    """``value / out_of × maximum``; without ``out_of`` the value is the points themselves."""

    kind: Literal["given"] = "given"
    by: Literal["index", "survey", "leader", "judgement"]
    input: str
    out_of: Number | None = None
    absent: Points | None = None

    def reads(self) -> Iterator[str]:
        yield self.input

    def leaves(self) -> Iterator[str]:
        return iter(())

    def reach(self, view: View, maximum: Fraction) -> Interval:
        """Enclose every score that the view allows; raises ``ValueError`` if none is left."""
        domain = view.of(self.input)
        outcomes = []
        if domain.absent and self.absent is not None:
            outcomes.append(Interval.point(self.absent.out_of(maximum)))
        if domain.numbers is not None:
            scale = maximum / self.out_of if self.out_of else Fraction(1)
            outcomes.append(domain.numbers.scaled(scale))
        return hull(outcomes)

    def sentence(self, words: Words, maximum: Fraction) -> str:
        """Write whose points are taken, and how they are scaled."""
        scale = ""
        if self.out_of is not None:
            scale = (
                f"; điểm bằng kết quả chia {share_text(self.out_of)} nhân {points_text(maximum)}"
            )
        absent = "" if self.absent is None else f"; không có: {self.absent.text(maximum)}"
        return f"{words.title(self.input)}. Lấy theo {BY[self.by]}{scale}{absent}."

    def explain(self, view: View, maximum: Fraction, words: Words) -> Step:
        """Show the points from outside, and how they were scaled."""
        domain = view.of(self.input)
        shown = words.domain_text(self.input, domain)
        found = self.reach(view, maximum)
        lines: list[Step] = []
        passed: list[PassedOver] = []
        note = f"{words.title(self.input)}: {shown}"
        if domain.numbers is not None:
            scale = maximum / self.out_of if self.out_of else Fraction(1)
            points = domain.numbers.scaled(scale)
            text = points_range(points)
            if points.is_point and self.out_of:
                number = number_text(domain.numbers.low)
                whole = share_text(self.out_of)
                text = f"{number} / {whole} × {points_text(maximum)} = {text}"
            lines.append(line("given", "Kết quả", points, text))
            note = f"{note}; {text}" if points.is_point else note
        if self.absent is not None:
            text = f"Không có: {self.absent.text(maximum)}"
            if domain.absent:
                lines.append(
                    line("absent", "Kết quả", Interval.point(self.absent.out_of(maximum)), text)
                )
            else:
                passed.append(PassedOver(text, not_so(shown)))
        step = Step(
            "given",
            "Lấy kết quả từ bên ngoài",
            found.low,
            found.high,
            maximum=maximum,
            sentence=self.sentence(words, maximum),
            value=shown,
            reads=(self.input,),
            passed_over=tuple(passed),
            note=note,
        )
        return one_of(step, lines)
