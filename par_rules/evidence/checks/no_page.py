"""NO_PAGE: the place in the document is not given, or the document has no such page."""

from __future__ import annotations

from collections.abc import Iterator

from par_rules.evidence.exhibits import Exhibit
from par_rules.evidence.manifest import Finding


def no_page(exhibit: Exhibit) -> Iterator[Finding]:
    """Find a pointer that leads nowhere."""
    row, document = exhibit.row, exhibit.document
    pages = document.pages if document else None
    if row.page is not None and pages is not None and row.page > pages:
        what = f"danh mục dẫn trang {row.page}, {exhibit.name} chỉ có {pages} trang"
        yield exhibit.finding("NO_PAGE", "warns", what, "sửa số trang trong danh mục")
    elif exhibit.requirement.page and row.page is None and row.section is None:
        what = f"{exhibit.name} được dẫn mà không ghi trang, mục"
        yield exhibit.finding("NO_PAGE", "warns", what, "ghi số trang hoặc mục chứa số liệu")
