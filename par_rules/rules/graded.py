"""Graded: an answer, level or option gives the points."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

from pydantic import Field

from par_rules.rules.model import Model, Points, Sources, View
from par_rules.rules.naming import Words
from par_rules.rules.steps import PassedOver, Step, line, one_of
from par_rules.rules.words import earned_words, not_so, option_text, raised, sentence_of
from par_rules.values import Domain, Interval, hull


class Grade(Points):
    """One answer (an option, yes, no, present, absent, not_arisen) and its points."""

    is_: str = Field(alias="is")
    source: Sources | None = None

    def may_be(self, domain: Domain) -> bool:
        """Say whether the input may still come out as this answer."""
        if self.is_ == "present":
            return domain.numbers is not None or bool(domain.options)
        if self.is_ == "absent":
            return domain.absent
        if self.is_ == "not_arisen":
            return domain.not_arisen
        return self.is_ in domain.options


class Graded(Model):
    """Each answer has its points."""

    kind: Literal["graded"] = "graded"
    input: str
    grades: tuple[Grade, ...]
    absent: Points | None = None

    def reads(self) -> Iterator[str]:
        yield self.input

    def leaves(self) -> Iterator[str]:
        return iter(())

    def reach(self, view: View, maximum: Fraction) -> Interval:
        """Enclose every score that the view allows; raises ``ValueError`` if none is left."""
        domain = view.of(self.input)
        outcomes = [g.out_of(maximum) for g in self.grades if g.may_be(domain)]
        if domain.absent and self.absent is not None:
            outcomes.append(self.absent.out_of(maximum))
        return hull(Interval.point(p) for p in outcomes)

    def _all(self) -> Iterator[tuple[str, Points, Grade | None]]:
        for grade in self.grades:
            yield option_text(grade.is_), grade, grade
        if self.absent is not None:
            yield option_text("absent"), self.absent, None

    def sentence(self, words: Words, maximum: Fraction) -> str:
        """Write what each answer gives: "… Có: 0,5 điểm; không: 0 điểm."."""
        scale = (f"{answer}: {points.text(maximum)}" for answer, points, _ in self._all())
        return sentence_of(words.title(self.input), scale)

    def explain(self, view: View, maximum: Fraction, words: Words) -> Step:
        """Show the answer given, or all that still may be."""
        domain = view.of(self.input)
        shown = words.domain_text(self.input, domain)
        lines: list[Step] = []
        passed: list[PassedOver] = []
        for answer, points, grade in self._all():
            text = raised(f"{answer}: {points.text(maximum)}")
            if domain.absent if grade is None else grade.may_be(domain):
                found = Interval.point(points.out_of(maximum))
                sources = None if grade is None else grade.source
                lines.append(line("grade", "Mức áp dụng", found, text, sources=sources))
            else:
                passed.append(PassedOver(text, not_so(shown)))
        found = self.reach(view, maximum)
        told = f"{words.title(self.input)}: {shown}"
        step = Step(
            "graded",
            "Chấm theo câu trả lời",
            found.low,
            found.high,
            maximum=maximum,
            sentence=self.sentence(words, maximum),
            value=shown,
            reads=(self.input,),
            passed_over=tuple(passed),
            note=f"{told}, {earned_words(found.low)}" if found.is_point else told,
        )
        return one_of(step, lines)
