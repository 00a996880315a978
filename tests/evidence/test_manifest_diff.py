"""What changed between two manifests, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from par_rules.evidence.document import Document
from par_rules.evidence.manifest import Answer, Finding, Link, Manifest
from par_rules.evidence.manifest_diff import diff_manifests
from par_rules.scoring.facts import Proof
from tests.evidence.folders import document

EMPTY = Manifest("dai-son", 2026, date(2026, 11, 24))
LATE = Finding(
    "LATE", "blocks", "monthly", "reports", "a.pdf", "pvhcc", "chậm 5 ngày", "giải trình"
)


def told(old: Manifest, new: Manifest) -> list[tuple[str, str, str]]:
    changes = diff_manifests(old.to_json(), new.to_json())
    return [(change.kind, change.where, change.what) for change in changes]


def of(*documents: Document) -> Manifest:
    return replace(EMPTY, documents=documents)


def answer(passing: int, *links: str) -> Answer:
    proof = Proof("passes", passing, ()) if passing else Proof("fails", 0, ("MISSING",))
    shown = tuple(Link(path, None, None, None, None, None) for path in links)
    day = date(2026, 12, 14)
    return Answer("monthly", "3.2.2", "reports", "Báo cáo tháng", proof, shown, day)


def test_nothing_changed() -> None:
    assert told(of(document()), of(document())) == []


def test_a_file_comes_and_goes() -> None:
    shown = document(path="a.pdf")
    said = "Kế hoạch 12/KH-UBND ngày 20/01/2026"
    assert told(EMPTY, of(shown)) == [("added", "a.pdf", said)]
    assert told(of(shown), EMPTY) == [("gone", "a.pdf", said)]


def test_a_file_that_moved_is_neither_new_nor_gone() -> None:
    moved = told(of(document(path="a.pdf")), of(document(path="b/a.pdf")))
    assert moved == [("renamed", "b/a.pdf", "trước là “a.pdf”")]


def test_other_bytes_tell_what_is_read_of_them_now() -> None:
    new = document(sha256="b" * 64, code="13/KH-UBND", issued=None)
    assert told(of(document()), of(new)) == [
        (
            "bytes",
            "Kế hoạch.pdf",
            "số, ký hiệu: 12/KH-UBND → 13/KH-UBND; ngày ban hành: 20/01/2026 → không đọc được",
        )
    ]


def test_the_same_bytes_read_otherwise_are_told_apart() -> None:
    [(kind, _, what)] = told(of(document()), of(document(signed=False)))
    assert (kind, what) == ("reading", "ký số: có → không")


def test_files_that_could_not_be_read_are_not_taken_for_one() -> None:
    closed = {"sha256": "", "code": None, "issued": None, "type_title": None}
    changes = told(of(document(path="a.pdf", **closed)), of(document(path="b.pdf", **closed)))
    assert [kind for kind, _, _ in changes] == ["added", "gone"]


def test_links_answers_and_findings() -> None:
    old = replace(EMPTY, answers=(answer(0, "a.pdf"),), findings=(LATE,))
    new = replace(EMPTY, answers=(answer(2, "b.pdf"),))
    title = "3.2.2 “Báo cáo tháng”"
    assert told(old, new) == [
        ("linked", "b.pdf", title),
        ("unlinked", "a.pdf", title),
        ("answer", title, "chưa đạt (MISSING) → đạt, 2 tài liệu được tính"),
        ("mended", "a.pdf", "LATE: chậm 5 ngày"),
    ]
    assert ("found", "a.pdf", "LATE: chậm 5 ngày") in told(new, old)
