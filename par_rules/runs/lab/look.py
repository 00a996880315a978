"""How the forms look: widgets of one width, messages, tables, and the line that does the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import contextmanager
from html import escape
from typing import TYPE_CHECKING, Any

from par_rules.runs.disk import refused
from par_rules.runs.year import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

# Fits beside the file browser of a screen of 1366 points.
WIDTH = "min(100%, 900px)"
_CELL = "padding:3px 10px 3px 0;vertical-align:top;text-align:left;border-bottom:1px solid #dde3e8"
_COLOURS = {"good": ("#eaf5ea", "#1d5b26"), "bad": ("#fdecea", "#8a1c12"), "": ("#eef2f7", "#222")}


class Form:
    """A form to show in a notebook, with what stands in its place where no form can be."""

    def __init__(self, widget: Any, said: Callable[[], str]) -> None:
        self.widget = widget
        self.said = said

    def _repr_mimebundle_(self, **options: Any) -> dict[str, Any]:
        bundle = self.widget._repr_mimebundle_(**options) or {}
        return {**bundle, "text/html": self.said(), "text/plain": ""}


def widgets() -> Any:
    """Give ipywidgets; raises ``InputError`` where they are not installed."""
    try:
        import ipywidgets
    except ImportError:
        raise InputError(
            [
                "Chưa cài phần dùng cho sổ tay năm: chạy mo-so-tay.cmd, hoặc gõ "
                'python -m pip install -e ".[lab]"'
            ]
        ) from None
    return ipywidgets


def message(lines: Iterable[str], look: str = "") -> str:
    """Give a box with lines; ``look`` is "good", "bad" or nothing."""
    ground, ink = _COLOURS[look]
    said = "".join(f"<div>{escape(line)}</div>" for line in lines)
    role = "alert" if look == "bad" else "status"
    return (
        f'<div role="{role}" class="par-message" style="background:{ground};color:{ink};'
        f'padding:6px 12px;line-height:1.5;border-left:4px solid {ink}">{said}</div>'
        if said
        else ""
    )


def same_as(line: str) -> str:
    """Show the one line that does what the form does."""
    return (
        '<div class="par-line" style="color:#444;line-height:1.5">Làm bằng một dòng lệnh: '
        f'<code style="background:#f3f3f3;padding:1px 6px;white-space:pre-wrap">{escape(line)}'
        "</code></div>"
    )


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Give a table; cells are plain text."""
    top = "".join(f'<th scope="col" style="{_CELL}">{escape(head)}</th>' for head in heads)
    body = "".join(
        "<tr>" + "".join(f'<td style="{_CELL}">{escape(cell)}</td>' for cell in row) + "</tr>"
        for row in rows
    )
    style = "border-collapse:collapse;line-height:1.4;width:100%"
    return f'<table style="{style}"><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>'


@contextmanager
def telling(place: Any) -> Iterator[None]:
    """Tell in ``place`` (an HTML widget) why something could not be done, as a sentence."""
    try:
        yield
    except InputError as error:
        place.value = message(error.lines, "bad")
    except OSError as error:
        place.value = message([refused(error) or f"Không đọc, ghi được tệp: {error}"], "bad")


def labelled(kind: Any, label: str, **options: Any) -> Any:
    """Make a widget of one width with its label at the left, read whole by a screen reader."""
    w = widgets()
    given = {"layout": w.Layout(width=WIDTH), "style": {"description_width": "170px"}, **options}
    return kind(description=label, **given)


def button(label: str, look: str = "primary") -> Any:
    """Make a button wide enough for its words."""
    w = widgets()
    return w.Button(
        description=label,
        button_style=look,
        layout=w.Layout(width="auto", min_width="150px", padding="0 16px", align_self="flex-start"),
    )
