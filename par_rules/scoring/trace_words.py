"""The words of one criteria set: names for sentences, citations, and what an input is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

from par_rules.criteria.model import CriteriaSet, InputSpec, Source
from par_rules.rules.measure import Measure
from par_rules.rules.naming import Naming, Words
from par_rules.rules.words import day_text, lowered, option_text
from par_rules.scoring.facts import Fact
from par_rules.scoring.trace import InputUsed

_ROW = re.compile(r"^PL (I{1,2}) (.+)$")
STATES = {
    "absent": "không có",
    "not_arisen": "không phát sinh",
    "unknown": "chưa có số liệu",
}


def words_of(criteria: CriteriaSet) -> Words:
    """Give the names that the sentences of a set use."""
    return Words(
        {name: Naming(spec.title, _measure(spec)) for name, spec in criteria.inputs.items()},
        {leaf.key: f"tiêu chí {leaf.number}" for leaf in criteria.leaves()},
        criteria.targets,
    )


def _measure(spec: InputSpec) -> Measure:
    if spec.type == "date":
        return Measure("date")
    numbers = spec.domain().numbers
    bottom, top = (None, None) if numbers is None else (numbers.low, numbers.high)
    if spec.type == "percent":
        return Measure("percent", bottom=bottom, top=top)
    return Measure(unit=spec.unit or "", bottom=bottom)


def input_used(name: str, fact: Fact, words: Words) -> InputUsed:
    """Write what an input is, and who says so."""
    text = _fact_text(name, fact, words)
    return InputUsed(name, words.title(name), text, fact.said_by, fact.said_on, fact.origin)


def _fact_text(name: str, fact: Fact, words: Words) -> str:
    if fact.state != "known" or fact.value is None:
        return STATES.get(fact.state, STATES["unknown"])
    if isinstance(fact.value, str):
        return option_text(fact.value)
    if isinstance(fact.value, Fraction):
        return words.measure(name).text(fact.value)
    return day_text(fact.value)


def citations(criteria: CriteriaSet, sources: Iterable[Source]) -> Iterator[str]:
    """Write each source: the document with its part and row, or the assumption with its reason.

    The line of a copy of its text is the maintainer's matter and not written.
    """
    for source in sources:
        if source.assumption is not None:
            assumed = criteria.head.assumptions.get(source.assumption)
            if assumed is not None:
                text, reason = assumed.text.rstrip("."), lowered(assumed.reason.rstrip("."))
                yield f"Giả định: {text}; lý do: {reason}."
        if source.doc is not None and source.doc in criteria.sources:
            yield _document(criteria, source)


def _document(criteria: CriteriaSet, source: Source) -> str:
    assert source.doc is not None
    parts = [criteria.sources[source.doc].title]
    if source.at is not None:
        row = _ROW.match(source.at)
        parts.append(f"Phụ lục {row[1]}, mục {row[2]}" if row else lowered(source.at))
    text = ", ".join(parts)
    return f"{text}: “{source.quote}”" if source.quote else text
