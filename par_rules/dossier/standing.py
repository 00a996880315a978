"""Whether a linked document counts, and how it stands in a few words: draft, superseded, …"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from par_rules.evidence.manifest import Finding, Manifest

# Code of a finding -> what it makes of the document; other codes that block have no word of theirs.
WORDS = {
    "DRAFT": "dự thảo",
    "WRONG_YEAR": "ngoài năm đánh giá",
    "BAD_TYPE": "sai định dạng tệp",
    "MISSING": "không có tệp",
    "ALTERED": "đã đổi sau khi xác nhận",
    "SECRET": "có độ mật",
    "EXPIRED": "hết hiệu lực",
    "SOON": "sắp hết hiệu lực",
    "FUTURE": "ngày ban hành không đúng",
    "UNSIGNED": "chưa ký",
    "SIG_BROKEN": "khác nội dung đã ký",
    "SIG_CHANGED": "đã đổi sau khi ký",
    "UNREADABLE": "không đọc được",
    "NAME": "trùng tên tệp",
    "MISMATCH": "khác danh mục ghi",
    "LATE": "ban hành hoặc gửi chậm",
    "REPLACED": "đã có văn bản thay thế",
}
OTHERWISE = "chưa đạt yêu cầu"
# A late document is there and is shown; the score takes its lateness from the figures.
STILL_SHOWN = frozenset(("LATE",))


@dataclass(frozen=True)
class Standing:
    """Whether a document counts for any requirement, and in words what is to be known of it.

    ``sent`` is what of it the submission says too: facts of the paper, not faults that the unit
    has yet to mend.
    """

    counts: bool
    words: str
    sent: str


def standings(manifest: Manifest) -> Mapping[str, Standing]:
    """Give the standing of every linked document, by path."""
    present = {document.path for document in manifest.documents}
    links: dict[str, list[tuple[str, str]]] = {}
    for answer in manifest.answers:
        for link in answer.links:
            links.setdefault(link.path, []).append((answer.leaf, answer.requirement))
    about: dict[str, list[Finding]] = {}
    for finding in manifest.findings:
        if finding.path:
            about.setdefault(finding.path, []).append(finding)
    found = {}
    for path, asked in links.items():
        told = about.get(path, [])
        counts = path in present and any(not _blocked(told, place) for place in asked)
        words, sent = list(dict.fromkeys(_words(told))), [WORDS["LATE"], WORDS["REPLACED"]]
        if path not in present and not words:
            words = [WORDS["MISSING"]]
        kept = [word for word in words if word in sent]
        found[path] = Standing(counts, ", ".join(words), ", ".join(kept))
    return found


def _blocked(findings: list[Finding], place: tuple[str, str]) -> bool:
    return any(
        finding.severity == "blocks"
        and finding.code not in STILL_SHOWN
        and (finding.leaf is None or (finding.leaf, finding.requirement) == place)
        for finding in findings
    )


def _words(findings: list[Finding]) -> Iterator[str]:
    for finding in findings:
        if finding.severity == "blocks":
            yield WORDS.get(finding.code, OTHERWISE)
        elif finding.code in ("REPLACED", "LATE"):
            yield WORDS[finding.code]
