"""The lists for the lead offices and the chairman's page, from the year's folder as it is now."""

from __future__ import annotations

from par_rules.dossier.year_result import YearResult
from par_rules.runs.scored import scored
from par_rules.runs.steps import read_last_year
from par_rules.runs.year import Progress, YearRun, collect
from par_rules.scoring.gaps import find_gaps

FOLDER = "don-doc"


def year_so_far(run: YearRun, progress: Progress | None = None) -> tuple[YearResult, list[str]]:
    """Read, score and search the year; gives the result without traces, and what was left out.

    Nothing is written. Raises ``InputError`` where figures cannot be read.
    """
    found = collect(run, progress)
    card = scored(run, found.facts)
    gaps = find_gaps(run.criteria, found.facts, card, as_of=run.as_of, manifest=found.manifest)
    result = YearResult(
        run.unit.title,
        run.unit.city,
        run.year,
        run.as_of,
        run.criteria,
        found.facts,
        found.figures,
        found.manifest,
        card,
        gaps,
        read_last_year(run),
    )
    return result, list(found.problems)
