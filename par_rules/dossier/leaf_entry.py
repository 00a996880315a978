"""One entry a leaf: everything that HTML, Word and Excel show of it, written for readers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from par_rules.criteria.model import Criterion, FieldOfSet, Leaf
from par_rules.dossier.causes import causes
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
    """One document that serves a requirement, and where to look in it.

    ``standing`` says in a few words what is to be known of it: a draft, superseded, late.
    """

    mark: str  # its number in the evidence list: "MC 07"
    name: str  # number and symbol where it has one, else the file's name
    issued: str
    place: str  # page and section
    path: str
    title: str
    standing: str
    page: int | None = None


@dataclass(frozen=True)
class EvidenceLine:
    """One evidence requirement with its answer, documents, explanation and findings."""

    requirement: str
    title: str
    answer: str
    state: State
    due: date | None
    documents: tuple[DocumentLine, ...]
    explanation: str
    findings: tuple[Finding, ...]


def outside_text(field: FieldOfSet) -> str:
    """Say who scores a field outside the 100 points: its bonus and penalty have no common sum."""
    given = {leaf.scored_by for leaf in field.leaves()} - {"self"}
    return "; ".join(SCORED_BY[name] for name in sorted(given)) or SCORED_BY["self"]


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
        return "Điểm trừ" if self.leaf.role == "penalty" else points(self.leaf.max_points)

    @property
    def note(self) -> str:
        """Give the calculation note (diễn giải cách tính)."""
        return self.trace.note if self.trace is not None else ""

    @property
    def cause(self) -> str:
        """Say what is missing to the maximum, with the numbers; "" where nothing is."""
        return causes(self.trace) if self.trace is not None else ""

    def remarks(self, internal: bool) -> tuple[str, ...]:
        """Say what did not arise, and (``internal``) why not all is secured."""
        remarks = self.trace.remarks if self.trace is not None else ()
        about = ("secured", "not_arisen") if internal else ("not_arisen",)
        return tuple(r.text for r in remarks if r.about in about)

    @property
    def rule(self) -> str:
        """Write the rule in words."""
        return self.trace.sentence if self.trace is not None else ""

    @property
    def readings(self) -> tuple[Reading, ...]:
        """Give the unclear places of the plan that touch the leaf."""
        return self.trace.readings if self.trace is not None else ()

    @property
    def todo(self) -> tuple[Gap, ...]:
        """Give what can still be done for the unit's own score."""
        return tuple(gap for gap in self.gaps if gap.kind != "lost") if self.own else ()

    @property
    def explanations(self) -> tuple[str, ...]:
        """Give the unit's explanations, each once."""
        return tuple(dict.fromkeys(e.explanation for e in self.evidence if e.explanation))
