"""The last lines of a set's trace: bonus and penalty that count, ceiling, class, closing."""

from fractions import Fraction as F

from hypothesis import assume, given

from par_rules.scoring import Facts, score
from par_rules.scoring.finalise import finalise
from par_rules.scoring.trace import explain_leaf, explain_leaves, explain_set
from par_rules.scoring.trace_text import text
from par_rules.values import Interval
from tests.scoring.small_set import SOURCE, graded, small_set
from tests.scoring.test_finalise import AFTER, three_leaves
from tests.scoring.test_properties import many_inputs, some_facts, the_set
from tests.scoring.test_set_totals import AS_OF, CLASSES, with_outside, yes
from tests.scoring.test_trace_sums import adds_up

ALL = yes("a", "b", "bonus", no=("penalty",))


def test_what_counts_outside_is_a_line_of_the_total_within_its_cap() -> None:
    criteria, facts = with_outside(), yes("a", "bonus", "penalty", no=("b",))
    whole = explain_set(criteria, facts, AS_OF)
    card = score(criteria, facts, as_of=AS_OF)
    adds_up(whole)
    assert [(line.kind, line.low) for line in whole.children] == [
        ("total", F(90)),
        ("bonus", F(2)),
        ("penalty", F(-1)),
    ]
    assert card.total is not None
    assert whole.points == card.total.claimed
    assert [line.key for line in whole.aside] == ["self"]


def test_the_ceiling_takes_away_in_a_line_of_its_own_with_its_source() -> None:
    criteria = with_outside(ceiling={"at": "100", "source": SOURCE})
    whole = explain_set(criteria, ALL, AS_OF)
    adds_up(whole)
    assert whole.children[-1].kind == "ceiling"
    assert whole.children[-1].low == -2
    assert whole.children[-1].sentence == "không quá 100"
    assert whole.children[-1].sources != ()
    assert whole.points == Interval.point(F(100))


def test_rounding_of_the_total_comes_after_bonus_and_penalty() -> None:
    rounding = [{"at": "index", "to": "1", "mode": "half_up", "source": SOURCE}]
    criteria = with_outside(cap="0.4", rounding=rounding)
    whole = explain_set(criteria, yes("a", "b", "bonus", no=("penalty",)), AS_OF)
    adds_up(whole)
    assert whole.children[-1].kind == "rounding"
    assert whole.low == F(100)  # 100 + 0.4, rounded


def test_the_class_stands_in_the_note_once_one_is_given() -> None:
    criteria = small_set([graded("a", "90"), graded("b", "10")], classes=CLASSES)
    assert explain_set(criteria, yes("a", "b"), AS_OF).note.endswith(": 100%. Xếp loại: Tốt.")
    open_note = explain_set(criteria, yes("b"), AS_OF).note
    assert open_note.endswith("từ 10% đến 100%. Xếp loại: Tốt hoặc Khá hoặc Trung bình.")


def test_a_provisional_set_has_no_class() -> None:
    leaves = [graded("a", "90"), graded("b", "10")]
    criteria = small_set(leaves, classes=CLASSES, provisional={"reason": "thử"})
    assert "Xếp loại" not in explain_set(criteria, yes("a", "b"), AS_OF).note


def test_a_closed_leaf_shows_the_closing_rule_as_a_line() -> None:
    criteria = three_leaves()
    closed = finalise(criteria, Facts({}), as_of=AFTER).closed
    trace = explain_leaf(criteria, Facts({}), AFTER, "annual", closed=closed)
    adds_up(trace)
    rule = "Nội dung chưa đến hạn tại thời điểm chốt được tính ở mức cao nhất"
    assert [(line.kind, line.low, line.high) for line in trace.children] == [
        ("graded", F(0), F(3)),
        ("closing", F(3), F(0)),
    ]
    assert trace.children[1].sentence == rule
    assert trace.children[1].sources != ()
    assert trace.points == Interval.point(F(3))
    assert trace.note.endswith(f". {rule}: 3 điểm.")
    assert "  [+3 … 0] Chốt điểm: nội dung chưa đến hạn" in text(trace)


@many_inputs
@given(facts=some_facts())
def test_the_traces_of_a_finalised_score_add_up_to_it(facts: Facts) -> None:
    try:
        card = finalise(the_set(), facts, as_of=AFTER)
    except ValueError:
        assume(False)
    traces = explain_leaves(the_set(), facts, AFTER, closed=card.closed)
    for leaf in card.leaves:
        adds_up(traces[leaf.key])
        assert traces[leaf.key].points == leaf.points.claimed, leaf.key
        for remark in traces[leaf.key].remarks:
            assert not remark.text.endswith(": .")
    whole = explain_set(the_set(), facts, AFTER, card.closed)
    adds_up(whole)
    assert card.total is not None
    assert whole.points == card.total.claimed
