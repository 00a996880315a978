"""Near misses: the document that almost answers."""

from __future__ import annotations

from datetime import date

import pytest

from par_rules.criteria import Requirement
from par_rules.evidence.near import near_miss
from tests.evidence.folders import document, the_set

PLAN = document(
    path="KH kiểm tra.pdf",
    title="Kiểm tra nội bộ việc thực hiện nhiệm vụ cải cách hành chính năm 2026",
)


@pytest.fixture
def asked() -> Requirement:
    return next(r for r in the_set().leaf("1.6.1").evidence if r.key == "inspection_plan")


def test_a_plan_of_that_title_that_nobody_linked_is_named(asked: Requirement) -> None:
    assert near_miss(asked, [PLAN], the_set()) == (
        "có Kế hoạch 12/KH-UBND (“KH kiểm tra.pdf”) nhưng danh mục chưa nối với yêu cầu này"
    )


def test_a_draft_of_it_is_called_so(asked: Requirement) -> None:
    draft = document(path="a.pdf", title=PLAN.title, code=None, issued=None, form="blank")
    said = near_miss(asked, [draft], the_set())
    assert said == "có Kế hoạch (“a.pdf”) nhưng còn là dự thảo"


def test_one_of_an_earlier_year_tells_its_day(asked: Requirement) -> None:
    old = document(path="a.pdf", title=PLAN.title, issued=date(2025, 3, 1))
    said = near_miss(asked, [old], the_set())
    assert said is not None
    assert said.endswith("nhưng ban hành ngày 01/03/2025, trước kỳ được tính")


def test_other_subjects_and_other_types_are_not_near(asked: Requirement) -> None:
    others = [
        document(title="Phổ biến, giáo dục pháp luật năm 2026"),
        document(title=PLAN.title, type_key="bao_cao"),
        document(title=None),
    ]
    assert near_miss(asked, others, the_set()) is None
