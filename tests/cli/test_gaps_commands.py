"""The commands that say what is missing and what would help, from a facts file."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.cli.started import ROOT, par

PROVED = {"answer": "passes", "passing": 1}


@pytest.fixture
def year(tmp_path: Path) -> list[str]:
    """The options of a year of which two figures are known, and one table of them is missing."""
    inputs = {
        "settled_or_overdue": {"state": "known", "value": "1000"},
        "settled_on_time": {"state": "known", "value": "960"},
        "procedures_listed": {"state": "known", "value": "200"},
        "procedures_published": {"state": "known", "value": "100"},
    }
    facts = {"schema": "par-facts/1", "as_of": str(date(2026, 11, 24)), "inputs": inputs}
    file = tmp_path / "facts.json"
    file.write_text(json.dumps(facts), encoding="utf-8")
    return ["--year", "2026", "--facts", str(file)]


def cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("  ") if cell.strip()]


def test_gaps_of_one_office_fit_the_screen_and_name_points_and_day(year: list[str]) -> None:
    # pvhcc: 3.2.1 claims 2,5 of 2,5 without its table; 3.1.1 has 50 per cent, 1,25 still to win
    done = par("gaps", "--office", "Trung tâm PVHCC", *year)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert all(len(line) <= 100 for line in lines)
    totals = cells(lines[5])
    assert (totals[0], totals[1], totals[3]) == (
        "Trung tâm Phục vụ hành chính công",
        "2,5",
        "1,25",
    )
    rows = [cells(line)[:3] for line in lines]
    assert ["3.2.1", "2,5", "14/12/2026"] in rows
    assert ["3.1.1", "1,25", "14/12/2026"] in rows
    # nobody listed the table, and its day, 14/12, is still ahead
    head = lines[next(n for n, row in enumerate(lines) if row.startswith("3.2.1")) - 3]
    assert head.startswith("Chưa đủ tài liệu (điểm đã tự chấm cần thêm tài liệu; ngày phải có")
    assert "PHÒNG KINH TẾ" not in done.stdout
    assert "mục chưa quyết định điểm nào; thêm --all để xem." in done.stdout


def test_gaps_of_all_offices_add_up_to_the_self_score(year: list[str]) -> None:
    done = par("gaps", *year)
    total = next(cells(line) for line in done.stdout.splitlines() if line.startswith("Cộng"))
    # 70 = 0 secured + 2,5 unproved + 66,25 open + 1,25 winnable + 0 lost
    assert total == ["Cộng", "2,5", "66,25", "1,25", "0"]


def test_an_office_that_is_not_there_is_answered_with_a_near_one(year: list[str]) -> None:
    done = par("gaps", "--office", "Phòng Kinh tê", *year)
    assert done.returncode == 1
    assert done.stderr.startswith(
        "--office: không có cơ quan “Phòng Kinh tê”: Ý bạn là “Phòng Kinh tế”? dùng một trong: "
    )


def test_whatif_prints_the_totals_and_the_leaves_before_and_after(year: list[str]) -> None:
    done = par("whatif", "procedures_published=200", "--proof", "3.2.1/on_time_table=đạt", *year)
    assert done.returncode == 0, done.stderr
    rows = [cells(line) for line in done.stdout.splitlines()]
    said = [line for line in done.stdout.splitlines() if line.startswith("Nếu ")]
    assert said[0].endswith("” là 200 thủ tục (nay là 100 thủ tục)")
    assert said[1].endswith("” (3.2.1) đạt (nay không đạt)")
    assert ["Tổng điểm tự chấm", "2,5 – 68,75 → 3,75 – 70", "0 → 2,5", "70"] in rows
    assert next(row for row in rows if row[:1] == ["3.1.1"])[2:] == ["0 → 1,25", "0", "1,25"]
    assert next(row for row in rows if row[:1] == ["3.2.1"])[2:] == ["2,5", "0 → 2,5", "2,5"]


def test_whatif_tells_every_change_that_it_cannot_read(year: list[str]) -> None:
    done = par("whatif", "procedures_publised=200", "--proof", "3.2/x=đạt", *year)
    assert done.returncode == 1
    first, second, count = done.stderr.splitlines()
    assert "(procedures_published)" in first.partition("Ý bạn là “")[2]
    assert second == "3.2/x=đạt: 3.2 là tiêu chí có các tiêu chí thành phần 3.2.1, 3.2.2"
    assert count == "Có 2 lỗi."


def test_whatif_without_a_change_is_wrong_usage(year: list[str]) -> None:
    assert par("whatif", *year).returncode == 2


def test_levers_put_the_largest_gain_first(year: list[str]) -> None:
    done = par("levers", "--top", "1", *year)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert cells(lines[6])[:4] == ["3.2.1", "0", "+2,5", "14/12/2026"]
    assert lines[-1].startswith("Còn ")


@pytest.mark.parametrize("top", ["0", "-3"])
def test_levers_refuse_to_show_none(year: list[str], top: str) -> None:
    done = par("levers", "--top", top, *year)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{top}: viết số việc muốn xem, từ 1 trở lên, ví dụ --top 20" in done.stderr


def test_two_equal_sets_do_not_differ() -> None:
    done = par("diff", "2026", "criteria/hai-phong-xa/2026")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "Hai bộ giống nhau."


def test_a_set_that_is_not_there_is_told_in_a_sentence() -> None:
    done = par("diff", "2026", "criteria/hai-phong")
    assert done.returncode == 1
    assert done.stderr.splitlines()[0] == (
        "criteria/hai-phong: không phải năm, cũng không phải thư mục: viết 2026, 2026/2 (bản 2 của "
        "năm 2026) hoặc đường dẫn"
    )


def test_a_changed_rule_is_told_in_words_or_by_its_places(tmp_path: Path) -> None:
    copy = tmp_path / "2027"
    shutil.copytree(ROOT / "criteria" / "hai-phong-xa" / "2026", copy)
    file = copy / "1-chi-dao-dieu-hanh.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("2026-02-28, points: 0.5}", "2026-02-28, points: 0.75}"), "utf-8")
    told = par("diff", "2026", str(copy)).stdout.splitlines()
    assert told[2:4] == [
        "Điểm tối đa: thêm 0, bỏ 0, tăng 0, giảm 0; chuyển chỗ 0 điểm; tổng giữ nguyên 100 điểm.",
        "Ngưỡng: không ngưỡng nào thay đổi ở 72 tiêu chí có ở cả hai bộ.",
    ]
    assert any(line.startswith("Sửa 1.1.1: ") for line in told)
    assert "  cách tính:" in told
    assert all(len(line) <= 100 for line in told)
    places = par("diff", "2026", str(copy), "--paths").stdout.splitlines()
    assert "  cách tính (bands › 2 › points): 0,5 → 0,75" in places
