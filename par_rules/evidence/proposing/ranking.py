"""Ranks the requirements that a document could serve, by its type, title, issuer and period.

A proposal is never applied unasked: a person accepts it in the register.

| what is compared            | agrees | is not known | differs |
|-----------------------------|--------|--------------|---------|
| type                        | 1      | 0,8          | 0,35    |
| issuer                      | 1      | 0,9          | 0,6     |
| day of issue, days accepted | 1      | 1            | 0,6     |
| quarter, half, month        | 1,2    | 1            | 0,5     |
| folder and lead office      | 1,15   | 1            | 1       |

The likeness of the titles (0 to 1) is multiplied by each.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from par_rules.criteria.model import CriteriaSet, Leaf, Requirement
from par_rules.evidence.checks.wrong_year import accepted_from
from par_rules.evidence.description import Types
from par_rules.evidence.document import Document, Media
from par_rules.evidence.issuers import issuer_key
from par_rules.evidence.proposing.vocabulary import ABBREVIATIONS, Weights, period, weighted
from par_rules.evidence.unit import Unit
from par_rules.letters import fold, words

# A requirement by the keys of its leaf and its own.
Wanted = tuple[str, str]

MOST = 3
# Below this nothing but a common word is shared: of ten such proposals one is right.
LEAST = 0.1
# All that may raise a likeness at once.
MOST_RAISED = 1.2 * 1.15
# From these on, of ten proposals more than nine and every second one are right (sample year).
GOOD, FAIR = 0.4, 0.25

# What folders are called whatever lies in them.
_GENERAL = re.compile(r"\b(anh )?minh chung\b|\btai lieu\b|\bvan ban\b|\bzalo\b|\btai ve\b")
_PICTURES: tuple[Media, ...] = ("jpeg", "png", "heic")


@dataclass(frozen=True, slots=True)
class Proposal:
    """A requirement that a document could serve; ``fit`` grows with the likeness."""

    leaf: Leaf
    requirement: Requirement
    fit: float
    why: str

    @property
    def degree(self) -> str:
        """Say how well the document fits."""
        return "cao" if self.fit >= GOOD else "vừa" if self.fit >= FAIR else "thấp"


@dataclass(frozen=True, slots=True)
class _Asked:
    leaf: Leaf
    requirement: Requirement
    terms: Mapping[str, float]
    period: str | None

    @property
    def name(self) -> Wanted:
        return self.leaf.key, self.requirement.key


class Ranking:
    """Knows all requirements of a set; gives the best for one document after the other."""

    def __init__(self, criteria: CriteriaSet, unit: Unit) -> None:
        self.criteria = criteria
        self.unit = unit
        self.types = Types.of(criteria.document_types.values())
        self.asked = tuple(self._all())
        self.offices = {
            key: tuple(frozenset(words(name)) for name in (office.title, *office.aliases))
            for key, office in criteria.head.offices.items()
        }
        self.weights = Weights(one.terms for one in self.asked)
        self._holding: dict[str, list[tuple[int, float]]] = {}
        for place, one in enumerate(self.asked):
            for term, value in self.weights.vector(one.terms).items():
                self._holding.setdefault(term, []).append((place, value))
        self._symbols = _symbols(criteria)

    def _all(self) -> Sequence[_Asked]:
        found = []
        for field in self.criteria.fields:
            for criterion in field.criteria:
                for leaf in criterion.leaves:
                    for requirement in leaf.evidence:
                        said = weighted(
                            (requirement.title, 1.0), (leaf.title, 0.5), (criterion.title, 0.3)
                        )
                        found.append(_Asked(leaf, requirement, said, period(requirement.title)))
        return found

    def best(
        self, document: Document, most: int = MOST, wanted: Collection[Wanted] | None = None
    ) -> tuple[Proposal, ...]:
        """Give up to ``most`` requirements of different leaves, the best first.

        Nothing where ``wanted`` is given and none of them can fit well.
        """
        folder, _, name = document.path.rpartition("/")
        stem = name.rpartition(".")[0] or name
        title = f"{document.type_title or ''} {document.title or ''}"
        terms = weighted(
            (title, 1.0),
            (stem, 0.6 if document.title else 1.0),
            (_GENERAL.sub(" ", fold(folder)), 0.3),
        )
        alike = self._alike(terms)
        if wanted is not None and not any(
            likeness * MOST_RAISED >= GOOD and self.asked[place].name in wanted
            for place, likeness in alike.items()
        ):
            return ()
        kind = document.type_key or self._type_by_name(stem)
        about = period(f"{document.title or ''} {stem}")
        issuer = issuer_key(document.issuer, document.issued, self.unit, self.criteria)
        said = frozenset(words(folder))
        near = {key: _office(said, names) for key, names in self.offices.items()}
        found: dict[str, tuple[float, _Asked]] = {}
        for place, likeness in alike.items():
            if likeness * MOST_RAISED < LEAST:
                continue
            asked = self.asked[place]
            fit = likeness * (
                self._type(document, kind, asked.requirement)
                * _issuer(issuer, asked.requirement)
                * self._day(document.issued, kind, asked.requirement)
                * _period(about, asked.period)
                * near[asked.leaf.lead_office]
            )
            best = found.get(asked.leaf.key)
            if fit >= LEAST and (best is None or fit > best[0]):
                found[asked.leaf.key] = fit, asked
        ranked = sorted(found.values(), key=lambda one: -one[0])[:most]
        return tuple(
            Proposal(one.leaf, one.requirement, fit, self._why(terms, kind, one))
            for fit, one in ranked
        )

    def _alike(self, terms: Mapping[str, float]) -> dict[int, float]:
        """Give the likeness (0 to 1) of each requirement that shares a word, by its place."""
        shared: dict[int, float] = {}
        for term, value in self.weights.vector(terms).items():
            for place, other in self._holding.get(term, ()):
                shared[place] = shared.get(place, 0.0) + value * other
        return shared

    def _type_by_name(self, stem: str) -> str | None:
        """Give the type that opens a file's name, written out or abbreviated ("BC …")."""
        said = words(stem.replace("_", " "))
        opening = ABBREVIATIONS.get(said[0], "") if said else ""
        return self._symbols.get(opening) or self.types.opening(stem.replace("_", " "))

    def _type(self, document: Document, kind: str | None, asked: Requirement) -> float:
        if kind is not None:
            return 1.0 if kind in asked.type else 0.35
        if document.media in _PICTURES:
            return 1.0 if {"anh", "ban_chup", "dau_gui"} & set(asked.type) else 0.35
        return 0.8

    def _day(self, issued: date | None, kind: str | None, asked: Requirement) -> float:
        if issued is None:
            return 1.0
        first = accepted_from(asked, kind, self.criteria)
        last = asked.issued[1] if asked.issued and not asked.in_force else None
        early, late = first is not None and issued < first, last is not None and issued > last
        return 0.6 if early or late else 1.0

    def _why(self, terms: Mapping[str, float], kind: str | None, asked: _Asked) -> str:
        """Say what speaks for it: the type, and the words that weigh most."""
        shared = sorted(
            (term for term in terms if term in asked.terms and " " not in term),
            key=lambda term: -self.weights.of(term) * terms[term] * asked.terms[term],
        )
        title = {word: spoken for spoken in _spoken(asked) for word in words(spoken)}
        spoken = ", ".join(dict.fromkeys(title.get(term, term) for term in shared[:4]))
        known = self.criteria.document_types.get(kind or "")
        fits = known is not None and known.key in asked.requirement.type
        parts = (f"cùng loại {known.title}" if known and fits else "", f"chung chữ: {spoken}")
        return "; ".join(part for part in parts if part)


def _spoken(asked: _Asked) -> list[str]:
    return f"{asked.leaf.title} {asked.requirement.title}".replace(",", " ").split()


def _symbols(criteria: CriteriaSet) -> dict[str, str]:
    """Give the types by their name without marks."""
    return {" ".join(words(kind.title)): kind.key for kind in criteria.document_types.values()}


def _issuer(issuer: str | None, asked: Requirement) -> float:
    if issuer is None or not asked.issuer:
        return 0.9
    return 1.0 if issuer in asked.issuer else 0.6


def _period(about: str | None, asked: str | None) -> float:
    if about is None or asked is None:
        return 1.0
    return 1.2 if about == asked else 0.5


def _office(said: frozenset[str], names: Sequence[frozenset[str]]) -> float:
    return 1.15 if any(name and name <= said for name in names) else 1.0
