"""What is looked up for every unit is made once a set, and goes with it."""

import gc
import weakref
from datetime import date
from fractions import Fraction as F

from par_rules.scoring import Fact, Facts, score
from par_rules.scoring.plan import plan_of
from par_rules.values import Interval
from tests.scoring.small_set import graded, small_set

AS_OF = date(2026, 12, 20)
DONE = Facts({"a": Fact("known", "yes")})


def test_a_set_has_one_plan() -> None:
    criteria = small_set([graded("a", "1")])

    assert plan_of(criteria) is plan_of(criteria)


def test_a_copy_that_differs_is_scored_by_its_own_plan() -> None:
    criteria = small_set([graded("a", "1")])
    score(criteria, DONE, as_of=AS_OF)
    head = criteria.head.model_copy(update={"survey": {"held": False}})
    surveyed = small_set([graded("a", "1", scored_by="survey")])
    without = surveyed.model_copy(update={"head": head})

    assert score(surveyed, DONE, as_of=AS_OF).whole_points.claimed == Interval.point(F(1))
    assert score(without, DONE, as_of=AS_OF).whole_points.claimed == Interval.point(F(0))


def test_a_plan_is_forgotten_with_its_set() -> None:
    criteria = small_set([graded("a", "1")])
    plan = weakref.ref(plan_of(criteria).order[0].leaf)
    del criteria
    gc.collect()

    assert plan() is None


def test_gates_come_after_the_leaves_they_read() -> None:
    gate = graded("a", "1")
    gate["rule"] = {
        "kind": "gate",
        "all_of": [{"leaf": "z", "above": "0"}],
        "then": gate["rule"],
        "otherwise": {"points": "0"},
    }
    plan = plan_of(small_set([gate, graded("m", "1"), graded("z", "1")]))

    assert [leaf.leaf.key for leaf in plan.order if leaf.leaf.key != "m"] == ["z", "a"]
    assert [leaf.leaf.key for leaf in plan.with_leaned_on("a")] == ["z", "a"]
