"""The command as an official starts it, in a process of its own."""

import json
from pathlib import Path

from tests.cli.started import par


def test_check_finds_no_fault_in_the_set_of_2026() -> None:
    done = par("check", "--year", "2026")
    assert done.stderr == ""
    assert done.stdout.startswith("Không có lỗi: 72 tiêu chí chấm điểm, ")
    assert "Bộ tiêu chí tạm thời" in done.stdout
    assert done.returncode == 0


def test_a_year_without_a_set_is_named_with_the_years_there_are() -> None:
    done = par("check", "--year", "2031")
    assert done.returncode == 1
    assert done.stderr.startswith(
        "criteria/hai-phong-xa/2031:1:1: chưa có bộ tiêu chí hai-phong-xa năm 2031: "
        "các năm đã có: 2026"
    )


def test_score_writes_a_scorecard_whose_parts_add_up(tmp_path: Path) -> None:
    facts = tmp_path / "facts.json"
    inputs = {
        "settled_or_overdue": {"state": "known", "value": "1000"},
        "settled_on_time": {"state": "known", "value": "960"},
    }
    facts.write_text(
        json.dumps({"schema": "par-facts/1", "as_of": "2026-12-20", "inputs": inputs}),
        encoding="utf-8",
    )
    done = par("score", "--year", "2026", "--facts", str(facts), "--out", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert "tính đến ngày 20/12/2026" in done.stdout
    assert "Điểm tự chấm (tối đa 70): từ 2,5 đến 70; đủ minh chứng 0;" in done.stdout
    written = tmp_path / "dai-son" / "2026" / "scorecard.json"
    card = json.loads(written.read_text(encoding="utf-8"))
    leaf = next(row for row in card["leaves"] if row["number"] == "3.2.1")
    assert (leaf["claimed_low"], leaf["claimed_high"], leaf["unproved"]) == ("2.5", "2.5", "2.5")


def test_a_score_is_closed_only_after_the_cut_off(tmp_path: Path) -> None:
    early = par("score", "--year", "2026", "--finalise", "--out", str(tmp_path))
    assert early.returncode == 1
    assert early.stderr.startswith("Chưa qua thời điểm chốt số liệu 14/12/2026")
    late = ["--finalise", "--as-of", "05/01/2027", "--out", str(tmp_path)]
    done = par("score", "--year", "2026", *late)
    assert done.returncode == 0, done.stderr
    assert "tiêu chí chốt theo quy tắc" in done.stdout
    written = tmp_path / "dai-son" / "2026" / "scorecard.json"
    card = json.loads(written.read_text(encoding="utf-8"))
    assert card["finalised"]
    assert card["self_points"]["claimed_low"] == card["self_points"]["claimed_high"]


def test_a_facts_file_with_faults_lists_all_of_them(tmp_path: Path) -> None:
    facts = tmp_path / "facts.json"
    inputs = {
        "no_such": {"state": "known", "value": "1"},
        "settled_on_time": {"state": "known", "value": "1.5"},
    }
    facts.write_text(json.dumps({"schema": "par-facts/1", "inputs": inputs}), encoding="utf-8")
    done = par("score", "--year", "2026", "--facts", str(facts), "--out", str(tmp_path))
    assert done.returncode == 1
    assert "inputs.no_such: bộ tiêu chí không có số liệu này" in done.stderr
    assert "inputs.settled_on_time: giá trị không dùng được" in done.stderr
    assert not (tmp_path / "dai-son").exists()
