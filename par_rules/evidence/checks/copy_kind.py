"""COPY: a requirement takes certain copies only, and the register names another or none."""

from __future__ import annotations

from collections.abc import Iterator

from par_rules.criteria.copies import COPIES, copies_text
from par_rules.evidence.exhibits import Exhibit
from par_rules.evidence.manifest import Finding


def copy_kind(exhibit: Exhibit) -> Iterator[Finding]:
    """Find a document that is not the kind of copy asked for; a kind nobody named is none."""
    wanted, kind = exhibit.requirement.copies, exhibit.row.copy
    if not wanted or kind in wanted:
        return
    asked = copies_text(wanted)
    if kind is None:
        what = f"{exhibit.name} chưa rõ là loại bản nào, yêu cầu cần {asked}"
        todo = "xem bản giấy, ghi cột Loại bản của danh mục"
        yield exhibit.finding("COPY", "blocks", what, todo, "unstated")
    else:
        what = f"{exhibit.name} là {COPIES[kind]}, yêu cầu cần {asked}"
        yield exhibit.finding("COPY", "blocks", what, f"nối {asked} của văn bản này")
