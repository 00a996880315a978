"""Set and facts -> scorecard: three views, totals, the parts of the maximum."""

from par_rules.scoring.engine import score
from par_rules.scoring.facts import Fact, Facts, GivenPoints, Proof
from par_rules.scoring.scorecard import GroupScore, LeafScore, Scorecard, Views

__all__ = [
    "Fact",
    "Facts",
    "GivenPoints",
    "GroupScore",
    "LeafScore",
    "Proof",
    "Scorecard",
    "Views",
    "score",
]
