"""Value forms: how a number that a rule judges is made of inputs. Shares are in per cent.

Each form names the inputs it ``reads``, gives all it may be (``reach``), is named inside a sentence
(``words``), says how its numbers are written (``measured_in``), and shows its reckoning once a
number is there (``formula``).
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import Field

from par_rules.rules.answers import WeightedAnswers as WeightedAnswers
from par_rules.rules.days import DaysFrom as DaysFrom
from par_rules.rules.measure import Measure
from par_rules.rules.model import Model, View
from par_rules.rules.naming import Words
from par_rules.values import Domain, Interval

HUNDRED = Fraction(100)


class Input(Model):
    """The number or date itself."""

    form: Literal["input"] = "input"
    of: str

    def reads(self) -> Iterator[str]:
        yield self.of

    def reach(self, view: View) -> Domain:
        return view.of(self.of)

    def words(self, words: Words) -> str:
        return words.lower(self.of)

    def measured_in(self, words: Words) -> Measure:
        return words.measure(self.of)

    def formula(self, view: View, words: Words) -> str:
        return words.domain_text(self.of, view.of(self.of))


class Ratio(Model):
    """``100 × part / whole``; ``part`` is counted among ``whole`` unless ``may_exceed``."""

    form: Literal["ratio"] = "ratio"
    part: str
    whole: str
    may_exceed: bool = False

    def reads(self) -> Iterator[str]:
        yield self.part
        yield self.whole

    def reach(self, view: View) -> Domain:
        part, whole = view.of(self.part), view.of(self.whole)
        missing = Domain(
            absent=part.absent or whole.absent, not_arisen=part.not_arisen or whole.not_arisen
        )
        if part.numbers is None or whole.numbers is None or whole.numbers.high <= 0:
            return missing
        share = self._share(part, whole)
        return missing if share is None else missing.with_numbers(share.scaled(HUNDRED))

    def _share(self, part: Domain, whole: Domain) -> Interval | None:
        assert part.numbers is not None
        assert whole.numbers is not None
        least, most = part.numbers.low, part.numbers.high
        smallest, largest = whole.numbers.low, whole.numbers.high
        if least is most and smallest is largest:  # both known
            return Interval.point(least / largest) if self._allows(least, largest) else None
        smallest = max(smallest, Fraction(1) if whole.whole else smallest)
        if smallest <= 0:  # a money or share base that may be near nothing: anything may come out
            high = None if self.may_exceed else Fraction(1)
            return Interval(min(least / largest, high or least), high) if high else None
        if self.may_exceed:
            return Interval(least / largest, most / smallest)
        if not self._allows(least, largest):
            return None
        if part.grows_from is not None and whole.grows_from is not None:
            rest = max(whole.grows_from - part.grows_from, Fraction(0))
            best = min(most, largest - rest)
            high = best / max(best + rest, smallest)
        else:
            high = min(most / max(smallest, min(most, largest)), Fraction(1))
        return Interval(min(least / largest, high), high)

    def _allows(self, part: Fraction, whole: Fraction) -> bool:
        """Say whether the figures can be true; a part above its whole is refused at the border."""
        return self.may_exceed or part <= whole

    def words(self, words: Words) -> str:
        return f"“{words.title(self.part)}” chia “{words.title(self.whole)}”"

    def measured_in(self, words: Words) -> Measure:
        return Measure("percent", bottom=Fraction(0), top=None if self.may_exceed else HUNDRED)

    def formula(self, view: View, words: Words) -> str:
        part, whole, share = view.of(self.part), view.of(self.whole), self.reach(view)
        assert share.numbers is not None
        result = self.measured_in(words).between(share.numbers)
        if not (part.is_settled and whole.is_settled and part.numbers and whole.numbers):
            return result
        of, unit = words.measure(self.whole), words.measure(self.part)
        tail = of.tail if of.tail == unit.tail else ""
        return f"{unit.bare(part.numbers.low)}/{of.bare(whole.numbers.low)}{tail} = {result}"


class Complement(Model):
    """``100 −`` another form."""

    form: Literal["complement"] = "complement"
    of: Form

    def reads(self) -> Iterator[str]:
        return self.of.reads()

    def reach(self, view: View) -> Domain:
        inner = self.of.reach(view)
        if inner.numbers is None:
            return inner
        return inner.with_numbers(Interval(100 - inner.numbers.high, 100 - inner.numbers.low))

    def words(self, words: Words) -> str:
        return f"100% trừ tỷ lệ {self.of.words(words)}"

    def measured_in(self, words: Words) -> Measure:
        inner = self.of.measured_in(words)
        top = None if inner.bottom is None else 100 - inner.bottom
        return Measure("percent", bottom=None if inner.top is None else 100 - inner.top, top=top)

    def formula(self, view: View, words: Words) -> str:
        inner, result = self.of.reach(view).numbers, self.reach(view).numbers
        assert inner is not None
        assert result is not None
        measure = self.measured_in(words)
        last = f"100% − {measure.between(inner)} = {measure.between(result)}"
        return _chain(view, words, self.of, last=last)


class RatioOfRatios(Model):
    """``100 × result / target``, both forms with values of 0 or more."""

    form: Literal["ratio_of_ratios"] = "ratio_of_ratios"
    result: Form
    target: Form

    def reads(self) -> Iterator[str]:
        yield from self.result.reads()
        yield from self.target.reads()

    def reach(self, view: View) -> Domain:
        top, bottom = self.result.reach(view), self.target.reach(view)
        missing = Domain(
            absent=top.absent or bottom.absent, not_arisen=top.not_arisen or bottom.not_arisen
        )
        if top.numbers is None or bottom.numbers is None or bottom.numbers.low <= 0:
            return missing
        return missing.with_numbers(
            Interval(
                100 * top.numbers.low / bottom.numbers.high,
                100 * top.numbers.high / bottom.numbers.low,
            )
        )

    def words(self, words: Words) -> str:
        result, target = self.result.words(words), self.target.words(words)
        return f"kết quả ({result}) so với mức giao ({target})"

    def measured_in(self, words: Words) -> Measure:
        return Measure("percent", bottom=Fraction(0))

    def formula(self, view: View, words: Words) -> str:
        return _compared(self, self.result, self.target, "chia", view, words)


class ChangeFromLastYear(Model):
    """This year's value less last year's (``difference``), or in per cent of it (``percent``)."""

    form: Literal["change_from_last_year"] = "change_from_last_year"
    this_year: Form
    last_year: Form
    measure: Literal["difference", "percent"] = "difference"

    def reads(self) -> Iterator[str]:
        yield from self.this_year.reads()
        yield from self.last_year.reads()

    def reach(self, view: View) -> Domain:
        now, before = self.this_year.reach(view), self.last_year.reach(view)
        missing = Domain(
            absent=now.absent or before.absent, not_arisen=now.not_arisen or before.not_arisen
        )
        if now.numbers is None or before.numbers is None:
            return missing
        if self.measure == "difference":
            change = Interval(
                now.numbers.low - before.numbers.high, now.numbers.high - before.numbers.low
            )
        elif before.numbers.low > 0:
            change = Interval(
                100 * now.numbers.low / before.numbers.high - 100,
                100 * now.numbers.high / before.numbers.low - 100,
            )
        else:
            return missing
        return missing.with_numbers(change)

    def words(self, words: Words) -> str:
        return f"{self.this_year.words(words)}, so với {self.last_year.words(words)}"

    def measured_in(self, words: Words) -> Measure:
        inner = self.this_year.measured_in(words)
        if self.measure == "percent":
            return Measure("change", "%")
        return Measure("change", "điểm phần trăm" if inner.kind == "percent" else inner.unit)

    def formula(self, view: View, words: Words) -> str:
        return _compared(self, self.this_year, self.last_year, "so với", view, words)


class TargetOfYear(Model):
    """The plan's target for the set's year; in thresholds only."""

    form: Literal["target_of_year"] = "target_of_year"
    plan: str
    row: str

    def reads(self) -> Iterator[str]:
        return iter(())

    def reach(self, view: View) -> Domain:
        return Domain.of(view.targets[self.plan, self.row])

    def words(self, words: Words) -> str:
        return f"chỉ tiêu {self.row} của Kế hoạch"

    def measured_in(self, words: Words) -> Measure:
        return Measure("percent")

    def formula(self, view: View, words: Words) -> str:
        return self.measured_in(words).text(view.targets[self.plan, self.row])


Form = Annotated[
    Input
    | Ratio
    | Complement
    | RatioOfRatios
    | DaysFrom
    | ChangeFromLastYear
    | WeightedAnswers
    | TargetOfYear,
    Field(discriminator="form"),
]

for _model in (Complement, RatioOfRatios, ChangeFromLastYear):
    _model.model_rebuild()


def _chain(view: View, words: Words, *inner: Form, last: str) -> str:
    """Write the formulas that a formula stands on, before it."""
    plain = (Input, TargetOfYear)
    return "; ".join([*(f.formula(view, words) for f in inner if not isinstance(f, plain)), last])


def _compared(form: Form, first: Form, second: Form, how: str, view: View, words: Words) -> str:
    numbers = [f.reach(view).numbers for f in (form, first, second)]
    result, one, two = (n for n in numbers if n is not None)
    left, right = first.measured_in(words).between(one), second.measured_in(words).between(two)
    end = form.measured_in(words).between(result)
    last = f"{left} {how} {right}{' =' if how == 'chia' else ':'} {end}"
    return _chain(view, words, first, second, last=last)
