"""Broken and hostile files: told with their trouble, in bounded memory, never an exception."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from par_rules.evidence.describe import describe
from par_rules.evidence.description import Types
from par_rules.evidence.office_files import BUDGET
from par_rules.evidence.sniff import sniff
from tests.evidence.folders import made, row, take, the_set, told, year_folder

TYPES = Types.of(the_set().document_types.values())
MEGABYTE = 1024 * 1024


def trouble(data: bytes) -> str | None:
    return describe(data, sniff(data), TYPES).trouble


def archive(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made_zip:
        for name, data in members.items():
            made_zip.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return out.getvalue()


def bomb(name: str, size: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made_zip:
        made_zip.writestr("xl/workbook.xml", b"<a/>")
        with made_zip.open(name, "w") as member:
            for _ in range(size // MEGABYTE):
                member.write(b" " * MEGABYTE)
    return out.getvalue()


@pytest.mark.parametrize("name", ["word/document.xml", "xl/worksheets/sheet1.xml"])
def test_a_zip_bomb_is_stopped_at_the_budget(name: str) -> None:
    data = bomb(name, BUDGET + 40 * MEGABYTE)
    assert len(data) < MEGABYTE
    tracemalloc.start()
    try:
        assert trouble(data) == "tệp bung ra quá lớn, có dấu hiệu bất thường"
        assert tracemalloc.get_traced_memory()[1] < 3 * BUDGET
    finally:
        tracemalloc.stop()


def test_sizes_that_a_zip_declares_are_not_believed() -> None:
    data = bytearray(bomb("word/document.xml", BUDGET + 4 * MEGABYTE))
    size = (BUDGET + 4 * MEGABYTE).to_bytes(4, "little")
    assert size in data
    assert trouble(bytes(data.replace(size, (1000).to_bytes(4, "little")))) in (
        "tệp bung ra quá lớn, có dấu hiệu bất thường",
        "tệp hỏng, không mở được",
    )


def test_xml_with_entities_of_its_own_is_refused() -> None:
    xml = b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    data = archive(word__document_xml=xml)
    assert trouble(data) == "tệp chứa khai báo XML không an toàn"


def test_a_docx_of_broken_xml_says_so() -> None:
    data = archive(word__document_xml=b"<w:document")
    assert trouble(data) == "tệp hỏng, không đọc được nội dung"


@pytest.mark.parametrize("id", ["CDDH-03", "CDDH-15", "CDDH-05"])
@pytest.mark.parametrize("part", [0.3, 0.9])
def test_a_file_cut_off_never_raises_nor_reads_wrong(id: str, part: float) -> None:
    whole = made(id)
    data = whole[: int(len(whole) * part)]
    found, right = describe(data, sniff(data), TYPES), describe(whole, sniff(whole), TYPES)
    assert found.code in (None, right.code)
    assert found.issued in (None, right.issued)


def test_a_broken_pdf_is_a_finding_and_the_rest_is_read(tmp_path: Path) -> None:
    files = {"hỏng.pdf": b"%PDF-1.7\n" + b"\xff" * 500, "tốt.pdf": made("CDDH-01")}
    rows = [
        row("1.1.1", "plan", "hỏng.pdf", code="12/KH-UBND", issued="20/01/2026"),
        row("1.1.2", "assignment_pages", "tốt.pdf", page="2"),
    ]
    manifest = take(year_folder(tmp_path, files, rows))
    broken = [finding for finding in manifest.findings if finding.path == "hỏng.pdf"]
    assert told(broken) == [("UNREADABLE", "blocks")]
    assert broken[0].what == ("không đọc được “hỏng.pdf”: tệp hỏng hoặc có mật khẩu, không mở được")
    assert manifest.proofs()["yearly_plan_date", "plan"].codes == ("UNREADABLE",)
    assert manifest.proofs()["yearly_plan_quality", "assignment_pages"].answer == "passes"


def test_noise_under_every_kind_of_name_is_described() -> None:
    for media in ("pdf", "docx", "xlsx", "doc", "jpeg", "png", "heic", "text", "zip", "unknown"):
        describe(b"\x00\xff noise", media, TYPES)
