"""A figure entered as the form does: its source, its states, what else stands in the workbook."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from openpyxl import load_workbook

from par_rules.figures.model import Entered, Figures
from par_rules.figures.read import read_workbook
from par_rules.figures.workbook import write_workbook
from par_rules.runs.lab.entry import entered_figures, write_figure
from par_rules.runs.year import InputError, YearRun

SOURCE = {"said_by": "Công chức văn thư", "said_on": "21/11/2026", "document": "BC 324.pdf"}
COUNT = "plan_tasks_due"


@pytest.fixture
def run(run_of_figures: YearRun) -> YearRun:
    return run_of_figures


def refused(run: YearRun, name: str, **cells: str) -> list[str]:
    with pytest.raises(InputError) as error:
        write_figure(run, name, cells)
    return error.value.lines


def hold(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Have the system answer as Windows does when Excel holds the file ``name`` open."""
    real = Path.replace

    def held(path: Path, target: Path) -> Path:
        if Path(target).name == name:
            raise PermissionError(13, "held", str(target))
        return real(path, target)

    monkeypatch.setattr(Path, "replace", held)


def test_a_figure_is_entered_and_all_others_stay(run: YearRun) -> None:
    before = entered_figures(run)
    done = write_figure(run, COUNT, {"value": "41", "ceiling": "43", "page": "2", **SOURCE})
    after = entered_figures(run)

    assert (done.fact.value, done.fact.ceiling, done.notes) == (Fraction(41), Fraction(43), ())
    assert done.fact.said_by == "Công chức văn thư"
    assert {k: v for k, v in after.facts.items() if k != COUNT} == {
        k: v for k, v in before.facts.items() if k != COUNT
    }
    assert after.entered[COUNT].page == 2
    (kept,) = run.out.glob("so-lieu (trước khi ghi ngày *).xlsx")
    assert kept.is_file()


def test_a_value_needs_who_when_and_the_document(run: YearRun) -> None:
    before = (run.folder / "so-lieu.xlsx").read_bytes()

    assert refused(run, COUNT, value="41") == [
        "Người cung cấp: còn trống: số liệu phải kèm nguồn thì mới được dùng",
        "Ngày cung cấp: còn trống: số liệu phải kèm nguồn thì mới được dùng",
        "Tài liệu: còn trống: số liệu phải kèm nguồn thì mới được dùng",
    ]
    assert (run.folder / "so-lieu.xlsx").read_bytes() == before


def test_a_declared_absence_needs_who_and_when_and_is_no_zero(run: YearRun) -> None:
    assert "Người cung cấp: còn trống" in refused(run, COUNT, state="không có")[0]

    done = write_figure(
        run, COUNT, {"state": "không có", "said_by": "Chánh Văn phòng", "said_on": "21/11/2026"}
    )

    assert (done.fact.state, done.fact.value) == ("absent", None)


def test_nothing_entered_is_unknown_never_zero(run: YearRun) -> None:
    done = write_figure(run, COUNT, {})

    assert (done.fact.state, done.fact.value) == ("unknown", None)
    assert COUNT not in entered_figures(run).entered


def test_every_fault_is_told_at_once(run: YearRun) -> None:
    cells = {"value": "4x1", "state": "không có", "said_by": "a", "said_on": "32/1/2026"}

    assert refused(run, COUNT, **cells) == [
        "vừa có giá trị vừa chọn tình trạng: chỉ giữ một trong hai",
        "Giá trị: “4x1” không phải là số: chỉ ghi số, ví dụ 1.234,5",
        "Ngày cung cấp: không có ngày “32/1/2026”: xem lại ngày, tháng; ghi dạng dd/mm/yyyy",
        "Tài liệu: còn trống: số liệu phải kèm nguồn thì mới được dùng",
    ]


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"value": "201"}, "Giá trị: 201 ngoài khoảng cho phép (từ 1 đến 200)"),
        ({"value": "1,5"}, "Giá trị: 1,5 không phải số nguyên"),
        ({"value": "40", "ceiling": "39"}, "Dự kiến cuối năm: dự kiến 39 nhỏ hơn giá trị hiện có"),
        ({"value": "40", "state": "không phát sinh"}, "vừa có giá trị vừa chọn tình trạng"),
    ],
)
def test_what_the_input_does_not_admit_is_refused(
    run: YearRun, cells: dict[str, str], said: str
) -> None:
    assert refused(run, COUNT, **cells, **SOURCE)[0].startswith(said)


def test_a_workbook_held_open_is_left_alone_and_no_second_copy_appears(
    run: YearRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (run.folder / "so-lieu.xlsx").read_bytes()
    hold(monkeypatch, "so-lieu.xlsx")

    assert refused(run, COUNT, value="41", **SOURCE) == [
        "so-lieu.xlsx đang mở ở chương trình khác, nên chưa ghi: đóng tệp rồi bấm ghi lại"
    ]
    assert (run.folder / "so-lieu.xlsx").read_bytes() == before
    assert [p.name for p in run.folder.glob("so-lieu*")] == ["so-lieu.xlsx"]


def test_a_row_changed_in_excel_since_it_was_shown_is_not_written_over(run: YearRun) -> None:
    shown = entered_figures(run).entered[COUNT]
    write_figure(run, COUNT, {"value": "41", **SOURCE})

    with pytest.raises(InputError) as error:
        write_figure(run, COUNT, {"value": "42", **SOURCE}, shown=shown)
    assert "vừa được sửa ở nơi khác" in error.value.lines[0]
    assert entered_figures(run).facts[COUNT].value == 41


def test_a_copy_that_says_something_else_is_told(run: YearRun) -> None:
    keep = Figures({}, entered={COUNT: Entered(value=40)})
    write_workbook(run.criteria, run.folder / "so-lieu vhxh.xlsx", unit_title="Xã", keep=keep)

    done = write_figure(run, COUNT, {"value": "41", **SOURCE})

    assert done.fact.state == "unknown"
    assert "khác nhau giữa các bản" in done.notes[0]


def test_a_percentage_cell_keeps_its_meaning_when_another_figure_is_entered(run: YearRun) -> None:
    path = run.folder / "so-lieu.xlsx"
    percent = Entered(value=0.5, said_by="Sở Nội vụ", document="a")
    entered = {**entered_figures(run).entered, "satisfied_procedures": percent}
    write_workbook(run.criteria, path, unit_title="Xã", keep=Figures({}, entered=entered))
    book = load_workbook(path)
    for sheet in book:
        for row in sheet.iter_rows():
            if row[0].value == "satisfied_procedures":
                row[4].number_format = "0%"
    book.save(path)
    assert entered_figures(run).facts["satisfied_procedures"].value == 50

    write_figure(run, COUNT, {"value": "41", **SOURCE})

    assert entered_figures(run).facts["satisfied_procedures"].value == 50


def test_a_workbook_that_cannot_be_read_is_left_alone(run: YearRun) -> None:
    path = run.folder / "so-lieu.xlsx"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600)

    said = refused(run, COUNT, value="41", **SOURCE)

    assert "tệp đặt mật khẩu" in said[0]
    assert said[-1] == "so-lieu.xlsx: chưa ghi, để không mất số"


def test_a_year_without_workbook_gets_one(run: YearRun) -> None:
    (run.folder / "so-lieu.xlsx").unlink()
    write_figure(run, COUNT, {"value": "41", **SOURCE})

    found = read_workbook(run.criteria, run.folder, as_of=run.as_of)
    assert found.facts[COUNT].value == 41
    assert found.problems == ()
