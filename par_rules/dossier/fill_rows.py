"""Finds which leaf, criterion or field a row of a form is about: by number, or by title."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from par_rules.criteria.model import CriteriaSet
from par_rules.letters import clean, words

_PREFIX = re.compile(r"(tiêu chí|tc|mục|lĩnh vực)\s+", re.IGNORECASE)
_NUMBERED = re.compile(r"([0-9A-ZĐ]{1,4}(?:\.[0-9]{1,3})*)[.):]?\s+(.+)", re.DOTALL)
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@dataclass(frozen=True)
class Target:
    """What a row can be about; ``level`` is "leaf", "criterion", "field" or "total"."""

    level: str
    key: str
    number: str
    title: str
    maximum: Fraction


TOTAL = Target("total", "", "", "Tổng cộng", Fraction(0))
_TOTALS = frozenset(
    tuple(text.split()) for text in ("tong", "tong cong", "tong diem", "tong so diem", "cong")
)


@dataclass(frozen=True)
class Found:
    """What a row is about; ``remark`` says what to look at, ``target`` is None if unsure."""

    target: Target | None
    remark: str = ""


class Index:
    """Looks targets up by number and by title."""

    def __init__(self, criteria: CriteriaSet) -> None:
        targets = list(_targets(criteria))
        self._by_number: dict[str, list[Target]] = {}
        self._by_title: dict[tuple[str, ...], list[Target]] = {}
        self._by_letters: dict[tuple[str, ...], list[Target]] = {}
        for target in targets:
            self._by_number.setdefault(target.number.casefold(), []).append(target)
            self._by_title.setdefault(_exact(target.title), []).append(target)
            self._by_letters.setdefault(words(target.title), []).append(target)
        fields = (target for target in targets if target.level == "field")
        for roman, field in zip(_ROMAN, fields, strict=False):
            self._by_number.setdefault(roman.casefold(), []).append(field)

    def numbered(self, text: str) -> tuple[Target, ...]:
        """Give the targets of a printed number; a criterion and its only leaf may share one."""
        return tuple(self._by_number.get(_number(text), ()))

    def titled(self, title: str) -> tuple[Target, ...]:
        """Give the targets of this title, marks and all; without marks only where that is one."""
        exact = _deepest(self._by_title.get(_exact(title), ()))
        if exact or not words(title):
            return exact
        loose = _deepest(self._by_letters.get(words(title), ()))
        return loose if len(loose) == 1 else ()

    def find(self, number: str, title: str) -> Found | None:
        """Say what a row is about; None for a row that is about nothing of the set."""
        by_number = self.numbered(number)
        if not by_number and (parted := _NUMBERED.fullmatch(clean(title))):
            by_number = self.numbered(parted[1]) if "." in parted[1] else ()
            title = parted[2]
        if by_number:
            return self._agreed(by_number, title)
        by_title = self.titled(title)
        if len(by_title) > 1:
            return Found(None, f"tên “{_short(title)}” có ở nhiều tiêu chí: {_listed(by_title)}")
        if by_title or words(title) not in _TOTALS:
            return Found(by_title[0]) if by_title else None
        return Found(TOTAL)

    def _agreed(self, by_number: tuple[Target, ...], title: str) -> Found:
        """Hold number and title against each other; a title that is another's very own wins."""
        wanted = words(title)
        same = _deepest(t for t in by_number if not wanted or words(t.title) == wanted)
        alike = same or _deepest(t for t in by_number if _alike(title, t.title))
        by_title = self.titled(title)
        if alike:
            return Found(alike[0])
        if len(by_title) == 1:
            number = by_title[0].number
            return Found(by_title[0], f"điền theo tên: trong bộ tiêu chí là số {number}")
        return Found(
            None,
            f"số {by_number[0].number} trong bộ tiêu chí là “{_short(by_number[0].title)}”, "
            f"trong mẫu là “{_short(title)}”: không điền",
        )


def _targets(criteria: CriteriaSet) -> Iterable[Target]:
    for field in criteria.fields:
        yield Target("field", field.key, field.number, field.title, field.max_points)
        for criterion in field.criteria:
            yield Target(
                "criterion", criterion.key, criterion.number, criterion.title, criterion.max_points
            )
            for leaf in criterion.leaves:
                yield Target("leaf", leaf.key, leaf.number, leaf.title, leaf.max_points)


def _deepest(targets: Iterable[Target]) -> tuple[Target, ...]:
    """Of a criterion and its only leaf, which may share a title, take the leaf."""
    found = list(targets)
    leaves = [target for target in found if target.level == "leaf"]
    return tuple(leaves or found)


def _number(text: str) -> str:
    return _PREFIX.sub("", clean(text)).rstrip(".):").casefold()


def _exact(title: str) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", clean(title).casefold()))


def _alike(one: str, other: str) -> bool:
    """Say whether two titles are the same but for some words."""
    a, b = set(words(one)), set(words(other))
    return len(a & b) * 2 >= len(a | b) or (len(a & b) >= 3 and (a <= b or b <= a))


def _short(title: str) -> str:
    text = clean(title)
    return text if len(text) <= 60 else text[:60].rstrip() + "…"


def _listed(targets: Iterable[Target]) -> str:
    return ", ".join(target.number for target in targets)
