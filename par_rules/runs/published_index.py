"""Tells where the published index of Quyết định 766/QĐ-TTg and the case records differ."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from par_rules.criteria import CriteriaError
from par_rules.figures.service_index import SET, cautions, compare, was_published
from par_rules.runs.loaded_set import loaded_set
from par_rules.scoring.facts import Fact


def published_index(
    folder: Path, year: int, as_of: date, facts: Mapping[str, Fact]
) -> tuple[str, ...]:
    """Give a line for each group of the index that differs.

    Nothing is loaded while no published points were entered. Without a set ``qd-766`` of the year
    in the criteria ``folder`` nothing is said; one at fault is told of, and nothing is compared.
    """
    where = folder / SET / str(year)
    if not was_published(facts) or not where.is_dir():
        return ()
    try:
        index = loaded_set(folder, SET, year, as_of)
    except CriteriaError as error:
        return (f"chưa đối chiếu được điểm công bố với hồ sơ: {error.problems[0]}",)
    return tuple(cautions(compare(index, facts)))
