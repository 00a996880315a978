"""Walking the document folder: names, links, junk, and what the bytes are."""

from __future__ import annotations

import hashlib
import json
import os
import unicodedata
from pathlib import Path

import pytest

from par_rules.evidence.readers.opening import MAX_BYTES
from par_rules.evidence.scan import list_files, walk
from par_rules.evidence.sniff import promised, sniff
from tests.evidence.folders import made, take, told, year_folder

NFD = unicodedata.normalize("NFD", "Kế hoạch.pdf")


def test_a_name_with_marks_apart_gets_one_key_and_keeps_its_own_name(tmp_path: Path) -> None:
    (tmp_path / NFD).write_bytes(made("CDDH-03"))
    [listed] = walk(tmp_path)
    assert (listed.key, listed.raw) == ("Kế hoạch.pdf", NFD)
    year = year_folder(tmp_path / "2026", {NFD: made("CDDH-03")})
    [found] = take(year).documents
    assert (found.path, found.raw_path) == ("Kế hoạch.pdf", NFD)
    assert found.sha256 == hashlib.sha256(made("CDDH-03")).hexdigest()


def test_two_names_that_differ_in_their_marks_only_are_reported(tmp_path: Path) -> None:
    year = year_folder(tmp_path, {NFD: b"1", "Kế hoạch.pdf": b"2"})
    manifest = take(year)
    assert [document.path for document in manifest.documents] == ["Kế hoạch.pdf"]
    [found] = [finding for finding in manifest.findings if finding.code == "NAME"]
    assert (found.case, found.severity) == ("pair", "warns")
    assert found.what.startswith("tên “Kế hoạch.pdf” có 2 tệp, chỉ khác cách gõ dấu: “")


def test_a_name_that_is_no_text_is_shown_and_read(tmp_path: Path) -> None:
    year = year_folder(tmp_path, {})
    name = os.fsencode(year / "tai-lieu") + b"/k\xff.pdf"
    with open(name, "wb") as file:  # noqa: PTH123 - a Path of bytes there is none
        file.write(made("CDDH-03"))
    [document] = take(year).documents
    assert document.path == document.raw_path == "k\\udcff.pdf"
    assert document.code == "19/UBND-VHXH"
    json.dumps(take(year).to_json()).encode("utf-8")


def test_a_link_is_reported_and_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "ngoài.pdf"
    outside.write_bytes(made("CDDH-03"))
    year = year_folder(tmp_path / "2026", {"a.pdf": made("LAC-01")})
    (year / "tai-lieu" / "liên kết.pdf").symlink_to(outside)
    (year / "tai-lieu" / "thư mục").symlink_to(tmp_path)
    manifest = take(year)
    links = [document for document in manifest.documents if document.path != "a.pdf"]
    assert [link.path for link in links] == ["liên kết.pdf", "thư mục"]
    assert all(link.sha256 == "" and link.size < 1000 for link in links)
    what = {finding.path: finding.what for finding in manifest.findings}
    assert what["liên kết.pdf"] == (
        "không đọc được “liên kết.pdf”: là lối tắt trỏ tới nơi khác, không phải tệp"
    )


def test_what_programs_leave_behind_is_no_document(tmp_path: Path) -> None:
    for name in ("~$Kế hoạch.docx", ".~lock.a.xlsx#", "Thumbs.db", ".DS_Store", ".par-1.tmp"):
        (tmp_path / name).write_bytes(b"x")
    assert list_files(tmp_path) == []


def test_folders_are_walked_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b/2.pdf", "b/1.pdf", "a.pdf", "c/d/e.pdf"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    assert [key for key, _ in list_files(tmp_path)] == ["a.pdf", "b/1.pdf", "b/2.pdf", "c/d/e.pdf"]


def test_an_empty_folder_gives_an_empty_manifest(tmp_path: Path) -> None:
    manifest = take(year_folder(tmp_path, {}))
    assert manifest.documents == ()
    assert {answer.proof.answer for answer in manifest.answers} == {"fails", "not_due"}
    assert {finding.code for finding in manifest.findings} == {"MISSING", "NO_EXPLAIN"}


def test_a_year_without_folder_and_register_says_so(tmp_path: Path) -> None:
    assert [str(problem) for problem in take(tmp_path).problems] == [
        "tai-lieu: chưa có thư mục tài liệu: tạo thư mục, chép tài liệu",
        "danh-muc-minh-chung.xlsx: chưa có danh mục minh chứng nên chưa tài liệu nào chứng minh "
        "điểm nào: "
        "lập tệp này để nối từng tài liệu với yêu cầu minh chứng của tiêu chí",
    ]


def test_a_file_over_the_limit_is_not_read(tmp_path: Path) -> None:
    year = year_folder(tmp_path, {"phim.pdf": b"%PDF-1.7"})
    with (year / "tai-lieu" / "phim.pdf").open("r+b") as file:
        file.truncate(MAX_BYTES + 1)
    [found] = take(year).documents
    assert (found.sha256, found.size, found.media) == ("", MAX_BYTES + 1, "unknown")
    assert found.trouble == "tệp lớn hơn 256 MB"


@pytest.mark.parametrize(
    ("id", "media"),
    [
        ("CDDH-03", "pdf"),
        ("CDDH-15", "docx"),
        ("CDDH-05", "xlsx"),
        ("CDDH-23", "jpeg"),
        ("CDDH-04", "png"),
        ("TCC-22", "docx"),
        ("LAC-04", "png"),
    ],
)
def test_bytes_tell_what_a_file_is_whatever_its_name(id: str, media: str) -> None:
    assert sniff(made(id)) == media


@pytest.mark.parametrize(
    ("data", "media"),
    [
        (b"", "empty"),
        (b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00", "heic"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 100, "doc"),
        (b"PK\x03\x04cut off", "zip"),
        ("Sổ theo dõi".encode(), "text"),
        (b"\x00\x01\x02\xff", "unknown"),
    ],
)
def test_other_bytes_are_known_by_their_beginning(data: bytes, media: str) -> None:
    assert sniff(data) == media


def test_a_name_promises_by_its_end_only() -> None:
    assert promised("a/b.PDF") == "pdf"
    assert promised("ảnh.JPG") == "jpeg"
    assert promised("a.pdf/không đuôi") is None
    assert promised("lạ.xyz") is None


def test_an_empty_file_is_a_finding(tmp_path: Path) -> None:
    manifest = take(year_folder(tmp_path, {"trống.pdf": b""}))
    strays = [finding for finding in manifest.findings if finding.path == "trống.pdf"]
    assert told(strays) == [("UNREADABLE", "warns")]
    assert strays[0].what == "“trống.pdf” là tệp rỗng (0 byte)"
