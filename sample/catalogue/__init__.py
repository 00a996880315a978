"""The list of all made documents of the sample year, in the order of the criteria's fields."""

from __future__ import annotations

from sample.catalogue import (
    apparatus,
    digital,
    direction,
    finance,
    inspection,
    institutions,
    monthly,
    outreach,
    procedures,
    service,
    simplification,
    stray,
)
from sample.documents import DocumentSpec

CATALOGUE: tuple[DocumentSpec, ...] = (
    *direction.DOCUMENTS,
    *outreach.DOCUMENTS,
    *inspection.DOCUMENTS,
    *institutions.DOCUMENTS,
    *procedures.DOCUMENTS,
    *simplification.DOCUMENTS,
    *monthly.DOCUMENTS,
    *apparatus.DOCUMENTS,
    *service.DOCUMENTS,
    *finance.DOCUMENTS,
    *digital.DOCUMENTS,
    *stray.DOCUMENTS,
)


def document(id: str) -> DocumentSpec:
    """Give the document of ``id``; raises ``KeyError`` if the catalogue holds none."""
    return {spec.id: spec for spec in CATALOGUE}[id]
