"""Pages set by typst from a template of ours and plain data, none of which is read as markup.

No font of the machine is used; the same data give the same bytes. A process remembers of the last
pages it has set what it may need again, which a child of it cannot use: :func:`set_by` lets a child
leave its pages to whoever has set those of others.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
# Liberation Serif: the widths of Times New Roman, free to pass on.
FONTS = HERE / "fonts"

# Gives the pages that a main file of typst makes.
Setter = Callable[[str], bytes]


@lru_cache(maxsize=1)
def fonts() -> Any:
    """Give the fonts, read once."""
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])


def typeset(template: str, data: Mapping[str, Any]) -> bytes:
    """Give the PDF that a file of the folder ``template`` makes of ``data`` (JSON values)."""
    # The template is a file of its own, so that it is the same for all data.
    text = json.dumps(data, ensure_ascii=False)
    return _setter(
        f'#import "/{template}": page-of\n'
        f"#page-of(json(bytes({json.dumps(text, ensure_ascii=False)})))\n"
    )


def pages(main: str) -> bytes:
    """Give the PDF of a main file, set in this process; templates are all that it can import."""
    import typst

    pdf = typst.compile(
        main.encode("utf-8"),
        root=str(HERE / "template"),
        font_paths=fonts(),
        ignore_system_fonts=True,
        format="pdf",
    )
    if not isinstance(pdf, bytes):
        raise TypeError("typst gave no single file")
    return pdf


_setter: Setter = pages


def set_by(setter: Setter) -> None:
    """Have the pages of this process set by ``setter`` from now on."""
    global _setter
    _setter = setter
