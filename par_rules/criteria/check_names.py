"""Every name that a leaf uses is declared: inputs, leaves, offices, types, sources, readings."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from par_rules.criteria.model import CriteriaSet, Leaf, Requirement, Source
from par_rules.criteria.walk import Teller, models
from par_rules.criteria.yaml_nodes import Loc, Problem, Tree
from par_rules.rules import Condition, NotArisen
from par_rules.rules.conditions import STATES
from par_rules.rules.forms import TargetOfYear
from par_rules.rules.graded import Graded

# Who issues documents besides the offices of the set.
ISSUERS = frozenset({"ubnd_xa", "hdnd_xa", "ubnd_tp", "so_noi_vu"})


def check_names(
    criteria: CriteriaSet, leaf: Leaf, loc: Loc, tell: Teller, readings: frozenset[str] | None
) -> bool:
    """Report every name that is not declared; say whether the rule can be tried."""
    good = all([_inputs(criteria, leaf, loc, tell), _targets(criteria, leaf, loc, tell)])
    if good:
        good = _answers(criteria, leaf, loc, tell)
    _offices(criteria, leaf, loc, tell)
    for model, at in models(leaf, loc):
        if isinstance(model, Source):
            check_source(criteria, model, at, tell)
        elif isinstance(model, NotArisen) and not model.source:
            tell(
                at,
                "cách tính khi không phát sinh chưa nêu nguồn",
                "thêm source: văn bản (doc, at) hoặc giả định (assumption)",
            )
    for i, key in enumerate(leaf.readings if readings is not None else ()):
        tell.unless_known(
            (*loc, "readings", i),
            key,
            set(readings or ()),
            "không có chỗ cần hiểu “{}” trong readings.yaml của kế hoạch",
            "khai chỗ này trong readings.yaml hoặc bỏ đi",
        )
    _evidence(criteria, leaf, loc, tell)
    return good


def _inputs(criteria: CriteriaSet, leaf: Leaf, loc: Loc, tell: Teller) -> bool:
    good = True
    for name in sorted(leaf.reads() - criteria.inputs.keys()):
        good = tell.unless_known(
            (*loc, "rule"),
            name,
            set(criteria.inputs),
            "số liệu “{}” chưa khai trong inputs.yaml",
            "khai số liệu này hoặc sửa tên",
        )
    leaves = {other.key for other in criteria.leaves()}
    asked = set(leaf.leans_on())
    if leaf.not_arisen is not None:
        asked |= {c.leaf for c in leaf.not_arisen.when if c.leaf is not None}
    for name in sorted(asked - leaves):
        good = tell.unless_known(
            (*loc, "rule"),
            name,
            leaves,
            "không có tiêu chí “{}”",
            "dùng khóa key của tiêu chí",
        )
    return good


def _targets(criteria: CriteriaSet, leaf: Leaf, loc: Loc, tell: Teller) -> bool:
    good = True
    for model, at in models(leaf, loc):
        if isinstance(model, TargetOfYear) and (model.plan, model.row) not in criteria.targets:
            rows = {row for plan, row in criteria.targets if plan == model.plan}
            good = tell.unless_known(
                (*at, "row"),
                model.row,
                rows,
                f"kế hoạch “{model.plan}” không có chỉ tiêu “{{}}” cho năm {criteria.head.year}",
                "xem id và years trong targets.yaml, và plans của set.yaml",
            )
    return good


def _answers(criteria: CriteriaSet, leaf: Leaf, loc: Loc, tell: Teller) -> bool:
    """Report an answer that the input does not have."""
    good = True
    for name, wanted, at in _asked(leaf, loc):
        domain = criteria.inputs[name].domain()
        known = set(domain.options) | STATES
        if wanted not in known:
            good = tell.unless_known(
                at,
                wanted,
                known,
                f"số liệu “{criteria.inputs[name].title}” không có lựa chọn “{{}}”",
                f"dùng: {', '.join(sorted(known))}",
            )
    return good


def _asked(leaf: Leaf, loc: Loc) -> Iterator[tuple[str, str, Loc]]:
    for model, at in models(leaf, loc):
        if isinstance(model, Condition) and model.is_ is not None and model.input is not None:
            yield model.input, model.is_, (*at, "is")
        elif isinstance(model, Graded):
            for i, grade in enumerate(model.grades):
                yield model.input, grade.is_, (*at, "grades", i, "is")


def _offices(criteria: CriteriaSet, leaf: Leaf, loc: Loc, tell: Teller) -> None:
    for key, offices in (
        ("lead_office", (leaf.lead_office,)),
        ("co_offices", leaf.co_offices),
        ("monitor_offices", leaf.monitor_offices),
    ):
        for office in offices:
            check_office(criteria, office, (*loc, key), tell)


def check_office(criteria: CriteriaSet, office: str, at: Loc, tell: Teller) -> None:
    """Report an office that the set does not declare."""
    tell.unless_known(
        at,
        office,
        set(criteria.head.offices),
        "không có cơ quan “{}”",
        "khai ở offices của set.yaml",
    )


def check_source(criteria: CriteriaSet, source: Source, at: Loc, tell: Teller) -> None:
    """Report a source that is not declared, or that names a document and no place in it."""
    if (source.doc is None) == (source.assumption is None):
        tell(at, "nguồn phải nêu văn bản (doc) hoặc giả định (assumption)", "ghi một trong hai")
    elif source.doc is not None:
        known = tell.unless_known(
            at,
            source.doc,
            set(criteria.sources),
            "không có văn bản “{}” trong sources.yaml",
            "khai văn bản hoặc sửa tên",
        )
        if known and not source.at:
            tell(
                at,
                f"nguồn “{source.doc}” chưa nêu chỗ trong văn bản",
                "thêm at: điều, khoản, mục hoặc dòng của phụ lục",
            )
    else:
        tell.unless_known(
            at,
            str(source.assumption),
            set(criteria.head.assumptions),
            "không có giả định “{}” trong set.yaml",
            "khai giả định hoặc sửa tên",
        )


def check_sources(criteria: CriteriaSet, value: BaseModel, tell: Teller) -> None:
    """Report the sources inside ``value`` that are not sound."""
    for model, at in models(value):
        if isinstance(model, Source):
            check_source(criteria, model, at, tell)


def check_dropped(criteria: CriteriaSet, tree: Tree | None) -> list[Problem]:
    """Report the sources of dropped leaves that are not sound; ``tree`` holds them by leaf."""
    problems: list[Problem] = []
    if tree is not None:
        tell = Teller(tree, problems)
        for key, sources in criteria.dropped.items():
            for source in sources:
                check_source(criteria, source, (key,), tell)
    return problems


def _evidence(criteria: CriteriaSet, leaf: Leaf, loc: Loc, tell: Teller) -> None:
    met: set[str] = set()
    for i, requirement in enumerate(leaf.evidence):
        at: Loc = (*loc, "evidence", i)
        if requirement.key in met:
            tell((*at, "key"), f"khóa “{requirement.key}” viết hai lần", "mỗi yêu cầu một khóa")
        met.add(requirement.key)
        for name in [*(requirement.proves or ()), *filter(None, [requirement.counts])]:
            tell.unless_known(
                at, name, set(leaf.reads()), "tiêu chí không đọc số liệu “{}”", "sửa proves, counts"
            )
        _papers(criteria, requirement, at, tell)


def _papers(criteria: CriteriaSet, requirement: Requirement, at: Loc, tell: Teller) -> None:
    for name in requirement.type if criteria.document_types else ():
        tell.unless_known(
            (*at, "type"),
            name,
            set(criteria.document_types),
            "không có loại văn bản “{}”",
            "khai trong document-types.yaml",
        )
    for name in requirement.issuer:
        tell.unless_known(
            (*at, "issuer"),
            name,
            ISSUERS | set(criteria.head.offices),
            "không có cơ quan ban hành “{}”",
            f"dùng {', '.join(sorted(ISSUERS))} hoặc một cơ quan ở offices của set.yaml",
        )
