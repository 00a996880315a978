"""Sheet, margins and page numbers (Phụ lục I, Phần I, mục I and mục III.1.đ)."""

from __future__ import annotations

from collections.abc import Iterator

from par_rules.dossier.decree.finding import Finding, number
from par_rules.dossier.decree.paper import PageNumber, Paper, Section
from par_rules.dossier.decree.parts import Parts

SHEET = (210, 297)
# Margins in mm: top, bottom, left, right.
UPRIGHT = ((20, 25), (20, 25), (30, 35), (15, 20))
# The decree names one set of margins. On a sheet laid on its side they are taken as they stand,
# or as they turn with the sheet to the right: the binding edge, 30 to 35 mm, is then on top.
TURNED = ((30, 35), (15, 20), (20, 25), (20, 25))
SIDES = ("trên", "dưới", "trái", "phải")
_ROUNDED = 0.5  # mm that programs lose in converting units


def page_findings(paper: Paper, parts: Parts) -> Iterator[Finding]:
    """Judge each section; annexes may lie on their side."""
    annexes = {a.lines[0].line.section for a in parts.annexes}
    used = {line.section for line in paper.lines}
    first_annex = min(annexes, default=len(paper.sections))
    for place, section in enumerate(paper.sections):
        where = "trang giấy" if len(paper.sections) == 1 else f"trang giấy, phần {place + 1}"
        yield from _sheet(section, where)
        if section.landscape and place < first_annex and not _has_table(paper, parts, place):
            yield Finding(
                "I.2",
                where,
                "khổ giấy nằm ngang mà không có bảng, biểu",
                "trình bày theo chiều dài của khổ A4",
            )
        yield from _margins(section, where)
        if place in used:
            yield from _numbers(section, where, first=place == 0)
    yield from _annex_numbers(paper, parts)


def _has_table(paper: Paper, parts: Parts, section: int) -> bool:
    """Say whether a section has a table beside those that hold the head and the signature."""
    holding = {p.line.cell[0] for p in (parts.state, *parts.recipients) if p and p.line.cell}
    return any(
        line.section == section and line.cell and line.cell[0] not in holding
        for line in paper.lines
    )


def _sheet(section: Section, where: str) -> Iterator[Finding]:
    sides = sorted((section.width, section.height))
    if any(abs(side - right) > 1 for side, right in zip(sides, SHEET, strict=True)):
        size = " × ".join(number(round(side)) for side in (section.width, section.height))
        yield Finding("I.1", where, f"khổ giấy {size} mm", "đặt khổ A4 (210 × 297 mm)")


def _margins(section: Section, where: str) -> Iterator[Finding]:
    found = (section.top, section.bottom, section.left, section.right)
    allowed = (UPRIGHT, TURNED) if section.landscape else (UPRIGHT,)
    wrong = [
        [n for n, side in enumerate(found) if not _within(side, wanted[n])] for wanted in allowed
    ]
    nearest = min(wrong, key=len)
    wanted = allowed[wrong.index(nearest)]
    for n in nearest:
        low, high = wanted[n]
        yield Finding(
            "I.3", where, f"lề {SIDES[n]} {number(found[n])} mm", f"đặt {low} đến {high} mm"
        )


def _within(value: float, limits: tuple[int, int]) -> bool:
    return limits[0] - _ROUNDED <= value <= limits[1] + _ROUNDED


def _numbers(section: Section, where: str, *, first: bool) -> Iterator[Finding]:
    rule = "I.7"
    if section.footer:
        yield Finding(rule, where, "số trang đặt ở lề dưới", "đặt số trang ở lề trên, canh giữa")
    elif not section.header:
        yield Finding(
            rule, where, "không có số trang", "chèn số trang ở lề trên, canh giữa, từ trang 2"
        )
    for shown in section.header:
        yield from _shown(shown, where)
    if section.number_format != "decimal":
        yield Finding(rule, where, "số trang không phải chữ số Ả Rập", "chọn kiểu số 1, 2, 3")
    if not first:
        return
    if (section.header and not section.title_page) or section.first_header:
        yield Finding(
            rule,
            where,
            "trang thứ nhất có số trang",
            "chọn “Different First Page” và để trống đầu trang thứ nhất",
        )
    if section.start not in (None, 1):
        yield Finding(rule, where, f"số trang bắt đầu từ {section.start}", "đánh số từ 1")


def _shown(shown: PageNumber, where: str) -> Iterator[Finding]:
    if shown.align != "center":
        yield Finding("I.7", where, "số trang không canh giữa", "canh giữa số trang")
    if not 13 <= shown.size <= 14:
        yield Finding("I.7", where, f"số trang cỡ chữ {number(shown.size)}", "đặt cỡ chữ 13 đến 14")
    if not shown.upright:
        yield Finding("I.7", where, "số trang đậm hoặc nghiêng", "đặt kiểu chữ đứng")


def _annex_numbers(paper: Paper, parts: Parts) -> Iterator[Finding]:
    seen: set[int] = {0}
    for annex in parts.annexes:
        line = annex.lines[0].line
        section = paper.sections[min(line.section, len(paper.sections) - 1)]
        if line.section in seen or section.start != 1:
            yield Finding(
                "III.1.đ",
                line.words,
                "số trang đánh tiếp theo phần trước",
                "chèn ngắt phần (Section Break), đánh lại số trang từ 1",
            )
        seen.add(line.section)
