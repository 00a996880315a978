"""Checks the inputs: a range or options as their type asks, offices that exist."""

from __future__ import annotations

from datetime import date

from par_rules.criteria.check_names import check_office
from par_rules.criteria.model import CriteriaSet, InputSpec
from par_rules.criteria.walk import Teller


def check_input(criteria: CriteriaSet, name: str, spec: InputSpec, tell: Teller) -> bool:
    """Report the faults of one input; say whether its domain can be made."""
    if spec.office is not None:
        check_office(criteria, spec.office, (name, "office"), tell)
    if spec.type == "choice" and not spec.options:
        tell((name,), "kiểu choice chưa có danh sách lựa chọn", "thêm khóa options")
        return False
    if spec.type in ("yes_no", "choice"):
        return True
    if spec.range is None:
        tell(
            (name,), f"kiểu {spec.type} chưa có khoảng giá trị", "thêm range: [thấp nhất, cao nhất]"
        )
        return False
    low, high = spec.range
    if isinstance(low, date) and isinstance(high, date):
        right, backwards = spec.type == "date", low > high
    elif not isinstance(low, date) and not isinstance(high, date):
        right, backwards = spec.type != "date", low > high
    else:
        right, backwards = False, False
    if not right:
        wanted = "hai ngày" if spec.type == "date" else "hai số"
        tell(
            (name, "range"), f"khoảng của kiểu {spec.type} phải là {wanted}", "sửa range hoặc type"
        )
    elif backwards:
        tell((name, "range"), "khoảng có đầu lớn hơn cuối", "viết số nhỏ (ngày trước) ở đầu")
    return right and not backwards
