"""Every single value of a set's part by its path, in readers' words, to compare two sets by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from pydantic import BaseModel

from par_rules.criteria.model import CriteriaSet, Leaf
from par_rules.criteria.walk import models
from par_rules.rules.ends import Ends, Threshold
from par_rules.rules.forms import TargetOfYear
from par_rules.rules.linear import Anchor
from par_rules.rules.words import day_text
from par_rules.values import points_text

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_NUMBERS = re.compile(r"[\d\s.,;−-]*")
ENDS = {"at_least": "từ", "above": "trên", "at_most": "đến hết", "below": "dưới"}


# What a reader sees for the first step of a path.
LABELS = {
    "number": "mã",
    "title": "tên",
    "max_points": "điểm tối đa",
    "min_points": "điểm thấp nhất",
    "role": "điểm cộng, điểm trừ",
    "criterion": "thuộc tiêu chí",
    "lead_office": "cơ quan chủ trì",
    "co_offices": "cơ quan phối hợp",
    "monitor_offices": "cơ quan theo dõi",
    "readings": "cách hiểu",
    "scored_by": "bên chấm điểm",
    "deadline": "thời hạn",
    "note": "diễn giải",
    "rule": "cách tính",
    "not_arisen": "không phát sinh",
    "evidence": "minh chứng",
    "source": "căn cứ",
    "type": "kiểu số liệu",
    "range": "khoảng giá trị",
    "options": "các lựa chọn",
    "may_be": "trạng thái cho phép",
    "last_day": "ngày cuối",
    "from": "nguồn số liệu",
    "where": "cách đếm",
    "stock": "số tại thời điểm",
    "unit": "đơn vị tính",
    "office": "cơ quan cung cấp",
    "product_of": "sản phẩm của nhiệm vụ",
    "year": "năm",
    "version": "bản",
    "first_day": "ngày bắt đầu",
    "provisional": "tạm thời",
    "unit_kinds": "loại đơn vị",
    "window": "kỳ báo cáo",
    "cut_off": "thời điểm chốt số liệu",
    "submission_deadline": "hạn nộp",
    "days_off": "ngày nghỉ",
    "plans": "kế hoạch",
    "assumptions": "giả định",
    "offices": "cơ quan",
    "rounding": "làm tròn",
    "survey": "điều tra xã hội học",
    "bonus": "điểm cộng",
    "penalty": "điểm trừ",
    "closing": "cách chốt điểm",
    "classes": "xếp loại",
    "checks": "mức của mã kiểm tra",
    "base": "dựa trên năm",
    "moved": "dời ngày",
    "corrects": "sửa bản",
}

# What a reader sees for a later step; a key that is not here stands as it is keyed in.
INNER = {
    **LABELS,
    "text": "nội dung",
    "reason": "lý do",
    "aliases": "tên khác",
    "inside": "thuộc xã",
    "years": "số năm",
    "due": "hạn",
    "issued": "khoảng ngày ban hành",
    "type": "loại",
    "issuer": "cơ quan ban hành",
    "signature": "chữ ký",
    "copies": "loại bản được nhận",
    "page": "số trang",
    "in_force": "còn hiệu lực",
    "valid_days": "số ngày có giá trị",
    "proves": "chứng minh",
    "counts": "đếm",
    "confirms_none": "xác nhận không có",
    "treat": "xử lý",
    "when": "khi",
}


def values_of(model: BaseModel) -> dict[str, str]:
    """Give every value of ``model`` as text, by its path."""
    return dict(_flat(model.model_dump(by_alias=True, exclude_none=True)))


def _flat(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Give every single value with its path; what has a key stands under it, not its place."""
    if isinstance(value, Mapping):
        for key, inner in value.items():
            at = f"{path}.{key}" if path else str(key)
            if key == "source":
                yield from ((f"{at}.{text}", text) for text in map(source_text, inner))
            else:
                yield from _flat(inner, at)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        if all(not isinstance(inner, Mapping | list | tuple) for inner in value):
            yield path, ", ".join(_text(inner) for inner in value)
            return
        for i, inner in enumerate(value):
            key = inner.get("key", i + 1) if isinstance(inner, Mapping) else i + 1
            yield from _flat(inner, f"{path}.{key}")
    else:
        yield path, _text(value, code=path.rpartition(".")[2] in ("number", "version"))


def source_text(source: Mapping[str, Any]) -> str:
    """Write one source as it is keyed in: "kh-dai-son, PL II III.8, dòng 374", "giả định bands"."""
    if source.get("assumption") is not None:
        return f"giả định {source['assumption']}"
    line = source.get("line")
    parts = (source.get("doc"), source.get("at"), None if line is None else f"dòng {line}")
    return ", ".join(str(part) for part in parts if part is not None)


def _text(value: Any, *, code: bool = False) -> str:
    """Write a value for readers; a printed ``code`` keeps its dots."""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    text = str(value)
    if not code and re.fullmatch(r"-?\d+\.\d+", text):
        return text.replace(".", ",")
    return {"yes": "có", "no": "không"}.get(text, text)


def only_the_year(old: str | None, new: str | None, years: int) -> bool:
    """Say whether two texts differ in years alone, each the same or ``years`` later.

    Bare numbers are no years: 2026 votes are not 2027 votes.
    """
    if old is None or new is None or not years or _NUMBERS.fullmatch(new):
        return False
    before, after = _YEAR.findall(old), _YEAR.findall(new)
    return _YEAR.split(old) == _YEAR.split(new) and all(
        int(late) - int(early) in (0, years) for early, late in zip(before, after, strict=True)
    )


def thresholds(criteria: CriteriaSet, leaf: Leaf) -> list[str]:
    """Give every place on a value's line where the points of a leaf change, in printed order.

    A target of the plan stands as the number it has in the set's year.
    """
    found: list[str] = []
    for model, _ in models(leaf.rule):
        if isinstance(model, Anchor):
            found.append(_threshold(criteria, model.at))
        elif isinstance(model, Ends):
            for name, word in ENDS.items():
                end = getattr(model, name)
                if end is not None:
                    found.append(f"{word} {_threshold(criteria, end)}")
    return found


def _threshold(criteria: CriteriaSet, at: Threshold) -> str:
    if isinstance(at, TargetOfYear):
        return points_text(criteria.targets[at.plan, at.row], 6)
    if isinstance(at, Fraction):
        return points_text(at, 6)
    if isinstance(at, date):
        return day_text(at)
    return f"{at.form} {', '.join(at.reads())}"
