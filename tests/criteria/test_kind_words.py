"""What a phường or a đặc khu reads of a set that is written with "xã"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from par_rules.criteria import CriteriaSet, load_criteria
from par_rules.criteria.kind_words import for_kind, worded

CRITERIA = Path(__file__).parents[2] / "criteria"
OTHERS = ("phường", "đặc khu")
EVERY_SET = pytest.mark.parametrize(
    ("key", "year"),
    [(p.parent.name, int(p.name)) for p in sorted(CRITERIA.glob("*/2*")) if p.is_dir()],
)


@cache
def loaded(key: str, year: int) -> CriteriaSet:
    return load_criteria(CRITERIA, key, year)


def shown(criteria: CriteriaSet) -> Iterator[str]:
    """Give what is printed of leaves, figures, evidence and offices."""
    for office in criteria.head.offices.values():
        yield from (office.title, *office.aliases)
    for spec in criteria.inputs.values():
        yield from (spec.title, spec.note or "")
    for field in criteria.fields:
        yield field.title
        for criterion in field.criteria:
            yield criterion.title
            for leaf in criterion.leaves:
                yield from (leaf.title, leaf.note or "")
                yield from (requirement.title for requirement in leaf.evidence)
                yield from (part.label for part in getattr(leaf.rule, "parts", ()))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Kế hoạch năm 2026 của UBND xã", "Kế hoạch năm 2026 của UBND phường"),
        ("Chủ tịch UBND xã, HĐND xã", "Chủ tịch UBND phường, HĐND phường"),
        ("Chỉ số hài lòng về UBND xã (SIPAS)", "Chỉ số hài lòng về UBND phường (SIPAS)"),
        ("số công chức xã có mặt", "số công chức phường có mặt"),
        ("Báo cáo xác nhận xã không được giao", "Báo cáo xác nhận phường không được giao"),
        (
            "MTTQ Việt Nam xã và các tổ chức chính trị – xã hội",
            "MTTQ Việt Nam phường và các tổ chức chính trị – xã hội",
        ),
    ],
)
def test_the_unit_is_called_what_it_is(text: str, told: str) -> None:
    assert worded(text, "phường") == told
    assert worded(text, "đặc khu") == told.replace("phường", "đặc khu")


@pytest.mark.parametrize(
    "text",
    [
        "Chỉ số cải cách hành chính cấp xã",
        "thủ tục hành chính thuộc thẩm quyền của UBND cấp xã",
        "Phòng Văn hóa – Xã hội",
        "điều tra xã hội học",
        "UBND xã, phường, đặc khu",
        "UBND các xã",
        "phường hoặc xã",
        "xã/phường",
        "UBND xã An Hòa",
        "UBND xã Đại Sơn",
        "hợp tác xã, thị xã",
        "tiêu chí xã nông thôn mới",
        "UBND phường",
        "",
    ],
)
def test_what_is_not_the_unit_stays_as_it_is(text: str) -> None:
    assert worded(text, "phường") == text


@EVERY_SET
@pytest.mark.parametrize("word", OTHERS)
def test_no_text_shown_calls_the_unit_something_else(key: str, year: int, word: str) -> None:
    before, after = list(shown(loaded(key, year))), list(shown(for_kind(loaded(key, year), word)))
    left = [text for text in after if re.search(r"(?<!cấp )\bxã\b(?! hội)", text)]
    assert left == []
    assert [t.replace(word, "xã") for t in after] == [t.replace(word, "xã") for t in before]


@EVERY_SET
def test_nothing_but_these_texts_is_another(key: str, year: int) -> None:
    before = loaded(key, year)
    after = for_kind(before, "phường")
    assert after.head.model_copy(update={"offices": before.head.offices}) == before.head
    for name in ("sources", "targets", "document_types", "checks", "places", "dropped"):
        assert getattr(after, name) is getattr(before, name)
    plain = after.model_dump_json().replace("phường", "xã")
    assert plain == before.model_dump_json().replace("phường", "xã")
    assert before == load_criteria(CRITERIA, key, year)


def test_a_part_and_what_moves_points_to_it_keep_one_name() -> None:
    criteria = loaded("hai-phong-xa", 2026)
    leaf = next(
        leaf for leaf in criteria.leaves() if leaf.rule.kind == "sum_of" and leaf.not_arisen
    )
    assert leaf.rule.kind == "sum_of"
    assert leaf.not_arisen is not None
    named = leaf.model_copy(
        update={
            "rule": leaf.rule.model_copy(
                update={"parts": (leaf.rule.parts[0].model_copy(update={"label": "Việc của xã"}),)}
            ),
            "not_arisen": leaf.not_arisen.model_copy(update={"to": "Việc của xã"}),
        }
    )
    criterion = criteria.fields[0].criteria[0].model_copy(update={"leaves": (named,)})
    field = criteria.fields[0].model_copy(update={"criteria": (criterion,)})
    (made,) = for_kind(criteria.model_copy(update={"fields": (field,)}), "phường").leaves()
    assert made.rule.kind == "sum_of"
    assert made.not_arisen is not None
    assert (made.rule.parts[0].label, made.not_arisen.to) == ("Việc của phường",) * 2


def test_a_xa_reads_the_set_itself() -> None:
    assert for_kind(loaded("hai-phong-xa", 2026), "xã") is loaded("hai-phong-xa", 2026)


def test_the_same_set_gives_the_same_object_and_another_another() -> None:
    first, second = loaded("hai-phong-xa", 2026), loaded("hai-phong-xa", 2027)
    made = for_kind(first, "phường")
    assert for_kind(first, "phường") is made
    assert for_kind(first, "đặc khu") is not made
    assert for_kind(second, "phường").head.year == 2027
    assert for_kind(first, "phường") == made
