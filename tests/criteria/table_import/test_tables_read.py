"""Tables as cities print them: levels, several tables, merged cells, rows below a row."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from par_rules.cli import par
from par_rules.criteria import CriteriaSet, load_criteria, load_folder
from par_rules.criteria.table_import.run import Imported, import_table
from par_rules.criteria.unread import to_do, unread_leaves
from par_rules.rules.banded import Banded
from par_rules.rules.graded import Graded
from par_rules.rules.sum_of import SumOf
from par_rules.rules.unread import Unread
from par_rules.values import points_text
from tests.tables.make import GOOD, HEAD, SHARE, YES, excel, word

CRITERIA = Path(__file__).parents[3] / "criteria"
KEY, YEAR = "thu", 2026


def imported(path: Path, **more: Any) -> Imported:
    return import_table(path, CRITERIA, KEY, YEAR, **more)


def loaded(found: Imported, folder: Path) -> CriteriaSet:
    made = folder / "made"
    made.mkdir()
    for name, text in found.texts.items():
        (made / name).write_text(text, encoding="utf-8")
    return load_folder(made, CRITERIA)


def outline(criteria: CriteriaSet) -> list[str]:
    """Write fields, criteria and leaves with their points, one a line, indented."""
    lines = []
    for field in criteria.fields:
        lines.append(f"{field.number} {points_text(field.max_points)}")
        for criterion in field.criteria:
            lines.append(f"  {criterion.number} {points_text(criterion.max_points)}")
            lines += [
                f"    {leaf.number} {points_text(leaf.max_points)} {leaf.rule.kind}"
                for leaf in criterion.leaves
            ]
    return lines


def test_three_levels_with_roman_fields(tmp_path: Path) -> None:
    criteria = loaded(imported(word(tmp_path / "a.docx", GOOD)), tmp_path)

    assert outline(criteria) == ["I 2", "  1 2", "    1.1 1 graded", "    1.2 1 banded"]


def test_three_levels_with_dots_and_trailing_dots(tmp_path: Path) -> None:
    rows = [
        ("1.", "Chỉ đạo", "1,5", "", ""),
        ("1.1.", "Kế hoạch", "1,5", "", ""),
        ("1.1.1.", "Ban hành", "1", YES, ""),
        ("1.1.2.", "Gửi", "0.5", "Có: 0.5 điểm; không: 0 điểm", ""),
    ]
    criteria = loaded(imported(excel(tmp_path / "a.xlsx", rows)), tmp_path)

    assert outline(criteria) == [
        "1 1,5",
        "  1.1 1,5",
        "    1.1.1 1 graded",
        "    1.1.2 0,5 graded",
    ]


def test_a_criterion_without_rows_below_is_scored_itself(tmp_path: Path) -> None:
    rows = [*GOOD, ("2", "Tuyên truyền", "1", YES, "")]
    rows[0] = ("I", "Chỉ đạo", "3", "", "")
    criteria = loaded(imported(word(tmp_path / "a.docx", rows)), tmp_path)

    assert outline(criteria)[-2:] == ["  2 1", "    2 1 graded"]


def test_numbers_inside_the_titles_are_found(tmp_path: Path) -> None:
    rows = [
        ("I. Chỉ đạo, điều hành", "1", ""),
        ("1. Kế hoạch", "1", ""),
        ("1.1. Ban hành (1đ)", "1", YES),
    ]
    head = ("Lĩnh vực, tiêu chí", "Điểm tối đa", "Cách tính điểm")
    found = loaded(imported(word(tmp_path / "a.docx", rows, head)), tmp_path)

    assert outline(found) == ["I 1", "  1 1", "    1.1 1 graded"]
    assert [leaf.title for leaf in found.leaves()] == ["Ban hành"]


def test_points_noted_behind_a_title_count_where_the_column_is_empty(tmp_path: Path) -> None:
    rows = [*GOOD[:2], ("1.1", "Ban hành (1,5 điểm)", "", "Có: 1,5 điểm; không: 0 điểm", "")]
    criteria = loaded(imported(word(tmp_path / "a.docx", rows)), tmp_path)

    assert outline(criteria)[-1] == "    1.1 1,5 graded"


def test_several_tables_go_on_with_and_without_a_heading(tmp_path: Path) -> None:
    import docx

    document = docx.Document()
    document.add_table(rows=1, cols=2).cell(0, 0).text = "ỦY BAN NHÂN DÂN"
    for rows in (
        [HEAD, *GOOD[:3]],
        [GOOD[3], HEAD],  # the heading again in the middle, as pages repeat it
        [HEAD, ("II", "Thể chế", "1", "", ""), ("1", "Rà soát", "1", YES, "")],
    ):
        table = document.add_table(rows=0, cols=5)
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
    path = tmp_path / "a.docx"
    document.save(str(path))
    found = imported(path)

    assert found.report.tables == 3
    assert outline(loaded(found, tmp_path)) == [
        "I 2",
        "  1 2",
        "    1.1 1 graded",
        "    1.2 1 banded",
        "II 1",
        "  1 1",
        "    1 1 graded",
    ]
    assert [str(r) for r in found.report.remarks] == ["bảng 1: không phải bảng tiêu chí, không đọc"]


def test_bands_in_rows_of_their_own_with_points_beside(tmp_path: Path) -> None:
    rows = [
        *GOOD[:2],
        ("1.1", "Tỷ lệ hoàn thành", "2", "", "Báo cáo"),
        ("", "Từ 95% trở lên", "2", "", ""),
        ("", "Từ 80% đến dưới 95%", "1", "", ""),
        ("", "Dưới 80%", "0", "", ""),
    ]
    criteria = loaded(imported(word(tmp_path / "a.docx", rows)), tmp_path)
    rule = criteria.leaf("1.1").rule

    assert isinstance(rule, Banded)
    assert [str((b.at_least, b.below, b.points)) for b in rule.bands] == [
        "(Fraction(95, 1), None, Fraction(2, 1))",
        "(Fraction(80, 1), Fraction(95, 1), Fraction(1, 1))",
        "(None, Fraction(80, 1), Fraction(0, 1))",
    ]


def test_a_table_as_the_ministry_prints_it(tmp_path: Path) -> None:
    """Bands in rows of their own, points without a unit, columns of scores beside the maximum."""
    head = ("STT", "Tiêu chí", "Điểm tối đa", "Điểm tự đánh giá", "Tài liệu kiểm chứng")
    rows = [
        ("1", "CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH", "3", "", ""),
        ("1.1", "Kế hoạch CCHC", "2", "", ""),
        ("1.1.1", "Ban hành kế hoạch CCHC năm", "0.5", "", "Kế hoạch CCHC năm"),
        ("", "Ban hành kịp thời: 0.5", "", "", ""),
        ("", "Không ban hành hoặc ban hành không kịp thời: 0", "", "", ""),
        ("1.1.2", "Mức độ hoàn thành kế hoạch", "1.5", "", "Báo cáo CCHC năm"),
        ("", "Hoàn thành 100% kế hoạch: 1.5", "", "", ""),
        ("", "Hoàn thành từ 80% - dưới 100% kế hoạch: 1", "", "", ""),
        ("", "Hoàn thành dưới 80% kế hoạch: 0", "", "", ""),
        ("1.2", "Thực hiện chế độ báo cáo", "1", "", ""),
        ("", "Đủ số lượng và đúng thời gian: 1", "", "", ""),
        ("", "Không đủ số lượng hoặc không đúng thời gian: 0", "", "", ""),
        ("", "TỔNG ĐIỂM", "3", "", ""),
    ]
    found = imported(word(tmp_path / "a.docx", rows, head))

    assert found.report.faults == ()
    assert outline(loaded(found, tmp_path)) == [
        "1 3",
        "  1.1 2",
        "    1.1.1 0,5 graded",
        "    1.1.2 1,5 banded",
        "  1.2 1",
        "    1.2 1 graded",
    ]


def test_bands_beside_a_merged_title(tmp_path: Path) -> None:
    rows = [*GOOD[:3], ("", "", "", "100%: 1 điểm", ""), ("", "", "", "dưới 100%: 0 điểm", "")]
    rows[2] = ("1.1", "Tỷ lệ", "1", "Tỷ lệ hồ sơ đúng hạn:", "Báo cáo")

    def merge(document: Any, table: Any) -> None:
        for column in (0, 1, 2):
            table.cell(3, column).merge(table.cell(5, column))

    found = loaded(imported(word(tmp_path / "a.docx", rows, edit=merge)), tmp_path)

    assert outline(found)[-1] == "    1.1 1 banded"


def test_parts_with_points_of_their_own_add_up(tmp_path: Path) -> None:
    rows = [
        *GOOD[:2],
        ("1.1", "Kế hoạch", "1", "", ""),
        ("a)", "Có kế hoạch", "0,25", "", ""),
        ("b)", "Gửi đúng hạn", "0,75", "", ""),
    ]
    rule = loaded(imported(excel(tmp_path / "a.xlsx", rows)), tmp_path).leaf("1.1").rule

    assert isinstance(rule, SumOf)
    assert [f"{part.label}: {points_text(part.max_points)}" for part in rule.parts] == [
        "Có kế hoạch: 0,25",
        "Gửi đúng hạn: 0,75",
    ]


def test_a_part_that_is_not_understood_stays_open_inside_the_sum(tmp_path: Path) -> None:
    rows = [
        *GOOD[:2],
        ("1.1", "Kế hoạch", "2", "", ""),
        ("a)", "Có kế hoạch", "1", YES, ""),
        ("b)", "Chất lượng", "1", "Theo mức độ", ""),
    ]
    found = imported(word(tmp_path / "a.docx", rows))
    criteria = loaded(found, tmp_path)
    rule = criteria.leaf("1.1").rule

    assert isinstance(rule, SumOf)
    assert isinstance(rule.parts[1].rule, Unread)
    assert [leaf.number for leaf in unread_leaves(criteria)] == ["1.1"]


def test_penalty_and_bonus_rows_stand_outside_the_total(tmp_path: Path) -> None:
    rows = [
        *GOOD,
        ("II", "Điểm thưởng", "2", "", ""),
        ("1", "Sáng kiến được công nhận", "2", "Mỗi sáng kiến: 1 điểm, tối đa 2 điểm", ""),
        ("III", "Điểm trừ", "-3", "", ""),
        ("1", "Số liệu sai", "-3", "trừ 0,5 điểm/trường hợp, tối đa trừ 3 điểm", ""),
        ("", "Tổng cộng", "2", "", ""),
    ]
    found = imported(word(tmp_path / "a.docx", rows))
    criteria = loaded(found, tmp_path)
    bonus, penalty = list(criteria.leaves())[-2:]

    assert criteria.head.max_points == 2
    assert bonus.role == "bonus"
    assert bonus.max_points == 2
    assert penalty.role == "penalty"
    assert penalty.max_points == 0
    assert penalty.min_points == -3
    assert found.report.total.agrees
    assert found.report.faults == ()


def test_a_survey_row_is_never_scored_by_the_commune(tmp_path: Path) -> None:
    rows = [*GOOD[:3], ("1.2", "Mức độ hài lòng", "10", "Điều tra xã hội học", "")]
    leaf = loaded(imported(word(tmp_path / "a.docx", rows)), tmp_path).leaf("1.2")

    assert leaf.scored_by == "survey"
    assert leaf.rule.kind == "given"


def test_long_cases_are_numbered_and_told_in_the_note(tmp_path: Path) -> None:
    long = "Ban hành đúng thẩm quyền, trình tự, thủ tục và công khai trên Cổng thông tin điện tử"
    text = f"{long}: 1 điểm; chậm: 0,5 điểm; không ban hành: 0 điểm"
    rows = [*GOOD[:2], ("1.1", "Ban hành", "1", text, "")]
    criteria = loaded(imported(word(tmp_path / "a.docx", rows)), tmp_path)
    rule = criteria.leaf("1.1").rule

    assert isinstance(rule, Graded)
    spec = criteria.inputs[rule.input]
    assert spec.options == ("mức 1", "mức 2", "mức 3")
    assert spec.note == f"mức 1: {long}; mức 2: chậm; mức 3: không ban hành"


def test_each_rule_shows_its_cell_and_phrase_in_the_file(tmp_path: Path) -> None:
    text = imported(word(tmp_path / "a.docx", GOOD)).texts["1-chi-dao-dieu-hanh.yaml"]

    assert f"# bảng 1, hàng 5, cột 4: “{SHARE}”" in text
    assert "# Đọc được: “từ 80% đến dưới 100%: 0,5 điểm”" in text


def test_a_wording_without_a_rule_is_quoted_and_marked(tmp_path: Path) -> None:
    rows = [*GOOD[:3], ("1.2", "Chất lượng", "1", "Theo mức độ đổi mới của kế hoạch", "")]
    found = imported(word(tmp_path / "a.docx", rows))
    criteria = loaded(found, tmp_path)
    text = found.texts["1-chi-dao-dieu-hanh.yaml"]

    assert criteria.leaf("1.2").rule == Unread(text="Theo mức độ đổi mới của kế hoạch")
    assert "# CẦN LÀM: lời văn không nêu số điểm cho trường hợp nào" in text
    assert sum("chưa có cách tính" in line for line in to_do(criteria)) == 1


def test_keys_and_offices_of_an_older_set_stay(tmp_path: Path) -> None:
    older = load_criteria(CRITERIA, "hai-phong-xa", 2026)
    leaf = older.leaf("3.2.1")
    head = (*HEAD[:4], "Cơ quan chủ trì")
    rows = [
        ("1", "Cải cách thủ tục hành chính", "1", "", ""),
        ("1.1", "Kết quả giải quyết hồ sơ", "1", "", ""),
        ("1.1.1", leaf.title, "1", SHARE, "TT PVHCC"),
    ]
    criteria = loaded(imported(word(tmp_path / "a.docx", rows, head), like=older), tmp_path)

    assert criteria.leaf("1.1.1").key == leaf.key
    assert criteria.fields[0].key == older.fields[2].key
    assert criteria.leaf("1.1.1").lead_office == "pvhcc"


def test_notes_below_the_table_are_told_and_not_scored(tmp_path: Path) -> None:
    rows = [*GOOD, ("Ghi chú: điểm làm tròn đến hai chữ số.", "", "", "", "")]

    def merge(document: Any, table: Any) -> None:
        table.cell(5, 0).merge(table.cell(5, 4))

    found = imported(word(tmp_path / "a.docx", rows, edit=merge))

    assert [str(remark) for remark in found.report.remarks] == [
        "bảng 1, hàng 6, cột 1: ghi chú dưới bảng: Ghi chú: điểm làm tròn đến hai chữ số."
    ]
    assert found.report.leaves == 2


def test_the_report_is_also_data(tmp_path: Path) -> None:
    report = imported(word(tmp_path / "a.docx", GOOD)).report.to_json()

    assert (report["rows"], report["leaves"], report["typed"]) == (4, 2, 2)
    assert report["fields"] == [
        {
            "number": "I",
            "title": "Chỉ đạo, điều hành",
            "stated": "2",
            "found": "2",
            "agrees": True,
            "at": "bảng 1, hàng 2, cột 3",
        }
    ]


def test_the_command_s_set_counts_what_is_to_be_done(tmp_path: Path) -> None:
    rows = [*GOOD[:3], ("1.2", "Chất lượng", "1", "Theo mức độ đổi mới", "")]
    file = word(tmp_path / "a.docx", rows)
    words = ["import-criteria", str(file), "--set", KEY, "--year", "2026", "--criteria"]
    result = CliRunner().invoke(par, [*words, str(tmp_path)])
    waiting = to_do(load_criteria(tmp_path, KEY, YEAR))

    assert result.exit_code == 0, result.output
    assert "CẦN LÀM: lời văn chưa thành quy tắc (1):" in result.output
    place, told = waiting[0].split(": ", 1)
    assert place.startswith(f"{tmp_path.name}/thu/2026/1-chi-dao-dieu-hanh.yaml:")
    assert told == "tiêu chí 1.2: CẦN LÀM: chưa có cách tính, điểm để mở"
    assert len(waiting) == 3


def test_a_score_is_not_closed_while_a_rule_is_missing(tmp_path: Path) -> None:
    from datetime import date

    from par_rules.criteria.head import Closing
    from par_rules.scoring.facts import Facts
    from par_rules.scoring.finalise import ClosingError, finalise

    rows = [*GOOD[:3], ("1.2", "Chất lượng", "1", "Theo mức độ đổi mới", "")]
    criteria = loaded(imported(word(tmp_path / "a.docx", rows)), tmp_path)
    closing = Closing.model_validate(
        {"open": "low", "not_due": "high", "unproved": "keep", "source": {"assumption": "x"}}
    )
    head = criteria.head.model_copy(update={"closing": closing})

    with pytest.raises(ClosingError, match=r"1 tiêu chí chưa có cách tính \(1\.2\)"):
        finalise(criteria.model_copy(update={"head": head}), Facts({}), as_of=date(2026, 12, 20))
