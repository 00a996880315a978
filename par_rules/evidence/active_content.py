"""Finds what a file would do by itself when opened: scripts, programs, files inside, macros."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from typing import Any

import pikepdf

# More objects than any office's document has; behind these nothing is looked at.
MAX_OBJECTS = 300_000
# Without one of these an object does nothing: the names, and what may be one spelt as a text.
_TELLING = re.compile(rb"/(?:JS|JavaScript|Launch|EF|EmbeddedFile)\b|/(?:S|Type)\s*[(<]")
# What a file may do, in the order it is told.
_ORDER = ("script", "launch", "macro", "attachment", "xml_signature")


def pdf_actions(data: bytes) -> tuple[str, ...]:
    """Walk every object of a PDF, those inside others too."""
    found: set[str] = set()
    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            for number, item in enumerate(document.objects):
                if number >= MAX_OBJECTS:
                    break
                if _TELLING.search(_written(item)):
                    found.update(_words(item))
    except MemoryError:
        raise
    except Exception:
        # What opens for reading and not here is told of by who reads the page.
        pass
    return tuple(word for word in _ORDER if word in found)


def _written(item: Any) -> bytes:
    """Give an object as it would be written, what stands inside it too but nothing it points to:
    each name in its one plain form, however the file hides it. Empty for what holds nothing."""
    if not isinstance(item, pikepdf.Object):
        return b""
    if item._type_code == pikepdf.ObjectType.stream:
        item = item.stream_dict
    return bytes(item.unparse(resolved=True))


def _words(item: Any) -> Iterator[str]:
    waiting = [item]
    while waiting:
        one = waiting.pop()
        kind = one._type_code if isinstance(one, pikepdf.Object) else None
        if kind == pikepdf.ObjectType.array:
            waiting += [inner for inner in one.as_list() if not _is_elsewhere(inner)]
        elif kind in (pikepdf.ObjectType.dictionary, pikepdf.ObjectType.stream):
            keys = one.keys()
            if "/JS" in keys or "/JavaScript" in keys or one.get("/S") == "/JavaScript":
                yield "script"
            if one.get("/S") == "/Launch":
                yield "launch"
            if "/EF" in keys or one.get("/Type") == "/EmbeddedFile":
                yield "attachment"
            waiting += [inner for inner in (one[key] for key in keys) if not _is_elsewhere(inner)]


def _is_elsewhere(item: Any) -> bool:
    """Say whether an object stands for itself in the file, where it is met anyway."""
    return not isinstance(item, pikepdf.Object) or item.is_indirect


def office_actions(names: Iterable[str]) -> tuple[str, ...]:
    """Tell from the names inside a Word or Excel file."""
    found: set[str] = set()
    for name in names:
        low = name.lower()
        if low.endswith("vbaproject.bin"):
            found.add("macro")
        elif "/activex/" in low:
            found.add("script")
        elif low.startswith("_xmlsignatures/"):
            found.add("xml_signature")
        elif "/embeddings/" in low and low.endswith(".bin"):
            found.add("attachment")
    return tuple(word for word in _ORDER if word in found)
