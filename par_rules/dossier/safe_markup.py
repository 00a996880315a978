"""What officials add to the dossier's notebook, let through where it only shows something.

The page's policy lets no script run and no request leave. This comes before it: what would run,
load or lead elsewhere is not in the page at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import escape, unescape
from typing import NamedTuple

LEFT_OUT = (
    '<p class="par note">Một kết quả trong sổ tay có mã chạy, tải từ ngoài trang hoặc viết HTML '
    "chưa đúng nên không được đưa vào hồ sơ.</p>"
)
CONTENTS = "<!-- contents -->"  # the one comment that passes: where the table of contents goes

# Texts whose answer is kept; a page has about ten, and is written again from its notebook.
MOST_KEPT = 24
# Letters of a tag that is kept; a picture has millions.
MOST_KEPT_OF_ONE = 300

_VOID = {"br", "col", "hr", "img", "wbr"}
_DRAWN = {
    *("circle", "clippath", "defs", "desc", "ellipse", "g", "line", "lineargradient", "marker"),
    *("mask", "path", "pattern", "polygon", "polyline", "radialgradient", "rect", "stop", "svg"),
    *("symbol", "text", "title", "tspan", "use"),
}
_WRITTEN = _VOID | {
    *("a", "abbr", "article", "aside", "b", "blockquote", "caption", "center", "cite", "code"),
    *("colgroup", "dd", "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure"),
    *("font", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "i", "ins", "kbd", "li"),
    *("mark", "ol", "p", "pre", "q", "s", "samp", "section", "small", "span", "strong", "style"),
    *("sub", "summary", "sup", "svg", "table", "tbody", "td", "tfoot", "th", "thead", "time"),
    *("tr", "u", "ul", "var"),
}
# Attributes that load something, send something, or take the place of a name in the page's script.
_REFUSED = {
    *("action", "background", "cite", "data", "formaction", "longdesc", "name", "ping", "poster"),
    *("srcdoc", "srcset"),
}
# A tag that every reader takes for the same: no "<" in it, quotes only around values.
_NAME = r"[A-Za-z][\w:.-]*"
_VALUE = r"\"[^\"<>]*\"|'[^'<>]*'|[\w.%#-]+"
_TAG = re.compile(rf"<(/?)({_NAME})((?:\s+{_NAME}(?:=(?:{_VALUE}))?)*)\s*(/?)>")
_ATTRIBUTE = re.compile(rf"({_NAME})(?:=({_VALUE}))?")
# What a reader may take for a tag: it ends where the first ">" is, since no tag of ours holds one.
_MAY_BE_TAG = re.compile(r"<(?=[A-Za-z/!?])[^<>]*>?")
_PICTURE = re.compile(r"data:image/(png|jpeg|gif);base64,[A-Za-z0-9+/=\s]*")
_LOADS = re.compile(r"url\s*\((?!\s*['\"]?#)|@import|\\", re.IGNORECASE)


@lru_cache(maxsize=MOST_KEPT)
def safe_html(text: str) -> str:
    """Give a cell's HTML as it is, or a note in its place where it may run or load anything.

    Each tag must be a known one, written without doubt, and closed; links lead by http, https or
    within the folder; a picture lies in the page. Text between the tags may say what it likes.
    """
    return text if _passes(text) else LEFT_OUT


def safe_link(address: str) -> bool:
    """Say whether a link may be followed: http, https, or relative to the page.

    "//host" is none of them: from a page on a disk it asks another computer for a file.
    """
    plain = re.sub(r"[\x00-\x20\x7f]", "", address)
    if re.match(r"https?://[^/\\]", plain, re.IGNORECASE):
        return True
    first = re.split(r"[/?#]", plain, maxsplit=1)[0]
    return ":" not in first and "\\" not in plain and not plain.startswith("//")


def remark(text: str) -> str:
    """Give an official's own Markdown as HTML; raw HTML in it stays text.

    Of a link that may not be followed the words stay, of a picture its description.
    """
    import mistune

    class Remark(mistune.HTMLRenderer):
        def link(self, text: str, url: str, title: str | None = None) -> str:
            return f'<a href="{escape(url)}">{text}</a>' if safe_link(unescape(url)) else text

        def image(self, text: str, url: str, title: str | None = None) -> str:
            return text

    return str(mistune.create_markdown(renderer=Remark(escape=True), plugins=["table"])(text))


def _passes(text: str) -> bool:
    opened: list[tuple[str, int]] = []
    drawing = 0
    for found in _MAY_BE_TAG.finditer(text):
        written = found[0]
        if written == CONTENTS:
            continue
        tag = _tag(written) if len(written) < MOST_KEPT_OF_ONE else _tag.__wrapped__(written)
        if tag is None or tag.name not in (_DRAWN if drawing else _WRITTEN):
            return False
        name = tag.name
        if tag.closes:
            last, since = opened.pop() if opened else ("", 0)
            if last != name or (name == "style" and _LOADS.search(text, since, found.start())):
                return False
            drawing -= name == "svg"
        elif not (name in _VOID or (tag.ends_itself and drawing)):
            opened.append((name, found.end()))
            drawing += name == "svg"
    return not opened


class _Tag(NamedTuple):
    name: str
    closes: bool
    ends_itself: bool


@lru_cache(maxsize=4096)  # most tags of a page are alike
def _tag(written: str) -> _Tag | None:
    """Read a tag; None for what is none, or may run or load anything."""
    tag = _TAG.fullmatch(written)
    if tag is None:
        return None
    name = tag[2].lower()
    if not all(_harmless(name, *found) for found in _attributes(tag[3])):
        return None
    return _Tag(name, bool(tag[1]), bool(tag[4]))


def _attributes(text: str) -> Iterator[tuple[str, str]]:
    for found in _ATTRIBUTE.finditer(text):
        yield found[1].lower(), unescape((found[2] or "").strip("\"'"))


def _harmless(element: str, name: str, value: str) -> bool:
    if name.startswith("on") or name in _REFUSED:
        return False
    if name == "style":
        return not _LOADS.search(value)
    if name == "src":
        return element == "img" and _PICTURE.fullmatch(value) is not None
    if name in ("href", "xlink:href"):
        return safe_link(value) if element == "a" else value.startswith("#")
    return True
