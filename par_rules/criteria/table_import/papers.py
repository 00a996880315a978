"""Writes the evidence a table asks for as requirements: one a line, with a guess at no issuer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from par_rules.criteria.model import DocumentType
from par_rules.criteria.table_import.keys import Keys
from par_rules.criteria.table_import.reading import Written
from par_rules.letters import clean, fold

ANY = "tai_lieu"
_MARK = re.compile(r"^\s*(?:[-–+•*]|\d{1,2}[.)]|[a-zđ]\))\s*")


def requirements(text: str, types: Mapping[str, DocumentType]) -> Iterator[Written]:
    """Give a requirement for each line or item of a cell of evidence."""
    keys = Keys()
    for piece in re.split(r"\n|;", text):
        title = clean(_MARK.sub("", piece)).strip(" .,;:")
        if len(title) < 3:
            continue
        title = title[:1].upper() + title[1:]
        yield {
            "key": keys.new(title, "tai_lieu"),
            "title": title,
            "type": [_type(title, types)],
        }


def _type(title: str, types: Mapping[str, DocumentType]) -> str:
    """Give the type whose name begins the title, the longest first; else any document."""
    said = fold(title)
    named = sorted(types.values(), key=lambda kind: -len(kind.title))
    for kind in named:
        if re.match(rf"(cac |cac ban |ban )?{re.escape(fold(kind.title))}\b", said):
            return kind.key
    return ANY
