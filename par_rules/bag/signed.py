"""Holds the report as it came back from the clerk against the report as it was written.

All words must be the same, but for the places of :mod:`par_rules.bag.openings`. A PDF also has
the heads of tables again on every page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from par_rules.bag.differences import Difference, Squeezed, differences
from par_rules.bag.openings import Opening, openings
from par_rules.bag.report_text import ReportText, read_report
from par_rules.bag.signature import signature_remark
from par_rules.dossier.plain_text import printable
from par_rules.evidence.office_files import Unreadable
from par_rules.evidence.signatures.trust_folder import NOTHING_TRUSTED, TrustFolder
from par_rules.runs.year import InputError

SHOWN = 20
SHOWN_LETTERS = 90
Fault = tuple[int, str]  # where in the written report, and what is told


def check_signed(
    written: Sequence[Path], signed: Path, trust: TrustFolder = NOTHING_TRUSTED
) -> list[str]:
    """Give remarks on a signed report whose text is that of one of the reports ``written``.

    Raises ``InputError`` with the first places where it is not, where a file cannot be read, or
    where a digital signature says that the file was changed; ``trust`` holds certificates.
    """
    back = _read(signed)
    # A PDF is read in another order than a Word file: first against its own kind.
    ordered = sorted(written, key=lambda path: path.suffix.lower() != signed.suffix.lower())
    reports = [(path, _read(path)) for path in ordered]
    heads = frozenset[str]().union(*(report.heads for _, report in reports))
    told = []
    for path, report in reports:
        found = _faults(report, back, heads)
        if not found:
            right = f"{signed}: nội dung đúng báo cáo đã lập ({path.name})"
            return [right, *_remarks(signed, back, trust)]
        told.append((len(found), not report.places, found))
    least = min(told)[2]
    more = [f"… và {len(least) - SHOWN} chỗ khác"] if len(least) > SHOWN else []
    raise InputError([f"{signed}: {line}" for line in (*least[:SHOWN], *more)])


def _read(path: Path) -> ReportText:
    try:
        return read_report(path)
    except Unreadable as error:
        raise InputError([f"{path}: {error}"]) from None


def _faults(report: ReportText, back: ReportText, heads: frozenset[str]) -> list[str]:
    """Say where the texts differ, in the order of the report; ``heads`` are those of its tables."""
    old, new = Squeezed(report.text), Squeezed(back.text)
    found = differences(old, new)
    rest = list(found)
    if back.pages:
        rest = [d for d in rest if d.end > d.start or not _is_head(d, new, heads)]
    if report.pages:
        turned = {d: Difference(d.new_start, d.new_end, d.start, d.end) for d in rest}
        rest = [d for d in rest if d.new_end > d.new_start or not _is_head(turned[d], old, heads)]
    told: list[Fault] = []
    said: dict[str, str] = {}
    for opening in openings(old):
        inside = [d for d in rest if opening.start <= d.start and d.end <= opening.end]
        rest = [d for d in rest if d not in inside]
        text = _filled(opening, inside, found, new)
        told += [(opening.start, line) for line in _misfilled(opening, text, said)]
    for d in rest:
        told.append((d.start, _changed(d, report, old, new)))
    extra = [f"đầu trang, chân trang: bản đã ký thêm “{text}”" for text in back.marginal]
    return [line for _, line in sorted(told)] + extra


def _filled(
    opening: Opening, inside: Sequence[Difference], found: Sequence[Difference], new: Squeezed
) -> str:
    """Give what stands in an open place of the signed report."""
    before = [d for d in found if d.end <= opening.start and d not in inside]
    start = max(0, opening.start + _grown(before))
    end = max(0, opening.end + _grown(before) + _grown(inside))
    places = new.at[start:end]
    return new.text[places[0] : places[-1] + 1] if places else ""


def _grown(found: Sequence[Difference]) -> int:
    return sum((d.new_end - d.new_start) - (d.end - d.start) for d in found)


def _misfilled(opening: Opening, text: str, said: dict[str, str]) -> Iterator[str]:
    """Say what does not fit an open place; ``said`` keeps what the head has, by key."""
    shown = printable(" ".join(text.split()), SHOWN_LETTERS)
    if not opening.fits(text):
        yield f"{opening.title}: ghi “{shown}”: {opening.wanted}"
    elif opening.key and opening.key not in said:
        said[opening.key] = shown
    elif opening.key and shown and shown != said[opening.key]:
        yield f"{opening.title}: ghi “{shown}”, đầu báo cáo ghi “{said[opening.key]}”"


def _changed(d: Difference, report: ReportText, old: Squeezed, new: Squeezed) -> str:
    place = report.place(old.at[d.start] if d.start < len(old.at) else len(old.text))
    before, after = old.words(d.start, d.end), new.words(d.new_start, d.new_end)
    if d.start == d.end:
        near = old.words(max(0, d.start - 20), d.start)
        return f"{place}: bản đã ký thêm “{after}” sau “…{near[-40:]}”"
    if d.new_start == d.new_end:
        return f"{place}: bản đã ký thiếu “{before}”"
    return f"{place}: đã lập “{before}”, bản đã ký “{after}”"


def _is_head(d: Difference, text: Squeezed, heads: frozenset[str]) -> bool:
    """Say whether ``text`` has a table's head once more; where it begins cannot be told."""
    added = text.letters[d.new_start : d.new_end]
    return any(len(head) == len(added) and added in head + head for head in heads)


def _remarks(signed: Path, back: ReportText, trust: TrustFolder) -> Iterator[str]:
    words = signature_remark(signed, trust) if back.signed else ""
    if words:
        yield f"{signed}: {words}"
    elif not re.search(r"Số:\s*\d", back.text):
        yield f"{signed}: Lưu ý: chưa thấy số văn bản, chưa thấy chữ ký số"
