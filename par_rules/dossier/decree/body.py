"""Title, addressees, grounds and body (Phụ lục I, Phần I, mục II.5, II.6, II.9.a)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from par_rules.dossier.decree.finding import (
    Finding,
    Wanted,
    is_capitals,
    listed,
    look_findings,
    quoted,
)
from par_rules.dossier.decree.paper import Line
from par_rules.dossier.decree.parts import Parts, Placed
from par_rules.dossier.decree.rules_below import rule_findings
from par_rules.letters import fold

# Papers that go up to a higher body name it at the top (mục II.9.b).
SENT_UP = ("bao cao", "to trinh")
INDENTS = (10.0, 12.7)
_BY_RULER = 0.6
LEAST_APART = 6.0
# Single spacing of Times New Roman, in parts of its size.
_SINGLE = 1.15
_SECTION = re.compile(r"[IVX]{1,5}\.\s")
_NUMBERED = re.compile(r"(\d+(\.\d+)*\.|[a-zđ]\))\s|(Điều|Phần|Chương|Mục|Tiểu mục) [\dIVX]+")
_HEADED = re.compile(r"(Phần|Chương|Mục|Tiểu mục) [\dIVX]+\.?$")


def title_findings(parts: Parts) -> Iterator[Finding]:
    """Judge kind and subject."""
    if parts.kind is None:
        yield Finding(
            "II.5.b", "tên loại", "không thấy tên loại văn bản", "ghi BÁO CÁO trên một dòng riêng"
        )
        return
    wanted = Wanted((13, 14), bold=True, italic=False, capitals=True, align="center")
    yield from look_findings([parts.kind.line], "tên loại", "II.5.b", wanted)
    where = "trích yếu"
    if not parts.subject:
        yield Finding(
            "II.5.b", where, "không thấy trích yếu nội dung", "ghi ngay dưới tên loại văn bản"
        )
        return
    wanted = Wanted((13, 14), bold=True, italic=False, capitals=False, align="center")
    yield from look_findings([p.line for p in parts.subject], where, "II.5.b", wanted)
    yield from rule_findings(parts, parts.subject, where, "II.5.b")


def addressee_findings(parts: Parts) -> Iterator[Finding]:
    """Judge "Kính gửi"; a copy that stays in the house has none."""
    rule, where = "II.9.d", "Kính gửi"
    if not parts.to:
        kind = fold(parts.kind.line.words) if parts.kind else ""
        if kind in SENT_UP and not parts.internal:
            yield Finding(
                "II.9.b",
                "sau trích yếu",
                "không có “Kính gửi”",
                "ghi “Kính gửi: …” và tên cơ quan cấp trên nhận báo cáo",
            )
        return
    lines = [p.line for p in parts.to]
    wanted = Wanted((13, 14), bold=False, italic=False, capitals=False)
    yield from look_findings(lines, where, rule, wanted)
    head, *names = [line.words for line in lines]
    if not re.match(r"Kính gửi\s?:", head):
        yield Finding(rule, where, f"ghi {quoted(lines[0])}", "ghi dấu hai chấm sau “Kính gửi”")
    names = [*([after] if (after := re.sub(r"^Kính gửi\s*:?", "", head).strip()) else []), *names]
    if not names:
        yield Finding(rule, where, "không ghi nơi nhận", "ghi tên cơ quan nhận sau dấu hai chấm")
    if len(names) < 2:
        return
    yield from _several(names, where, rule)


def _several(names: Sequence[str], where: str, rule: str) -> Iterator[Finding]:
    if any(name[0] not in "-–" for name in names):
        yield Finding(
            rule, where, "nhiều nơi nhận mà thiếu gạch đầu dòng", "ghi mỗi nơi một dòng, có “-”"
        )
    if any(not name.endswith(";") for name in names[:-1]):
        yield Finding(rule, where, "cuối dòng thiếu dấu chấm phẩy", "thêm “;” cuối mỗi dòng")
    if not names[-1].endswith("."):
        yield Finding(rule, where, "dòng cuối thiếu dấu chấm", "thêm “.” cuối dòng cuối cùng")


def ground_findings(parts: Parts) -> Iterator[Finding]:
    """Judge the grounds (Căn cứ), if there are any."""
    if not parts.bases:
        return
    where, rule = "căn cứ", "II.6.a"
    lines = [p.line for p in parts.bases]
    yield from look_findings(lines, where, rule, Wanted((13, 14), italic=True, capitals=False))
    missing = [quoted(line) for line in lines[:-1] if not line.words.endswith(";")]
    if missing:
        yield Finding(rule, listed(missing), "cuối căn cứ thiếu dấu chấm phẩy", "thêm “;”")
    if not lines[-1].words.endswith("."):
        yield Finding(rule, quoted(lines[-1]), "căn cứ cuối thiếu dấu chấm", "thêm “.”")


def body_findings(parts: Parts, tab: float) -> Iterator[Finding]:
    """Judge the running text; a heading in the middle of the line has neither indent nor sides."""
    if not parts.body:
        yield Finding("II.6", "nội dung", "không có phần lời văn", "ghi nội dung văn bản")
        return
    seen = _after_headings(parts.body)
    rule = "II.6.e"
    wrong = [p.line for p, _ in seen if any(not 13 <= size <= 14 for size in p.line.sizes)]
    yield from _told(wrong, rule, "cỡ chữ ngoài khoảng 13 đến 14", "đặt cỡ chữ 13 đến 14")
    text = [p.line for p, centred in seen if not centred]
    wrong = [line for line in text if line.align not in ("both", "distribute")]
    yield from _told(wrong, rule, "không canh đều cả hai lề", "canh đều cả hai lề (Justify)")
    wrong = [line for line in text if not _is_indented(line, tab)]
    yield from _told(
        wrong, rule, "chữ đầu dòng không lùi vào 1 cm hoặc 1,27 cm", "đặt First line 1,27 cm"
    )
    yield from _distances([p for p, _ in seen])
    yield from _weights(text)
    if not parts.body[-1].line.words.endswith("./."):
        yield Finding(
            "II.6",
            quoted(parts.body[-1].line),
            "hết nội dung mà không có dấu “./.”",
            "kết thúc lời văn bằng “./.”, như Mẫu 1.4 Phụ lục III",
        )


def _told(lines: Sequence[Line], rule: str, what: str, todo: str) -> Iterator[Finding]:
    if lines:
        yield Finding(rule, listed([quoted(line) for line in lines]), what, todo)


def _after_headings(body: Sequence[Placed]) -> list[tuple[Placed, bool]]:
    """Mark the lines that stand in the middle: Phần, Chương, Mục and the title below each."""
    found: list[tuple[Placed, bool]] = []
    after = False
    for p in body:
        headed = bool(_HEADED.match(p.line.words))
        centred = headed or (after and p.line.align == "center" and p.line.all_are("bold"))
        found.append((p, centred))
        after = headed
    return found


def _is_indented(line: Line, tab: float) -> bool:
    if line.goes_on or line.numbered:
        return True
    first = line.first
    if line.text.startswith("\t") and abs(first) <= _BY_RULER:
        first = tab
    return any(abs(first - right) <= _BY_RULER for right in INDENTS)


def _distances(body: Sequence[Placed]) -> Iterator[Finding]:
    close, narrow, wide = [], [], []
    for one, other in pairwise(body):
        if other.at == one.at + 1 and not other.line.goes_on and _apart(one, other) < LEAST_APART:
            close.append(other.line)
    for p in body:
        size = max(p.line.sizes, default=14)
        distance = p.line.spacing
        if p.line.exact is not None:
            distance = p.line.exact / (size * _SINGLE)
        if distance is None or distance < 0.97:
            narrow.append(p.line)
        elif distance > 1.53:
            wide.append(p.line)
    yield from _told(
        close, "II.6.e", "cách đoạn trên dưới 6 pt", "đặt khoảng cách giữa các đoạn ít nhất 6 pt"
    )
    yield from _told(narrow, "II.6.e", "dòng sát hơn dòng đơn", "đặt giãn dòng từ 1 đến 1,5")
    yield from _told(wide, "II.6.e", "giãn dòng quá 1,5", "đặt giãn dòng từ 1 đến 1,5")


def _apart(one: Placed, other: Placed) -> float:
    if one.line.together and other.line.together and one.line.style == other.line.style:
        return 0.0
    return one.line.after + other.line.before


def _weights(text: Sequence[Line]) -> Iterator[Finding]:
    """Tell headings from running text: which must be bold, capitals, upright."""
    loose, small, bold, slanted, loud = [], [], [], [], []
    for line in text:
        heading = line.all_are("bold")
        if _SECTION.match(line.words) and (heading or is_capitals(line.text)):
            loose += [] if heading else [line]
            small += [] if is_capitals(line.text) else [line]
        elif heading and not _NUMBERED.match(line.words) and not line.numbered:
            bold.append(line)
        elif is_capitals(line.text):
            loud.append(line)
        if _slanted(line):
            slanted.append(line)
    rule = "II.6.đ"
    yield from _told(loose, rule, "tiêu đề mục không đậm", "đặt chữ đậm")
    yield from _told(small, rule, "tiêu đề mục không in hoa", "viết tiêu đề mục bằng chữ in hoa")
    yield from _told(bold, "II.6.e", "đoạn văn đậm", "bỏ đậm, trừ tiêu đề có số thứ tự")
    yield from _told(slanted, "II.6.e", "đoạn văn nghiêng", "đặt chữ đứng")
    yield from _told(loud, "II.6.e", "đoạn văn viết toàn chữ in hoa", "viết bằng chữ in thường")


def _slanted(line: Line) -> bool:
    """Say whether most letters are in italics; a remark in brackets may be."""
    total = sum(len(run.text.strip()) for run in line.runs)
    leaning = sum(len(run.text.strip()) for run in line.runs if run.look.italic)
    return 2 * leaning > total and not (line.words[0] == "(" and line.words[-1] == ")")
