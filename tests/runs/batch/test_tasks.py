"""Units and years from names, patterns and tables."""

from pathlib import Path

import pytest

from par_rules.runs.batch.tasks import Task, count_text, find_tasks
from par_rules.runs.year import InputError


@pytest.fixture
def evidence(tmp_path: Path) -> Path:
    for key in ("xa-a", "xa-b", "phuong-c"):
        (tmp_path / "evidence" / key).mkdir(parents=True)
        (tmp_path / "evidence" / key / "unit.yaml").write_text("", encoding="utf-8")
    (tmp_path / "evidence" / "khong-phai-xa").mkdir()
    return tmp_path / "evidence"


def fault(evidence: Path, *args: object) -> list[str]:
    with pytest.raises(InputError) as caught:
        find_tasks(evidence, *args)  # type: ignore[arg-type]
    return caught.value.lines


def test_all_units_are_meant_where_none_is_named(evidence: Path) -> None:
    found = find_tasks(evidence, [], [2026, 2027])
    assert [str(task) for task in found][:2] == ["phuong-c, năm 2026", "phuong-c, năm 2027"]
    assert len(found) == 6
    assert count_text(found) == "3 đơn vị, năm 2026, 2027: 6 lượt chấm"


def test_names_and_patterns_give_each_task_once(evidence: Path) -> None:
    assert find_tasks(evidence, ["xa-b", "xa-*", "xa-b"], [2026]) == (
        Task("xa-b", 2026),
        Task("xa-a", 2026),
    )


def test_a_name_without_a_folder_stays_in_to_be_listed_as_failed(evidence: Path) -> None:
    assert find_tasks(evidence, ["xa-khac"], [2026]) == (Task("xa-khac", 2026),)


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_table_as_excel_saves_it(evidence: Path, tmp_path: Path, sign: str) -> None:
    table = tmp_path / "xa.csv"
    rows = ["Đơn vị|Năm", "xa-a|2026", "phuong-*|", "", "# bỏ|2026"]
    table.write_bytes(("\ufeff" + "\r\n".join(rows).replace("|", sign)).encode())
    assert find_tasks(evidence, [], [2027], table) == (Task("xa-a", 2026), Task("phuong-c", 2027))


def test_faults_of_a_table_are_told_at_their_lines(evidence: Path, tmp_path: Path) -> None:
    table = tmp_path / "xa.csv"
    table.write_text("xa-a,26\nla-*,2026\n", encoding="utf-8")
    assert fault(evidence, [], [], table) == [
        f"{table}:1: “26” không phải là năm: viết ví dụ 2026",
        f"{evidence}: không xã nào có tên hợp với “la-*”: xem lại tên thư mục",
    ]
    table.write_bytes("xã".encode("utf-16"))
    assert fault(evidence, [], [], table) == [
        f"{table}: không phải chữ UTF-8: lưu lại dạng CSV UTF-8"
    ]
    assert fault(evidence, [], [], tmp_path / "x.csv")[0].endswith("xem lại --list")


def test_what_is_missing_is_asked_for(evidence: Path, tmp_path: Path) -> None:
    assert fault(evidence, ["xa-a"], [])[0].startswith("thiếu năm: thêm --year")
    assert "không có thư mục minh chứng" in fault(tmp_path / "x", [], [2026])[0]
    (tmp_path / "trong").mkdir()
    assert "chưa có xã nào" in fault(tmp_path / "trong", [], [2026])[0]
