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
