"""Writes the ``unit.yaml`` of a new unit, and judges the key that names its folder."""

from __future__ import annotations

import json
import re
import unicodedata

from par_rules.evidence.unit import KINDS, Unit
from par_rules.letters import words

MAX_KEY = 40
KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
# Windows opens a device under these names, with any suffix.
RESERVED = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))]
)
_HEADS = {"xa": "UBND xã", "phuong": "UBND phường", "dac_khu": "UBND đặc khu"}
_COMMENT = (
    "# key trùng tên thư mục. Nếu xã được sắp xếp từ các xã cũ mà văn bản của xã cũ còn dùng làm\n"
    "# minh chứng, ghi ở predecessors: - {title: UBND xã …, until: 2025-06-30}\n"
)


def key_fault(key: str, title: str | None = None) -> str | None:
    """Say what is wrong with a key and which would do; None for a key that may be used."""
    if KEY.fullmatch(key) and len(key) <= MAX_KEY and key not in RESERVED:
        return None
    if key.lower().split(".")[0] in RESERVED:
        return f"mã xã “{key}” là tên Windows giữ riêng: chọn mã khác, ví dụ xa-{key.lower()}"
    near = key_of(title or "") or key_of(key)
    return (
        f"mã xã “{key}” không dùng được: viết chữ thường không dấu, nối bằng dấu gạch ngang, "
        f"không quá {MAX_KEY} ký tự: " + (f"ý bạn là “{near}”?" if near else "ví dụ dai-son")
    )


def key_of(title: str) -> str:
    """Give the key that a title suggests: "UBND xã Đại Sơn" gives "dai-son"."""
    found = list(words(title))
    for head in sorted((list(words(head)) for head in _HEADS.values()), key=len, reverse=True):
        if found[: len(head)] == head:
            found = found[len(head) :]
    for kind in sorted((list(words(name)) for name in KINDS.values()), key=len, reverse=True):
        if len(found) > len(kind) and found[: len(kind)] == kind:
            found = found[len(kind) :]
    key = ""
    for word in found:
        longer = f"{key}-{word}" if key else word
        if len(longer) > MAX_KEY:
            break
        key = longer
    return "" if key in RESERVED else key


def kind_of(title: str) -> str | None:
    """Give the kind of unit that the title names, if it does."""
    found = words(title)
    for kind, head in _HEADS.items():
        if found[: len(words(head))] == words(head):
            return kind
    return None


def one_line(text: str) -> str:
    """Give what was typed in NFC, with single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def unit_text(unit: Unit) -> str:
    """Give the text of ``unit.yaml``."""
    return (
        f"{_COMMENT}key: {unit.key}\ntitle: {_quoted(unit.title)}\ncity: {_quoted(unit.city)}\n"
        f"kind: {unit.kind}\nset: {unit.set_key}\npredecessors: []\n"
    )


def _quoted(text: str) -> str:
    """Give the text as YAML takes it: letters and spaces as they are, anything else in quotes."""
    plain = all(word.isalpha() for word in text.split(" ")) and len(text.split(" ")) > 1
    return text if plain else json.dumps(text, ensure_ascii=False)
