"""Reads evidence/: the unit, its documents, the register, and what they prove."""

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
