"""Tells from a printed heading who issued a document: the unit, the city, an office, or unknown."""

from __future__ import annotations

from datetime import date

from par_rules.criteria.model import CriteriaSet
from par_rules.evidence.unit import KINDS, Unit
from par_rules.letters import words

_SHORT = (
    (("uy", "ban", "nhan", "dan"), ("ubnd",)),
    (("hoi", "dong", "nhan", "dan"), ("hdnd",)),
)


def issuer_key(
    heading: str | None, issued: date | None, unit: Unit, criteria: CriteriaSet
) -> str | None:
    """Give the key of the issuer as requirements name it, None if the heading is not known.

    The heading of a predecessor counts as the unit's own until its last day.
    """
    if heading is None:
        return None
    said = _short(heading)
    place = _short(unit.title)[1:]
    own = {place} | {
        _short(before.title)[1:]
        for before in unit.predecessors
        if issued is None or issued <= before.until
    }
    if said[:1] in (("ubnd",), ("hdnd",)) and said[1:] in own:
        return f"{said[0]}_xa"
    if said == ("ubnd", *words(unit.city)):
        return "ubnd_tp"
    if said[-3:] == ("so", "noi", "vu"):
        return "so_noi_vu"
    return _office(said, place, words(KINDS[unit.kind]), criteria)


def issuer_title(key: str, unit: Unit, criteria: CriteriaSet) -> str:
    """Give the name of an issuer by its key, as a sentence writes it."""
    named = {
        "ubnd_xa": unit.title,
        "hdnd_xa": unit.title.replace("UBND", "HĐND", 1),
        "ubnd_tp": f"UBND {unit.city[:1].lower()}{unit.city[1:]}",
        "so_noi_vu": "Sở Nội vụ",
    }
    office = criteria.head.offices.get(key)
    return named.get(key) or (office.title if office else key)


def _short(text: str) -> tuple[str, ...]:
    said = words(text)
    for long, short in _SHORT:
        for start in range(len(said) - len(long), -1, -1):
            if said[start : start + len(long)] == long:
                said = (*said[:start], *short, *said[start + len(long) :])
    return said


def _office(
    said: tuple[str, ...], place: tuple[str, ...], kind: tuple[str, ...], criteria: CriteriaSet
) -> str | None:
    """Give the office whose name ends the heading, the longest name first."""
    plain = said[: -len(place)] + kind if said[-len(place) :] == place else said
    names = [
        (_short(name), key)
        for key, office in criteria.head.offices.items()
        for name in (office.title, *office.aliases)
    ]
    for name, key in sorted(names, key=lambda item: (-len(item[0]), item[1])):
        if any(heading[-len(name) :] == name for heading in (said, plain)):
            return key
    return None
