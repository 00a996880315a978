"""Checks a set as a whole: names that exist, sums that agree, rules that end at their maximum."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from par_rules.criteria.check_head import check_head
from par_rules.criteria.check_inputs import check_input
from par_rules.criteria.check_names import check_names
from par_rules.criteria.check_not_arisen import check_groups, check_not_arisen
from par_rules.criteria.check_rules import check_rule
from par_rules.criteria.model import CriteriaSet, FieldOfSet, Leaf
from par_rules.criteria.walk import Tell, Teller, open_view
from par_rules.criteria.yaml_nodes import Loc, Problem, Tree
from par_rules.values import points_text


def check(
    criteria: CriteriaSet,
    trees: Mapping[str, Tree],
    head: Tree | None = None,
    inputs: Mapping[str, Tree] | None = None,
    readings: frozenset[str] | None = None,
) -> list[Problem]:
    """Give every fault that shows only when the files are read together.

    ``trees`` are the files of the fields by key, ``head`` that of the set, ``inputs`` those of the
    inputs by name, ``readings`` the unclear places of its plans; what is left out has no places.
    """
    problems: list[Problem] = []
    check_head(criteria, Teller(head or Tree({}, "set.yaml"), problems))
    sound = [
        check_input(criteria, name, spec, Teller((inputs or {}).get(name, _NO_FILE), problems))
        for name, spec in criteria.inputs.items()
    ]
    if not all(sound):
        return problems
    met: dict[str, str] = {}
    named: dict[str, str] = {}
    leans = {leaf.key: leaf.leans_on() for leaf in criteria.leaves()}
    rings = list(_rings(criteria, leans))
    view = open_view(criteria)
    for field in criteria.fields:
        tell = Teller(trees[field.key], problems)
        _sums(field, tell)
        for i, criterion in enumerate(field.criteria):
            if criterion.key in named:
                what = f"khóa “{criterion.key}” đã dùng ở tiêu chí {named[criterion.key]}"
                tell(("criteria", i, "key"), what, "mỗi tiêu chí một khóa riêng")
            named[criterion.key] = criterion.number
        check_groups(field, tell)
        for leaf, loc in _leaves(field):
            if leaf.key in met:
                tell(
                    (*loc, "key"),
                    f"khóa “{leaf.key}” đã dùng ở tiêu chí {met[leaf.key]}",
                    "mỗi tiêu chí một khóa riêng",
                )
            met[leaf.key] = leaf.number
            _role(leaf, loc, tell)
            sound_treatment = check_not_arisen(leaf, loc, tell)
            if check_names(criteria, leaf, loc, tell, readings) and sound_treatment:
                check_rule(criteria, leaf, loc, view, tell)
            for ring in rings:
                if ring[0] == leaf.key:
                    _ring(criteria, ring, loc, tell)
    return problems


_NO_FILE = Tree({}, "inputs.yaml")


def _leaves(field: FieldOfSet) -> Iterator[tuple[Leaf, Loc]]:
    for i, criterion in enumerate(field.criteria):
        for j, leaf in enumerate(criterion.leaves):
            yield leaf, ("criteria", i, "leaves", j)


def _sums(field: FieldOfSet, tell: Tell) -> None:
    for i, criterion in enumerate(field.criteria):
        total = sum((leaf.max_points for leaf in criterion.leaves), Fraction(0))
        if total != criterion.max_points:
            tell(
                ("criteria", i, "max_points"),
                f"ghi {points_text(criterion.max_points)} điểm nhưng các tiêu chí thành phần cộng "
                f"lại {points_text(total)} điểm",
                "sửa một trong hai cho khớp",
            )
    total = sum((criterion.max_points for criterion in field.criteria), Fraction(0))
    if total != field.max_points:
        tell(
            ("max_points",),
            f"ghi {points_text(field.max_points)} điểm nhưng các tiêu chí cộng "
            f"lại {points_text(total)} điểm",
            "sửa một trong hai cho khớp",
        )


def _role(leaf: Leaf, loc: Loc, tell: Tell) -> None:
    if leaf.role == "penalty" and leaf.max_points != 0:
        what = f"điểm trừ mà ghi tối đa {points_text(leaf.max_points)} điểm"
        tell((*loc, "max_points"), what, "ghi max_points: 0 và min_points âm")
    elif leaf.min_points > 0 or leaf.max_points < 0:
        tell(
            (*loc, "max_points"), "mức thấp nhất phải từ 0 trở xuống", "sửa min_points, max_points"
        )
    elif leaf.role == "bonus" and leaf.min_points < 0:
        tell((*loc, "min_points"), "điểm cộng không được âm", "bỏ min_points")


def _rings(criteria: CriteriaSet, leans: Mapping[str, frozenset[str]]) -> Iterator[list[str]]:
    """Give each circle of gates once, from the leaf printed first."""
    done: set[str] = set()
    for leaf in criteria.leaves():
        path = _way_back(leaf.key, leans)
        if path is not None and not done & set(path):
            done |= set(path)
            yield path


def _way_back(start: str, leans: Mapping[str, frozenset[str]]) -> list[str] | None:
    """Give the shortest way over gates from a leaf to itself, without the end."""
    ways = [[start]]
    met: set[str] = set()
    while ways:
        way = ways.pop(0)
        for name in sorted(leans.get(way[-1], ())):
            if name == start:
                return way
            if name not in met:
                met.add(name)
                ways.append([*way, name])
    return None


def _ring(criteria: CriteriaSet, ring: list[str], loc: Loc, tell: Tell) -> None:
    numbers = [criteria.leaf(key).number for key in [*ring, ring[0]]]
    tell(
        (*loc, "rule"),
        f"cổng điều kiện quay vòng: {' → '.join(numbers)}",
        "bỏ một điều kiện leaf trong vòng",
    )
