"""How a document is signed, in words that an official would say."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from par_rules.dossier import YearResult
from par_rules.dossier.content import Content
from par_rules.dossier.evidence_list import evidence_rows
from par_rules.dossier.signature_words import signature_words
from par_rules.evidence.document import Document
from par_rules.evidence.signatures.report import SignatureReport, Status

PAPER = Document("a.pdf", "a.pdf", 1, "0" * 64, "pdf")
SIGNED = SignatureReport(
    "untrusted",
    1,
    organisation="UBND xã Đại Sơn",
    signed_at="2026-03-05T23:30:00+07:00",
)


def told(report: SignatureReport, *, internal: bool = True) -> str:
    return signature_words(replace(PAPER, signature=report), internal=internal)


def test_a_document_without_signature_is_said_to_have_none() -> None:
    for internal in (True, False):
        assert signature_words(PAPER, internal=internal) == "không có chữ ký số"


def test_a_file_that_is_not_there_says_nothing() -> None:
    assert signature_words(None, internal=True) == ""


def test_a_whole_signature_without_a_root_to_hold_it_against() -> None:
    assert told(SIGNED) == (
        "chữ ký số toàn vẹn, chưa có chứng thư gốc để đối chiếu; UBND xã Đại Sơn ngày 05/03/2026"
    )


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("unreadable", "có chữ ký số, không đọc được"),
        ("broken", "chữ ký số không khớp nội dung"),
        ("changed", "đã đổi sau khi ký số"),
        ("weak", "chữ ký số toàn vẹn, thuật toán yếu"),
        ("out_of_bounds", "chữ ký số toàn vẹn, ký ngoài thời hạn chứng thư"),
        ("revoked", "chữ ký số toàn vẹn, chứng thư bị thu hồi"),
        ("untrusted", "chữ ký số toàn vẹn, chứng thư gốc không có trong danh sách tin cậy"),
        ("trusted", "chữ ký số toàn vẹn, chứng thư gốc tin cậy"),
    ],
)
def test_each_state_has_its_words(status: Status, words: str) -> None:
    report = replace(SIGNED, status=status, trust="unknown", organisation=None, signed_at=None)
    assert told(report) == words


@pytest.mark.parametrize("status", get_args(Status))
def test_nothing_is_believed_of_a_signature_that_is_not_whole(status: Status) -> None:
    report = replace(SIGNED, status=status, trust="unknown")
    assert ("Đại Sơn" in told(report)) == report.whole


def test_the_submission_tells_the_fact_and_no_doubt() -> None:
    assert told(replace(SIGNED, status="revoked"), internal=False) == (
        "có chữ ký số, toàn vẹn; UBND xã Đại Sơn ngày 05/03/2026"
    )
    assert told(replace(SIGNED, status="changed"), internal=False) == "có chữ ký số"


def test_a_signed_word_file_is_not_called_unsigned() -> None:
    signed = replace(PAPER, media="docx", active=("xml_signature",))
    assert signature_words(signed, internal=True) == (
        "chữ ký số trong tệp Word, Excel: chưa kiểm tra được"
    )
    assert signature_words(signed, internal=False) == "có chữ ký số"


def test_the_evidence_list_has_it_in_both_editions(result: YearResult) -> None:
    first = next(iter(Content(result).marks))
    documents = tuple(
        replace(d, signature=SIGNED) if d.path == first else d for d in result.manifest.documents
    )
    signed = replace(result, manifest=replace(result.manifest, documents=documents))
    for edition in ("internal", "submission"):
        rows = evidence_rows(Content(replace(signed, edition=edition)))
        assert "toàn vẹn" in next(row.signature for row in rows if row.path == first)
        assert {row.signature for row in rows if row.path != first} == {"không có chữ ký số"}
