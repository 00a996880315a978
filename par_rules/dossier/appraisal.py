"""What a reviewer of ``ho-so.html`` saved: ``tham-dinh-<unit>-<year>.json``, read and checked.

The file's shape is ``par-appraisal-1.schema.json`` beside this module; the checks here say the same
in Vietnamese, and hold the file against the criteria set besides: its leaves and their points.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from importlib.resources import files
from pathlib import Path
from typing import Any

from par_rules.criteria import CriteriaSet
from par_rules.dossier.wording import points

SCHEMA = "par-appraisal/1"
LONGEST_NOTE = 5000
LARGEST = 5_000_000
NUMBER = re.compile(r"-?\d{1,6}(\.\d{1,4})?")
TEXTS = ("unit", "unit_title", "set", "as_of", "saved", "appraiser")
KEYS = {"schema", "year", "edition", "round", "leaves", *TEXTS}
LEAF_KEYS = {"number", "key", "claimed", "score", "note", "explain"}


@dataclass(frozen=True)
class LeafAppraisal:
    """What the reviewer wrote of one leaf; ``score`` is None where no points were given.

    ``claimed`` is the self-score that the reviewer saw, None where the unit gives none.
    """

    key: str
    number: str
    claimed: tuple[Fraction, Fraction] | None
    score: Fraction | None
    note: str
    explain: bool


@dataclass(frozen=True)
class Appraisal:
    """A reviewer's whole file; ``round`` is 1 or 2, ``saved`` the browser's own time."""

    unit: str
    year: int
    set_key: str
    as_of: str
    edition: str
    round: int
    appraiser: str
    saved: str
    leaves: tuple[LeafAppraisal, ...]


class AppraisalError(Exception):
    """The file cannot be taken in; ``lines`` say in Vietnamese why and what to do."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        super().__init__("\n".join(lines))


def json_schema() -> dict[str, Any]:
    """Give the JSON Schema of the file."""
    text = files("par_rules.dossier").joinpath("par-appraisal-1.schema.json").read_text("utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def read_appraisal(path: Path, criteria: CriteriaSet, *, unit: str) -> Appraisal:
    """Read a reviewer's file for ``unit`` in the set's year; raises :class:`AppraisalError`."""
    try:
        with path.open("rb") as file:
            text = file.read(LARGEST + 1)
        data = json.loads(text[:LARGEST].decode("utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        raise AppraisalError(
            [f"{path.name}: không đọc được: lấy lại tệp đã lưu từ trang hồ sơ"]
        ) from None
    found = problems(data, criteria, unit=unit)
    if found:
        raise AppraisalError([f"{path.name}: {line}" for line in found])
    return _taken(data)


def problems(data: object, criteria: CriteriaSet, *, unit: str) -> list[str]:
    """Say in Vietnamese all that is wrong with a file's content; nothing where it is sound."""
    if not isinstance(data, dict) or data.get("schema") != SCHEMA:
        return ["không phải tệp thẩm định: chọn tệp được lưu từ trang hồ sơ"]
    return [*_head(data, criteria, unit), *_leaves(data.get("leaves"), criteria)]


def _head(data: dict[str, Any], criteria: CriteriaSet, unit: str) -> Iterator[str]:
    yield from (f"mục lạ “{key}”: bỏ khỏi tệp" for key in sorted(set(data) - KEYS))
    for key in TEXTS:
        if not isinstance(data.get(key), str):
            yield f"mục “{key}”: thiếu hoặc không phải chữ: lấy lại tệp từ trang hồ sơ"
    if isinstance(data.get("unit"), str) and data["unit"] != unit:
        yield f"tệp của đơn vị “{data['unit']}”, đang xét “{unit}”: chọn tệp của đúng đơn vị"
    head = criteria.head
    if not _whole(data.get("year")) or data["year"] != head.year:
        yield f"không phải tệp của năm {head.year}: chọn tệp của đúng năm"
    if isinstance(data.get("set"), str) and data["set"] != head.key:
        yield f"theo bộ tiêu chí “{data['set']}”, không phải “{head.key}”: thẩm định lại"
    if data.get("edition") not in ("internal", "submission"):
        yield "mục “edition”: không có bản hồ sơ này: lấy lại tệp từ trang hồ sơ"
    if not _whole(data.get("round")) or data["round"] not in (1, 2):
        yield "lần thẩm định phải là 1 hoặc 2: sửa lại"


def _leaves(rows: object, criteria: CriteriaSet) -> Iterator[str]:
    if not isinstance(rows, list):
        yield "mục “leaves”: phải là danh sách tiêu chí: lấy lại tệp từ trang hồ sơ"
        return
    known = {leaf.key: leaf for leaf in criteria.leaves()}
    seen = set[str]()
    for place, row in enumerate(rows, 1):
        if not isinstance(row, dict) or set(row) != LEAF_KEYS:
            yield f"dòng thứ {place}: thiếu hoặc thừa mục: lấy lại tệp từ trang hồ sơ"
            continue
        leaf = known.get(row["key"]) if isinstance(row["key"], str) else None
        if leaf is None or leaf.number != row["number"]:
            yield f"dòng thứ {place}: không có tiêu chí “{row['number']}” này trong bộ tiêu chí"
            continue
        name = f"tiêu chí {leaf.number}"
        if leaf.key in seen:
            yield f"{name}: có hai lần: giữ một"
        seen.add(leaf.key)
        yield from (f"{name}: {what}" for what in _entry(row))
        if row["score"] is not None and _number(row["score"]):
            given, low, high = Fraction(row["score"]), leaf.min_points, leaf.max_points
            if not low <= given <= high:
                yield (
                    f"{name}: điểm thẩm định {points(given)} ngoài khoảng {points(low)} đến "
                    f"{points(high)}: sửa điểm"
                )


def _entry(row: dict[str, Any]) -> Iterator[str]:
    if row["score"] is not None and not _number(row["score"]):
        yield "điểm thẩm định không phải số có tối đa bốn chữ số thập phân: sửa điểm"
    claimed = row["claimed"]
    if claimed is not None and not (
        isinstance(claimed, list) and len(claimed) == 2 and all(map(_number, claimed))
    ):
        yield "điểm tự chấm không phải hai số: lấy lại tệp từ trang hồ sơ"
    if not isinstance(row["note"], str) or len(row["note"]) > LONGEST_NOTE:
        yield f"ghi chú phải là chữ, không quá {LONGEST_NOTE} ký tự: rút gọn"
    if not isinstance(row["explain"], bool):
        yield "mục “explain” phải là có hoặc không: lấy lại tệp từ trang hồ sơ"


def _number(value: object) -> bool:
    return isinstance(value, str) and NUMBER.fullmatch(value) is not None


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _taken(data: dict[str, Any]) -> Appraisal:
    leaves = tuple(
        LeafAppraisal(
            key=row["key"],
            number=row["number"],
            claimed=(
                (Fraction(row["claimed"][0]), Fraction(row["claimed"][1]))
                if row["claimed"] is not None
                else None
            ),
            score=Fraction(row["score"]) if row["score"] is not None else None,
            note=row["note"],
            explain=row["explain"],
        )
        for row in data["leaves"]
    )
    return Appraisal(
        unit=data["unit"],
        year=data["year"],
        set_key=data["set"],
        as_of=data["as_of"],
        edition=data["edition"],
        round=data["round"],
        appraiser=data["appraiser"],
        saved=data["saved"],
        leaves=leaves,
    )
