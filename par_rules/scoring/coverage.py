"""Which branches of the rules, and which evidence requirements, no example tries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from par_rules.criteria.model import CriteriaSet, Leaf, Requirement
from par_rules.criteria.walk import open_view
from par_rules.criteria.yaml_nodes import Place, Problem
from par_rules.rules import View
from par_rules.rules.naming import Words
from par_rules.scoring.branch import Branch
from par_rules.scoring.branches import branches_of
from par_rules.scoring.engine import Run
from par_rules.scoring.examples import Example
from par_rules.scoring.trace_words import words_of


@dataclass(frozen=True, slots=True)
class Untried:
    """A branch or requirement of a leaf that no example tries, in words."""

    leaf: Leaf
    text: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many branches and requirements a set has, and those untried, in printed order."""

    leaves: int
    tried: int
    untried: tuple[Untried, ...]

    def problems(self, criteria: CriteriaSet) -> list[Problem]:
        """Give one problem for each thing that no example tries, at the leaf's place."""
        return [
            Problem(
                criteria.places.get(one.leaf.key, Place(criteria.head.key, 1, 1)),
                f"tiêu chí {one.leaf.number}",
                f"chưa có ví dụ cho: {one.text}",
                "thêm ví dụ vào thư mục examples",
            )
            for one in self.untried
        ]


def coverage(criteria: CriteriaSet, examples: Iterable[Example]) -> Coverage:
    """Follow every example through the rule of its leaf, in the claimed view.

    A requirement is tried by an example in which it does not pass, or too few documents do.
    Raises what the engine raises for figures that contradict each other.
    """
    by_leaf: dict[str, list[Example]] = {}
    for example in examples:
        by_leaf.setdefault(example.leaf, []).append(example)
    words, nothing_said = words_of(criteria), open_view(criteria)
    leaves = list(criteria.leaves())
    tried, untried = 0, []
    for leaf in leaves:
        found = by_leaf.get(leaf.key, [])
        views = [_claimed(criteria, example) for example in found]
        for text, is_tried in (
            *_branches(leaf, words, nothing_said, views),
            *_requirements(leaf, found),
        ):
            tried += is_tried
            if not is_tried:
                untried.append(Untried(leaf, text))
    return Coverage(len(leaves), tried, tuple(untried))


def _branches(
    leaf: Leaf, words: Words, nothing_said: View, views: Sequence[View]
) -> Iterator[tuple[str, bool]]:
    for branch in branches_of(leaf, words):
        if branch.possible(nothing_said):
            yield branch.text, any(_takes(view, branch) for view in views)


def _takes(view: View, branch: Branch) -> bool:
    try:
        return branch.taken(view)
    except LookupError:  # a threshold without a value decides nothing
        return False


def _requirements(leaf: Leaf, examples: Sequence[Example]) -> Iterator[tuple[str, bool]]:
    for requirement in leaf.evidence:
        text = f"minh chứng “{requirement.title}” không đạt, chưa đến hạn hoặc chưa đủ"
        yield text, any(_lacks(example, leaf, requirement) for example in examples)


def _lacks(example: Example, leaf: Leaf, requirement: Requirement) -> bool:
    proof = example.facts.proof(leaf.key, requirement.key)
    if requirement.counts is not None:
        count = example.facts.of(requirement.counts).value
        return isinstance(count, Fraction) and proof.passing < count
    return proof.answer != "passes"


def _claimed(criteria: CriteriaSet, example: Example) -> View:
    run = Run(criteria, example.facts, example.as_of, example.leaf)
    for plan in run.chosen:
        run.reach(plan)
    return run.view("claimed")
