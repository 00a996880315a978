"""What is odd about figures that count all the same."""

from datetime import date
from pathlib import Path

import pytest

from par_rules.criteria import CriteriaSet
from par_rules.figures import Entered, Figures
from par_rules.figures.read import read_figures
from tests.figures.conftest import MakeCopy, place
from tests.figures.test_cases import case, write

EXPORT = "ho-so-tthc-20261120.csv"
AFTER = date(2026, 12, 15)


def cautions(criteria: CriteriaSet, folder: Path, as_of: date) -> list[str]:
    return [str(one) for one in read(criteria, folder, as_of).cautions]


def read(criteria: CriteriaSet, folder: Path, as_of: date) -> Figures:
    return read_figures(criteria, folder, as_of=as_of, last_year=None)


def test_a_figure_given_after_the_day_of_the_score_is_told_and_counts(
    criteria: CriteriaSet, make_copy: MakeCopy, tmp_path: Path
) -> None:
    rows = {
        name: Entered(value=value, said_on=date(2026, 11, day))
        for name, value, day in (("plan_tasks_due", 40, 24), ("plan_tasks_on_time", 37, 25))
    }
    path = make_copy(**rows)
    [told] = cautions(criteria, tmp_path, date(2026, 11, 24))
    assert told == (
        f"so-lieu.xlsx: {place(path, 'plan_tasks_on_time', 'said_on')}: Ngày cung cấp 25/11/2026 "
        "sau ngày chấm điểm 24/11/2026: xem lại ngày; số liệu vẫn được tính"
    )
    assert read(criteria, tmp_path, date(2026, 11, 24)).facts["plan_tasks_on_time"].value == 37
    [both] = cautions(criteria, tmp_path, date(2026, 11, 1))
    assert "2 ô Ngày cung cấp sau ngày chấm điểm 01/11/2026, muộn nhất 25/11/2026" in both


@pytest.mark.parametrize(
    ("document", "told"),
    [
        ("Báo cáo năm.pdf", False),
        ("vb/BÁO CÁO NĂM.PDF", False),
        ("báo cáo quý.pdf", True),
        ("156/KH-UBND", False),
        ("Báo cáo năm", False),
    ],
)
def test_a_document_that_reads_as_a_file_must_be_there(
    criteria: CriteriaSet, make_copy: MakeCopy, tmp_path: Path, document: str, told: bool
) -> None:
    (tmp_path / "tai-lieu" / "vb").mkdir(parents=True)
    (tmp_path / "tai-lieu" / "vb" / "Báo cáo năm.pdf").write_bytes(b"%PDF")
    path = make_copy(plan_tasks_due=Entered(value=40, document=document))
    where = place(path, "plan_tasks_due", "document")
    assert (
        cautions(criteria, tmp_path, date(2026, 11, 24))
        == [
            f"so-lieu.xlsx: {where}: tệp “{document}” không có trong thư mục tai-lieu: "
            "chép tệp vào, hoặc sửa tên tệp"
        ]
        * told
    )


def test_what_was_given_before_the_cut_off_is_told_once_it_has_passed(
    criteria: CriteriaSet, make_copy: MakeCopy, tmp_path: Path
) -> None:
    given = date(2026, 11, 20)
    make_copy(
        plan_tasks_due=Entered(value=40, said_on=given),  # counts run to the end
        plan_tasks_on_time=Entered(value=37, said_on=date(2026, 11, 18)),
        training_plan_issued=Entered(value="có", said_on=given),  # once yes, always yes
        civil_servants_full_year=Entered(value=41, said_on=date(2026, 12, 14)),  # the last day
    )
    write(tmp_path / "ho-so-tthc-20260930.csv", [{"Mã hồ sơ": "A", **case()}])
    write(tmp_path / EXPORT, [{"Mã hồ sơ": "B", **case()}])
    assert cautions(criteria, tmp_path, date(2026, 12, 14)) == []
    office = criteria.head.offices[criteria.leaf("1.1.3").lead_office].title
    assert cautions(criteria, tmp_path, AFTER) == [
        f"so-lieu.xlsx: {office}: 2 số liệu cung cấp trước ngày cuối kỳ 14/12/2026 "
        "(sớm nhất 18/11/2026): cung cấp lại số cuối kỳ",
        f"{EXPORT}: kết xuất ngày 20/11/2026, trước thời điểm chốt 14/12/2026: kết xuất lại",
    ]


def test_an_export_of_the_last_day_is_enough(
    criteria: CriteriaSet, make_copy: MakeCopy, tmp_path: Path
) -> None:
    make_copy()
    write(tmp_path / EXPORT, [{"Mã hồ sơ": "A", **case()}])
    write(tmp_path / "ho-so-tthc-20261214.csv", [{"Mã hồ sơ": "B", **case()}])
    assert cautions(criteria, tmp_path, AFTER) == []
