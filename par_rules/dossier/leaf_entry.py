"""One entry a leaf: everything that HTML, Word and Excel show of it, written for readers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from par_rules.criteria.model import Criterion, FieldOfSet, Leaf
from par_rules.dossier.wording import SCORED_BY, interval, points
from par_rules.evidence.manifest import Finding
from par_rules.figures.model import FigureRow
from par_rules.scoring.gaps import Gap
from par_rules.scoring.scorecard import LeafScore

if TYPE_CHECKING:
    from par_rules.criteria.readings import Reading
    from par_rules.scoring.trace import Trace


State = Literal["passes", "fails", "not_due"]


@dataclass(frozen=True)
class DocumentLine:
    """One document that serves a requirement, and where to look in it."""

    mark: str  # its number in the evidence list: "MC 07"
    name: str  # number and symbol where it has one, else the file's name
    issued: str
    place: str  # page and section
    path: str
    title: str


@dataclass(frozen=True)
class EvidenceLine:
    """One evidence requirement with its answer, documents, explanation and findings."""

    requirement: str
    title: str
    answer: str
    state: State
    due: str
    documents: tuple[DocumentLine, ...]
    explanation: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class LeafEntry:
    """Everything shown of one leaf."""

    field: FieldOfSet
    criterion: Criterion
    leaf: Leaf
    score: LeafScore
    lead: str
    others: tuple[str, ...]
    figures: tuple[FigureRow, ...]
    evidence: tuple[EvidenceLine, ...]
    gaps: tuple[Gap, ...]
    trace: Trace | None

    @property
    def own(self) -> bool:
        """Say whether the unit scores the leaf itself."""
        return self.leaf.scored_by == "self"

    @property
    def points(self) -> str:
        """Write the self-score; in words where the unit gives none."""
        if not self.own:
            return SCORED_BY[self.leaf.scored_by]
        if self.score.arises == "no":
            return "Không phát sinh"
        return interval(self.score.points.claimed)

    @property
    def maximum(self) -> str:
        """Write the maximum; in words for a penalty, which has none."""
        return "điểm trừ" if self.leaf.role == "penalty" else points(self.leaf.max_points)

    @property
    def note(self) -> str:
        """Give the calculation note (diễn giải cách tính)."""
        return self.trace.note if self.trace is not None else ""

    @property
    def remarks(self) -> tuple[str, ...]:
        """Say why not all is secured, and what did not arise."""
        remarks = self.trace.remarks if self.trace is not None else ()
        return tuple(r.text for r in remarks if r.about in ("secured", "not_arisen"))

    @property
    def rule(self) -> str:
        """Write the rule in words."""
        return self.trace.sentence if self.trace is not None else ""

    @property
    def readings(self) -> tuple[Reading, ...]:
        """Give the unclear places of the plan that touch the leaf."""
        return self.trace.readings if self.trace is not None else ()

    @property
    def explanations(self) -> tuple[str, ...]:
        """Give the unit's explanations, each once."""
        return tuple(dict.fromkeys(e.explanation for e in self.evidence if e.explanation))
