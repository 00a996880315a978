"""A batch from end to end, as an official starts it."""

import errno
import json
import os
import re
import subprocess
import sys
from collections.abc import Generator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from par_rules.runs.batch.journal import Journal
from par_rules.runs.batch.lock import FILE as LOCK
from par_rules.runs.batch.lock import held
from par_rules.runs.batch.run import Outcome, Plan, run_batch
from par_rules.runs.batch.tasks import Task
from par_rules.runs.batch.work import Answer, carry_out, order
from par_rules.runs.year import InputError
from tests.runs.batch.made_units import ROOT, make_unit

FOLDERS = {"criteria": ROOT / "criteria"}
EITHER = pytest.mark.parametrize("more", [(), ("--notebooks",)], ids=["scoring", "notebooks"])
SCORED = ["facts.json", "gaps.json", "manifest.json", "scorecard.json"]


def batch(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    where = ["--evidence", str(folder / "evidence"), "--out", str(folder / "out")]
    return subprocess.run(
        [sys.executable, "-c", "from par_rules.cli import main; main()", "batch", *where, *args],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def journal(folder: Path) -> list[dict[str, Any]]:
    text = (folder / "out" / "chay-loat.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def here(orders: Sequence[Mapping[str, Any]], handle: int) -> Generator[tuple[int, Answer]]:
    """Carry out orders in this process."""
    for place, asked in enumerate(orders):
        yield place, carry_out(asked)


def run_here(folder: Path, *units: str, **more: Any) -> Outcome:
    tasks = tuple(Task(unit, 2026) for unit in units)
    plan = Plan(tasks, ROOT / "criteria", folder / "evidence", folder / "out", **more)
    return run_batch(plan, more.get("shared", here), lambda task, answer, progress: None)


@EITHER
def test_a_unit_that_fails_is_listed_and_the_others_are_ranked(
    tmp_path: Path, more: tuple[str, ...]
) -> None:
    evidence = tmp_path / "evidence"
    make_unit(evidence, "xa-a")
    make_unit(evidence, "phuong-b", "phuong")
    (make_unit(evidence, "xa-hong") / "so-lieu.xlsx").write_bytes(b"khong phai xlsx")
    make_unit(evidence, "xa-trong", figures=False)
    done = batch(tmp_path, "--year", "2026", "--workers", "2", "*", "xa-khac", *more)
    assert done.returncode == 3, done.stderr
    lines = done.stdout.splitlines()
    assert lines[0] == "5 đơn vị, năm 2026: 5 lượt chấm"
    assert [line[:5] for line in lines[1:6]] == [f"[{n}/5]" for n in range(1, 6)]
    assert any("còn khoảng" in line for line in lines)
    assert "3 lượt đã chấm, 0 lượt giữ nguyên, 2 lượt lỗi." in done.stdout
    ended = done.stderr.partition("Chạy không thành công:")[2]
    assert "so-lieu.xlsx: không phải tệp Excel (.xlsx) hoặc tệp hỏng" in ended
    assert "không có xã “xa-khac”" in ended
    page = (tmp_path / "out" / "bang-tong-hop.html").read_text(encoding="utf-8")
    assert re.search(r'<td class="n">1</td>|<td>1</td>|>1</td><td>Đơn vị xa-a<', page)
    assert "<td>Đơn vị xa-trong</td><td>Xã và đặc khu</td><td>chưa có số liệu nào" in page
    assert (tmp_path / "out" / "bang-tong-hop.xlsx").is_file()
    state = {line["unit"]: line["state"] for line in journal(tmp_path)}
    assert state == {
        "xa-a": "done",
        "phuong-b": "done",
        "xa-hong": "failed",
        "xa-trong": "done",
        "xa-khac": "failed",
    }


@EITHER
def test_a_run_beyond_the_time_limit_is_listed(tmp_path: Path, more: tuple[str, ...]) -> None:
    make_unit(tmp_path / "evidence", "a")
    done = batch(tmp_path, "--year", "2026", "--time-limit", "0.05", *more)
    assert done.returncode == 3, done.stderr
    assert "[1/1] Đơn vị a, năm 2026: LỖI" in done.stdout
    assert "quá 0,05 giây mà chưa xong nên đã dừng" in done.stderr
    assert [line["state"] for line in journal(tmp_path)] == ["failed"]


def test_what_is_done_is_left_and_what_changed_or_broke_is_redone(tmp_path: Path) -> None:
    evidence, out = tmp_path / "evidence", tmp_path / "out"
    for key in ("a", "b", "c", "d"):
        make_unit(evidence, key)
    (evidence / "d" / "2026" / "so-lieu.xlsx").write_bytes(b"hong")
    first = run_here(tmp_path, "a", "b", "c", "d").progress
    assert (first.done, first.unchanged, first.failed) == (3, 0, 1)
    card = (out / "a" / "2026" / "scorecard.json").read_bytes()
    make_unit(tmp_path / "khac", "d")
    (tmp_path / "khac" / "d" / "2026" / "so-lieu.xlsx").replace(
        evidence / "d" / "2026" / "so-lieu.xlsx"
    )
    (out / "a" / "2026" / "scorecard.json").write_text("{", encoding="utf-8")
    (evidence / "b" / "2026" / "ghi-chu.txt").write_text("thêm", encoding="utf-8")
    second = run_here(tmp_path, "a", "b", "c", "d").progress
    assert (second.done, second.unchanged, second.failed) == (3, 1, 0)
    assert (out / "a" / "2026" / "scorecard.json").read_bytes() == card
    assert run_here(tmp_path, "a", "b", "c", "d").progress.unchanged == 4
    assert run_here(tmp_path, "a", redo=True).progress.done == 1


def test_a_report_somebody_wrote_in_is_left_and_one_that_is_gone_is_made_again(
    tmp_path: Path,
) -> None:
    make_unit(tmp_path / "evidence", "a")
    year = tmp_path / "out" / "a" / "2026"
    assert run_here(tmp_path, "a", notebooks=True).progress.done == 1
    report = year / "bao-cao.docx"
    report.write_bytes(report.read_bytes() + b"viet them")
    written = report.read_bytes()
    assert run_here(tmp_path, "a", notebooks=True).progress.unchanged == 1
    assert report.read_bytes() == written
    (year / "bao-cao.pdf").unlink()
    assert run_here(tmp_path, "a", notebooks=True).progress.done == 1
    assert (year / "bao-cao.pdf").is_file()


def test_a_score_is_recorded_once_however_often_it_is_done(tmp_path: Path) -> None:
    make_unit(tmp_path / "evidence", "a")
    for _ in range(3):
        run_here(tmp_path, "a", redo=True)
    log = (tmp_path / "out" / "a" / "nhat-ky.jsonl").read_text(encoding="utf-8")
    assert len(log.splitlines()) == 1


def test_the_same_figures_are_scored_as_par_score_scores_them(tmp_path: Path) -> None:
    from par_rules.runs.scored import scored
    from par_rules.runs.year import collect, open_year

    make_unit(tmp_path / "evidence", "a")
    run_here(tmp_path, "a")
    folders = ROOT / "criteria", tmp_path / "evidence", tmp_path / "anders"
    run = open_year("a", 2026, None, *folders)
    expected = scored(run, collect(run).facts).to_json()
    found = json.loads((tmp_path / "out" / "a" / "2026" / "scorecard.json").read_bytes())
    assert {name: found[name] for name in expected} == expected


@EITHER
def test_a_second_batch_refuses_and_names_the_first(tmp_path: Path, more: tuple[str, ...]) -> None:
    make_unit(tmp_path / "evidence", "a")
    with held(tmp_path / "out"):
        done = batch(tmp_path, "--year", "2026", *more)
    assert done.returncode == 1
    assert f"(tiến trình {os.getpid()} trên máy " in done.stderr
    assert "chọn thư mục khác bằng --out" in done.stderr
    assert [path.name for path in (tmp_path / "out").iterdir()] == [LOCK]


def test_the_lock_is_free_again_afterwards(tmp_path: Path) -> None:
    with held(tmp_path):
        pass
    with held(tmp_path):
        pass


def full(orders: Sequence[Mapping[str, Any]], handle: int) -> Generator[tuple[int, Answer]]:
    yield 0, carry_out(orders[0])
    yield 1, {"state": "failed", "lines": ["x: ổ đĩa đã đầy: xóa bớt"], "full": True}
    raise AssertionError("nothing is asked for any more once the disk is full")


def test_a_full_disk_stops_the_batch_and_keeps_what_is_done(tmp_path: Path) -> None:
    for key in ("a", "b", "c"):
        make_unit(tmp_path / "evidence", key)
    tasks = tuple(Task(key, 2026) for key in "abc")
    plan = Plan(tasks, ROOT / "criteria", tmp_path / "evidence", tmp_path / "out")
    with pytest.raises(InputError) as caught:
        run_batch(plan, full, lambda task, answer, progress: None)
    assert caught.value.lines == [
        "x: ổ đĩa đã đầy: xóa bớt",
        "Đã dừng, 1/3 lượt đã xong và được giữ: chạy lại đúng lệnh này để làm tiếp",
    ]
    assert run_here(tmp_path, "a", "b", "c").progress.unchanged == 1


def no_room(*args: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_a_write_that_names_no_file_is_told_by_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_unit(tmp_path / "evidence", "a")
    sentence = f"{tmp_path / 'out'}: ổ đĩa đã đầy: xóa bớt tệp không cần rồi chạy lại"
    with monkeypatch.context() as patched:
        patched.setattr("par_rules.runs.scored.write_json", no_room)
        folders = {**FOLDERS, "evidence": tmp_path / "evidence", "out": tmp_path / "out"}
        answer = carry_out(order("a", 2026, folders))
    assert (answer["lines"], answer["full"]) == ([sentence], True)
    monkeypatch.setattr("par_rules.runs.batch.journal.append_line", no_room)
    with pytest.raises(InputError) as caught:
        run_here(tmp_path, "a")
    assert caught.value.lines[0] == sentence
    assert caught.value.lines[1].startswith("Đã dừng, 0/1 lượt đã xong")


def test_a_notebook_that_meets_a_full_disk_says_so_and_that_others_need_not_try(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_unit(tmp_path / "evidence", "a")
    folders = {**FOLDERS, "evidence": tmp_path / "evidence", "out": tmp_path / "out"}
    monkeypatch.setattr("par_rules.runs.scored.write_json", no_room)
    answer = carry_out(order("a", 2026, folders, notebooks=True))
    year = tmp_path / "out" / "a" / "2026"
    assert answer["lines"] == [
        "Sổ tay 2_scoring dừng lại:",
        f"{year}: ổ đĩa đã đầy: xóa bớt tệp không cần rồi chạy lại",
        f"Chi tiết ở {year / '2_scoring (lỗi).ipynb'}",
    ]
    assert answer["full"] is True


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    make_unit(tmp_path / "evidence", "a")
    (tmp_path / "tep").write_text("x", encoding="utf-8")
    done = batch(tmp_path, "--year", "2026", "--out", str(tmp_path / "tep" / "out"))
    assert done.returncode == 1
    assert "là tệp, không phải thư mục" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_fault_of_the_program_is_kept_for_the_maintainer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object, **more: object) -> None:
        raise ZeroDivisionError("lỗi thử")

    make_unit(tmp_path / "evidence", "a")
    monkeypatch.setattr("par_rules.scoring.gaps.find_gaps", broken)
    folders = {**FOLDERS, "evidence": tmp_path / "evidence", "out": tmp_path / "out"}
    answer = carry_out(order("a", 2026, folders))
    kept = tmp_path / "out" / "a" / "2026" / "loi-chay-loat.txt"
    assert answer["state"] == "failed"
    assert str(kept) in answer["lines"][0]
    assert "ZeroDivisionError: lỗi thử" in kept.read_text(encoding="utf-8")
    monkeypatch.undo()
    assert carry_out(order("a", 2026, folders))["state"] == "done"
    assert not kept.exists()


def test_a_torn_line_of_the_journal_is_told_and_its_run_redone(tmp_path: Path) -> None:
    make_unit(tmp_path / "evidence", "a")
    run_here(tmp_path, "a")
    path = tmp_path / "out" / "chay-loat.jsonl"
    path.write_bytes(path.read_bytes()[:-20])
    assert Journal(path).known(Task("a", 2026)) is None
    outcome = run_here(tmp_path, "a")
    assert outcome.progress.done == 1
    assert outcome.warnings == (
        f"{path}:1: dòng ghi dở (máy tắt hoặc chương trình bị dừng khi đang ghi); "
        "dòng này được bỏ qua",
    )
    assert run_here(tmp_path, "a").progress.unchanged == 1


def test_half_written_files_of_a_run_that_was_killed_are_swept(tmp_path: Path) -> None:
    make_unit(tmp_path / "evidence", "a")
    left = tmp_path / "out" / "a" / "2026" / ".par-0123.tmp"
    left.parent.mkdir(parents=True)
    left.write_bytes(b"nua chung")
    run_here(tmp_path, "a")
    assert not left.exists()
    assert sorted(p.name for p in left.parent.glob("*.json")) == SCORED
