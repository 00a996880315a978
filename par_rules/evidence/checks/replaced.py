"""REPLACED: the register says that another document took the place of this one."""

from __future__ import annotations

from collections.abc import Iterator

from par_rules.evidence.exhibits import Exhibit
from par_rules.evidence.manifest import Finding


def replaced(exhibit: Exhibit) -> Iterator[Finding]:
    """Find a document that was replaced; a warning, as it was in force for a time."""
    if exhibit.row.replaced_by is not None:
        what = f"{exhibit.name} đã bị thay thế bởi {exhibit.row.replaced_by}"
        todo = "giải trình vì sao vẫn dùng, hoặc nối văn bản thay thế khi đã ban hành"
        yield exhibit.finding("REPLACED", "warns", what, todo)
