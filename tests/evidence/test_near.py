"""Near misses: the document that almost answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from par_rules.criteria import Requirement
from par_rules.criteria.kind_words import for_kind
from par_rules.evidence.near import near_miss, subject
from sample.catalogue import document as sample_document
from sample.typeset import typeset
from tests.evidence.folders import document, take, the_set, the_unit, year_folder

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


@pytest.mark.parametrize("word", ["phường", "đặc khu"])
def test_what_a_requirement_is_about_is_the_same_for_every_kind_of_unit(word: str) -> None:
    pairs = zip(the_set().leaves(), for_kind(the_set(), word).leaves(), strict=True)
    for one, other in pairs:
        assert list(map(subject, other.evidence)) == list(map(subject, one.evidence))


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


SEAL = {"signature": "digital_or_seal", "issuer": ("ubnd_xa",)}


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"issuer": "SỞ NỘI VỤ"}, "do Sở Nội vụ ban hành"),
        (
            {"issuer": "ỦY BAN NHÂN DÂN THÀNH PHỐ HẢI PHÒNG"},
            "do UBND thành phố Hải Phòng ban hành",
        ),
        ({"issuer": "HỘI ĐỒNG NHÂN DÂN XÃ ĐẠI SƠN"}, "do HĐND xã Đại Sơn ban hành"),
        ({"issuer": "ỦY BAN NHÂN DÂN XÃ ĐẠI SƠN PHÒNG KINH TẾ"}, "do Phòng Kinh tế ban hành"),
        ({"issued": date(2025, 3, 1)}, "ban hành ngày 01/03/2025, trước kỳ được tính"),
        ({"signed": False}, "chưa có chữ ký số, cũng không phải bản quét có dấu"),
        ({"media": "docx", "signed": False}, "là bản Word, chưa phải bản phát hành"),
        ({"trouble": "không đọc được hết nội dung"}, "không đọc được hết tệp"),
        # A scan may bear a seal; an issuer that nobody knows is not held against it.
        ({"dpi": 200, "signed": False}, "danh mục chưa nối với yêu cầu này"),
        ({"issuer": "CÔNG TY ABC"}, "danh mục chưa nối với yêu cầu này"),
        ({"issuer": None}, "danh mục chưa nối với yêu cầu này"),
        (
            {"issuer": "SỞ NỘI VỤ", "issued": date(2025, 3, 1), "signed": False},
            "do Sở Nội vụ ban hành; ban hành ngày 01/03/2025, trước kỳ được tính; "
            "chưa có chữ ký số, cũng không phải bản quét có dấu",
        ),
    ],
)
def test_all_that_it_lacks_is_named(asked: Requirement, fields: dict[str, Any], said: str) -> None:
    shown = document(**{"path": "a.pdf", "title": PLAN.title, **fields})
    found = near_miss(asked.model_copy(update=SEAL), [shown], the_set(), unit=the_unit())
    assert found == f"có Kế hoạch 12/KH-UBND (“a.pdf”) nhưng {said}"


def test_where_a_digital_signature_is_asked_for_that_is_named(asked: Requirement) -> None:
    digital = asked.model_copy(update={"signature": "digital"})
    shown = document(path="a.pdf", title=PLAN.title, signed=False, dpi=200)
    said = near_miss(digital, [shown], the_set(), unit=the_unit())
    assert said == "có Kế hoạch 12/KH-UBND (“a.pdf”) nhưng chưa có chữ ký số"


def test_of_two_equally_near_the_one_that_lacks_less_is_named(asked: Requirement) -> None:
    old = document(path="a.pdf", title=PLAN.title, issued=date(2025, 3, 1))
    said = near_miss(asked, [old, PLAN], the_set(), unit=the_unit())
    assert said is not None
    assert said.startswith("có Kế hoạch 12/KH-UBND (“KH kiểm tra.pdf”)")


def test_the_finding_of_what_is_missing_names_the_wrong_issuer(tmp_path: Path) -> None:
    spec = sample_document("CDDH-41")
    files = {"Sở.pdf": typeset(replace(spec, issuer="so_noi_vu", symbol="KH-SNV", number=12))}
    manifest = take(year_folder(tmp_path, files), date(2026, 12, 14))
    asked = [f for f in manifest.findings if f.requirement == "inspection_plan"]
    [found] = [f for f in asked if f.code == "MISSING"]
    assert "có Kế hoạch 12/KH-SNV (“Sở.pdf”) nhưng do Sở Nội vụ ban hành" in found.what
