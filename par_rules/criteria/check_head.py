"""Checks set.yaml: its days, its sums, its classes, its sources."""

from __future__ import annotations

from fractions import Fraction

from par_rules.criteria.check_names import check_sources
from par_rules.criteria.head import Classes
from par_rules.criteria.messages import did_you_mean
from par_rules.criteria.model import CriteriaSet
from par_rules.criteria.walk import Teller, models, number_text
from par_rules.rules import Condition
from par_rules.values import points_text


def check_head(criteria: CriteriaSet, tell: Teller) -> None:
    """Report every fault of the head of a set."""
    _days(criteria, tell)
    _total(criteria, tell)
    check_sources(criteria, criteria.head, tell)
    _checks(criteria, tell)
    if criteria.head.classes is not None:
        _bands(criteria.head.classes, tell)
        _vetoes(criteria, criteria.head.classes, tell)


def _days(criteria: CriteriaSet, tell: Teller) -> None:
    head = criteria.head
    if head.first_day > head.last_day:
        tell(("last_day",), "ngày cuối trước ngày đầu (first_day)", "sửa một trong hai ngày")
    elif not head.first_day.year <= head.year <= head.last_day.year:
        tell(
            ("year",),
            f"năm {head.year} nằm ngoài thời gian áp dụng của bộ tiêu chí",
            "sửa year, first_day hoặc last_day",
        )
    if head.window[0] > head.window[1]:
        tell(("window",), "kỳ số liệu kết thúc trước khi bắt đầu", "ghi [ngày đầu, ngày cuối]")


def _total(criteria: CriteriaSet, tell: Teller) -> None:
    inside = [leaf for leaf in criteria.leaves() if leaf.role is None]
    total = sum((leaf.max_points for leaf in inside), Fraction(0))
    if total != criteria.head.max_points:
        tell(
            ("max_points",),
            f"ghi {points_text(criteria.head.max_points)} điểm nhưng các lĩnh vực cộng lại "
            f"{points_text(total)} điểm",
            "sửa max_points ở đây hoặc của các lĩnh vực",
        )


def _checks(criteria: CriteriaSet, tell: Teller) -> None:
    """Report checks that do not exist; what is marked as a secret stays out whatever a set says."""
    known = {
        name
        for code, check in criteria.checks.items()
        for name in (code, *(f"{code}.{case}" for case in check.cases))
    }
    for name in criteria.head.checks:
        if name == "SECRET":
            todo = "bỏ dòng này; riêng số định danh cá nhân thì ghi SECRET.personal"
            tell(("checks", name), "văn bản mật luôn bị từ chối, không đổi mức được", todo)
        else:
            tell.unless_known(
                ("checks", name),
                name,
                known,
                "không có mã kiểm tra “{}”",
                "dùng mã trong criteria/checks.yaml",
            )


def _bands(classes: Classes, tell: Teller) -> None:
    """Report classes that overlap or leave a total without a class, and names used twice."""
    names = [band.name for band in classes.bands]
    for i, name in enumerate(names):
        if name in names[:i]:
            tell(("classes", "bands", i, "name"), f"hạng “{name}” viết hai lần", "bỏ một lần")
            return
    ends = {end for band in classes.bands for end in (band.at_least, band.below) if end is not None}
    tries = {end + step for end in ends for step in (-Fraction(1, 10**9), Fraction(0))}
    for x in sorted(tries) or [Fraction(0)]:
        hits = [i for i, band in enumerate(classes.bands) if band.holds(x)]
        if len(hits) > 1:
            tell(
                ("classes", "bands", hits[1]),
                f"hạng “{names[hits[1]]}” chồng lên hạng “{names[hits[0]]}” "
                f"tại {number_text(x)} điểm",
                "mỗi mức điểm chỉ thuộc một hạng: từ (at_least) … đến dưới (below)",
            )
            return
        if not hits:
            tell(
                ("classes", "bands"),
                f"không có hạng nào cho {number_text(x)} điểm",
                "thêm hạng hoặc sửa đầu mút; hạng thấp nhất không ghi at_least",
            )
            return


def _vetoes(criteria: CriteriaSet, classes: Classes, tell: Teller) -> None:
    names = {band.name for band in classes.bands}
    for i, veto in enumerate(classes.veto):
        tell.unless_known(
            ("classes", "veto", i, "best"),
            veto.best,
            names,
            "không có hạng “{}”",
            "dùng tên một hạng ở bands",
        )
        for model, at in models(veto, ("classes", "veto", i)):
            if isinstance(model, Condition):
                _condition(criteria, model, at, tell)


def _condition(
    criteria: CriteriaSet, found: Condition, at: tuple[str | int, ...], tell: Teller
) -> None:
    for name in sorted(set(found.reads()) - criteria.inputs.keys()):
        todo = did_you_mean(name, criteria.inputs, "khai số liệu này hoặc sửa tên")
        tell(at, f"số liệu “{name}” chưa khai trong inputs.yaml", todo)
    leaves = {leaf.key for leaf in criteria.leaves()}
    if found.leaf is not None and found.leaf not in leaves:
        todo = did_you_mean(found.leaf, leaves, "dùng khóa key của tiêu chí")
        tell(at, f"không có tiêu chí “{found.leaf}”", todo)
