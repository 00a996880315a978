"""What is proposed for a year: documents that nothing names yet, and requirements left empty."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from par_rules.criteria.model import CriteriaSet
from par_rules.evidence.document import Document
from par_rules.evidence.manifest import Manifest
from par_rules.evidence.proposing.ranking import GOOD, Proposal, Ranking
from par_rules.evidence.unit import Unit


@dataclass(frozen=True, slots=True)
class Offer:
    """One proposal for one document; ``code`` and ``issued`` may be guessed (``guess`` says how)
    and are then looked at by the person who accepts."""

    document: Document
    proposal: Proposal
    code: str | None = None
    issued: date | None = None
    guess: str = ""

    def row(self) -> dict[str, str]:
        """Give what is shown of it; columns are named in Vietnamese."""
        proposal = self.proposal
        return {
            "Tệp": self.document.path,
            "Tiêu chí": proposal.leaf.number,
            "Yêu cầu minh chứng": proposal.requirement.title,
            "Mức phù hợp": proposal.degree,
            "Vì sao đề xuất": proposal.why,
            "Số, ký hiệu": self.code or "",
            "Ngày ban hành": f"{self.issued:%d/%m/%Y}" if self.issued else "",
        }


def find_offers(criteria: CriteriaSet, unit: Unit, manifest: Manifest) -> tuple[Offer, ...]:
    """Give up to three proposals for each document that the register names nowhere, then each
    document named elsewhere that fits a requirement without document well."""
    ranking = Ranking(criteria, unit)
    linked = {link.path for answer in manifest.answers for link in answer.links}
    linked |= {path for path, _ in manifest.supporting}
    same = {one.sha256 for one in manifest.documents if one.path in linked and one.sha256}
    empty = {(a.leaf, a.requirement) for a in manifest.answers if not a.links}
    found: list[Offer] = []
    for document in manifest.documents:
        if document.secrecy or document.media == "empty":
            continue
        if document.path in linked:
            found += _elsewhere(ranking, document, empty, manifest)
        elif document.sha256 not in same:
            found += [_offer(document, proposal) for proposal in ranking.best(document)]
    return tuple(sorted(found, key=lambda offer: offer.document.path in linked))


def _elsewhere(
    ranking: Ranking, document: Document, empty: set[tuple[str, str]], manifest: Manifest
) -> Iterator[Offer]:
    backed = {number for path, number in manifest.supporting if path == document.path}
    for proposal in ranking.best(document):
        wanted = (proposal.leaf.key, proposal.requirement.key) in empty
        if wanted and proposal.fit >= GOOD and proposal.leaf.number not in backed:
            yield _offer(document, proposal)


def _offer(document: Document, proposal: Proposal) -> Offer:
    return Offer(document, proposal, document.code, document.issued)
