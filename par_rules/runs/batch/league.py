"""The league table: units ranked within their block and year by the exact index, ties shared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from par_rules.runs.batch.standing import Failure, Lacking, Standing

MARK = "điểm tự chấm, chưa thẩm định"
BASIS = (
    "Hạng xếp theo mức chắc chắn đạt (mức thấp) của chỉ số tự chấm, trước khi làm tròn; "
    "bằng nhau thì cùng hạng. Đơn vị chưa chấm được không xếp hạng."
)
BLOCKS = {"Xã và đặc khu": ("xa", "dac_khu"), "Phường": ("phuong",)}
NO_CLASS = "Chưa xếp loại"
MOST_GAPS = 30


@dataclass(frozen=True)
class Ranked:
    """A unit with its rank in its block."""

    rank: int
    standing: Standing


@dataclass(frozen=True)
class Block:
    """Units that are compared with each other, and those of them that have no index."""

    title: str
    ranked: tuple[Ranked, ...]
    unscored: tuple[Standing, ...]

    def classes(self) -> list[tuple[str, int]]:
        """Count the units of each class, the most frequent first."""
        names = Counter(r.standing.class_name or NO_CLASS for r in self.ranked)
        return sorted(names.items(), key=lambda item: (-item[1], item[0]))


@dataclass(frozen=True)
class CommonGap:
    """A gap, how many units have it, and the points at stake in all of them and on average."""

    gap: Lacking
    units: int
    stake: Fraction

    @property
    def average(self) -> Fraction:
        """Give the points at stake in a unit that has the gap."""
        return self.stake / self.units


@dataclass(frozen=True)
class League:
    """One year under one set: its blocks, and the gaps that most units share."""

    year: int
    provisional: bool
    blocks: tuple[Block, ...]
    gaps: tuple[CommonGap, ...]

    def standings(self) -> tuple[Standing, ...]:
        """Give every ranked unit, block after block."""
        return tuple(r.standing for block in self.blocks for r in block.ranked)


@dataclass(frozen=True)
class Leagues:
    """All years of a batch, and what failed."""

    years: tuple[League, ...]
    failures: tuple[Failure, ...]


def leagues(found: Iterable[Standing], failures: Iterable[Failure]) -> Leagues:
    """Rank all units, each year and set for itself; one set is never ranked against another."""
    by_year: dict[tuple[int, str], list[Standing]] = {}
    for standing in found:
        by_year.setdefault((standing.task.year, standing.set_key), []).append(standing)
    years = tuple(_league(year, by_year[year, key]) for year, key in sorted(by_year))
    return Leagues(years, tuple(failures))


def _league(year: int, found: Sequence[Standing]) -> League:
    blocks = []
    for title, kinds in BLOCKS.items():
        members = [standing for standing in found if standing.kind in kinds]
        if members:
            unscored = sorted((s for s in members if s.index is None), key=lambda s: s.title)
            blocks.append(Block(title, ranked(members), tuple(unscored)))
    return League(year, any(s.provisional for s in found), tuple(blocks), common_gaps(found))


def ranked(found: Iterable[Standing]) -> tuple[Ranked, ...]:
    """Rank by the low end of the exact index; equal ones share a rank and the next is skipped."""
    placed = [(s.index.low, s) for s in found if s.index is not None]
    lows = sorted((low for low, _ in placed), reverse=True)
    first = {low: place for place, low in reversed(list(enumerate(lows, 1)))}
    order = sorted(placed, key=lambda one: (first[one[0]], one[1].title, one[1].task.unit))
    return tuple(Ranked(first[low], standing) for low, standing in order)


def common_gaps(found: Iterable[Standing]) -> tuple[CommonGap, ...]:
    """Count each gap once a unit; the most common first, then by points at stake."""
    seen: dict[tuple[str, str, str | None, str | None], list[Lacking]] = {}
    for standing in found:
        if standing.index is None:
            continue
        own: dict[tuple[str, str, str | None, str | None], Lacking] = {}
        for gap in standing.lacking:
            key = (gap.number, gap.heading, gap.requirement, gap.input)
            if gap.stake > 0 and (key not in own or own[key].stake < gap.stake):
                own[key] = gap
        for key, gap in own.items():
            seen.setdefault(key, []).append(gap)
    gaps = [CommonGap(g[0], len(g), sum((x.stake for x in g), Fraction(0))) for g in seen.values()]
    gaps.sort(key=lambda g: (-g.units, -g.stake, g.gap.number, g.gap.heading))
    return tuple(gaps[:MOST_GAPS])
