"""Points that an appraisal gives outright leave nothing to hand in, only what they fall short."""

from dataclasses import replace
from datetime import date
from fractions import Fraction as F

from par_rules.criteria import CriteriaSet
from par_rules.scoring import Facts, GivenPoints, score
from par_rules.scoring.gaps import find_gaps
from par_rules.scoring.levers import levers

AS_OF = date(2026, 11, 24)


def test_a_leaf_with_given_points_has_one_gap_that_names_who_gave_them(
    table: CriteriaSet, table_facts: Facts
) -> None:
    given = {"plan": GivenPoints(F("0.5"), "Sở Nội vụ", "chậm nộp")}
    facts = replace(table_facts, given=given)
    gaps = find_gaps(table, facts, score(table, facts, as_of=AS_OF), as_of=AS_OF)
    (gap,) = (gap for gap in gaps.office("vp").gaps if gap.leaf == "plan")
    assert (gap.kind, gap.stake) == ("lost", F("0.5"))
    assert gap.what == "Điểm do Sở Nội vụ chấm: chậm nộp"
    assert not any("1.1.1" in lever.leaves for lever in levers(table, facts, AS_OF))
