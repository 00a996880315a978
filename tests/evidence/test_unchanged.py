"""Whether a manifest still speaks of the documents that lie there."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

from par_rules.evidence.register_layout import DOCUMENT_FOLDER
from par_rules.evidence.unchanged import changed_documents
from tests.evidence.folders import made, take, year_folder

NFD = unicodedata.normalize("NFD", "Kế hoạch.pdf")
FILES = {
    "a.pdf": made("CDDH-03"),
    "b/Kế hoạch.pdf": made("CDDH-01"),
    NFD: b"1",
    "Kế hoạch.pdf": b"2",
    "trống.pdf": b"",
}


def test_the_same_documents_are_unchanged(tmp_path: Path) -> None:
    year = year_folder(tmp_path, FILES)
    (year / DOCUMENT_FOLDER / "lối tắt.pdf").symlink_to("a.pdf")
    assert changed_documents(take(year), year / DOCUMENT_FOLDER) == ()


def test_what_changed_went_or_came_is_named_whatever_its_time_says(tmp_path: Path) -> None:
    year = year_folder(tmp_path, FILES)
    manifest, folder = take(year), year / DOCUMENT_FOLDER
    before = (folder / "a.pdf").stat()
    (folder / "a.pdf").write_bytes(FILES["a.pdf"][:-1] + b" ")
    os.utime(folder / "a.pdf", ns=(before.st_atime_ns, before.st_mtime_ns))
    (folder / "b" / "Kế hoạch.pdf").unlink()
    (folder / "mới.pdf").write_bytes(b"x")
    assert changed_documents(manifest, folder) == ("a.pdf", "b/Kế hoạch.pdf", "mới.pdf")


def test_a_folder_that_is_not_there_holds_no_documents(tmp_path: Path) -> None:
    year = year_folder(tmp_path, {"a.pdf": b"x"})
    manifest = take(year)
    assert changed_documents(manifest, tmp_path / "không có") == ("a.pdf",)
