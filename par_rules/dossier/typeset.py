"""Pages set by typst from a template of ours and plain data, none of which is read as markup.

No font of the machine is used; the same data give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
# Liberation Serif: the widths of Times New Roman, free to pass on.
FONTS = HERE / "fonts"


@lru_cache(maxsize=1)
def fonts() -> Any:
    """Give the fonts, read once."""
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])


def typeset(template: str, data: Mapping[str, Any]) -> bytes:
    """Give the PDF that a file of the folder ``template`` makes of ``data`` (JSON values)."""
    import typst

    path = HERE / "template" / template
    pdf = typst.compile(
        str(path),
        root=str(path.parent),
        font_paths=fonts(),
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    if not isinstance(pdf, bytes):
        raise TypeError(f"{template}: typst gave no single file")
    return pdf
