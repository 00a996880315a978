"""Attacks and faults: each ends as a finding, in bounded time and memory, all others are read.

The order is that of the list that names them; signatures have tests of their own.
"""

from __future__ import annotations

import dataclasses
import hashlib
import io
import json
import os
import socket
import time
import unicodedata
import zipfile
from collections.abc import Mapping
from pathlib import Path

import openpyxl
import pytest

from par_rules.evidence import Document, Manifest, UnitError, load_unit
from par_rules.evidence.documents import read_documents
from par_rules.evidence.readers import Limits, opening
from par_rules.evidence.register_layout import DOCUMENT_FOLDER
from par_rules.evidence.register_write import register_bytes
from par_rules.evidence.search.text import text_of
from tests.evidence.attack_files import (
    MEGABYTE,
    archive,
    body,
    bomb,
    docx,
    flate_in_flate,
    laughs,
    lying,
    page_pdf,
    tar,
)
from tests.evidence.folders import made, row, take, the_set, year_folder

GOOD = "tốt.pdf"
# What an honest document never needs, on a busy machine neither.
TIGHT = Limits(megabytes=100, work=4, wait=60)
TOO_LARGE = "tệp bung ra quá lớn, có dấu hiệu bất thường"


def read(
    folder: Path, files: Mapping[str, bytes], limits: Limits = TIGHT, cache: Path | None = None
) -> dict[str, Document]:
    """Read a folder of these files and a good one, which must be read whatever the others do."""
    year = year_folder(folder, {**files, GOOD: made("CDDH-03")})
    types = the_set().document_types
    documents = read_documents(year / DOCUMENT_FOLDER, types, limits=limits, cache=cache)
    found = {document.path: document for document in documents}
    assert found.pop(GOOD).code == "19/UBND-VHXH"
    return found


def told(manifest: Manifest, path: str) -> list[str]:
    """Give what is found about a file."""
    return [finding.what for finding in manifest.findings if finding.path == path]


# zip slip


@pytest.mark.parametrize(
    "name", ["../../ngoài.txt", "/tmp/ngoài.txt", "C:\\ngoài.txt", "a\\..\\..\\ngoài.txt"]
)
def test_an_archive_that_points_outside_is_refused(tmp_path: Path, name: str) -> None:
    files = {
        "a.docx": docx(body("Kế hoạch").encode(), {name: b"x"}),
        "b.xlsx": archive({"xl/workbook.xml": b"<a/>", name: b"x"}),
    }
    found = read(tmp_path / "2026", files)
    assert {one.trouble for one in found.values()} == {"tệp nén chứa đường dẫn trỏ ra ngoài"}


def test_no_archive_is_unpacked(tmp_path: Path) -> None:
    hidden = {"../ngoài.txt": b"x", "trong.txt": b"x"}
    files = {"a.zip": archive(hidden), "b.tar": tar(hidden), "c.docx": docx(b"", hidden)}
    read(tmp_path / "2026", files)
    left = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    assert left == {*files, GOOD, "danh-muc-minh-chung.xlsx"}


# bombs


@pytest.mark.parametrize(
    "data",
    [
        bomb("word/document.xml", 1024),
        bomb("xl/worksheets/sheet1.xml", 1024),
        bomb("word/document.xml", 1024, b"<a>", b"<b/>"),
        bomb("xl/worksheets/sheet1.xml", 1024, b"<a>", b"<b/>"),
        bomb("xl/sharedStrings.xml", 1024, b"<a>", b"<si><t>a</t></si>"),
    ],
    ids=["docx-spaces", "xlsx-spaces", "docx-elements", "xlsx-elements", "xlsx-strings"],
)
def test_an_office_bomb_is_stopped_at_once(tmp_path: Path, data: bytes) -> None:
    name = "bom.docx" if b"word/" in data else "bom.xlsx"
    assert len(data) < 6 * MEGABYTE
    found = read(tmp_path, {name: data})[name]
    assert (found.trouble, found.cause) == (TOO_LARGE, "Unreadable")


@pytest.mark.parametrize("name", ["word/document.xml", "xl/worksheets/sheet1.xml"])
def test_sizes_that_are_declared_are_not_believed(tmp_path: Path, name: str) -> None:
    data = lying(bomb(name, 256), 256 * MEGABYTE)
    path = "bom.docx" if name.startswith("word") else "bom.xlsx"
    found = read(tmp_path, {path: data})[path]
    assert found.trouble in (TOO_LARGE, "tệp hỏng, không mở được")
    assert found.cause == "Unreadable"


def test_a_pdf_packed_twice_ends_its_reader_and_nothing_else(tmp_path: Path) -> None:
    data = flate_in_flate(256)
    assert len(data) < 5000
    found = read(tmp_path, {"bom.pdf": data, "một trăm.pdf": flate_in_flate(16)})
    assert found["bom.pdf"].cause in ("memory", "crash", "time")
    assert found["bom.pdf"].trouble
    assert found["bom.pdf"].sha256
    assert (found["một trăm.pdf"].trouble, found["một trăm.pdf"].pages) == (None, 1)


# entities


@pytest.mark.parametrize("coding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    ("declared", "text"),
    [
        (laughs(), "&l9;"),
        ('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "&x;"),
        ('<!DOCTYPE a SYSTEM "http://127.0.0.1:9/a.dtd">', "a"),
        ('<!DOCTYPE a [<!ENTITY % x SYSTEM "file:///etc/passwd"> %x;]>', "a"),
    ],
    ids=["laughs", "file", "network", "parameter"],
)
def test_a_document_that_declares_entities_is_refused(
    tmp_path: Path, declared: str, text: str, coding: str
) -> None:
    data = docx(body(text, declared).encode(coding))
    found = read(tmp_path, {"a.docx": data})["a.docx"]
    assert (found.trouble, found.cause) == ("tệp chứa khai báo XML không an toàn", "Unreadable")


def test_entities_in_a_workbook_bring_nothing_in(tmp_path: Path) -> None:
    data = made("CDDH-05")
    secret = tmp_path / "bí mật.txt"
    secret.write_text("BÍ MẬT", encoding="utf-8")
    for declared, text in (
        (laughs(), "&l9;"),
        (f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret}">]>', "&x;"),
    ):
        found = read(tmp_path / text[1], {"a.xlsx": _with_strings(data, declared, text)})["a.xlsx"]
        assert "BÍ MẬT" not in repr(found)
        assert len(repr(found)) < 2000


def _with_strings(data: bytes, declared: str, text: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        members = {name: source.read(name) for name in source.namelist()}
    name = "xl/sharedStrings.xml"
    head, _, rest = members[name].decode().partition("?>")
    first = rest.replace("<t>", f"<t>{text}", 1)
    return archive({**members, name: f"{head}?>{declared}{first}".encode()})


def test_a_unit_of_aliases_is_refused(tmp_path: Path) -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"{n}: &{n} [{', '.join(['*' + p] * 9)}]"
        for p, n in zip("abcdefgh", "bcdefghi", strict=True)
    ]
    (tmp_path / "xa").mkdir()
    (tmp_path / "xa" / "unit.yaml").write_text("\n".join(lines), encoding="utf-8")
    start = time.monotonic()
    with pytest.raises(UnitError):
        load_unit(tmp_path, "xa")
    assert time.monotonic() - start < 5


# what is no file


def test_pipes_links_and_sockets_are_told_and_not_opened(tmp_path: Path) -> None:
    outside = tmp_path / "ngoài"
    outside.mkdir()
    (outside / "thật.pdf").write_bytes(made("CDDH-01"))
    year = year_folder(tmp_path / "2026", {GOOD: made("CDDH-03")})
    folder = year / DOCUMENT_FOLDER
    os.mkfifo(folder / "ống.pdf")
    (folder / "không đáy.pdf").symlink_to("/dev/zero")
    (folder / "ra ngoài.pdf").symlink_to(outside / "thật.pdf")
    (folder / "thư mục ngoài").symlink_to(outside)
    (folder / "vòng").symlink_to(folder)
    (folder / "tự trỏ").symlink_to(folder / "tự trỏ")
    (folder / "đứt.pdf").symlink_to(folder / "không có")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(folder / "ổ cắm"))
        manifest = take(year)
    found = {document.path: document for document in manifest.documents}
    assert found.pop(GOOD).code == "19/UBND-VHXH"
    assert len(found) == 8
    assert {one.sha256 for one in found.values()} == {""}
    links = {"không đáy.pdf", "ra ngoài.pdf", "thư mục ngoài", "vòng", "tự trỏ", "đứt.pdf"}
    assert {path for path, one in found.items() if one.trouble == opening.IS_LINK} == links
    assert found["ống.pdf"].trouble == found["ổ cắm"].trouble == opening.NO_FILE
    for path in found:
        assert any(str(found[path].trouble) in what for what in told(manifest, path)), path


def test_a_second_name_of_the_same_file_is_read(tmp_path: Path) -> None:
    year = year_folder(tmp_path, {"a.pdf": made("CDDH-03")})
    (year / DOCUMENT_FOLDER / "b.pdf").hardlink_to(year / DOCUMENT_FOLDER / "a.pdf")
    first, second = take(year).documents
    assert first.sha256 == second.sha256 != ""


def test_a_link_put_in_the_place_of_a_file_or_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "thật").mkdir()
    (tmp_path / "thật" / "a.pdf").write_bytes(b"x")
    folder = tmp_path / "tai-lieu"
    folder.mkdir()
    (folder / "a.pdf").symlink_to(tmp_path / "thật" / "a.pdf")
    (folder / "b").symlink_to(tmp_path / "thật")
    for parts in (["a.pdf"], ["b", "a.pdf"], ["..", "thật", "a.pdf"]):
        with pytest.raises((OSError, opening.Refused)):
            opening.read_below(str(folder), parts)


def test_a_folder_that_may_not_be_entered_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    year = year_folder(tmp_path, {"kín/a.pdf": b"x", GOOD: made("CDDH-03")})
    scandir = os.scandir

    def refusing(path: str | Path = ".") -> object:
        # The tests may run as a user whom no permission stops.
        if str(path).endswith("kín"):
            raise PermissionError(str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    found = {document.path: document for document in take(year).documents}
    assert found["kín"].trouble == "không mở được thư mục (không có quyền đọc)"
    assert found[GOOD].code == "19/UBND-VHXH"


# names


def test_names_that_differ_in_their_marks_are_one_key_and_both_are_told(tmp_path: Path) -> None:
    apart = unicodedata.normalize("NFD", "Kế hoạch.pdf")
    whole = "Kế hoạch.pdf"
    year = year_folder(tmp_path, {apart: made("CDDH-03"), whole: made("CDDH-01")})
    manifest = take(year)
    [document] = manifest.documents
    assert document.path == whole
    assert {document.raw_path, *document.twins} == {apart, whole}
    assert take(year) == manifest


def test_names_that_differ_in_case_are_two_documents(tmp_path: Path) -> None:
    found = read(tmp_path, {"a.PDF": made("CDDH-01"), "A.pdf": made("CDDH-15")})
    assert set(found) == {"a.PDF", "A.pdf"}


@pytest.mark.parametrize(
    "name",
    [
        "ế" * 83 + ".pdf",
        unicodedata.normalize("NFD", "ế") * 41 + ".pdf",
        "ế" * 60 + "/" + "ấ" * 80 + ".pdf",
    ],
    ids=["255-bytes-nfc", "255-bytes-nfd", "long-path"],
)
def test_the_longest_names_are_read(tmp_path: Path, name: str) -> None:
    [found] = read(tmp_path, {name: made("CDDH-01")}).values()
    assert (found.path, found.trouble) == (unicodedata.normalize("NFC", name), None)


def test_deep_folders_are_read_to_a_depth_and_told_beyond(tmp_path: Path) -> None:
    found = read(tmp_path, {"a/" * 40 + "x.pdf": b"x", "b/" * 30 + "x.pdf": b"x"})
    assert found["b/" * 30 + "x.pdf"].sha256
    [deep] = [one for path, one in found.items() if path.startswith("a/")]
    assert deep.trouble == "thư mục nằm sâu hơn 32 cấp"


def test_formulas_in_names_and_titles_are_text_in_the_register() -> None:
    names = ["=cmd|' /C calc'!A0.pdf", "+1.pdf", "-1.pdf", "@SUM(1).pdf", "＝1.pdf"]
    rows = [{"Tiêu chí": "1.1.1", "Tệp": name, "Ghi chú": "=1+1"} for name in names]
    book = openpyxl.load_workbook(io.BytesIO(register_bytes(the_set(), "=1+1", names, rows, [])))
    cells = [cell for sheet in book for line in sheet.iter_rows() for cell in line]
    assert set(names) <= {cell.value for cell in cells}
    assert "f" not in {cell.data_type for cell in cells}
    assert not any(cell.hyperlink for cell in cells)


def test_html_in_a_name_stays_text_wherever_it_is_shown(tmp_path: Path) -> None:
    from par_rules.dossier import tables

    name = "<img src=x onerror=alert(1)>.pdf"
    manifest = take(year_folder(tmp_path, {name: made("CDDH-01"), GOOD: made("CDDH-03")}))
    assert any(document.path == name for document in manifest.documents)
    html = str(tables.frame_html(tables.documents_frame(manifest))._repr_html_())
    assert "<img" not in html
    assert "&lt;img src=x onerror=alert(1)&gt;.pdf" in html


# what changes while it is read


def test_a_file_exchanged_between_looking_and_reading_is_read_as_it_then_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    whole = opening._all

    def exchanged_once(handle: int, size: int) -> bytes:
        monkeypatch.setattr(opening, "_all", whole)
        data = whole(handle, size)
        path.write_bytes(b"newer")
        return data

    monkeypatch.setattr(opening, "_all", exchanged_once)
    data, stamp = opening.read_below(str(tmp_path), ["a.pdf"])
    assert (data, stamp.size) == (b"newer", 5)


def test_a_file_that_never_rests_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"x")
    whole = opening._all

    def growing(handle: int, size: int) -> bytes:
        data = whole(handle, size)
        path.write_bytes(data + b"y")
        return data

    monkeypatch.setattr(opening, "_all", growing)
    with pytest.raises(opening.Refused, match="đang bị ghi"):
        opening.read_below(str(tmp_path), ["a.pdf"])


# the clock


def test_a_full_scan_sees_what_a_forged_time_hides(tmp_path: Path) -> None:
    """The memory is what it would be where the disk keeps no time of an entry's change."""
    year, memory = year_folder(tmp_path / "2026", {"a.pdf": made("CDDH-03")}), tmp_path / "m.json"
    path = year / DOCUMENT_FOLDER / "a.pdf"
    time.sleep(2.1)  # younger than two seconds nothing is trusted
    [first] = take(year, cache=memory).documents
    data = bytearray(path.read_bytes())
    data[-3] ^= 1
    path.write_bytes(bytes(data))
    kept = json.loads(memory.read_text(encoding="utf-8"))
    now, place = path.stat(), kept["places"]["a.pdf"]
    later = now.st_ctime_ns + 10**10
    place[:5] = [now.st_size, now.st_mtime_ns, now.st_ino, now.st_ctime_ns, later]
    memory.write_text(json.dumps(kept), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(time, "time_ns", lambda: later)
        [quick] = take(year, cache=memory).documents
        [full] = take(year, cache=memory, full=True).documents
    assert quick.sha256 == first.sha256
    assert full.sha256 == hashlib.sha256(data).hexdigest()


def test_bytes_that_changed_while_the_time_stood_still_are_told(tmp_path: Path) -> None:
    year, memory = year_folder(tmp_path / "2026", {"a.pdf": made("CDDH-03")}), tmp_path / "m.json"
    path = year / DOCUMENT_FOLDER / "a.pdf"
    old = time.time_ns() - 10**13
    os.utime(path, ns=(old, old))
    [first] = take(year, cache=memory).documents
    path.write_bytes(made("CDDH-03")[:-1] + b" ")
    os.utime(path, ns=(old, old))
    [second] = take(year, cache=memory).documents
    assert (first.clock, second.clock) == ("", "still")
    assert first.sha256 != second.sha256


def test_a_file_of_the_future_is_read_each_time_and_told(tmp_path: Path) -> None:
    year, memory = year_folder(tmp_path / "2026", {"a.pdf": made("CDDH-03")}), tmp_path / "m.json"
    path = year / DOCUMENT_FOLDER / "a.pdf"
    ahead = time.time_ns() + 40 * 24 * 3600 * 10**9
    os.utime(path, ns=(ahead, ahead))
    for _ in range(2):
        [document] = take(year, cache=memory).documents
        assert (document.clock, document.code) == ("ahead", "19/UBND-VHXH")


# many files


def test_one_unreadable_file_among_many_is_one_finding(tmp_path: Path) -> None:
    good = made("CDDH-15")
    files = {f"{n:03}.docx": good + bytes([n % 256, n // 256]) for n in range(300)}
    year = year_folder(tmp_path, {**files, "hỏng.pdf": b"%PDF-1.7\n" + b"\xff" * 500})
    manifest = take(year)
    assert len(manifest.documents) == 301
    assert [d.path for d in manifest.documents if d.trouble] == ["hỏng.pdf"]
    assert len(told(manifest, "hỏng.pdf")) == 1


# what is found of them


def test_a_file_that_cannot_be_read_blocks_what_it_should_prove(tmp_path: Path) -> None:
    files = {
        "bom.docx": bomb("word/document.xml", 64),
        "hỏng.pdf": b"%PDF-1.7\n" + b"\xff" * 500,
        "trống.pdf": b"",
        "tốt.pdf": made("CDDH-01"),
    }
    rows = [row("1.1.1", "plan", name, page="1") for name in files if name != "tốt.pdf"]
    rows.append(row("1.1.2", "assignment_pages", "tốt.pdf", page="2"))
    manifest = take(year_folder(tmp_path, files, rows))
    unreadable = {f.path: f.severity for f in manifest.findings if f.code == "UNREADABLE"}
    assert unreadable == {"bom.docx": "blocks", "hỏng.pdf": "blocks", "trống.pdf": "blocks"}
    assert manifest.proofs()["yearly_plan_date", "plan"].answer == "fails"
    assert manifest.proofs()["yearly_plan_quality", "assignment_pages"].answer == "passes"


@pytest.mark.parametrize(
    ("catalog", "objects", "active"),
    [
        (b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>", (), ("script",)),
        (b"/OpenAction 5 0 R", (b"<</S/JavaScript/JS(x)>>",), ("script",)),
        (b"/AA<</WC<</S/GoTo/Next[<</S/Launch/F(cmd.exe)>>]>>>>", (), ("launch",)),
        (
            b"/Names<</EmbeddedFiles 5 0 R>>",
            (b"<</Names[(a)6 0 R]>>", b"<</Type/Filespec/F(a.exe)/EF<</F 4 0 R>>>>"),
            ("attachment",),
        ),
        (b"/Names<</JavaScript<</Names[(a)<</S/JavaScript/JS(x)>>]>>>>", (), ("script",)),
    ],
    ids=["direct", "apart", "launch-after-another", "attachment", "by-name"],
)
def test_what_a_pdf_would_do_when_opened_is_found_however_deep(
    tmp_path: Path, catalog: bytes, objects: tuple[bytes, ...], active: tuple[str, ...]
) -> None:
    data = page_pdf(b"", b"", catalog, *objects)
    found = read(tmp_path / "một", {"a.pdf": data})["a.pdf"]
    assert (found.trouble, found.active) == (None, active)
    rows = [row("1.1.1", "plan", "a.pdf", page="1", code="1/KH-UBND", issued="20/01/2026")]
    findings = take(year_folder(tmp_path / "hai", {"a.pdf": data}, rows)).findings
    said = [(f.code, f.severity) for f in findings if f.path == "a.pdf" and f.code == "BAD_TYPE"]
    assert said == [("BAD_TYPE", "warns" if active == ("attachment",) else "blocks")]


@pytest.mark.parametrize(
    ("name", "told_as"),
    [
        ("báo cáo\u202efdp.exe", "có ký tự ẩn (U+202E)"),
        ("báo\u200bcáo.pdf", "có ký tự ẩn (U+200B)"),
        ("báo\ncáo.pdf", "có ký tự ẩn (U+000A)"),
        ("con.pdf", "là tên Windows giữ riêng"),
        ("a. /b.pdf", "có dấu chấm hoặc dấu cách ở cuối"),
        ("a?b.pdf", "có ký tự Windows không nhận: ?"),
        ("Ðề án.pdf", "có chữ dễ lẫn: Ð"),
        ("kế hoạch/" * 15 + "ấ" * 80 + "/" + "ế" * 40 + ".pdf", "quá dài (260 ký tự"),
    ],
)  # fmt: skip
def test_a_name_that_hides_or_breaks_something_is_a_warning_and_shown_escaped(
    tmp_path: Path, name: str, told_as: str
) -> None:
    manifest = take(year_folder(tmp_path, {name: made("CDDH-01"), GOOD: made("CDDH-03")}))
    assert len(manifest.documents) == 2
    [finding] = [f for f in manifest.findings if f.code == "NAME"]
    assert (finding.severity, told_as in finding.what) == ("warns", True)
    assert not any(unicodedata.category(c)[0] == "C" for c in finding.what)


@pytest.mark.parametrize(
    "names", [("Kế hoạch.pdf", unicodedata.normalize("NFD", "Kế hoạch.pdf")), ("a.pdf", "A.PDF")]
)
def test_a_pair_of_names_blocks_what_it_should_prove(
    tmp_path: Path, names: tuple[str, str]
) -> None:
    rows = [row("1.1.1", "plan", names[0], page="1")]
    manifest = take(year_folder(tmp_path, dict.fromkeys(names, made("CDDH-01")), rows))
    pairs = [f for f in manifest.findings if f.code == "NAME" and f.severity == "blocks"]
    assert {f.path for f in pairs} == {names[0]}
    assert manifest.proofs()["yearly_plan_date", "plan"].answer == "fails"


def test_a_clock_that_cannot_be_right_is_a_warning(tmp_path: Path) -> None:
    year = year_folder(tmp_path, {"a.pdf": made("CDDH-03")})
    ahead = time.time_ns() + 40 * 24 * 3600 * 10**9
    os.utime(year / DOCUMENT_FOLDER / "a.pdf", ns=(ahead, ahead))
    [finding] = [f for f in take(year).findings if f.code == "CLOCK"]
    assert (finding.path, finding.severity) == ("a.pdf", "warns")


# markup in data

MARKUP = '#panic("x") #read("/etc/passwd") $1/2$ *đậm* @nhãn <nhãn> {{ 7 * 7 }} {% raw %} \\u{41}'


def test_markup_in_an_explanation_is_printed_as_it_stands() -> None:
    """Neither typst nor Word nor a template reads what officials and documents write."""
    from par_rules.dossier import docx as word
    from par_rules.dossier import pdf
    from tests.dossier.conftest import made_up

    result = made_up(the_set())
    answers = tuple(
        dataclasses.replace(one, explanation=MARKUP if one.explanation else None)
        for one in result.manifest.answers
    )
    manifest = dataclasses.replace(result.manifest, answers=answers)
    marked = dataclasses.replace(result, manifest=manifest)
    for data, media in ((pdf.render(marked), "pdf"), (word.render(marked), "docx")):
        said = " ".join(" ".join(text for _, text in text_of(data, media)).split())  # type: ignore[arg-type]
        assert MARKUP in said, media
