"""The body that issued a document as a list of papers names it, out of a heading in capitals."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_LONG = (("ủy ban nhân dân", "UBND"), ("uỷ ban nhân dân", "UBND"), ("hội đồng nhân dân", "HĐND"))
_KEPT = ("UBND", "HĐND", "MTTQ", "TTHC", "CCHC", "CNTT", "TDTT", "HTX")
_SUPERIOR = ("UBND", "HĐND", "công an", "ủy ban MTTQ Việt Nam")


@lru_cache(256)
def issuing_body(heading: str, unit: str, city: str, offices: tuple[str, ...]) -> str:
    """Write "UBND XÃ ĐẠI SƠN TRUNG TÂM …" as "UBND xã Đại Sơn – Trung tâm …".

    ``unit`` and ``city`` bring the proper names, ``offices`` the titles as they are spelt. What is
    not written in capitals stays as it is, less its line breaks.
    """
    text = " ".join(heading.split())
    if text != text.upper():
        return text
    names = [_place(unit), _place(city), "Việt Nam", "Mặt trận Tổ quốc"]
    text = _small(text, names)
    superior, body = _parts(text, [_named(unit), _named(city)])
    known = {_plain(title): title for title in offices}
    shown = [_raised(part) for part in (superior, _titled(body, known)) if part]
    return " – ".join(shown)


def _small(text: str, names: Iterable[str]) -> str:
    """Write in small letters, with proper names and abbreviations as they are spelt."""
    text = text.lower()
    for long, short in _LONG:
        text = text.replace(long, short)
    for word in (*names, *_KEPT):
        if word:
            text = re.sub(rf"(?<!\w){re.escape(word.lower())}(?!\w)", word, text)
    return text


def _parts(text: str, places: Iterable[str]) -> tuple[str, str]:
    """Tell the superior body from the body below it; "" where only one is named."""
    for place in places:
        for kind in _SUPERIOR:
            above = f"{kind} {place}"
            if text.startswith(f"{above} "):
                return above, text[len(above) :].strip(" -–")
    return "", text


def _titled(body: str, known: dict[str, str]) -> str:
    """Give the office's own title, if the heading is it or its beginning."""
    said = _plain(body)
    fits = [title for plain, title in known.items() if plain == said]
    fits += [title for plain, title in known.items() if plain.startswith(f"{said} ")]
    return fits[0] if fits and len(said.split()) > 2 else body


def _plain(text: str) -> str:
    return " ".join(re.sub(r"[-–]", " ", text).casefold().split())


def _named(title: str) -> str:
    """Give "xã Đại Sơn", "thành phố Hải Phòng"."""
    name = title.removeprefix("UBND ").removeprefix("Ủy ban nhân dân ")
    return name[:1].lower() + name[1:]


def _place(title: str) -> str:
    name = _named(title)
    for kind in ("xã ", "phường ", "đặc khu ", "thành phố ", "tỉnh "):
        name = name.removeprefix(kind)
    return name


def _raised(text: str) -> str:
    text = re.sub(r"^(sở|phòng) (\w)", lambda m: f"{m[1]} {m[2].upper()}", text)
    return text[:1].upper() + text[1:]
