"""The weighted mean of answers, each option counted by an input."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Literal

from par_rules.rules.measure import Measure
from par_rules.rules.model import Model, Number, View
from par_rules.rules.naming import Words
from par_rules.rules.words import share_text
from par_rules.values import Domain, Interval, added_up


class WeightedAnswers(Model):
    """``Σ weight × count / Σ count`` over the options; weights in per cent."""

    form: Literal["weighted_answers"] = "weighted_answers"
    answers: dict[str, str]
    weights: dict[str, Number]

    def reads(self) -> Iterator[str]:
        yield from self.answers.values()

    def reach(self, view: View) -> Domain:
        counts = {option: view.of(name) for option, name in self.answers.items()}
        missing = Domain(
            absent=any(c.absent for c in counts.values()),
            not_arisen=any(c.not_arisen for c in counts.values()),
        )
        if any(c.numbers is None for c in counts.values()):
            return missing
        bounds = [
            (self.weights[option], c.numbers.low, c.numbers.high)
            for option, c in counts.items()
            if c.numbers is not None
        ]
        low, high = _least_mean(bounds), _least_mean([(-w, lo, hi) for w, lo, hi in bounds])
        if low is None or high is None:
            return missing
        return missing.with_numbers(Interval(low, -high))

    def words(self, words: Words) -> str:
        weights = ", ".join(f"{o} tính {share_text(w)}%" for o, w in self.weights.items())
        return f"bình quân các phương án trả lời, {weights}"

    def measured_in(self, words: Words) -> Measure:
        return Measure("percent", bottom=min(self.weights.values()), top=max(self.weights.values()))

    def formula(self, view: View, words: Words) -> str:
        mean = self.reach(view).numbers
        assert mean is not None
        result = self.measured_in(words).between(mean)
        counts = {option: view.of(name).numbers for option, name in self.answers.items()}
        if not all(count is not None and count.is_point for count in counts.values()):
            return result
        known = {option: count.low for option, count in counts.items() if count is not None}
        sums = " + ".join(
            f"{share_text(n)} × {share_text(self.weights[option])}%" for option, n in known.items()
        )
        return f"({sums}) / {share_text(sum(known.values(), Fraction(0)))} = {result}"


def _least_mean(bounds: list[tuple[Fraction, Fraction, Fraction]]) -> Fraction | None:
    """Give the least weighted mean, each count free between its bounds; None if all are 0."""
    total = added_up(lo for _, lo, _ in bounds)
    weighed = added_up(weight * lo for weight, lo, _ in bounds)
    means = [weighed / total] if total else []
    for weight, lo, hi in sorted(bounds):  # the light options at their most, the heavy at least
        if lo < hi:
            total += hi - lo
            weighed += weight * (hi - lo)
            means.append(weighed / total)
    return min(means, default=None)
