"""``par diff`` as the maintainer starts it: years, versions, folders, and the sample under both."""

import shutil
from pathlib import Path

from tests.cli.started import ROOT, par
from tests.criteria.test_years import with_correction


def test_two_years_are_compared_without_what_only_moves() -> None:
    done = par("diff", "2026", "2027")
    assert (done.returncode, done.stderr) == (0, "")
    assert "TIÊU CHÍ CHẤM ĐIỂM\nSửa 3.7.2: " in done.stdout
    assert "Sửa 1.1.1: " not in done.stdout


def test_what_only_moves_is_listed_when_asked_for() -> None:
    told = par("diff", "2028", "2029", "--dates").stdout
    at = told.index("Sửa 1.1.1: ")
    assert told[at:].splitlines()[1:3] == [
        "  ngưỡng: giữ nguyên",
        "  thời hạn: 31/01/2028 → 31/01/2029",
    ]
    assert "ghi --dates" not in told


def test_the_sample_is_scored_under_the_next_years_set_too(tmp_path: Path) -> None:
    done = par("diff", "2026", "2027", "--unit", "dai-son", "--out", str(tmp_path))
    assert done.returncode == 0, done.stderr
    at = done.stdout.index("Số liệu năm 2026 của UBND xã Đại Sơn chấm theo hai bộ:\n")
    told = done.stdout[at:].splitlines()
    assert told[1].startswith("Tổng điểm tự chấm: ")
    rows = [line.split("  ") for line in told if line[:1].isdigit()]
    ends = {row[0]: [cell.strip() for cell in row[1:] if cell.strip()][1:] for row in rows}
    assert set(ends) == {"3.7.1", "3.7.2", "4.3.2", "5.1.1", "5.2.1", "5.2.2"}
    assert ends["4.3.2"] == ["–", "0 – 1 / 1", "0"]
    assert ends["5.2.1"][1:] == ["–", "−1"]
    assert "Số liệu không hợp lệ ở một trong hai bộ, coi như chưa có:" not in told


def test_a_correction_is_compared_with_what_it_corrects(tmp_path: Path) -> None:
    criteria = str(with_correction(tmp_path))
    done = par("diff", "2026/1", "2026/2", "--criteria", criteria, "--set", "demo")
    assert done.returncode == 0, done.stderr
    told = done.stdout.splitlines()
    assert (told[0][-5:], told[1][-5:]) == ("bản 1", "bản 2")
    assert "  ngày bắt đầu: 01/01/2026 → 01/07/2026" in told
    assert "  căn cứ: thêm plan, mục V" in told
    assert "Dời năm:" not in done.stdout


def test_a_version_or_year_that_is_not_there_is_named_with_those_there_are(tmp_path: Path) -> None:
    criteria = str(with_correction(tmp_path))
    for which, told in (
        ("2026/3", "2026/3: năm 2026 chưa có bản 3; các bản đã có: 1, 2\n"),
        ("2031/2", "2031/2: chưa có bộ tiêu chí năm 2031\n"),
        (
            "nam-ngoai",
            "nam-ngoai: không phải năm, cũng không phải thư mục: viết 2026, 2026/2 (bản 2 của năm "
            "2026) hoặc đường dẫn\n",
        ),
    ):
        done = par("diff", "2026/1", which, "--criteria", criteria, "--set", "demo")
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith(told)


def test_folders_are_compared_as_well(tmp_path: Path) -> None:
    copy = tmp_path / "hai-phong-xa" / "2026"
    shutil.copytree(ROOT / "criteria" / "hai-phong-xa" / "2026", copy)
    done = par("diff", "2026", str(copy))
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[2:] == ["Hai bộ giống nhau."]
