"""Turns a figure into one SVG element that stands inside a page.

The same figure gives the same bytes. Nothing refers to the network, so that no name space is named,
and text stays text.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK = "#1b1f24"
FONT = "'DejaVu Sans', 'Segoe UI', Arial, sans-serif"
SIZE = 9.5


def new_figure(height: float) -> Figure:
    """Give an empty figure of the page's width, ``height`` inches high; no global state."""
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure

    figure = Figure(figsize=(9.6, height))
    FigureCanvasSVG(figure)
    return figure


def bare(axes: Axes, names: Sequence[str]) -> None:
    """Keep of the axes only the names of the bars, the first on top."""
    axes.set_yticks(range(len(names)), names, size=SIZE, color=INK)
    axes.set_ylim(max(1, len(names)) - 0.5, -0.5)
    axes.set_xticks([])
    axes.tick_params(length=0)
    for side in axes.spines.values():
        side.set_visible(False)


def svg_text(figure: Figure, title: str, described: str) -> str:
    """Give the bare ``<svg>`` element, titled and described; ids depend on the title alone."""
    from matplotlib import rc_context

    # "none" keeps text as text; the salt makes ids the same at every run.
    held = io.StringIO()
    settings: Any = {
        "svg.fonttype": "none",
        "svg.hashsalt": title,
        "font.family": ["DejaVu Sans"],
        "hatch.linewidth": 0.5,
    }
    nothing = dict.fromkeys(("Creator", "Date", "Format", "Type"))
    with rc_context(settings):
        figure.savefig(held, format="svg", metadata=nothing, transparent=True)
    text = held.getvalue()
    text = text[text.index("<svg") :]
    text = re.sub(r'\s+xmlns(:\w+)?="[^"]*"', "", text)
    text = text.replace("xlink:href", "href").replace("'DejaVu Sans'", FONT)
    text = re.sub(r"<!--.*?-->\n?", "", text, flags=re.DOTALL)
    text = re.sub(r"<defs>\s*<style.*?</style>\s*</defs>", "", text, flags=re.DOTALL)
    name = re.search(r'id="([^"]+)"', text)
    assert name is not None
    ends = text.index(">") + 1
    opening = re.sub(r'\s(width|height|version)="[^"]*"', "", text[:ends])
    known = f"chart-{zlib.crc32(title.encode('utf-8')):x}"
    opening = (
        opening[:-1].rstrip() + f' role="img" aria-labelledby="{known}-t {known}-d">'
        f'<title id="{known}-t">{escape(title)}</title>'
        f'<desc id="{known}-d">{escape(described)}</desc>'
    )
    return re.sub(r"[ \t]*\n[ \t]*", "\n", _own_ids(opening + text[ends:], known))


def _own_ids(svg: str, known: str) -> str:
    """Set the chart's name before each id, so that two charts may stand in one page."""
    svg = re.sub(r'\bid="(?!chart-)', f'id="{known}-', svg)
    return re.sub(r'(href="#|url\(#)', rf"\g<1>{known}-", svg)
