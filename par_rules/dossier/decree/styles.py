"""How a paragraph and its letters look in Word once all its styles are applied.

Order of ISO/IEC 29500-1, 17.7.2: document defaults, table style, numbering, paragraph style,
character style, then what is set on the very paragraph or letters. Bold, italics, capitals and
hidden turn over when two styles set them (17.7.3).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_TOGGLES = {"b": "bold", "i": "italic", "caps": "caps", "vanish": "hidden"}
_FONTS = ("ascii", "hAnsi")
# What Word takes where nothing at all is said.
_BARE = {"ascii": "Times New Roman", "hAnsi": "Times New Roman", "size": 10.0, "colour": ""}
FARTHEST = 1e9  # in whatever unit: beyond any sheet
MOST_STYLES = 50  # a chain of styles this long leads in a circle

Properties = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Look:
    """Letters: ``plain`` font for ASCII, ``other`` for the rest; size in points.

    ``colour`` is six hexadecimal digits, "" for automatic (black on white).
    """

    plain: str
    other: str
    size: float
    bold: bool
    italic: bool
    caps: bool
    hidden: bool
    colour: str


class Styles:
    """The styles of one document."""

    def __init__(self, styles: Element | None, theme: Element | None) -> None:
        self.theme = _theme_fonts(theme)
        self.styles: dict[str, Element] = {}
        self.standard: dict[str, str] = {}
        self.letters: Properties = {}
        self.layout: Properties = {}
        if styles is None:
            return
        for style in styles.iter(f"{W}style"):
            name, kind = style.get(f"{W}styleId") or "", style.get(f"{W}type") or "paragraph"
            self.styles[name] = style
            if style.get(f"{W}default") in ("1", "true"):
                self.standard[kind] = name
        defaults = styles.find(f"{W}docDefaults")
        if defaults is not None:
            self.letters = self._letters(defaults.find(f"{W}rPrDefault/{W}rPr"))
            self.layout = _layout(defaults.find(f"{W}pPrDefault/{W}pPr"))

    def layout_of(self, paragraph: Element, table: str | None) -> Properties:
        """Give the layout of a paragraph, as :func:`_layout` names it; lengths in twips."""
        own = properties_of(paragraph)
        found = dict(self.layout)
        for style in (*self._chain(table), *self._chain(self._paragraph_style(own))):
            found.update(_layout(style.find(f"{W}pPr")))
        found.update(_layout(own))
        return found

    def ground(self, paragraph: Element, table: str | None) -> Properties:
        """Give what the letters of a paragraph start from: defaults, table style, its own style."""
        found = {**_BARE, **self.letters}
        for level in (table, self._paragraph_style(properties_of(paragraph))):
            self._turn(found, level)
        return found

    def look(self, run: Element, ground: Properties) -> Look:
        """Give the look of a run's letters in a paragraph with this ``ground``."""
        own = properties_of(run)
        named = None if own is None else own.find(f"{W}rStyle")
        found = dict(ground)
        self._turn(found, None if named is None else named.get(f"{W}val"))
        found.update(self._letters(own))
        return Look(
            found["ascii"],
            found["hAnsi"],
            found["size"],
            bool(found.get("bold")),
            bool(found.get("italic")),
            bool(found.get("caps")),
            bool(found.get("hidden")),
            found["colour"],
        )

    def _turn(self, found: Properties, style: str | None) -> None:
        """Add a style; what it switches on is switched off where it was on."""
        for name, value in self._level(style).items():
            turned = name in _TOGGLES.values()
            found[name] = bool(found.get(name)) ^ value if turned else value

    def _level(self, style: str | None) -> Properties:
        found: Properties = {}
        for element in self._chain(style):
            found.update(self._letters(element.find(f"{W}rPr")))
        return found

    def _paragraph_style(self, layout: Element | None) -> str | None:
        named = None if layout is None else layout.find(f"{W}pStyle")
        return self.standard.get("paragraph") if named is None else named.get(f"{W}val")

    def _chain(self, style: str | None) -> list[Element]:
        """Give a style and what it rests on, the ground first."""
        found: list[Element] = []
        while style in self.styles and len(found) < MOST_STYLES:
            found.append(self.styles[style])
            above = found[-1].find(f"{W}basedOn")
            style = None if above is None else above.get(f"{W}val")
        return found[::-1]

    def _letters(self, properties: Element | None) -> Properties:
        return {} if properties is None else dict(self._said(properties))

    def _said(self, properties: Element) -> Iterator[tuple[str, Any]]:
        for tag, name in _TOGGLES.items():
            mark = properties.find(f"{W}{tag}")
            if mark is not None:
                yield name, is_on(mark)
        fonts = properties.find(f"{W}rFonts")
        for side in _FONTS if fonts is not None else ():
            assert fonts is not None
            named = self.theme.get(fonts.get(f"{W}{side}Theme") or "") or fonts.get(f"{W}{side}")
            if named:
                yield side, named
        size = number_of(properties.find(f"{W}sz"), "val")
        if size is not None:
            yield "size", size / 2
        colour = properties.find(f"{W}color")
        if colour is not None:
            said = (colour.get(f"{W}val") or "auto").upper()
            yield "colour", "" if said == "AUTO" else said


def properties_of(element: Element) -> Element | None:
    """Give a paragraph's or run's properties: its first child, if it has any (17.3.1, 17.3.2)."""
    first = next(iter(element), None)
    return first if first is not None and first.tag in (f"{W}pPr", f"{W}rPr") else None


def is_on(mark: Element) -> bool:
    """Say whether a switch is on: it is where it stands without a value."""
    return mark.get(f"{W}val") not in ("0", "false", "off")


def number_of(element: Element | None, name: str) -> float | None:
    """Give an attribute as a number; None where it is none that a page could have."""
    return None if element is None else number_in(element.get(f"{W}{name}") or "")


def number_in(text: str) -> float | None:
    """Give the number written in an attribute; None for another text and for one out of reach."""
    try:
        value = float(text)
    except ValueError:
        return None
    return value if abs(value) < FARTHEST else None


def _theme_fonts(theme: Element | None) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for part in ("major", "minor"):
        font = None if theme is None else theme.find(f".//{_A}{part}Font/{_A}latin")
        named = None if font is None else font.get("typeface")
        for kind in ("Ascii", "HAnsi") if named else ():
            found[f"{part}{kind}"] = named or ""
    return found


def _layout(properties: Element | None) -> Properties:
    """Read alignment, indents, spacing; what is not said is not there."""
    found: Properties = {}
    if properties is None:
        return found
    side = properties.find(f"{W}jc")
    if side is not None:
        found["align"] = {"start": "left", "end": "right"}.get(
            side.get(f"{W}val") or "", side.get(f"{W}val") or "left"
        )
    indent = properties.find(f"{W}ind")
    for name, keys in {"left": ("left", "start"), "right": ("right", "end")}.items():
        for key in keys:
            value = number_of(indent, key)
            if value is not None:
                found[name] = value
    for key, sign in (("firstLine", 1), ("hanging", -1)):
        value = number_of(indent, key)
        if value is not None:
            found["first"] = sign * value
    spacing = properties.find(f"{W}spacing")
    for key in ("before", "after", "line"):
        value = number_of(spacing, key)
        if value is not None:
            found[key] = value
    if spacing is not None and spacing.get(f"{W}lineRule"):
        found["rule"] = spacing.get(f"{W}lineRule")
    for key in ("before", "after"):
        auto = None if spacing is None else spacing.get(f"{W}{key}Autospacing")
        if auto in ("1", "true", "on"):
            found[key] = 280.0  # 14 pt, as browsers have it
    together = properties.find(f"{W}contextualSpacing")
    if together is not None:
        found["together"] = is_on(together)
    if properties.find(f"{W}numPr") is not None:
        found["numbered"] = True
    if properties.find(f"{W}pBdr") is not None:
        found["border"] = properties.find(f"{W}pBdr")
    style = properties.find(f"{W}pStyle")
    if style is not None:
        found["style"] = style.get(f"{W}val")
    return found
