"""The league's tables as heads and rows of plain values, for the page and for the workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from par_rules.dossier.xlsx_book import Value
from par_rules.runs.batch.league import BASIS, MARK, Block, League, Leagues
from par_rules.runs.batch.standing import Part, Standing
from par_rules.values import Interval, points_text


@dataclass(frozen=True)
class Head:
    """One column: its head, its width in characters, whether it holds points."""

    text: str
    width: float
    points: bool = False


@dataclass(frozen=True)
class Table:
    """One table under its title; ``sheet`` is its name in the workbook."""

    sheet: str
    title: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[Value, ...], ...]
    notes: tuple[str, ...] = ()


def tables_of(found: Leagues) -> tuple[Table, ...]:
    """Give all tables in their order: blocks, fields, classes, gaps of each year; failures last."""
    made: list[Table] = []
    for league in found.years:
        sign = f" {league.year}" if len(found.years) > 1 else ""
        for number, block in enumerate(league.blocks, 1):
            made.append(_ranks(league, block, f"Xếp hạng {number}{sign}"))
        unscored = [(b, s) for b in league.blocks for s in b.unscored]
        if unscored:
            made.append(_unscored(league, unscored, f"Chưa chấm{sign}"))
        made.append(_classes(league, f"Xếp loại{sign}"))
        standings = league.standings()
        if standings:
            made.append(_overview(league, standings, f"Các lĩnh vực{sign}"))
            for part in standings[0].fields:
                made.append(_field(league, standings, part, f"LV {part.number}{sign}"))
            made.append(_gaps(league, len(standings), f"Chỗ thiếu{sign}"))
    made.append(_failures(found))
    return tuple(made)


def ends(points: Interval, places: int = 2) -> str:
    """Write a claimed score: one number, or from the least to the most that is still possible."""
    low, high = points_text(points.low, places), points_text(points.high, places)
    return low if points.is_point else f"{low} – {high}"


def _note(league: League) -> tuple[str, ...]:
    provisional = "Bộ tiêu chí tạm thời, điểm tối đa là giả định; không xếp loại."
    return (f"{MARK[0].upper()}{MARK[1:]}.", *((provisional,) if league.provisional else ()))


def _ranks(league: League, block: Block, sheet: str) -> Table:
    heads = (
        Head("Hạng", 7),
        Head("Đơn vị", 32),
        Head("Chỉ số tự chấm, mức thấp", 14, points=True),
        Head("Chỉ số tự chấm, mức cao", 14, points=True),
        Head("Phần tự chấm, mức thấp", 14, points=True),
        Head("Phần tự chấm, mức cao", 14, points=True),
        Head("Phần tự chấm đủ minh chứng", 16, points=True),
        Head("Xếp loại", 16),
        Head("Ghi chú", 24),
    )
    rows: list[tuple[Value, ...]] = []
    for one in block.ranked:
        standing = one.standing
        assert standing.shown is not None
        rows.append(
            (
                Fraction(one.rank),
                standing.title,
                standing.shown.low,
                standing.shown.high,
                standing.own.claimed.low,
                standing.own.claimed.high,
                standing.own.secured,
                standing.class_name or "",
                "đã chốt điểm" if standing.finalised else "chưa chốt điểm",
            )
        )
    title = f"Khối {block.title.lower()}, năm {league.year}"
    return Table(sheet, title, heads, tuple(rows), (*_note(league), BASIS))


def _unscored(league: League, found: Sequence[tuple[Block, Standing]], sheet: str) -> Table:
    heads = (Head("Đơn vị", 32), Head("Khối", 20), Head("Vì sao chưa chấm được", 60))
    rows = tuple((s.title, b.title, s.why_not) for b, s in found)
    title = f"Đơn vị chưa chấm được, năm {league.year}"
    return Table(sheet, title, heads, rows, _note(league))


def _classes(league: League, sheet: str) -> Table:
    heads = (Head("Khối", 24), Head("Xếp loại", 24), Head("Số đơn vị", 12))
    rows = tuple(
        (block.title, name, Fraction(count))
        for block in league.blocks
        for name, count in block.classes()
    )
    return Table(sheet, f"Phân bố xếp loại, năm {league.year}", heads, rows, _note(league))


def _overview(league: League, found: Sequence[Standing], sheet: str) -> Table:
    fields = [Head(f"{f.number}. {f.title}", 15, points=True) for f in found[0].fields]
    rows = tuple((s.title, *(ends(f.claimed) for f in s.fields)) for s in found)
    title = f"Điểm từng lĩnh vực của mọi đơn vị, năm {league.year}"
    return Table(sheet, title, (Head("Đơn vị", 32), *fields), rows, _note(league))


def _field(league: League, found: Sequence[Standing], field: Part, sheet: str) -> Table:
    """Give one field across all units: claimed points of each leaf, with what evidence secures."""
    leaves = [leaf for leaf in found[0].leaves if _is_of(leaf, field)]
    heads = (
        Head("Đơn vị", 32),
        Head(f"Lĩnh vực {field.number} (tối đa {_max(field)})", 15, points=True),
        Head("Đủ minh chứng", 12, points=True),
        *(
            Head(f"{n.number} (tối đa {points_text(n.maximum, 2)})", 12, points=True)
            for n in leaves
        ),
    )
    rows: list[tuple[Value, ...]] = []
    for standing in found:
        own = next((f for f in standing.fields if f.number == field.number), None)
        if own is not None:
            points = [ends(n.claimed) for n in standing.leaves if _is_of(n, field)]
            rows.append((standing.title, ends(own.claimed), own.secured, *points))
    titles = "; ".join(f"{leaf.number}: {leaf.title}" for leaf in leaves)
    title = f"Lĩnh vực {field.number}. {field.title}, năm {league.year}"
    return Table(sheet, title, heads, tuple(rows), (*_note(league), titles))


def _max(part: Part) -> str:
    return points_text(part.maximum, 2)


def _is_of(leaf: Part, field: Part) -> bool:
    return leaf.number.startswith(f"{field.number}.")


def _gaps(league: League, units: int, sheet: str) -> Table:
    heads = (
        Head("Tiêu chí", 10),
        Head("Tên tiêu chí", 48),
        Head("Thiếu gì", 30),
        Head("Số đơn vị", 10),
        Head("Tỷ lệ đơn vị (%)", 10, points=True),
        Head("Điểm liên quan, bình quân", 14, points=True),
    )
    rows = tuple(
        (
            common.gap.number,
            common.gap.title,
            common.gap.heading,
            Fraction(common.units),
            Fraction(100 * common.units, units),
            common.average,
        )
        for common in league.gaps
    )
    title = f"Chỗ thiếu nhiều đơn vị cùng gặp, năm {league.year}"
    return Table(sheet, title, heads, rows, _note(league))


def _failures(found: Leagues) -> Table:
    heads = (Head("Đơn vị", 32), Head("Năm", 8), Head("Lỗi", 100))
    rows = tuple((f.title, str(f.task.year), "\n".join(f.lines)) for f in found.failures)
    notes = () if rows else ("Không có.",)
    marked = (f"{MARK[0].upper()}{MARK[1:]}.", *notes)
    return Table("Lỗi", "Đơn vị chạy không thành công, chưa xếp hạng", heads, rows, marked)


def headline(found: Leagues, made: date) -> str:
    """Give the title of page and workbook."""
    years = ", ".join(str(year) for year in sorted({league.year for league in found.years}))
    return (
        f"Bảng tổng hợp điểm tự chấm {f'năm {years} ' if years else ''}(lập ngày {made:%d/%m/%Y})"
    )
