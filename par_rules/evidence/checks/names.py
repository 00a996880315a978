"""NAME: a file name that Windows refuses, that hides something, or that is two names in one."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from par_rules.evidence.checks.fault import Fault, file_name
from par_rules.evidence.document import Document
from par_rules.evidence.unit_write import RESERVED

MAX_PATH = 240
MAX_PART = 255
_FORBIDDEN = frozenset('<>:"\\|?*')
# Letters that look like Vietnamese ones and are none: eth for đ.
_LOOKALIKES = {"Ð": "Đ", "ð": "đ", "Ɖ": "Đ"}
_TODO = "đổi tên tệp, sửa cột Tệp trong danh mục"


def names(document: Document) -> Iterator[Fault]:
    """Find all that is wrong with one name."""
    path = document.path
    shown = f"“{_visible(file_name(path))}”"
    for said in _said(path):
        yield Fault("NAME", "warns", f"tên tệp {shown} {said}", _TODO)
    if document.twins:
        others = ", ".join(f"“{_visible(file_name(twin))}”" for twin in document.twins)
        what = f"tên {shown} có {len(document.twins) + 1} tệp, chỉ khác cách gõ dấu: {others}"
        yield Fault("NAME", "blocks", what, "đổi tên để mỗi tệp một tên", "pair")


def case_pairs(documents: Iterable[Document]) -> Mapping[str, Fault]:
    """Find, by path, names that differ in capitals only: on Windows one would cover the other."""
    by_name: dict[str, list[str]] = {}
    for document in documents:
        by_name.setdefault(document.path.casefold(), []).append(document.path)
    return {
        path: Fault(
            "NAME",
            "blocks",
            "tên chỉ khác nhau chữ hoa, chữ thường: " + ", ".join(f"“{p}”" for p in same),
            "đổi tên để mỗi tệp một tên",
            "pair",
        )
        for same in by_name.values()
        if len(same) > 1
        for path in same
    }


def _said(path: str) -> Iterator[str]:
    parts = path.split("/")
    hidden = [c for c in path if unicodedata.category(c)[0] == "C"]
    if hidden:
        codes = ", ".join(f"U+{ord(c):04X}" for c in dict.fromkeys(hidden))
        yield f"có ký tự ẩn ({codes})"
    odd = [c for c in path if c in _LOOKALIKES or _is_foreign(c)]
    if odd:
        yield f"có chữ dễ lẫn: {', '.join(dict.fromkeys(odd))}"
    if any(part.split(".")[0].casefold() in RESERVED for part in parts):
        yield "là tên Windows giữ riêng"
    if bad := [c for c in path if c in _FORBIDDEN]:
        yield f"có ký tự Windows không nhận: {' '.join(dict.fromkeys(bad))}"
    if any(part != part.rstrip(". ") for part in parts):
        yield "có dấu chấm hoặc dấu cách ở cuối"
    if len(path) > MAX_PATH or any(len(part.encode("utf-8")) > MAX_PART for part in parts):
        yield f"quá dài ({len(path)} ký tự cả đường dẫn, nên không quá {MAX_PATH})"


def _is_foreign(character: str) -> bool:
    """Say whether a letter is Greek or Cyrillic, which look like Latin ones."""
    if character.isascii() or not character.isalpha():
        return False
    return unicodedata.name(character, "").startswith(("CYRILLIC", "GREEK"))


def _visible(text: str) -> str:
    return "".join(f"[U+{ord(c):04X}]" if unicodedata.category(c)[0] == "C" else c for c in text)
