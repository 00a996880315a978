"""Names the colours of a PDF as the exports of office programs do: by device, without profiles.

typst ties every colour to an ICC profile, which a reader has to turn into a transform for each
document. Word's "Save as PDF" writes none, so a sample that does costs what no commune's file does.
"""

from __future__ import annotations

import io
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

# By the number of a profile's components (ISO 32000-1, 8.6.5.5).
_DEVICE = {1: Name.DeviceGray, 3: Name.DeviceRGB}


def name_device_colours(pdf: bytes) -> bytes:
    """Give ``pdf`` with grey and RGB of the device for each ICC profile; the rest is as it was.

    The operators keep the names of their colour spaces, which stand for the device's from then on.
    Raises ``KeyError`` for a profile of other than 1 or 3 components.
    """
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for holder in document.objects:
            _rename(holder)
        out = io.BytesIO()
        document.save(out, fix_metadata_version=False, deterministic_id=True)
    return out.getvalue()


def _rename(holder: Any) -> None:
    """Replace the profiles that ``holder`` names, also in what stands inside it."""
    if not isinstance(holder, (Array, Dictionary, Stream)):
        return
    places = range(len(holder)) if isinstance(holder, Array) else list(holder.keys())
    for place in places:
        held: Any = holder[place]
        if isinstance(held, Array) and len(held) == 2 and held[0] == Name.ICCBased:
            holder[place] = _DEVICE[int(held[1].N)]
        elif isinstance(held, Object) and not held.is_indirect:
            _rename(held)
