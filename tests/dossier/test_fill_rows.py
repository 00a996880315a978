"""Which leaf a row of a form is about, and what its columns are for."""

import unicodedata

import pytest

from par_rules.criteria import CriteriaSet
from par_rules.dossier.fill_columns import roles_of
from par_rules.dossier.fill_rows import Index


@pytest.fixture(scope="session")
def index(criteria: CriteriaSet) -> Index:
    return Index(criteria)


PLAN = "Thời điểm ban hành Kế hoạch cải cách hành chính năm của UBND xã"


def number_of(index: Index, number: str, title: str) -> str | None:
    found = index.find(number, title)
    return found.target.number if found is not None and found.target is not None else None


@pytest.mark.parametrize(
    ("number", "title"),
    [
        ("1.1.1", PLAN),
        ("1.1.1.", ""),
        ("Tiêu chí 1.1.1", PLAN.upper()),
        ("", PLAN),
        ("", f"  {PLAN}.  "),
        ("", f"1.1.1. {PLAN}"),
        ("a)", unicodedata.normalize("NFD", PLAN)),
        ("", "Thoi diem ban hanh Ke hoach cai cach hanh chinh nam cua UBND xa"),
        ("1.1.1", "Thời điểm ban hành Kế hoạch cải cách hành chính"),
    ],
)
def test_a_row_is_found_by_number_or_title(index: Index, number: str, title: str) -> None:
    assert number_of(index, number, title) == "1.1.1"


def test_a_title_of_another_number_wins_and_is_remarked_on(index: Index) -> None:
    found = index.find("3.1.1", PLAN)

    assert found is not None
    assert found.target is not None
    assert found.target.number == "1.1.1"
    assert found.remark == "điền theo tên: trong bộ tiêu chí là số 1.1.1"


def test_a_number_with_another_title_is_not_filled(index: Index) -> None:
    found = index.find("1.1.1", "Tỷ lệ hộ dân dùng nước sạch")

    assert found is not None
    assert found.target is None
    assert found.remark == (
        "số 1.1.1 trong bộ tiêu chí là “Thời điểm ban hành Kế hoạch cải cách hành chính năm của "
        "UBND…”, trong mẫu là “Tỷ lệ hộ dân dùng nước sạch”: không điền"
    )


@pytest.mark.parametrize(("number", "title"), [("99", "Khác"), ("", ""), ("5", "Ghi chú chung")])
def test_a_row_of_something_else_is_not_taken(index: Index, number: str, title: str) -> None:
    assert number_of(index, number, title) is None


def test_the_fields_roman_numbers_are_known(index: Index, criteria: CriteriaSet) -> None:
    assert number_of(index, "II", criteria.fields[1].title) == "2"


@pytest.mark.parametrize(
    ("heading", "roles"),
    [
        ("STT", ("number",)),
        ("Lĩnh vực/Tiêu chí/Tiêu chí thành phần", ("title",)),
        ("Điểm tối đa", ("maximum",)),
        ("Điểm chuẩn", ("maximum",)),
        ("ĐIỂM TỰ ĐÁNH GIÁ", ("score",)),
        ("Tự chấm", ("score",)),
        ("Tài liệu kiểm chứng/Giải trình", ("note", "evidence")),
        ("Yêu cầu và TLKC", ("evidence",)),
        ("Số liệu kê khai", ("figures",)),
        ("Giải trình điểm tự chấm", ("note",)),
        ("Ghi chú", ("remark",)),
        ("Điểm thẩm định", ()),
        ("Điểm tự chấm năm trước", ()),
        ("Ghi chú của thẩm định", ()),
        ("Đơn vị", ()),
        ("", ()),
    ],
)
def test_a_column_is_known_by_words_of_its_heading(heading: str, roles: tuple[str, ...]) -> None:
    assert roles_of(heading) == roles
