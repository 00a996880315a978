"""The index of Quyết định 766/QĐ-TTg: what was found cites it, all else is marked as assumed."""

from datetime import date
from fractions import Fraction as F
from pathlib import Path

import pytest

from par_rules.criteria import load_criteria
from par_rules.criteria.model import Leaf
from par_rules.figures.cases import count_cases, exports
from par_rules.scoring import Fact, Facts, score
from par_rules.scoring.coverage import coverage
from par_rules.scoring.examples import read_folder, run

ROOT = Path(__file__).parents[2]
SET = load_criteria(ROOT / "criteria", "qd-766", 2026)
EXAMPLES = ROOT / "criteria" / "qd-766" / "2026" / "examples"
AS_OF = date(2026, 11, 24)


def test_the_groups_and_the_two_parts_found_have_their_points() -> None:
    assert [f.max_points for f in SET.fields] == [18, 20, 12, 22, 10, 18]
    assert SET.leaf("published_on_time_share").max_points == 4
    assert SET.leaf("satisfied_766").max_points == 6


@pytest.mark.parametrize("leaf", list(SET.leaves()), ids=lambda leaf: leaf.number)
def test_a_leaf_whose_figure_was_not_found_is_an_assumption(leaf: Leaf) -> None:
    found = any(source.doc == "qd-766-ttg" for source in leaf.source)
    assumed = {source.assumption for source in leaf.source if source.assumption}
    group = leaf.number.split(".")[0]
    assert found == (group in ("1", "2", "6"))
    assert found or "other_groups" in assumed
    assert assumed


def test_it_is_provisional_and_central() -> None:
    assert SET.head.provisional is not None
    assert {leaf.scored_by for leaf in SET.leaves()} == {"central"}


def test_its_examples_come_out_and_reach_every_branch() -> None:
    examples, problems = read_folder(SET, EXAMPLES)
    assert [str(p) for p in problems] == []
    assert [str(p) for p in run(SET, examples)] == []
    assert coverage(SET, examples).untried == ()


def test_the_counts_of_case_records_feed_it_as_they_feed_the_communes_set() -> None:
    """Count the sample's export once, by the set's own names, and score what it settles."""
    wanted = {name: s.where for name, s in SET.inputs.items() if s.where is not None}
    communes = load_criteria(ROOT / "criteria", "hai-phong-xa", 2026)
    assert wanted == {name: communes.inputs[name].where for name in wanted}
    paths = exports(ROOT / "evidence" / "dai-son" / "2026")
    counts = count_cases(paths, wanted.values(), SET.head.window, AS_OF).counts
    assert set(wanted.values()) == set(counts)
    facts = Facts({n: Fact("known", F(counts[where])) for n, where in wanted.items()})
    card = {leaf.key: leaf.points.claimed for leaf in score(SET, facts, as_of=AS_OF).leaves}
    on_time = F(counts["settled_on_time"], counts["settled_or_overdue"])
    assert card["settled_on_time_766"].low == card["settled_on_time_766"].high == 20 * on_time
    paid = F(counts["fee_cases_paid_online"], counts["fee_cases"])
    assert card["paid_online_766"].low == min(10, 10 * paid / F("0.8"))
    rest = card["disclosure_other"]
    assert (rest.low, rest.high) == (F(0), F(14))
