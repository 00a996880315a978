"""SCAN_POOR: a scan that Nghị định 30/2020/NĐ-CP would not take for a copy of the paper."""

from __future__ import annotations

from collections.abc import Iterator

from par_rules.evidence.exhibits import Exhibit
from par_rules.evidence.manifest import Finding

WANTED = 200
# A page measured in whole pixels comes out a little below.
_ENOUGH = 195
# Paper never lies quite straight; from two degrees on it is seen, and letters are mistaken.
MOST_TILT = 1
_ANEW = "quét lại bản gốc: màu, thẳng, từ 200 dpi"
_CONFIRM = "xem bản giấy rồi ghi cột Người xác nhận, hoặc lấy bản có lớp chữ"


def scan_poor(exhibit: Exhibit) -> Iterator[Finding]:
    """Find a scan that is too coarse, without colour or askew, and one that nobody has read:
    without text, neither recognised nor confirmed."""
    document = exhibit.document
    if document is None or document.dpi is None:
        return
    faults = []
    if document.dpi < _ENOUGH:
        faults.append(f"chỉ {document.dpi} dpi, cần từ {WANTED} dpi")
    if document.grey:
        faults.append("không có màu")
    if document.tilt > MOST_TILT:
        faults.append(f"nghiêng khoảng {document.tilt} độ")
    todo = _ANEW if faults else ""
    if _is_unread(exhibit):
        faults.append("không có lớp chữ, chưa nhận dạng, chưa ai xác nhận")
        todo = f"{todo}; {_CONFIRM}" if todo else _CONFIRM
    if faults:
        what = f"bản quét {exhibit.name} {'; '.join(faults)}"
        yield exhibit.finding("SCAN_POOR", "warns", what, todo)


def _is_unread(exhibit: Exhibit) -> bool:
    """Say whether neither a machine nor a person has told what the scan says."""
    document, guess = exhibit.document, exhibit.guess
    recognised = guess is not None and bool(guess.text)
    read = document is not None and document.read_from != ""
    return not (read or recognised or exhibit.row.confirmed_by)
