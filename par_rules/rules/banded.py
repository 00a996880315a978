"""Banded: the band in which the value lies gives the points."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

from par_rules.rules.ends import Ends
from par_rules.rules.forms import Form
from par_rules.rules.model import Model, Points, Sources, View
from par_rules.rules.naming import Words
from par_rules.rules.steps import PassedOver, Step, line, one_of
from par_rules.rules.told import value_text, value_told
from par_rules.rules.words import earned_words, not_so, raised, sentence_of
from par_rules.values import Interval, hull


class Band(Ends, Points):
    """Both ends of a band and its points."""

    source: Sources | None = None


class Banded(Model):
    """Half-open or closed bands that cover the value's range without gap or overlap."""

    kind: Literal["banded"] = "banded"
    value: Form
    bands: tuple[Band, ...]
    absent: Points | None = None

    def reads(self) -> Iterator[str]:
        yield from self.value.reads()
        for band in self.bands:
            yield from band.end_reads()

    def leaves(self) -> Iterator[str]:
        return iter(())

    def reach(self, view: View, maximum: Fraction) -> Interval:
        """Enclose every score that the view allows; raises ``ValueError`` if none is left."""
        return hull(self._outcomes(view, maximum))

    def _outcomes(self, view: View, maximum: Fraction) -> Iterator[Interval]:
        value = self.value.reach(view)
        if value.absent and self.absent is not None:
            yield Interval.point(self.absent.out_of(maximum))
        if value.numbers is None:
            return
        for band in self.bands:
            if band.may_hold(value.numbers, view, whole=value.whole):
                yield Interval.point(band.out_of(maximum))

    def sentence(self, words: Words, maximum: Fraction) -> str:
        """Write what each band gives: "… Từ 95% đến dưới 100%: 1,5 điểm; dưới 95%: 0 điểm."."""
        scale = [self._band_words(band, words, maximum) for band in self.bands]
        if self.absent is not None:
            scale.append(self._absent_words(self.absent, words, maximum))
        return sentence_of(self.value.words(words), scale)

    def _band_words(self, band: Band, words: Words, maximum: Fraction) -> str:
        return f"{band.range_words(words, self.value.measured_in(words))}: {band.text(maximum)}"

    def _absent_words(self, absent: Points, words: Words, maximum: Fraction) -> str:
        return f"{self.value.measured_in(words).missing}: {absent.text(maximum)}"

    def explain(self, view: View, maximum: Fraction, words: Words) -> Step:
        """Show the band that applies, or all that still may, and why the others do not."""
        value, measure = self.value.reach(view), self.value.measured_in(words)
        shown = value_text(self.value, view, words)
        lines: list[Step] = []
        passed: list[PassedOver] = []
        for band in self.bands:
            text = raised(self._band_words(band, words, maximum))
            if value.numbers is None:
                passed.append(PassedOver(text, not_so(shown)))
            elif band.may_hold(value.numbers, view, whole=value.whole):
                points = Interval.point(band.out_of(maximum))
                lines.append(line("band", "Mức áp dụng", points, text, sources=band.source))
            elif value.numbers.is_point:
                why = band.why_not(value.numbers.low, view, words, measure)
                passed.append(PassedOver(text, why))
            else:
                passed.append(PassedOver(text, f"chỉ có thể {measure.between(value.numbers)}"))
        if self.absent is not None:
            text = raised(self._absent_words(self.absent, words, maximum))
            if value.absent:
                points = Interval.point(self.absent.out_of(maximum))
                lines.append(line("absent", "Mức áp dụng", points, text))
            else:
                passed.append(PassedOver(text, not_so(shown)))
        step = Step(
            "banded",
            "Chấm theo mức",
            Fraction(0),
            Fraction(0),
            maximum=maximum,
            sentence=self.sentence(words, maximum),
            value=shown,
            reads=tuple(dict.fromkeys(self.reads())),
            passed_over=tuple(passed),
            note=self._note(view, maximum, words),
        )
        return one_of(step, lines)

    def _note(self, view: View, maximum: Fraction, words: Words) -> str:
        told, value = value_told(self.value, view, words), self.value.reach(view)
        points = self.reach(view, maximum)
        if not points.is_point or value.numbers is None:
            return f"{told}, {earned_words(points.low)}" if points.is_point else told
        band = next(b for b in self.bands if b.may_hold(value.numbers, view, whole=value.whole))
        measure = self.value.measured_in(words)
        if not value.numbers.is_point or measure.kind in ("days", "change"):
            return f"{told}, {earned_words(points.low)}"
        return f"{told}, thuộc mức {self._band_words(band, words, maximum)}"
