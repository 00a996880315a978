"""What of the year's data goes to the appraiser: nothing of secured, attainable, faults, levers.

Only what is named here is sent, so that a key that is new to a file stays at home.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from par_rules.dossier.standing import standings
from par_rules.evidence.manifest import Manifest

_VIEWS = ("max", "claimed_low", "claimed_high")
_HEAD = ("set", "year", "as_of", "provisional", "class", "finalised", "set_sha256")
_SUMS = ("self_points", "whole_points", "self_index", "whole_index", "exact_total", "total")
_LINE = ("number", "title", "lead_office", "arises", *_VIEWS)
_FACT = ("state", "value", "origin", "said_by", "said_on")
_DOCUMENT = (
    *("path", "size", "sha256", "media", "pages", "type_title", "code", "issued", "issuer"),
    *("title", "signed"),
)
_ANSWER = ("leaf", "number", "requirement", "title", "explanation")
_LINK = ("path", "page", "section", "code", "issued", "url", "visited")


def sent_manifest(manifest: Manifest) -> Manifest:
    """Leave out the links to documents that count for nothing: drafts, other years, lost files."""
    found = standings(manifest)
    answers = (
        replace(answer, links=tuple(link for link in answer.links if found[link.path].counts))
        for answer in manifest.answers
    )
    return replace(manifest, answers=tuple(answers))


def manifest_data(manifest: Manifest, files: Mapping[str, str]) -> dict[str, Any]:
    """Give the list of evidence; ``files`` says under which name a document lies in the bag."""
    data = manifest.to_json()
    linked = {link.path for answer in manifest.answers for link in answer.links} | set(files)
    return {
        "schema": "par-manifest-sent/1",
        **_some(data, ("unit", "year", "as_of")),
        "documents": [
            {**_some(document, _DOCUMENT), "file": files.get(document["path"])}
            for document in data["documents"]
            if document["path"] in linked
        ],
        "answers": [
            {**_some(answer, _ANSWER), "links": [_some(x, _LINK) for x in answer["links"]]}
            for answer in data["answers"]
        ],
    }


def scorecard_data(data: Mapping[str, Any]) -> dict[str, Any]:
    """Give the self-score of a ``scorecard.json``."""
    return {
        "schema": "par-scorecard-sent/1",
        **_some(data, _HEAD),
        **{key: _some(data[key], _VIEWS) for key in _SUMS if data.get(key)},
        **{
            part: [_some(line, _LINE) for line in data.get(part, ())]
            for part in ("fields", "criteria", "leaves")
        },
    }


def facts_data(data: Mapping[str, Any]) -> dict[str, Any]:
    """Give the figures of a ``facts.json``, by which the self-score can be worked out again."""
    return {
        **_some(data, ("schema", "as_of")),
        "inputs": {name: _some(fact, _FACT) for name, fact in data.get("inputs", {}).items()},
        "proofs": {},
    }


def _some(data: Mapping[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: data[key] for key in keys if key in data}
