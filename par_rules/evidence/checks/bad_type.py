"""BAD_TYPE: the file is not what its name says, is not what is asked for, or would do something."""

from __future__ import annotations

from collections.abc import Iterator

from par_rules.criteria.model import CriteriaSet, Requirement
from par_rules.evidence.checks.fault import Fault, file_name
from par_rules.evidence.document import Document
from par_rules.evidence.exhibits import Exhibit
from par_rules.evidence.manifest import Finding
from par_rules.evidence.sniff import MEDIA_TITLES, promised

ACTIVE_TITLES = {
    "script": "mã lệnh chạy khi mở",
    "launch": "lệnh mở chương trình khác",
    "macro": "macro",
    "attachment": "tệp đính kèm bên trong",
    "xml_signature": "chữ ký trong tệp Office (chưa kiểm tra được)",
}
_HARMLESS = frozenset({"attachment", "xml_signature"})


def bad_type(exhibit: Exhibit, criteria: CriteriaSet) -> Iterator[Finding]:
    """Find a document that cannot serve the requirement by its type.

    A list may be called a table and the other way round; only papers with a number of their own
    (kế hoạch, báo cáo, …) are held to their type.
    """
    requirement = exhibit.requirement
    assert exhibit.document is not None
    if exhibit.type_key is not None and not _serves(exhibit.type_key, requirement, criteria):
        title = exhibit.document.type_title or exhibit.type_key
        what = f"{exhibit.name} là {title}, không phải loại mà yêu cầu “{requirement.title}” cần"
        yield exhibit.finding("BAD_TYPE", "blocks", what, "nối đúng văn bản, hoặc đổi yêu cầu")


def _serves(type_key: str, requirement: Requirement, criteria: CriteriaSet) -> bool:
    def numbered(key: str) -> bool:
        return key in criteria.document_types and criteria.document_types[key].numbered

    if type_key in requirement.type:
        return True
    return not numbered(type_key) and not all(numbered(key) for key in requirement.type)


def wrong_media(document: Document) -> Iterator[Fault]:
    """Find a file that is not what its name says, and one that does something when opened."""
    name, said = file_name(document.path), promised(document.path)
    if said is not None and said != document.media and document.media != "empty":
        what = f"“{name}” mang đuôi của {MEDIA_TITLES[said]} nhưng bên trong là "
        what += MEDIA_TITLES[document.media]
        todo = "xuất lại đúng định dạng từ bản gốc; không chỉ đổi tên đuôi"
        yield Fault("BAD_TYPE", "blocks", what, todo)
    if document.active:
        titles = ", ".join(ACTIVE_TITLES.get(word, word) for word in document.active)
        what = f"“{name}” có {titles}"
        todo = "xuất lại thành PDF thường từ bản gốc"
        if set(document.active) <= _HARMLESS:
            yield Fault("BAD_TYPE", "warns", what, todo, "attachment")
        else:
            yield Fault("BAD_TYPE", "blocks", what, todo)
