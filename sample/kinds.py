"""The document types of ``criteria/document-types.yaml``, as the sample prints them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Kind:
    """A document type; ``symbol`` is None where none is written before the issuer's sign."""

    key: str
    title: str
    numbered: bool
    symbol: str | None = None


def _load() -> dict[str, Kind]:
    text = (ROOT / "criteria" / "document-types.yaml").read_text(encoding="utf-8")
    rows = (
        Kind(row["key"], row["title"], bool(row["numbered"]), row.get("symbol"))
        for row in yaml.safe_load(text)
    )
    return {kind.key: kind for kind in rows}


KINDS = _load()
