"""SCAN_POOR: a scan that Nghị định 30/2020/NĐ-CP would not take for a copy of the paper."""

from __future__ import annotations

from collections.abc import Iterator

from par_rules.evidence.exhibits import Exhibit
from par_rules.evidence.manifest import Finding

WANTED = 200
# A page measured in whole pixels comes out a little below.
_ENOUGH = 195


def scan_poor(exhibit: Exhibit) -> Iterator[Finding]:
    """Find a scan that is too coarse or without colour."""
    document = exhibit.document
    if document is None or document.dpi is None:
        return
    faults = []
    if document.dpi < _ENOUGH:
        faults.append(f"chỉ {document.dpi} dpi, cần từ {WANTED} dpi")
    if document.grey:
        faults.append("không có màu")
    if faults:
        what = f"bản quét {exhibit.name} {'; '.join(faults)}"
        yield exhibit.finding("SCAN_POOR", "warns", what, "quét lại bản gốc, màu, từ 200 dpi")
