"""What of the year's data goes to the appraiser: nothing of secured, attainable, faults, levers.

Only what is named here is sent, so that a key that is new to a file stays at home.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from par_rules.bag.names import kept_names
from par_rules.criteria.model import CriteriaSet
from par_rules.dossier.plain_text import printable
from par_rules.dossier.standing import standings
from par_rules.evidence.manifest import Manifest
from par_rules.scoring.trace_origin import origin_text

_VIEWS = ("max", "claimed_low", "claimed_high")
_HEAD = ("set", "year", "as_of", "provisional", "class", "finalised", "set_sha256")
_SUMS = ("self_points", "whole_points", "self_index", "whole_index", "exact_total", "total")
_LINE = ("number", "title", "lead_office", "arises", *_VIEWS)
_FACT = ("state", "value", "origin", "said_by", "said_on")
_DOCUMENT = (
    *("size", "sha256", "media", "pages", "type_title", "code", "issued", "issuer"),
    *("title", "signed"),
)
_ANSWER = ("leaf", "number", "requirement", "title", "explanation")
_LINK = ("page", "section", "code", "issued", "url", "visited")


def sent_manifest(manifest: Manifest) -> Manifest:
    """Leave out the links to documents that count for nothing: drafts, other years, lost files."""
    found = standings(manifest)
    answers = (
        replace(answer, links=tuple(link for link in answer.links if found[link.path].counts))
        for answer in manifest.answers
    )
    return replace(manifest, answers=tuple(answers))


def manifest_text(criteria: CriteriaSet, manifest: Manifest) -> str:
    """Give the ``manifest.json`` of the submission; its hash is printed in the report.

    It rests on the whole manifest and the set alone, so that report and bag have the same.
    """
    sent = sent_manifest(manifest)
    return json_text(manifest_data(sent, kept_names(criteria, sent)))


def json_text(data: Mapping[str, Any]) -> str:
    """Write JSON as all files of a year are written."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def manifest_data(manifest: Manifest, files: Mapping[str, str]) -> dict[str, Any]:
    """Give the list of evidence; ``files`` says under which name a document lies in the bag.

    ``file`` leads there, None for what is not sent along; ``name`` is what the unit calls the
    file, without the folders that it keeps it in.
    """
    data = manifest.to_json()
    linked = {link.path for answer in manifest.answers for link in answer.links} | set(files)
    return {
        "schema": "par-manifest-sent/2",
        **_some(data, ("unit", "year", "as_of")),
        "documents": [
            {**_named(document["path"], files), **_some(document, _DOCUMENT)}
            for document in data["documents"]
            if document["path"] in linked
        ],
        "answers": [
            {
                **_some(answer, _ANSWER),
                "links": [{**_named(x["path"], files), **_some(x, _LINK)} for x in answer["links"]],
            }
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
        "inputs": {name: _fact(fact) for name, fact in data.get("inputs", {}).items()},
        "proofs": {},
    }


def _named(path: str, files: Mapping[str, str]) -> dict[str, Any]:
    return {"file": files.get(path), "name": printable(path.rsplit("/", 1)[-1])}


def _fact(fact: Mapping[str, Any]) -> dict[str, Any]:
    """Give a figure; where it comes from in words, without files and cells of the unit."""
    told = _some(fact, _FACT)
    if told.get("origin"):
        told["origin"] = origin_text(str(told["origin"]), internal=False)
    return told


def _some(data: Mapping[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: data[key] for key in keys if key in data}
