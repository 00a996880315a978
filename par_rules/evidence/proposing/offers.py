"""What is proposed for a year: documents that nothing names yet, and requirements left empty."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from par_rules.criteria.model import CriteriaSet
from par_rules.evidence import register_layout as layout
from par_rules.evidence.document import Document, Secrecy
from par_rules.evidence.manifest import Manifest
from par_rules.evidence.ocr.guess import Guess
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


def find_offers(
    criteria: CriteriaSet,
    unit: Unit,
    manifest: Manifest,
    guesses: Mapping[str, Guess] | None = None,
) -> tuple[Offer, ...]:
    """Give up to three proposals for each document that the register names nowhere, then each
    document named elsewhere that fits a requirement without document well.

    ``guesses`` (by SHA-256) are what was recognised of scans.
    """
    guessed = _Guessed(guesses or {}, criteria)
    ranking = Ranking(criteria, unit)
    linked = {link.path for answer in manifest.answers for link in answer.links}
    linked |= {path for path, _ in manifest.supporting}
    same = {one.sha256 for one in manifest.documents if one.path in linked and one.sha256}
    empty = {(a.leaf, a.requirement) for a in manifest.answers if not a.links}
    found: list[Offer] = []
    for document in manifest.documents:
        if guessed.secrecy(document) or document.media == "empty":
            continue
        if document.path in linked:
            found += _elsewhere(ranking, document, empty, manifest)
        elif document.sha256 not in same:
            best = ranking.best(guessed.document(document))
            found += [guessed.offer(document, proposal) for proposal in best]
    return tuple(sorted(found, key=lambda offer: offer.document.path in linked))


def _elsewhere(
    ranking: Ranking, document: Document, empty: set[tuple[str, str]], manifest: Manifest
) -> Iterator[Offer]:
    backed = {number for path, number in manifest.supporting if path == document.path}
    for proposal in ranking.best(document, wanted=empty):
        wanted = (proposal.leaf.key, proposal.requirement.key) in empty
        if wanted and proposal.fit >= GOOD and proposal.leaf.number not in backed:
            yield Offer(document, proposal, document.code, document.issued)


class _Guessed:
    """Joins documents with what was recognised of them."""

    def __init__(self, guesses: Mapping[str, Guess], criteria: CriteriaSet) -> None:
        self.guesses = guesses
        self.criteria = criteria

    def secrecy(self, document: Document) -> Secrecy:
        guess = self.guesses.get(document.sha256)
        return document.secrecy or (guess.secrecy if guess else "")

    def document(self, document: Document) -> Document:
        """Give the document as it would be if the guess were right."""
        guess = self.guesses.get(document.sha256)
        if guess is None or document.title is not None:
            return document
        kind = self.criteria.document_types.get(guess.type_key or "")
        return replace(
            document,
            type_key=document.type_key or guess.type_key,
            type_title=document.type_title or (kind.title if kind else None),
            issued=document.issued or guess.issued,
            issuer=document.issuer or guess.issuer,
            title=guess.title,
        )

    def offer(self, document: Document, proposal: Proposal) -> Offer:
        """Make the offer; a guessed number or day is called one."""
        guess = self.guesses.get(document.sha256)
        if guess is None or not (guess.code or guess.issued):
            return Offer(document, proposal, document.code, document.issued)
        code, issued = document.code or guess.code, document.issued or guess.issued
        said = f"{layout.GUESSED} (tin {guess.sure}%): so lại với bản gốc"
        return Offer(document, proposal, code, issued, said)
