"""What no table states and ``set.yaml`` must have: written for the time being, marked as such."""

from __future__ import annotations

import re
from datetime import date
from fractions import Fraction

from par_rules.criteria.model import CriteriaSet
from par_rules.criteria.table_import.reading import Written
from par_rules.criteria.unread import TO_DO

ZERO = Fraction(0)
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def assumption(text: str, reason: str) -> Written:
    """Write an assumption."""
    return {"text": text, "reason": reason}


def deadline_of(text: str) -> Written:
    """Give a deadline as a day where it is one, else as worded."""
    text = " ".join(text.split())
    found = _DAY.fullmatch(text)
    if found:
        try:
            return {"deadline": date(int(found[3]), int(found[2]), int(found[1]))}
        except ValueError:
            pass
    return {"deadline": text} if text else {}


def head_of(key: str, year: int, file: str, like: CriteriaSet | None) -> Written:
    """Write set.yaml; the days no table states are usual ones, marked to be settled."""
    days = assumption(
        f"Kỳ số liệu từ 15/12/{year - 1} đến 14/12/{year}, ngày chốt và hạn nộp 14/12/{year} "
        "là ghi tạm.",
        "Bảng không nêu kỳ số liệu, ngày chốt, hạn nộp: sửa window, cut_off, submission_deadline.",
    )
    head: Written = {
        "key": key,
        "title": like.head.title if like else f"Bộ tiêu chí nhập từ tệp {file}",
        "year": year,
        "version": "1",
        "first_day": date(year, 1, 1),
        "last_day": date(year, 12, 31),
        "max_points": ZERO,
        "provisional": {},
        "unit_kinds": list(like.head.unit_kinds) if like else ["xa", "phuong", "dac_khu"],
        "window": [date(year - 1, 12, 15), date(year, 12, 14)],
        "cut_off": date(year, 12, 14),
        "submission_deadline": date(year, 12, 14),
        "assumptions": {f"{TO_DO}_ky_so_lieu": days},
    }
    return head
