"""Fields and totals side by side with last year, in per cent of their maxima: the sets differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from par_rules.criteria.model import CriteriaSet
from par_rules.dossier.wording import interval, per_cent, per_cent_of, points, signed
from par_rules.dossier.year_result import YearResult
from par_rules.scoring.scorecard import Scorecard, Views
from par_rules.values import Interval, exact


@dataclass(frozen=True)
class FieldRow:
    """One line of the summary, written for readers; "–" where there is nothing to show."""

    title: str
    points: Views
    maximum: str
    claimed: str
    secured: str
    attainable: str
    share: str
    before: str
    change: str
    total: bool = False


def field_rows(result: YearResult) -> list[FieldRow]:
    """Give one row a field of the 100 points, then the total that the unit scores itself."""
    return compared(result.scorecard, result.criteria, result.last_year)


def compared(
    card: Scorecard, criteria: CriteriaSet, last_year: Mapping[str, Any] | None
) -> list[FieldRow]:
    """Give the rows of a scorecard beside last year's results (``ket-qua.json``), if any."""
    before = _last_year(last_year)
    kinds = {f.number: {leaf.scored_by for leaf in f.leaves()} for f in criteria.fields}
    outside = {f.number for f in criteria.fields if all(leaf.role for leaf in f.leaves())}
    rows = [
        _row(
            f"{g.number}. {g.title}",
            g.points,
            before.get(g.title) or before.get(g.number),
            own="self" in kinds[g.number],
        )
        for g in card.fields
        if g.number not in outside
    ]
    own = [
        before.get(f.title) or before.get(f.number)
        for f in criteria.fields
        if f.number not in outside and "self" in kinds[f.number]
    ]
    found = [pair for pair in own if pair is not None]
    summed = None
    if found and len(found) == len(own):
        summed = (sum((p for p, _ in found), Fraction(0)), sum((m for _, m in found), Fraction(0)))
    rows.append(_row("Cộng điểm tự chấm", card.self_points, summed, own=True, total=True))
    return rows


def _row(
    title: str,
    views: Views,
    before: tuple[Fraction, Fraction] | None,
    *,
    own: bool,
    total: bool = False,
) -> FieldRow:
    claimed = views.claimed
    change = "–"
    if own and before is not None and views.maximum and before[1]:
        change = _moved(claimed.scaled(100 / views.maximum), 100 * before[0] / before[1])
    return FieldRow(
        title,
        views,
        points(views.maximum),
        interval(claimed) if own else "không tự chấm",
        points(views.secured) if own else "–",
        points(views.attainable) if own else "–",
        per_cent_of(claimed, views.maximum) if own else "–",
        per_cent(*before) if before is not None else "–",
        change,
        total,
    )


def _last_year(data: Mapping[str, Any] | None) -> dict[str, tuple[Fraction, Fraction]]:
    """Give last year's (points, maximum) by the field's title and by its number."""
    found: dict[str, tuple[Fraction, Fraction]] = {}
    for field in (data or {}).get("fields", ()):
        if field.get("points") is None or field.get("max") is None:
            continue
        pair = exact(str(field["points"])), exact(str(field["max"]))
        found[str(field["title"])] = pair
        found.setdefault(str(field["number"]), pair)
    return found


def _moved(now: Interval, before: Fraction) -> str:
    """Write by how many points of a per cent the share went up or down."""
    low, high = signed(now.low - before, 1), signed(now.high - before, 1)
    return low if low == high else f"{low} đến {high}"
