"""What becomes of points that do not arise: on a leaf, in its group, on a part (RULES.md §5)."""

from __future__ import annotations

from collections.abc import Iterator

from par_rules.criteria.messages import did_you_mean
from par_rules.criteria.model import Criterion, FieldOfSet, Leaf
from par_rules.criteria.walk import Tell, models
from par_rules.criteria.yaml_nodes import Loc
from par_rules.rules import NotArisen
from par_rules.rules.sum_of import SumOf

TREATS = ("full", "exclude", "redistribute")
PLACES = ("criterion", "field")


def check_not_arisen(leaf: Leaf, loc: Loc, teller: Tell) -> bool:
    """Report a treatment that a leaf or part cannot have; say whether there is none."""
    found: list[tuple[Loc, str, str]] = []

    def tell(at: Loc, what: str, todo: str) -> None:
        found.append((at, what, todo))

    if leaf.not_arisen is not None:
        at: Loc = (*loc, "not_arisen")
        if leaf.role is not None:
            tell(at, "điểm cộng, điểm trừ không được có not_arisen", "bỏ khóa này")
        _treat(leaf.not_arisen, TREATS, at, tell)
        if leaf.not_arisen.within is not None and leaf.not_arisen.within not in PLACES:
            what = f"không chia lại được trong “{leaf.not_arisen.within}”"
            tell((*at, "within"), what, "ghi criterion (tiêu chí) hoặc field (lĩnh vực)")
        if leaf.not_arisen.to is not None:
            what = "khóa to chỉ dùng cho một phần trong sum_of"
            tell((*at, "to"), what, "dùng within: criterion hoặc field")
    for model, place in models(leaf.rule, (*loc, "rule")):
        if isinstance(model, SumOf):
            _parts(model, place, tell)
    for fault in found:
        teller(*fault)
    return not found


def _treat(found: NotArisen, known: tuple[str, ...], at: Loc, tell: Tell) -> None:
    if found.treat not in known:
        todo = did_you_mean(found.treat, known, f"dùng: {', '.join(known)}")
        tell((*at, "treat"), f"không có cách tính “{found.treat}” ở đây", todo)


def _parts(rule: SumOf, at: Loc, tell: Tell) -> None:
    always = {part.label for part in rule.parts if part.not_arisen is None}
    labels = {part.label for part in rule.parts}
    for i, part in enumerate(rule.parts):
        found = part.not_arisen
        if found is None:
            continue
        where: Loc = (*at, "parts", i, "not_arisen")
        _treat(found, ("full", "redistribute"), where, tell)
        if found.treat != "redistribute":
            continue
        if rule.cumulative:
            what = "tổng cộng dồn theo bước không chia lại điểm của một phần"
            tell(where, what, "dùng treat: full")
        if found.to is None:
            tell(where, "chưa nêu phần nhận điểm", "thêm to: nhãn (label) của một phần khác")
        elif found.to not in labels:
            todo = did_you_mean(found.to, labels - {part.label}, "ghi nhãn (label) của phần khác")
            tell((*where, "to"), f"không có phần “{found.to}”", todo)
        elif found.to not in always:
            what = f"phần “{found.to}” cũng có thể không phát sinh"
            tell((*where, "to"), what, "chuyển điểm sang một phần luôn phát sinh")


def check_groups(field: FieldOfSet, tell: Tell) -> None:
    """Report a group whose leaves mix ``exclude`` and ``redistribute``, or move to both levels."""
    for group, leaves in _groups(field):
        moved = [(leaf, at) for leaf, at in leaves if _moves_to(leaf, group)]
        excluded = [
            leaf for leaf, _ in leaves if leaf.not_arisen and leaf.not_arisen.treat == "exclude"
        ]
        for leaf, at in moved[:1]:
            if excluded:
                tell(
                    (*at, "not_arisen"),
                    f"điểm chia lại (redistribute) trong nhóm có tiêu chí {excluded[0].number} "
                    "bị loại ra (exclude)",
                    "trong một nhóm chỉ dùng một cách",
                )
            others = [
                other
                for other, _ in leaves
                if other.not_arisen
                and other.not_arisen.treat == "redistribute"
                and not _moves_to(other, group)
            ]
            if others:
                tell(
                    (*at, "not_arisen"),
                    f"tiêu chí {leaf.number} chia lại trong lĩnh vực, tiêu chí "
                    f"{others[0].number} chia lại trong nhóm nhỏ hơn",
                    "trong một lĩnh vực chỉ dùng một mức within",
                )


def _groups(
    field: FieldOfSet,
) -> Iterator[tuple[FieldOfSet | Criterion, list[tuple[Leaf, Loc]]]]:
    every: list[tuple[Leaf, Loc]] = []
    for i, criterion in enumerate(field.criteria):
        own: list[tuple[Leaf, Loc]] = [
            (leaf, ("criteria", i, "leaves", j)) for j, leaf in enumerate(criterion.leaves)
        ]
        every += own
        yield criterion, own
    yield field, every


def _moves_to(leaf: Leaf, group: FieldOfSet | Criterion) -> bool:
    found = leaf.not_arisen
    if found is None or found.treat != "redistribute":
        return False
    return (found.within == "field") == isinstance(group, FieldOfSet)
