"""Parts the lines of an exported rule at colons, quotes, brackets; raises ``ValueError``."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from par_rules.criteria.table_export.codec import number, sources
from par_rules.criteria.table_export.rule_text import BETWEEN
from par_rules.criteria.table_import.reading import Written

_SOURCE = "; căn cứ: "
_LIMITS = (("bắt đầu ", "start"), ("thấp nhất ", "floor"), ("cao nhất ", "cap"))


def without_sources(text: str) -> tuple[str, Written]:
    """Part a line from the sources behind it."""
    before, found, cited = text.rpartition(_SOURCE)
    if not found:
        return text, {}
    return before, {"source": sources(cited, BETWEEN)}


def parted(text: str) -> tuple[str, str]:
    """Part "… : …" at the last colon outside quotes and brackets."""
    found = pieces(text, ": ")
    if len(found) < 2:
        raise ValueError(f"thiếu dấu hai chấm ở “{text}”")
    return ": ".join(found[:-1]), found[-1]


def before_colon(text: str) -> str:
    """Give a heading without its colon."""
    if not text.endswith(":"):
        raise ValueError(f"dòng “{text}” phải hết bằng dấu hai chấm")
    return text[:-1]


def after(text: str, begin: str) -> str:
    """Give what follows a beginning that must be there."""
    if not text.startswith(begin):
        raise ValueError(f"chưa hiểu “{text}”")
    return text.removeprefix(begin)


def points_of_text(text: str) -> Written:
    """Read points, or a share of the maximum."""
    if text.endswith("% điểm tối đa"):
        return {"of_max": number(text.removesuffix("% điểm tối đa"))}
    return {"points": number_of_points(text)}


def number_of_points(text: str) -> Fraction:
    """Read a number of points."""
    if not text.endswith(" điểm"):
        raise ValueError(f"“{text}” không phải số điểm")
    return number(text.removesuffix(" điểm"))


def limits_of(found: Sequence[str]) -> Written:
    """Read from where, how far down and how far up points go."""
    limits: Written = {}
    for text in found:
        for begin, key in _LIMITS:
            if text.startswith(begin):
                limits[key] = number_of_points(text.removeprefix(begin))
                break
        else:
            raise ValueError(f"chưa hiểu “{text}”")
    return limits


def unquoted(text: str) -> str:
    """Give what stands in quotes."""
    if len(text) < 2 or text[0] != "“" or text[-1] != "”":
        raise ValueError(f"“{text}” phải viết trong dấu ngoặc kép")
    return text[1:-1]


def named(text: str) -> tuple[str, str]:
    """Part a quoted title or a key in brackets from what follows it."""
    if text.startswith("["):
        end = text.find("]")
        return text[: end + 1], text[end + 1 :]
    depth = 0
    for place, letter in enumerate(text):
        depth += (letter == "“") - (letter == "”")
        if depth == 0:
            return text[: place + 1], text[place + 1 :]
    raise ValueError(f"thiếu dấu ngoặc kép ở “{text}”")


def bracketed(text: str) -> tuple[str, str]:
    """Part what stands in the first brackets from what follows them."""
    for place, depth in _depths(text):
        if depth == 0:
            return text[1:place], text[place + 1 :]
    raise ValueError(f"thiếu dấu ngoặc đơn ở “{text}”")


def _depths(text: str) -> list[tuple[int, int]]:
    """Give for each place how many brackets outside quotes are open behind it."""
    quotes = brackets = 0
    found = []
    for place, letter in enumerate(text):
        quotes += (letter == "“") - (letter == "”")
        if not quotes:
            brackets += (letter == "(") - (letter == ")")
        found.append((place, brackets + quotes))
    return found


def pieces(text: str, between: str) -> list[str]:
    """Part a text at ``between`` outside quotes and brackets."""
    depths = dict(_depths(text))
    found, start, place = [], 0, 0
    while place < len(text):
        open_before = depths[place - 1] if place else 0
        if open_before == 0 and text.startswith(between, place):
            found.append(text[start:place])
            place += len(between)
            start = place
        else:
            place += 1
    return [*found, text[start:]]


def split_outside(text: str, between: str) -> tuple[str, str]:
    """Part a text at the first of some words outside quotes and brackets."""
    found = pieces(text, between)
    if len(found) < 2:
        raise ValueError(f"chưa hiểu “{text}”")
    return found[0], between.join(found[1:])


def cut_at(text: str, ends: Sequence[str]) -> tuple[str, str, str]:
    """Part a text at the first of some words outside quotes and brackets; give the word too."""
    for end in ends:
        found = pieces(text, end)
        if len(found) > 1:
            return found[0], end, end.join(found[1:])
    return text, "", ""
