"""Holds the report as it came back from the clerk against the report as it was written.

Number, day and signature block are the clerk's and the signer's; all else must be the same words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from par_rules.bag.differences import Difference, Squeezed, differences
from par_rules.bag.report_text import ReportText, read_report
from par_rules.evidence.office_files import Unreadable
from par_rules.runs.year import InputError

# A number, a day, a month or a year written into its blank: "156", "09", "2026".
_FILLED = re.compile(r"\d{1,5}[A-Za-z]?")
_ASKS = ("số:", "số", "ngày", "tháng", "năm")
_BLOCK = "TM. ỦY BAN NHÂN DÂN"
_AFTER = re.compile(r"^Phụ lục ", re.MULTILINE)
# What a signature block may hold: titles, a name, what a signature says of itself.
_LONGEST_BLOCK = 600
SHOWN = 20


def check_signed(written: Sequence[Path], signed: Path) -> list[str]:
    """Give remarks on a signed report whose text is that of one of the reports ``written``.

    Raises ``InputError`` with every place where it is not, or where a file cannot be read.
    """
    back = _read(signed)
    # A PDF is read in another order than a Word file: first against its own kind.
    ordered = sorted(written, key=lambda path: path.suffix.lower() != signed.suffix.lower())
    told = []
    for path in ordered:
        found = list(_told(_read(path), back))
        if not found:
            right = f"{signed}: nội dung đúng báo cáo đã lập ({path.name})"
            return [right, *_remarks(signed, back)]
        told.append(found)
    least = min(told, key=len)
    more = [f"… và {len(least) - SHOWN} chỗ khác"] if len(least) > SHOWN else []
    raise InputError([f"{signed}: {line}" for line in (*least[:SHOWN], *more)])


def _read(path: Path) -> ReportText:
    try:
        return read_report(path)
    except Unreadable as error:
        raise InputError([f"{path}: {error}"]) from None


def _told(report: ReportText, back: ReportText) -> Iterator[str]:
    old, new = Squeezed(report.text), Squeezed(back.text)
    block = _block(old)
    for difference in differences(old, new):
        if _allowed(difference, old, new, report.heads, block):
            continue
        at = old.at[difference.start] if difference.start < len(old.at) else len(old.text)
        before = old.words(difference.start, difference.end)
        after = new.words(difference.new_start, difference.new_end)
        place = report.place(at)
        if difference.start == difference.end:
            near = old.words(max(0, difference.start - 20), difference.start)
            yield f"{place}: bản đã ký thêm “{after}” sau “…{near[-40:]}”"
        elif difference.new_start == difference.new_end:
            yield f"{place}: bản đã ký thiếu “{before}”"
        else:
            yield f"{place}: đã lập “{before}”, bản đã ký “{after}”"


def _allowed(
    difference: Difference, old: Squeezed, new: Squeezed, heads: frozenset[str], block: range
) -> bool:
    added = new.letters[difference.new_start : difference.new_end]
    if difference.start in block and difference.end <= block.stop:
        return len(added) <= _LONGEST_BLOCK
    if difference.start != difference.end:
        return False
    if _FILLED.fullmatch(added) and old.blank_before(difference.start):
        return old.letters[: difference.start].casefold().endswith(_ASKS)
    return any(len(head) == len(added) and added in head + head for head in heads)


def _block(old: Squeezed) -> range:
    """Give the letters of the signature block: from the authority to the first annex."""
    start = old.text.rfind(_BLOCK)
    if start < 0:
        return range(0)
    after = _AFTER.search(old.text, start)
    end = after.start() if after else len(old.text)
    inside = [n for n, at in enumerate(old.at) if start <= at < end]
    return range(inside[0], inside[-1] + 2)


def _remarks(signed: Path, back: ReportText) -> Iterator[str]:
    if back.signed:
        yield f"{signed}: có chữ ký số (chưa kiểm tra chữ ký của ai)"
    elif not re.search(r"Số:\s*\d", back.text):
        yield f"{signed}: Lưu ý: chưa thấy số văn bản, chưa thấy chữ ký số"
