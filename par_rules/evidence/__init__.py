"""Reads evidence/: the unit, its documents, the register, and what they prove.

Names are loaded when asked for: the child processes that read documents need none of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from par_rules.evidence.document import Document
    from par_rules.evidence.manifest import Answer, Finding, Link, Manifest, manifest_from_json
    from par_rules.evidence.unit import Predecessor, Unit, UnitError, load_unit

__all__ = [
    "Answer",
    "Document",
    "Finding",
    "Link",
    "Manifest",
    "Predecessor",
    "Unit",
    "UnitError",
    "load_unit",
    "manifest_from_json",
]

_HOMES = {
    "Document": "document",
    "Predecessor": "unit",
    "Unit": "unit",
    "UnitError": "unit",
    "load_unit": "unit",
}


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES.get(name, 'manifest')}"), name)
