"""Whether a document counts, and how it stands, follows from what the checks found."""

from __future__ import annotations

from dataclasses import replace

import pytest

from par_rules.dossier import YearResult
from par_rules.dossier.standing import standings
from par_rules.evidence.manifest import Finding, Manifest, Severity


def with_finding(result: YearResult, code: str, severity: Severity) -> tuple[Manifest, str]:
    """Give a manifest in which one finding is about one sound document."""
    answer = next(a for a in result.manifest.answers if a.proof.answer == "passes" and a.links)
    path = answer.links[0].path
    asked = (answer.leaf, answer.requirement)
    finding = Finding(code, severity, *asked, path, None, "…", "…")
    return replace(result.manifest, findings=(finding,)), path


@pytest.mark.parametrize(
    ("code", "severity", "counts", "words", "sent"),
    [
        ("DRAFT", "blocks", False, "dự thảo", ""),
        ("WRONG_YEAR", "blocks", False, "ngoài năm đánh giá", ""),
        ("LATE", "blocks", True, "ban hành hoặc gửi chậm", "ban hành hoặc gửi chậm"),
        ("REPLACED", "warns", True, "đã có văn bản thay thế", "đã có văn bản thay thế"),
        ("UNSIGNED", "blocks", False, "chưa ký", ""),
        ("SOMETHING_NEW", "blocks", False, "chưa đạt yêu cầu", ""),
        ("NO_PAGE", "warns", True, "", ""),
    ],
)
def test_what_blocks_takes_a_document_out_and_what_is_known_of_it_is_told(
    result: YearResult, code: str, severity: Severity, counts: bool, words: str, sent: str
) -> None:
    manifest, path = with_finding(result, code, severity)
    found = standings(manifest)[path]
    assert (found.counts, found.words, found.sent) == (counts, words, sent)


def test_a_linked_file_that_is_not_in_the_folder_does_not_count(result: YearResult) -> None:
    manifest, path = with_finding(result, "NO_PAGE", "warns")
    gone = replace(manifest, documents=tuple(d for d in manifest.documents if d.path != path))
    found = standings(gone)[path]
    assert (found.counts, found.words) == (False, "không có tệp")
