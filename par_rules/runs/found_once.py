"""The score and the gaps that this process has found, given again while they follow from the same.

The third notebook and the fourth ask for both, of facts and evidence that each reads from the files
of the steps before.
"""

from __future__ import annotations

from par_rules.evidence.manifest import Manifest
from par_rules.runs.scored import scored
from par_rules.runs.year import YearRun
from par_rules.scoring import Scorecard
from par_rules.scoring.facts import Facts
from par_rules.scoring.gaps import Gaps, find_gaps

_last: tuple[YearRun, Facts, Manifest, Scorecard, Gaps] | None = None


def score_and_gaps(run: YearRun, facts: Facts, manifest: Manifest) -> tuple[Scorecard, Gaps]:
    """Give what ``scored`` and ``find_gaps`` give; raises ``InputError`` as the first does."""
    global _last
    if _last is not None:
        before, known, listed, card, gaps = _last
        same_rules = before.criteria is run.criteria
        same_day = (before.as_of, before.finalise) == (run.as_of, run.finalise)
        if same_rules and same_day and known == facts and listed == manifest:
            return card, gaps
    card = scored(run, facts)
    gaps = find_gaps(run.criteria, facts, card, as_of=run.as_of, manifest=manifest)
    _last = run, facts, manifest, card, gaps
    return card, gaps
