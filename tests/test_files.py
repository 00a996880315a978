import os
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from par_rules.files import append_line, read_lines, write_atomic


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_text_is_written_as_utf8_with_its_line_ends_as_they_are(tmp_path: Path) -> None:
    target = tmp_path / "hồ sơ" / "điểm.txt"

    assert write_atomic(target, "Đại Sơn\n2,5\r\n") == target
    assert target.read_bytes() == "Đại Sơn\n2,5\r\n".encode()
    assert names(target.parent) == ["điểm.txt"]


def test_bytes_replace_the_old_file_whole(tmp_path: Path) -> None:
    target = tmp_path / "a.bin"
    target.write_bytes(b"a longer file than the new one")

    write_atomic(target, b"\x00\xff")

    assert target.read_bytes() == b"\x00\xff"


def test_text_that_is_not_valid_unicode_changes_nothing(tmp_path: Path) -> None:
    target = tmp_path / "a.txt"
    target.write_bytes(b"old")

    with pytest.raises(UnicodeEncodeError):
        write_atomic(target, "\ud800")

    assert target.read_bytes() == b"old"
    assert names(tmp_path) == ["a.txt"]


def refuse_to_replace(monkeypatch: pytest.MonkeyPatch, *held: Path, times: int = 1000) -> None:
    """Have the system answer as Windows does when another program holds ``held`` open."""
    replace, refusals = os.replace, iter(range(times))

    def replace_unless_held(source: Path, target: Path) -> None:
        if target in held and next(refusals, None) is not None:
            raise PermissionError(13, "The process cannot access the file", str(target))
        replace(source, target)

    monkeypatch.setattr(os, "replace", replace_unless_held)


def test_a_target_held_open_is_written_beside_under_a_new_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "bang-diem.xlsx"
    target.write_bytes(b"open in Excel")
    refuse_to_replace(monkeypatch, target)

    written = write_atomic(target, b"new")

    assert re.fullmatch(r"bang-diem \(bản \d\d-\d\d-\d\d\)\.xlsx", written.name)
    assert unicodedata.is_normalized("NFC", written.name)
    assert written.read_bytes() == b"new"
    assert target.read_bytes() == b"open in Excel"
    assert names(tmp_path) == sorted(["bang-diem.xlsx", written.name])


def test_a_target_held_for_a_moment_only_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.html"
    refuse_to_replace(monkeypatch, target, times=2)

    assert write_atomic(target, "new") == target
    assert names(tmp_path) == ["a.html"]


def test_a_target_that_is_a_folder_is_refused_without_litter(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "b").touch()

    with pytest.raises(OSError, match=re.escape(str(tmp_path / "a"))):
        write_atomic(tmp_path / "a", b"new")

    assert names(tmp_path) == ["a"]


KILLED_IN_MID_WRITE = """
import os, sys, time
from pathlib import Path
from par_rules.files import write_atomic

def wait_to_be_killed(_):
    print("written, not yet in place", flush=True)
    time.sleep(60)

os.fsync = wait_to_be_killed
write_atomic(Path(sys.argv[1]), b"new" * 1_000_000)
"""


def test_a_process_killed_in_mid_write_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "scorecard.json"
    target.write_bytes(b"old")

    command = [sys.executable, "-c", KILLED_IN_MID_WRITE, str(target)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "written, not yet in place\n"
        child.kill()

    assert target.read_bytes() == b"old"
    (aside,) = (path for path in tmp_path.iterdir() if path != target)
    assert re.fullmatch(r"\.par-[0-9a-f]{16}\.tmp", aside.name)


def test_appended_lines_are_read_back_in_order(tmp_path: Path) -> None:
    log = tmp_path / "dai-son" / "nhat-ky.jsonl"
    append_line(log, '{"điểm": 1}')
    append_line(log, "")
    append_line(log, '{"điểm": 2}')

    assert log.read_bytes() == '{"điểm": 1}\n\n{"điểm": 2}\n'.encode()
    assert read_lines(log).whole == ('{"điểm": 1}', "", '{"điểm": 2}')
    assert read_lines(log).cut_off == ()


def test_a_log_that_does_not_exist_has_no_lines(tmp_path: Path) -> None:
    assert read_lines(tmp_path / "nhat-ky.jsonl").whole == ()


@pytest.mark.parametrize("line", ["a\nb", "a\r"])
def test_more_than_one_line_is_refused(tmp_path: Path, line: str) -> None:
    with pytest.raises(ValueError, match="one line"):
        append_line(tmp_path / "nhat-ky.jsonl", line)

    assert names(tmp_path) == []


def test_a_cut_off_last_line_is_reported_and_ignored(tmp_path: Path) -> None:
    log = tmp_path / "nhat-ky.jsonl"
    log.write_bytes('{"a": 1}\n{"điểm": "đ'.encode()[:-1])

    lines = read_lines(log)

    assert lines.whole == ('{"a": 1}',)
    assert lines.warnings(Path("nhat-ky.jsonl")) == (
        "nhat-ky.jsonl:2: dòng ghi dở (máy tắt hoặc chương trình bị dừng khi đang ghi); "
        "dòng này được bỏ qua",
    )


def test_a_line_after_a_cut_off_one_does_not_run_together_with_it(tmp_path: Path) -> None:
    log = tmp_path / "nhat-ky.jsonl"
    log.write_bytes(b'{"a": 1}\n{"a": ')

    append_line(log, '{"a": 3}')

    assert read_lines(log).whole == ('{"a": 1}', '{"a": 3}')
    assert read_lines(log).cut_off == (2,)


def test_noise_left_by_a_power_cut_is_reported_and_ignored(tmp_path: Path) -> None:
    log = tmp_path / "nhat-ky.jsonl"
    log.write_bytes(b'\xff\xfe\n{"a": 2}\n\x00\x00\x00')

    assert read_lines(log).whole == ('{"a": 2}',)
    assert read_lines(log).cut_off == (1, 3)


def test_lines_saved_again_by_notepad_are_read_without_its_line_ends(tmp_path: Path) -> None:
    log = tmp_path / "nhat-ky.jsonl"
    log.write_bytes(b"a\r\nb\r\n")

    assert read_lines(log).whole == ("a", "b")
