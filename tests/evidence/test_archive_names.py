"""Names inside compressed files: repaired where that is sure, else counted."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from pathlib import Path

import pytest

from par_rules.evidence.archive_names import names_inside
from tests.evidence.folders import take, year_folder

NAME = "Kế hoạch số 12.pdf"


def stored(*names: bytes) -> bytes:
    """Give a ZIP whose names are these bytes, eight each, without saying how they are coded."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for number in range(len(names)):
            made.writestr(f"name-{number:03}", b"x")
    data = out.getvalue()
    for number, name in enumerate(names):
        assert len(name) == 8
        data = data.replace(f"name-{number:03}".encode(), name)
    return data


def test_a_name_in_utf8_that_does_not_say_so_is_repaired() -> None:
    assert names_inside(stored("Kế.pdf".encode())) == "tệp nén gồm 1 tệp: Kế.pdf"


def test_a_name_in_an_old_coding_is_counted_and_not_shown_wrong() -> None:
    said = names_inside(stored("Kê12.pdf".encode("cp1258"), b"name.pdf"))
    assert said == "tệp nén gồm 2 tệp: name.pdf (1 tên không đọc được)"


def test_a_name_that_says_its_coding_is_shown_in_nfc() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr(unicodedata.normalize("NFD", NAME), b"x")
        made.writestr("thư mục/", b"")
    assert names_inside(out.getvalue()) == f"tệp nén gồm 1 tệp: {NAME}"


def test_names_with_control_characters_are_counted() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("a\u202efdp.exe", b"x")
    assert names_inside(out.getvalue()) == "tệp nén gồm 1 tệp (1 tên không đọc được)"


def test_of_many_names_the_first_are_shown() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for number in range(20):
            made.writestr(f"{number:02}.pdf", b"x")
    said = names_inside(out.getvalue())
    assert said is not None
    assert said.startswith("tệp nén gồm 20 tệp: 00.pdf; 01.pdf; ")
    assert said.endswith("; 07.pdf; …")


@pytest.mark.parametrize("data", [b"PK\x03\x04", b"PK\x03\x04" + b"\xff" * 99])
def test_what_cannot_be_opened_has_no_names(data: bytes) -> None:
    assert names_inside(data) is None


def test_a_compressed_file_in_the_folder_is_told_by_what_is_inside(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr(NAME, b"x")
    [document] = take(year_folder(tmp_path, {"gửi Sở.zip": out.getvalue()})).documents
    assert (document.media, document.title) == ("zip", f"tệp nén gồm 1 tệp: {NAME}")
