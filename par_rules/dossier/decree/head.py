"""The head: state, motto, issuing body, number, place and day (Phụ lục I, Phần I, mục II.1–4)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from par_rules.dossier.decree.finding import (
    Finding,
    Wanted,
    is_capitals,
    look_findings,
    quoted,
)
from par_rules.dossier.decree.parts import KINDS, Parts
from par_rules.dossier.decree.rules_below import rule_findings
from par_rules.dossier.plain_text import printable
from par_rules.letters import fold

MOTTO = "Độc lập - Tự do - Hạnh phúc"
_NUMBER = re.compile(r"Số:\s*(?P<number>\d*|[.…\s]*)\s*/(?P<symbol>\S+(?:\s*-\s*\S+)*)$")
_SYMBOL = re.compile(r"[A-ZĐ][A-ZĐa-zđ]{0,4}(?:-[A-ZĐ0-9]{1,12})*")
_BLANK = r"[.…_\s]*"
_DAY = re.compile(
    rf"(?P<place>.+?)(?P<comma>,?)\s+ngày\s*(?P<day>\d+|{_BLANK})\s*tháng\s*"
    rf"(?P<month>\d+|{_BLANK})\s*năm\s*(?P<year>\d+|{_BLANK})$"
)


def head_findings(parts: Parts) -> Iterator[Finding]:
    """Judge the head; number and day may be left open for the clerk."""
    yield from _mark(parts)
    yield from _state(parts)
    yield from _issuer(parts)
    yield from _number(parts)
    yield from _dated(parts)
    number, dated = parts.number, parts.dated
    if number and dated and number.line.cell and dated.line.cell:
        one, other = number.line.cell, dated.line.cell
        if one[0] == other[0] and one[1] != other[1]:
            yield Finding(
                "II.4.c",
                "địa danh, thời gian",
                "không cùng dòng với số, ký hiệu",
                "đặt hai nội dung vào cùng một hàng của bảng đầu trang",
            )


def _mark(parts: Parts) -> Iterator[Finding]:
    """A copy for the house bears a mark of where it may go (mục III.2.c)."""
    if parts.mark is None:
        return
    line = parts.mark.line
    where, rule = f"chỉ dẫn lưu hành {quoted(line)}", "III.2.c"
    wanted = Wanted(sizes=(13, 14), bold=True, italic=False, capitals=True)
    yield from look_findings([line], where, rule, wanted)
    if not (line.framed or line.boxed):
        yield Finding(rule, where, "không có khung", "đóng khung chữ nhật viền đơn")


def _state(parts: Parts) -> Iterator[Finding]:
    if parts.state is None:
        yield Finding(
            "II.1.a",
            "phần đầu",
            "không thấy Quốc hiệu",
            "ghi “CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM” ở phía trên, bên phải trang đầu",
        )
    else:
        wanted = Wanted((12, 13), bold=True, italic=False, capitals=True, align="center")
        yield from look_findings([parts.state.line], "Quốc hiệu", "II.1.a", wanted)
        cell = parts.state.line.cell
        if cell is not None and cell[2] == 0:
            yield Finding(
                "II.1.a", "Quốc hiệu", "không ở bên phải", "đặt vào cột bên phải của đầu trang"
            )
    if parts.motto is None:
        yield Finding("II.1.b", "phần đầu", "không thấy Tiêu ngữ", f"ghi “{MOTTO}” dưới Quốc hiệu")
        return
    line = parts.motto.line
    wanted = Wanted((13, 14), bold=True, italic=False, capitals=False, align="center")
    yield from look_findings([line], "Tiêu ngữ", "II.1.b", wanted)
    if unicodedata.normalize("NFC", line.words) != MOTTO and not is_capitals(line.text):
        yield Finding("II.1.b", "Tiêu ngữ", f"ghi {quoted(line)}", f"ghi đúng “{MOTTO}”")
    if not is_capitals(line.text):  # wider than the words that belong there
        yield from rule_findings(parts, [parts.motto], "Tiêu ngữ", "II.1.b", whole=True)


def _issuer(parts: Parts) -> Iterator[Finding]:
    where, rule = "tên cơ quan ban hành", "II.2.b"
    lines = [p.line for p in parts.issuer]
    if not lines:
        yield Finding(
            rule,
            "phần đầu",
            "không thấy tên cơ quan ban hành văn bản",
            "ghi ở phía trên số, ký hiệu, bên trái trang đầu",
        )
        return
    wanted = Wanted((12, 13), italic=False, capitals=True, align="center")
    yield from look_findings(lines, where, rule, wanted)
    bold = [line.all_are("bold") for line in lines]
    if not bold[-1]:
        yield Finding(rule, where, "chữ không đậm", "đặt chữ đậm")
    elif bold != sorted(bold):
        yield Finding(
            rule,
            where,
            "tên cơ quan chủ quản đậm, tên cơ quan ban hành không đậm",
            "chỉ đặt đậm tên cơ quan ban hành",
        )
    own = [p for p, strong in zip(parts.issuer, bold, strict=True) if strong]
    last = parts.issuer[-1]
    yield from rule_findings(parts, [*own, last], where, rule)


def _number(parts: Parts) -> Iterator[Finding]:
    where, rule = "số, ký hiệu", "II.3.c"
    if parts.number is None:
        yield Finding(
            rule,
            "phần đầu",
            "không thấy số, ký hiệu",
            "ghi “Số:      /BC-UBND” dưới tên cơ quan ban hành; số để trống cho văn thư",
        )
        return
    line = parts.number.line
    wanted = Wanted((13, 13), bold=False, italic=False, align="center")
    yield from look_findings([line], where, rule, wanted)
    found = _NUMBER.match(unicodedata.normalize("NFC", line.words))
    if found is None:
        yield Finding(rule, where, f"ghi {quoted(line)}", "ghi theo dạng “Số: 05/BC-UBND”")
        return
    if re.fullmatch(r"\d", found["number"]):
        yield Finding(
            rule, where, f"số {found['number']} thiếu số 0 phía trước", f"ghi 0{found['number']}"
        )
    symbol = found["symbol"]
    if not _SYMBOL.fullmatch(symbol):
        yield Finding(
            rule,
            where,
            f"ký hiệu “{printable(symbol, 40)}”",
            "viết bằng chữ in hoa, giữa các nhóm chữ có gạch nối, không cách chữ",
        )
    yield from _symbol_of_kind(parts, symbol)


def _symbol_of_kind(parts: Parts, symbol: str) -> Iterator[Finding]:
    if parts.kind is None:
        return
    kind = KINDS[" ".join(fold(parts.kind.line.words).split())]
    if symbol.split("-")[0].strip() != kind:
        yield Finding(
            "II.3.b",
            "số, ký hiệu",
            f"ký hiệu “{printable(symbol, 40)}” không phải của tên loại {parts.kind.line.words}",
            f"bắt đầu ký hiệu bằng {kind}",
        )


def _dated(parts: Parts) -> Iterator[Finding]:
    where = "địa danh, thời gian"
    if parts.dated is None:
        yield Finding(
            "II.4.c",
            "phần đầu",
            "không thấy địa danh và thời gian ban hành",
            "ghi địa danh, ngày, tháng, năm dưới Tiêu ngữ; ngày để trống cho văn thư",
        )
        return
    line = parts.dated.line
    wanted = Wanted((13, 14), bold=False, italic=True, capitals=False, align="center")
    yield from look_findings([line], where, "II.4.c", wanted)
    found = _DAY.match(unicodedata.normalize("NFC", line.words))
    if found is None:
        yield Finding(
            "II.4.b",
            where,
            f"ghi {quoted(line)}",
            "ghi theo dạng “Đại Sơn, ngày 05 tháng 01 năm 2026”",
        )
        return
    if not found["comma"]:
        yield Finding("II.4.c", where, "sau địa danh không có dấu phẩy", "thêm dấu phẩy")
    if not found["place"][0].isupper():
        yield Finding("II.4.c", where, "địa danh không viết hoa", "viết hoa chữ cái đầu")
    yield from _day(where, found["day"], found["month"], found["year"])


def _day(where: str, day: str, month: str, year: str) -> Iterator[Finding]:
    rule = "II.4.b"
    if re.fullmatch(r"[1-9]", day):
        yield Finding(rule, where, f"ngày {day} thiếu số 0 phía trước", f"ghi ngày 0{day}")
    if month in ("1", "2"):
        yield Finding(rule, where, f"tháng {month} thiếu số 0 phía trước", f"ghi tháng 0{month}")
    if year.isdigit() and len(year) != 4:
        yield Finding(rule, where, f"năm {year}", "ghi đủ bốn chữ số của năm")
    elif all(part.isdigit() for part in (day, month, year)):
        try:
            date(int(year), int(month), int(day))
        except ValueError:
            yield Finding(rule, where, f"không có ngày {day}/{month}/{year}", "ghi lại ngày, tháng")
