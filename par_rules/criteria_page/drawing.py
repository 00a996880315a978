"""Draws a curve as an SVG without script, colours from the page, and says it in words."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from html import escape

from par_rules.criteria_page.curves import Curve, Line
from par_rules.values import points_text

WIDTH, HEIGHT = 420, 170
LEFT, RIGHT, TOP, BOTTOM = 46, 14, 14, 34
LETTER = 7  # width of one letter of a label


def svg_of(curve: Curve, name: str) -> str:
    """Draw ``curve``; ``name`` is an id of the page that no other drawing has."""
    xs = [x for line in curve.lines for x, _ in (line.start, line.end)]
    ys = [y for line in curve.lines for _, y in (line.start, line.end)]
    across = _Scale(min(xs), max(xs), LEFT, WIDTH - RIGHT)
    up = _Scale(min(Fraction(0), *ys), max(curve.maximum, *ys), HEIGHT - BOTTOM, TOP)
    parts = [
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" aria-labelledby="{name}">',
        f'<title id="{name}">{escape(told(curve))}</title>',
        *_grid(curve, across, up),
        *(_drawn(line, across, up) for line in curve.lines),
        *_dots(curve.lines, across, up),
        "</svg>",
    ]
    return "".join(parts)


def told(curve: Curve) -> str:
    """Say the whole curve in one sentence."""
    return f"{curve.subject}: " + "; ".join(f"{value}: {points}" for value, points in curve.rows)


class _Scale:
    """Turns numbers into places of the drawing."""

    def __init__(self, low: Fraction, high: Fraction, start: int, end: int) -> None:
        self.low, self.start = low, start
        self.factor = (end - start) / float(high - low or 1)

    def __call__(self, number: Fraction) -> float:
        return round(self.start + float(number - self.low) * self.factor, 1)


def _grid(curve: Curve, across: _Scale, up: _Scale) -> Iterator[str]:
    floor = HEIGHT - BOTTOM
    yield f'<path class="axis" d="M{LEFT} {TOP}V{floor}H{WIDTH - RIGHT}"/>'
    levels = {y for line in curve.lines for _, y in (line.start, line.end)}
    taken: list[float] = []
    for points in sorted(levels, key=lambda p: (p != max(levels), p != min(levels), -p)):
        y = up(points)
        if all(abs(y - other) >= 13 for other in taken):
            taken.append(y)
            yield f'<path class="grid" d="M{LEFT} {y}H{WIDTH - RIGHT}"/>'
            text = escape(points_text(points))
            yield f'<text x="{LEFT - 6}" y="{y + 4}" text-anchor="end">{text}</text>'
    yield from _places(curve, across, floor)


def _places(curve: Curve, across: _Scale, floor: int) -> Iterator[str]:
    """Write the values where the points change, as many as have room, the ends last."""
    xs = sorted({x for line in curve.lines for x, _ in (line.start, line.end)})
    taken: list[tuple[float, float]] = []
    for x in (*reversed(xs[1:-1]), xs[-1], xs[0]):
        at = across(x)
        text = curve.measure.bare(x) + ("%" if curve.measure.kind == "percent" else "")
        half = LETTER * (len(text) + text.count("%")) / 2  # a per cent sign is as wide as two
        middle = min(max(at, half), WIDTH - half)
        if all(middle + half < low or high < middle - half for low, high in taken):
            taken.append((middle - half, middle + half))
            yield f'<path class="axis" d="M{at} {floor}v4"/>'
            yield f'<text x="{middle}" y="{floor + 18}" text-anchor="middle">{escape(text)}</text>'


def _drawn(line: Line, across: _Scale, up: _Scale) -> str:
    (x, y), (to_x, to_y) = line.start, line.end
    return f'<path class="curve" d="M{across(x)} {up(y)}L{across(to_x)} {up(to_y)}"/>'


def _dots(lines: tuple[Line, ...], across: _Scale, up: _Scale) -> Iterator[str]:
    """Mark open ends, and the closed ends over them, where the points jump."""
    jumps = {line.start[0] for line in lines if line.open_start}
    jumps |= {line.end[0] for line in lines if line.open_end}
    for line in lines:
        for (x, y), is_open in ((line.start, line.open_start), (line.end, line.open_end)):
            if x in jumps:
                kind = "open" if is_open else "closed"
                yield f'<circle class="{kind}" cx="{across(x)}" cy="{up(y)}" r="3.5"/>'
