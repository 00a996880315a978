"""Which copy of a document a file is: Nghị định số 30/2020/NĐ-CP, Điều 3 (8–12) and Điều 25.

A copy made as the decree says (sao y, sao lục, trích sao) counts as the document itself (Điều 26).
A plain picture of one ("bản chụp") is no copy of the decree's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

from par_rules.letters import words

CopyKind = Literal["ban_goc", "ban_chinh", "sao_y", "sao_luc", "trich_sao", "ban_chup"]
COPIES: dict[CopyKind, str] = {
    "ban_goc": "bản gốc",
    "ban_chinh": "bản chính",
    "sao_y": "bản sao y",
    "sao_luc": "bản sao lục",
    "trich_sao": "bản trích sao",
    "ban_chup": "bản chụp",
}
# As stamps before the decree of 2020 put it.
_ALSO: dict[str, CopyKind] = {"sao y ban chinh": "sao_y"}
KINDS: tuple[CopyKind, ...] = get_args(CopyKind)


def copy_kind(text: str) -> CopyKind | None:
    """Give the kind that a person names ("Sao y", "bản trích sao"); None for other words."""
    said = " ".join(words(text)).removeprefix("ban ")
    named = {" ".join(words(name)).removeprefix("ban "): kind for kind, name in COPIES.items()}
    return (_ALSO | named).get(said)


def copies_text(kinds: Sequence[CopyKind]) -> str:
    """Name kinds of which any will do: "bản gốc, bản chính hoặc bản sao y"."""
    *first, last = [COPIES[kind] for kind in kinds]
    return f"{', '.join(first)} hoặc {last}" if first else last
