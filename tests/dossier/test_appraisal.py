"""A reviewer's file is taken in as it is, or refused with all that is wrong in Vietnamese."""

from __future__ import annotations

import json
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from par_rules.criteria import CriteriaSet
from par_rules.dossier.appraisal import AppraisalError, json_schema, problems, read_appraisal


@pytest.fixture
def data(criteria: CriteriaSet) -> dict[str, Any]:
    leaf = next(criteria.leaves())
    return {
        "schema": "par-appraisal/1",
        "unit": "dai-son",
        "unit_title": "UBND xã Đại Sơn",
        "year": 2026,
        "set": criteria.head.key,
        "as_of": "2026-11-24",
        "edition": "submission",
        "round": 1,
        "appraiser": "Sở Nội vụ",
        "saved": "2026-12-20T02:00:00.000Z",
        "leaves": [
            {
                "number": leaf.number,
                "key": leaf.key,
                "claimed": ["0", "1"],
                "score": "0.5",
                "note": "Thiếu trang ký",
                "explain": True,
            }
        ],
    }


def test_a_sound_file_is_read_exactly(
    data: dict[str, Any], criteria: CriteriaSet, tmp_path: Path
) -> None:
    path = tmp_path / "tham-dinh-dai-son-2026.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    jsonschema.validate(data, json_schema())
    read = read_appraisal(path, criteria, unit="dai-son")
    assert (read.round, read.appraiser) == (1, "Sở Nội vụ")
    (leaf,) = read.leaves
    assert (leaf.score, leaf.explain, leaf.note) == (Fraction(1, 2), True, "Thiếu trang ký")
    assert leaf.claimed == (Fraction(0), Fraction(1))


def _set(name: str, value: object) -> Callable[[dict[str, Any]], None]:
    return lambda data: data.update({name: value})


def _leaf(name: str, value: object) -> Callable[[dict[str, Any]], None]:
    return lambda data: data["leaves"][0].update({name: value})


SHAPE = [
    (_set("schema", "par-appraisal/2"), "không phải tệp thẩm định"),
    (_set("edition", "khác"), "không có bản hồ sơ này"),
    (_set("round", 3), "lần thẩm định phải là 1 hoặc 2"),
    (_set("leaves", {}), "phải là danh sách tiêu chí"),
    (_set("them", 1), "mục lạ “them”"),
    (_set("appraiser", None), "mục “appraiser”"),
    (_leaf("score", 0.5), "điểm thẩm định không phải số"),
    (_leaf("score", "1,5"), "điểm thẩm định không phải số"),
    (_leaf("note", "x" * 5001), "không quá 5000 ký tự"),
    (_leaf("explain", "có"), "“explain” phải là có hoặc không"),
    (_leaf("claimed", ["1"]), "điểm tự chấm không phải hai số"),
    (_leaf("la", 1), "thiếu hoặc thừa mục"),
]
SENSE = [
    (_set("unit", "xa-khac"), "chọn tệp của đúng đơn vị"),
    (_set("year", 2025), "không phải tệp của năm 2026"),
    (_set("set", "bo-khac"), "theo bộ tiêu chí “bo-khac”"),
    (_leaf("score", "99"), "điểm thẩm định 99 ngoài khoảng 0 đến"),
    (_leaf("score", "-1"), "điểm thẩm định −1 ngoài khoảng 0 đến"),
    (_leaf("key", "khong_co"), "không có tiêu chí"),
    (lambda data: data["leaves"].append(dict(data["leaves"][0])), "có hai lần"),
]


@pytest.mark.parametrize(("change", "told"), SHAPE)
def test_a_wrong_shape_is_named_and_the_schema_refuses_it_too(
    change: Callable[[dict[str, Any]], None],
    told: str,
    data: dict[str, Any],
    criteria: CriteriaSet,
) -> None:
    change(data)
    assert [line for line in problems(data, criteria, unit="dai-son") if told in line]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, json_schema())


@pytest.mark.parametrize(("change", "told"), SENSE)
def test_what_does_not_fit_the_set_is_named(
    change: Callable[[dict[str, Any]], None],
    told: str,
    data: dict[str, Any],
    criteria: CriteriaSet,
) -> None:
    change(data)
    assert [line for line in problems(data, criteria, unit="dai-son") if told in line]


@pytest.mark.parametrize("text", [b"{", b"\xff\xfe", b"[" * 100_000, b"[]"])
def test_what_is_no_such_file_is_refused_by_name(
    text: bytes, criteria: CriteriaSet, tmp_path: Path
) -> None:
    path = tmp_path / "tham-dinh.json"
    path.write_bytes(text)
    with pytest.raises(AppraisalError, match=r"^tham-dinh\.json: không "):
        read_appraisal(path, criteria, unit="dai-son")
