"""Goes through a piece of a criteria set, with the path at which each part stands in its file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from dataclasses import dataclass
from fractions import Fraction

from pydantic import BaseModel

from par_rules.criteria.messages import did_you_mean, where
from par_rules.criteria.model import CriteriaSet
from par_rules.criteria.yaml_nodes import Loc, Problem, Tree
from par_rules.rules import View
from par_rules.rules.sum_of import Part
from par_rules.values import Interval, points_text

Tell = Callable[[Loc, str, str], None]


@dataclass(frozen=True)
class Teller:
    """Keeps the problems of one file: where, what was found, what to do."""

    tree: Tree
    problems: list[Problem]

    def __call__(self, loc: Loc, what: str, todo: str) -> None:
        self.problems.append(Problem(self.tree.place(loc), where(loc, self.tree.value), what, todo))

    def unless_known(self, loc: Loc, name: str, known: Set[str], what: str, todo: str) -> bool:
        """Report ``name`` where it is not known; say whether it is."""
        if name not in known:
            self(loc, what.format(name), did_you_mean(name, known, todo))
        return name in known


def models(value: object, loc: Loc = ()) -> Iterator[tuple[BaseModel, Loc]]:
    """Give a model and all inside it, each with its path; a part's rule stands beside its label."""
    if isinstance(value, BaseModel):
        yield value, loc
        for name, info in type(value).model_fields.items():
            inlined = isinstance(value, Part) and name == "rule"
            path = loc if inlined else (*loc, info.alias or name)
            yield from models(getattr(value, name), path)
    elif isinstance(value, tuple):
        for i, inner in enumerate(value):
            yield from models(inner, (*loc, i))
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from models(inner, (*loc, str(key)))


def number_text(number: Fraction) -> str:
    """Write a number that was tried; one just beside an end is named by that end."""
    near = round(number, 6)
    if near == number:
        return points_text(number, 6)
    return f"ngay {'dưới' if number < near else 'trên'} {points_text(near, 6)}"


def open_view(criteria: CriteriaSet) -> View:
    """Give the view in which nobody has said anything."""
    leaves = {
        leaf.key: Interval(min(leaf.min_points, Fraction(0)), leaf.max_points)
        for leaf in criteria.leaves()
    }
    return View(
        inputs={name: spec.domain() for name, spec in criteria.inputs.items()},
        leaves=leaves,
        targets=criteria.targets,
        days_off=frozenset(criteria.head.days_off),
    )
