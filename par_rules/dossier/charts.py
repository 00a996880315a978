"""Charts as static SVG, each with a title, a description and its numbers as a table."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Any

from par_rules.dossier.svg import INK, SIZE, bare, new_figure, svg_text
from par_rules.dossier.wording import ANSWERS, PARTS, points
from par_rules.scoring.gaps import Gaps
from par_rules.scoring.scorecard import Scorecard, Views
from par_rules.values import points_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from par_rules.criteria.model import CriteriaSet
    from par_rules.evidence.manifest import Manifest

# Told apart by lightness and hatching as well, for grey printers and colour-blind readers.
LOOKS: dict[str, dict[str, Any]] = {
    "secured": {"facecolor": "#12507b", "edgecolor": "#12507b"},
    "unproved": {"facecolor": "#f0a13a", "edgecolor": "#8a4b00", "hatch": "////"},
    "open": {"facecolor": "#e4e7eb", "edgecolor": "#5d6773"},
    "winnable": {"facecolor": "#a9d8c4", "edgecolor": "#2c6e55", "hatch": "|||"},
    "lost": {"facecolor": "#ffffff", "edgecolor": "#8c1d18", "hatch": "xxxx"},
}
LOOKS |= {"passes": LOOKS["secured"], "fails": LOOKS["unproved"], "not_due": LOOKS["open"]}

# Drawings kept; a year has four.
MOST_KEPT = 8


@dataclass(frozen=True)
class Chart:
    """One chart: the SVG element, what it is, and its numbers for who cannot see it."""

    svg: str
    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def html(self) -> str:
        """Give the chart as a figure with its numbers folded away below."""
        head = "".join(f'<th scope="col">{escape(text)}</th>' for text in self.head)
        body = "".join(
            f'<tr><th scope="row">{escape(row[0])}</th>'
            + "".join(
                f'<td class="number" data-label="{escape(name)}">{escape(text)}</td>'
                for name, text in zip(self.head[1:], row[1:], strict=True)
            )
            + "</tr>"
            for row in self.rows
        )
        return (
            f'<figure class="chart">{self.svg}<details><summary>Số liệu của biểu đồ</summary>'
            f'<table class="stack"><caption>{escape(self.title)}</caption><thead><tr>{head}'
            f"</tr></thead><tbody>{body}</tbody></table></details></figure>"
        )

    def _repr_html_(self) -> str:
        return self.html


def parts_by_field(card: Scorecard) -> Chart:
    """Draw the five parts of the maximum, one bar a field and one for all that is self-scored.

    All bars are of one length, so that a field of 4 points is as easy to read as one of 30; the
    figures in and after the bars are points.
    """
    outside = {leaf.number for leaf in card.leaves if leaf.role is not None}
    groups = [
        (f"{g.number}. {g.title}", g.points)
        for g in card.fields
        if g.points.maximum and not any(number.startswith(f"{g.number}.") for number in outside)
    ]
    title = f"Năm phần của điểm tối đa theo lĩnh vực, ngày {card.as_of:%d/%m/%Y}"
    rows = [("Tổng điểm tự chấm", card.self_points), *groups]
    bars = [(n, _parts(v), v.maximum) for n, v in rows]
    return _stacked(title, "Lĩnh vực", bars, PARTS, same_length=True)


def answers_by_field(manifest: Manifest, criteria: CriteriaSet) -> Chart:
    """Draw how many evidence requirements of each field are met, are not, and are not yet due."""
    rows = []
    for field in criteria.fields:
        keys = {leaf.key for leaf in field.leaves()}
        found: list[str] = [a.proof.answer for a in manifest.answers if a.leaf in keys]
        if found:
            parts = {name: Fraction(found.count(name)) for name in ANSWERS}
            rows.append((f"{field.number}. {field.title}", parts, Fraction(len(found))))
    title = f"Yêu cầu minh chứng theo lĩnh vực, ngày {manifest.as_of:%d/%m/%Y}"
    return _stacked(title, "Lĩnh vực", rows, ANSWERS)


def parts_by_office(gaps: Gaps) -> Chart:
    """Draw what each lead office has unproved, open, still to win and lost, the most first."""
    rows = [
        (o.title, {"unproved": o.unproved, "open": o.open, "winnable": o.winnable, "lost": o.lost})
        for o in gaps.offices
    ]
    rows = [(name, parts) for name, parts in rows if sum(parts.values())]
    rows.sort(key=lambda row: (-sum(row[1].values()), row[0]))
    title = f"Số điểm chưa chắc chắn của từng cơ quan chủ trì, ngày {gaps.as_of:%d/%m/%Y}"
    bars = [(n, p, sum(p.values(), Fraction(0))) for n, p in rows]
    return _stacked(title, "Cơ quan chủ trì", bars, PARTS)


def deadlines(gaps: Gaps) -> Chart:
    """Draw the days still to come, and the greatest stake of what is due on each."""
    days: dict[date, list[Fraction]] = {}
    for office in gaps.offices:
        for gap in office.gaps:
            if gap.due is not None and gap.due >= gaps.as_of and gap.stake > 0:
                days.setdefault(gap.due, []).append(gap.stake)
    title = f"Các hạn sắp tới, kể từ ngày {gaps.as_of:%d/%m/%Y}"
    rows = tuple(
        (f"{when:%d/%m/%Y}", str(len(stakes)), points(max(stakes)))
        for when, stakes in sorted(days.items())
    )
    figure = new_figure(0.7 + 0.3 * max(1, len(rows)))
    axes = figure.add_axes((0.13, 0.02, 0.84, 0.96))
    bare(axes, [row[0] for row in rows])
    most = max((len(stakes) for stakes in days.values()), default=1)
    for place, (_, stakes) in enumerate(sorted(days.items())):
        _box(axes, place, 0, len(stakes), 0.6, **LOOKS["secured"])
        text = f"{len(stakes)} việc, việc lớn nhất {points(max(stakes))} điểm"
        axes.text(len(stakes) + most * 0.01, place, text, va="center", color=INK, size=SIZE)
    axes.set_xlim(0, most * 1.6)
    return Chart(
        svg_text(figure, title, _told(rows)), title, ("Hạn", "Số việc", "Số điểm lớn nhất"), rows
    )


def _parts(views: Views) -> dict[str, Fraction]:
    return {name: getattr(views, name) for name in PARTS}


def _stacked(
    title: str,
    first: str,
    rows: Sequence[tuple[str, dict[str, Fraction], Fraction]],
    titles: Mapping[str, str],
    *,
    same_length: bool = False,
) -> Chart:
    names = [name for name in titles if any(name in parts for _, parts, _ in rows)]
    table = tuple(
        (name, *(points(parts.get(part, Fraction(0))) for part in names), points(whole))
        for name, parts, whole in rows
    )
    bars = tuple(
        (name, tuple(parts.items()), whole, whole if same_length else None)
        for name, parts, whole in rows
    )
    keys = tuple((name, titles[name]) for name in names)
    return Chart(
        _bars_drawn(title, _told(table), bars, keys),
        title,
        (first, *(titles[name] for name in names), "Cộng"),
        table,
    )


# A bar's name, its parts, their sum, and how long it would be at full length: None, as all others.
_Bar = tuple[str, tuple[tuple[str, Fraction], ...], Fraction, Fraction | None]


@lru_cache(maxsize=MOST_KEPT)
def _bars_drawn(
    title: str, told: str, bars: tuple[_Bar, ...], keys: tuple[tuple[str, str], ...]
) -> str:
    """Draw the bars; notebook and page show the same ones one after the other."""
    height = 0.45 + 0.43 * max(1, len(bars))
    figure = new_figure(height)
    axes = figure.add_axes((0.33, 0.02, 0.66, 1 - 0.42 / height))
    bare(axes, ["\n".join(textwrap.wrap(name, 40)) for name, *_ in bars])
    widest = max((whole for _, _, whole, _ in bars), default=Fraction(1)) or Fraction(1)
    for place, (_, parts, whole, own) in enumerate(bars):
        longest = widest if own is None else own
        _bar(axes, place, parts, longest)
        axes.text(
            float(whole / longest) + 0.008,
            place,
            points_text(whole, 2),
            va="center",
            color=INK,
            size=SIZE,
            weight="bold",
        )
    axes.set_xlim(0, 1.05)
    figure.legend(
        handles=[_key(name, text) for name, text in keys],
        loc="upper center",
        ncols=5,
        frameon=False,
        fontsize=SIZE,
        handlelength=1.6,
        columnspacing=1.4,
        borderaxespad=0.1,
    )
    return svg_text(figure, title, told)


def _bar(
    axes: Axes, place: int, parts: tuple[tuple[str, Fraction], ...], longest: Fraction
) -> None:
    """Draw one bar; what is secured below 0 takes nothing from the other parts."""
    left = Fraction(0)
    for name, size in parts:
        if size <= 0:
            continue
        length = size / longest
        _box(axes, place, float(left), float(length), 0.66, linewidth=0.7, **LOOKS[name])
        label = points_text(size, 2)
        if length > Fraction(len(label) + 1, 70):
            middle = float(left + length / 2)
            text = axes.text(middle, place, label, ha="center", va="center", size=SIZE - 0.5)
            text.set_color("#ffffff" if LOOKS[name] is LOOKS["secured"] else INK)
            if "hatch" in LOOKS[name]:
                face = LOOKS[name]["facecolor"]
                text.set_bbox({"facecolor": face, "edgecolor": "none", "pad": 1.2})
        left += length


def _box(axes: Axes, place: int, left: float, length: float, height: float, **look: Any) -> None:
    """Draw one part of a bar; what ``barh`` does besides takes three times as long."""
    from matplotlib.patches import Rectangle

    axes.add_artist(Rectangle((left, place - height / 2), length, height, **look))


def _key(name: str, title: str) -> Any:
    from matplotlib.patches import Patch

    return Patch(label=title, linewidth=0.7, **LOOKS[name])


def _told(rows: Sequence[tuple[str, ...]]) -> str:
    return "; ".join(f"{row[0]}: {', '.join(row[1:])}" for row in rows)
