"""Everything a dossier shows of one unit and year, in one frozen value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from par_rules.criteria.model import CriteriaSet
from par_rules.dossier.edition import Edition
from par_rules.scoring.facts import Facts
from par_rules.scoring.scorecard import Scorecard

if TYPE_CHECKING:
    from par_rules.evidence.manifest import Manifest
    from par_rules.evidence.unit import Unit
    from par_rules.figures.read import Figures
    from par_rules.scoring.gaps import Gaps
    from par_rules.scoring.trace import Trace


@dataclass(frozen=True)
class YearResult:
    """One unit's year as it stands on ``as_of``.

    ``last_year`` is last year's ``ket-qua.json``, None where there is none. ``traces`` holds one
    tree a leaf, by the leaf's key.
    ``edition`` says for whom the dossier is, ``files`` where its page finds a document, by path.
    ``manifest_sha256`` is the hash of the ``manifest.json`` that the bag of this edition holds, ""
    where it is not known.
    """

    unit: Unit
    year: int
    as_of: date
    criteria: CriteriaSet
    facts: Facts
    figures: Figures
    manifest: Manifest
    scorecard: Scorecard
    gaps: Gaps
    last_year: Mapping[str, Any] | None = None
    traces: Mapping[str, Trace] = field(default_factory=dict)
    edition: Edition = "internal"
    files: Mapping[str, str] = field(default_factory=dict)
    manifest_sha256: str = ""

    @property
    def unit_title(self) -> str:
        """Name the unit's body ("UBND xã Đại Sơn")."""
        return self.unit.title

    @property
    def city(self) -> str:
        """Name the unit's city or province ("Thành phố Hải Phòng")."""
        return self.unit.city

    @property
    def internal(self) -> bool:
        """Say whether what evidence secures and what is still to do may be shown."""
        return self.edition == "internal"
