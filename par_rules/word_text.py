"""What a reader sees of a Word file's elements: those of a kind in their order, and their text.

Content controls and moved or inserted text are looked through; what was deleted or moved away, and
what only older programs show, is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
GONE = frozenset(
    (
        f"{W}del",
        f"{W}moveFrom",
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
    )
)
_SIGNS = {
    f"{W}tab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
_LOOKS = frozenset((f"{W}pPr", f"{W}rPr"))

LeftOut = Callable[[Element], bool]


def within(parent: Element, wanted: Set[str], closed: Set[str] = GONE) -> Iterator[Element]:
    """Give the elements of the ``wanted`` tags in their order, looking into all but ``closed``.

    What stands inside a wanted one is not given.
    """
    for child in parent:
        if child.tag in wanted:
            yield child
        elif child.tag not in closed:
            yield from within(child, wanted, closed)


def text(element: Element, left_out: LeftOut | None = None) -> str:
    """Give the text as it stands, a tab as "\\t", a line's end as "\\n".

    Elements for which ``left_out`` is true are passed over.
    """
    return "".join(_pieces(element, left_out))


def _pieces(element: Element, left_out: LeftOut | None) -> Iterator[str]:
    for child in element:
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag in GONE or child.tag in _LOOKS or (left_out and left_out(child)):
            continue
        else:
            yield from _pieces(child, left_out)
