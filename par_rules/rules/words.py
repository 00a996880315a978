"""How numbers, days, points and answers are written in Vietnamese."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from par_rules.values import Interval, points_text
from par_rules.values.exact import decimal_text

OPTIONS = {
    "yes": "có",
    "no": "không",
    "present": "có",
    "absent": "không có",
    "not_arisen": "không phát sinh",
    "unknown": "chưa có số liệu",
    "excellent": "xuất sắc",
    "good": "tốt",
    "fair": "khá",
    "average": "trung bình",
    "poor": "kém",
}


def number_text(number: Fraction, places: int = 4) -> str:
    """Write a number with a dot between thousands and a decimal comma: 1.234,5."""
    whole, comma, rest = points_text(abs(number), places).partition(",")
    sign = "−" if number < 0 and (whole, rest) != ("0", "") else ""
    return f"{sign}{int(whole):,}".replace(",", ".") + comma + rest


def share_text(number: Fraction) -> str:
    """Write a share with two decimals, and with more where it only rounds to a whole or a half."""
    for places in (2, 3, 4, 6):
        shown = Fraction(decimal_text(number, places))
        if shown == number or (2 * shown).denominator != 1:
            break
    return number_text(number, places)


def day_text(day: date | Fraction) -> str:
    """Write a day, or the day of a day number, as dd/mm/yyyy."""
    return f"{day if isinstance(day, date) else date.fromordinal(int(day)):%d/%m/%Y}"


def points_words(points: Fraction) -> str:
    """Write points in a sentence: "1,5 điểm", "trừ 0,5 điểm"."""
    return f"{'trừ ' if points < 0 else ''}{points_text(abs(points))} điểm"


def earned_words(points: Fraction) -> str:
    """Write points as they come out: "được 1,5 điểm", "bị trừ 0,5 điểm"."""
    return f"{'bị' if points < 0 else 'được'} {points_words(points)}"


def level_words(points: Fraction) -> str:
    """Write a level of points in a sentence: "0,7 điểm", "âm 0,7 điểm"."""
    return f"{'âm ' if points < 0 else ''}{points_text(abs(points))} điểm"


def points_range(points: Interval) -> str:
    """Write points that are not settled: "từ 0 đến 1,5 điểm"."""
    if points.is_point:
        return f"{points_text(points.low)} điểm"
    return f"từ {points_text(points.low)} đến {points_text(points.high)} điểm"


def option_text(option: str) -> str:
    """Write an answer or a state."""
    return OPTIONS.get(option, option)


# Names that keep their capital wherever they stand.
NAMES = (
    "Ban Biên tập",
    "Chính phủ",
    "Công an",
    "Cổng",
    "Hải Phòng",
    "Hội đồng",
    "Kế hoạch",
    "Luật",
    "Mặt trận",
    "Nghị ",
    "Phòng ",
    "Phụ lục",
    "Quy tắc",
    "Sở ",
    "Tổ công nghệ",
    "Trung ",
    "Trung tâm",
    "Văn phòng",
    "Ủy ban",
)


def not_so(found: str) -> str:
    """Say that something else was found."""
    return f"số liệu là: {found}"


def lowered(text: str) -> str:
    """Begin a text in the middle of a sentence; names and abbreviations keep their capitals."""
    if text[1:2].isupper() or not text[:1].isupper() or text.startswith(NAMES):
        return text
    return text[0].lower() + text[1:]


def raised(text: str) -> str:
    """Begin a sentence."""
    return text[:1].upper() + text[1:]


def sentence_of(subject: str, parts: Iterable[str]) -> str:
    """Write what is judged and, after it, what each outcome gives."""
    return f"{raised(subject)}. {raised('; '.join(parts))}."
