"""What the disk refuses is told by name, reason and remedy."""

import errno
from pathlib import Path

import pytest

from par_rules.runs.disk import refused, refused_text


def test_a_full_disk_is_named() -> None:
    fault = OSError(errno.ENOSPC, "No space left on device", "out/ho-so.html")
    assert refused(fault) == "out/ho-so.html: ổ đĩa đã đầy: xóa bớt tệp không cần rồi chạy lại"


def test_a_refused_rename_names_the_target(tmp_path: Path) -> None:
    (tmp_path / "bang-diem.xlsx").mkdir()
    (tmp_path / "aside").write_text("x", encoding="utf-8")
    with pytest.raises(OSError, match="bang-diem") as caught:
        (tmp_path / "aside").replace(tmp_path / "bang-diem.xlsx")
    sentence = refused_text(str(caught.value))
    assert sentence is not None
    assert sentence.startswith(f"{tmp_path / 'bang-diem.xlsx'}: ")
    assert "đổi tên thư mục" in sentence


@pytest.mark.parametrize("text", ["division by zero", "[Errno 9999] gì đó: 'x'"])
def test_another_error_is_left_to_the_maintainer(text: str) -> None:
    assert refused_text(text) is None


def test_an_error_without_a_file_is_left_to_the_maintainer() -> None:
    assert refused(OSError("?")) is None


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            r"[WinError 112] Không đủ chỗ: 'C:\\Đại Sơn\\ho-so.html'",
            r"C:\Đại Sơn\ho-so.html: ổ đĩa đã đầy: xóa bớt tệp không cần rồi chạy lại",
        ),
        (
            '[Errno 28] No space left on device: "out/xã \' thử.html"',
            "out/xã ' thử.html: ổ đĩa đã đầy: xóa bớt tệp không cần rồi chạy lại",
        ),
        (
            "[Errno 28] No space left on device: 'out/dai-son/.par-0123456789abcdef.tmp'",
            "out/dai-son: ổ đĩa đã đầy: xóa bớt tệp không cần rồi chạy lại",
        ),
        (
            r"[WinError 32] Đang mở: 'C:\\out\\.par-0123456789abcdef.tmp' -> 'C:\\out\\a.xlsx'",
            r"C:\out\a.xlsx: không có quyền ghi hoặc tệp đang mở: "
            "đóng tệp, hoặc chọn thư mục khác",
        ),
        ("[WinError 28] gì đó: 'x'", None),
    ],
)
def test_names_and_numbers_are_read_as_python_writes_them(text: str, sentence: str | None) -> None:
    assert refused_text(text) == sentence
