"""BAD_TYPE: the file is not what its name says, cannot be opened, or is not what is asked for."""

from __future__ import annotations

from collections.abc import Iterator

from par_rules.criteria.model import CriteriaSet, Requirement
from par_rules.evidence.document import Document
from par_rules.evidence.exhibits import Exhibit
from par_rules.evidence.manifest import Finding
from par_rules.evidence.sniff import MEDIA_TITLES, promised


def bad_type(exhibit: Exhibit, criteria: CriteriaSet) -> Iterator[Finding]:
    """Find a file that cannot serve the requirement by what it is.

    A list may be called a table and the other way round; only papers with a number of their own
    (kế hoạch, báo cáo, …) are held to their type.
    """
    document, requirement = exhibit.document, exhibit.requirement
    assert document is not None
    fault = file_fault(document)
    if fault is not None:
        yield exhibit.finding("BAD_TYPE", "blocks", *fault)
    elif exhibit.type_key is not None and not _serves(exhibit.type_key, requirement, criteria):
        title = document.type_title or exhibit.type_key
        what = f"{exhibit.name} là {title}, không phải loại mà yêu cầu “{requirement.title}” cần"
        yield exhibit.finding("BAD_TYPE", "blocks", what, "nối đúng văn bản, hoặc đổi yêu cầu")


def _serves(type_key: str, requirement: Requirement, criteria: CriteriaSet) -> bool:
    def numbered(key: str) -> bool:
        return key in criteria.document_types and criteria.document_types[key].numbered

    if type_key in requirement.type:
        return True
    return not numbered(type_key) and not all(numbered(key) for key in requirement.type)


def stray_bad_type(document: Document) -> Iterator[Finding]:
    """Find the same of a file that no requirement uses."""
    fault = file_fault(document)
    if fault is not None:
        yield Finding("BAD_TYPE", "warns", None, None, document.path, None, *fault)


def file_fault(document: Document) -> tuple[str, str] | None:
    """Say what is wrong with the file itself and what to do, None if nothing is."""
    name = document.path.rpartition("/")[2]
    if document.trouble is not None:
        todo = "lấy lại bản gốc từ hệ thống quản lý văn bản, chép đè lên tệp này"
        if not document.sha256:
            todo = "đóng tệp ở chương trình khác rồi chạy lại; nếu là lối tắt thì chép tệp thật vào"
        return f"không đọc được “{name}”: {document.trouble}", todo
    if document.media == "empty":
        return f"“{name}” là tệp rỗng (0 byte)", "chép lại tệp gốc"
    said = promised(document.path)
    if said is not None and said != document.media:
        what = f"“{name}” mang đuôi của {MEDIA_TITLES[said]} nhưng bên trong là "
        what += MEDIA_TITLES[document.media]
        return what, "xuất lại đúng định dạng từ bản gốc; không chỉ đổi tên đuôi"
    return None
