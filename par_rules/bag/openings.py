"""The places of a report that are left open for the clerk and the signer, and what may fill them.

| place                          | what may stand there                                    |
|--------------------------------|---------------------------------------------------------|
| number in the head             | nothing, or up to five digits and a letter              |
| day, month in the head         | nothing, or a number that is one                        |
| year in the head               | four digits                                             |
| the same on an annex           | nothing, or what the head has                           |
| between recipients and annexes | titles, a name, what a signature says of itself         |
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from par_rules.bag.differences import Squeezed
from par_rules.letters import fold

_NUMBER = re.compile(r"Số:(\d*)/BC-")
_DATE = re.compile(r",ngày(\d*)tháng(\d*)năm(\d*)")
_ANNEX = re.compile(r"\(KèmtheoBáocáosố(\d*)/BC-[A-ZĐ-]+?ngày(\d*)tháng(\d*)năm(\d*)của")
_KEPT = re.compile(r"^\s*- Lưu\s?:.*$", re.MULTILINE)
_AFTER = re.compile(r"^Phụ lục\b", re.MULTILINE)
_TITLES = frozenset(
    (
        *("tm", "kt", "q", "tl", "tuq", "quyen", "pho", "phu", "trach", "chu", "tich", "truong"),
        *("uy", "ban", "nhan", "dan", "ubnd", "xa", "phuong", "dac", "khu", "phong", "chanh"),
        *("van", "giam", "doc"),
    )
)
_SIGNED = re.compile(
    r"\(?(da ky|ky boi|nguoi ky|duoc ky|co quan|thoi gian ky|ngay ky|gio ky|email|chu ky so"
    r"|digitally signed|signed by|signature|date|reason|location)\b"
)
_NAME = re.compile(r"[^\W\d_][^\W\d_']*")
LONGEST_LINE = 120
MOST_LINES = 12


@dataclass(frozen=True)
class Opening:
    """Letters ``start`` to ``end`` of the report may be others; ``fits`` says which.

    ``title`` names the place in Vietnamese, ``wanted`` says what may stand there. ``key`` is the
    part ("number", "day", …) that several places share.
    """

    start: int
    end: int
    title: str
    wanted: str
    fits: Callable[[str], bool]
    key: str = ""


def openings(report: Squeezed) -> list[Opening]:
    """Give the open places of a report as it was written, in order."""
    return sorted(_openings(report), key=lambda opening: opening.start)


def _openings(report: Squeezed) -> Iterator[Opening]:
    number = _NUMBER.search(report.letters)
    if number is not None:
        yield Opening(*number.span(1), "số văn bản", "chỉ điền số", _is_number, "number")
    dated = _DATE.search(report.letters)
    if dated is not None:
        yield from _dates(dated, 1, "ở đầu báo cáo")
    for found in _ANNEX.finditer(report.letters):
        title = "số văn bản ghi trên phụ lục"
        yield Opening(*found.span(1), title, "chỉ điền số", _is_number, "number")
        yield from _dates(found, 2, "ghi trên phụ lục")
    start, end = _block(report)
    if start < end:
        wanted = "chỉ được có quyền hạn, chức vụ, họ tên người ký"
        yield Opening(start, end, "khối chữ ký", wanted, _is_block)


def _dates(found: re.Match[str], first: int, where: str) -> Iterator[Opening]:
    yield Opening(*found.span(first), f"ngày {where}", "chỉ điền ngày", _up_to(31), "day")
    month = found.span(first + 1)
    yield Opening(*month, f"tháng {where}", "chỉ điền tháng", _up_to(12), "month")
    year = found.span(first + 2)
    yield Opening(*year, f"năm {where}", "chỉ điền năm", _is_year, "year")


def _block(report: Squeezed) -> tuple[int, int]:
    """Give the letters between the last recipient and the first annex."""
    recipients = report.text.rfind("Nơi nhận:")
    kept = _KEPT.search(report.text, max(recipients, 0)) if recipients >= 0 else None
    if kept is None:
        return 0, 0
    after = _AFTER.search(report.text, kept.end())
    stop = after.start() if after else len(report.text)
    inside = [n for n, at in enumerate(report.at) if kept.end() <= at < stop]
    return (inside[0], inside[-1] + 1) if inside else (0, 0)


def _is_number(text: str) -> bool:
    return re.fullmatch(r"(\d{1,5}[A-Za-z]?)?", text.strip()) is not None


def _up_to(most: int) -> Callable[[str], bool]:
    def fits(text: str) -> bool:
        text = text.strip()
        return not text or (re.fullmatch(r"\d{1,2}", text) is not None and 1 <= int(text) <= most)

    return fits


def _is_year(text: str) -> bool:
    return re.fullmatch(r"(20\d\d)?", text.strip()) is not None


def _is_block(text: str) -> bool:
    lines = [line.strip() for piece in text.split("\n") for line in piece.split("  ")]
    lines = [line for line in lines if line]
    return len(lines) <= MOST_LINES and all(_may_sign(line) for line in lines)


def _may_sign(line: str) -> bool:
    """Say whether a line is a title, a name, or what a signature says of itself."""
    if len(line) > LONGEST_LINE:
        return False
    words = re.findall(r"[a-z]+", fold(line))
    if words and line == line.upper() and set(words) <= _TITLES:
        return True
    if _SIGNED.match(fold(line)):
        return True
    names = line.split()
    return 2 <= len(names) <= 6 and all(_NAME.fullmatch(n) and n[0].isupper() for n in names)
