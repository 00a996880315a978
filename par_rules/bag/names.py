"""What evidence is called inside the bag: ASCII, by field and leaf, the same for the same list."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from par_rules.criteria.model import CriteriaSet
from par_rules.evidence.document import Document
from par_rules.evidence.manifest import Link, Manifest

FOLDER = "minh-chung"
# Keeps a path below Windows' 260 characters when the bag is unpacked in a folder of some depth.
LONGEST = 40
# Ends by which a file opens with a double click; any other end may be part of a name.
ENDS = frozenset(
    {"pdf", "doc", "docx", "xls", "xlsx", "txt", "csv", "xml", "html", "zip", "p7s"}
    | {"jpg", "jpeg", "png", "heic", "tif", "tiff"}
)


@dataclass(frozen=True, slots=True)
class Place:
    """A document's place in the bag for one leaf; ``name`` is relative to the payload folder."""

    path: str
    leaf: str
    number: str
    name: str


def places(criteria: CriteriaSet, manifest: Manifest) -> list[Place]:
    """Give a place for every document and leaf that it serves, in printed order.

    The first place of a document is the one where it is stored; the others are its places where
    each criterion's folder gets a copy. Names never differ by case only.
    """
    taken: set[str] = set()
    found: list[Place] = []
    documents = {document.path: document for document in manifest.documents}
    for path, field, number, leaf, link in _served(criteria, manifest):
        stem = "_".join(filter(None, (ascii_name(number), *_told(path, documents.get(path), link))))
        folder = f"{FOLDER}/{ascii_name(field)}/{ascii_name(number)}"
        name, again = f"{folder}/{stem}{_suffix(path)}", 2
        while name.casefold() in taken:
            name, again = f"{folder}/{stem}_{again}{_suffix(path)}", again + 1
        taken.add(name.casefold())
        found.append(Place(path, leaf, number, name))
    return found


def stored(found: list[Place]) -> dict[str, str]:
    """Give the one name under which each document is stored, by the document's path."""
    first: dict[str, str] = {}
    for place in found:
        first.setdefault(place.path, place.name)
    return first


def kept_names(criteria: CriteriaSet, manifest: Manifest) -> dict[str, str]:
    """Give the name of each document that goes into the bag, by its path, without a look at files.

    What was lost, is secret, or is withheld stays out.
    """
    there = {document.path for document in manifest.documents}
    secret = {f.path for f in manifest.findings if f.code == "SECRET" and f.severity == "blocks"}
    links = (link for answer in manifest.answers for link in answer.links)
    out = secret | {*manifest.withheld, *(link.path for link in links if link.withheld)}
    names = stored(places(criteria, manifest))
    return {path: name for path, name in names.items() if path in there and path not in out}


def _served(
    criteria: CriteriaSet, manifest: Manifest
) -> Iterator[tuple[str, str, str, str, Link | None]]:
    """Give each document and leaf once: what answers requirements, then what backs a leaf up."""
    for field in criteria.fields:
        for leaf in field.leaves():
            seen: set[str] = set()
            links = [a.links for a in manifest.answers if a.leaf == leaf.key]
            for link in (link for some in links for link in some):
                if link.path not in seen:
                    seen.add(link.path)
                    yield link.path, field.number, leaf.number, leaf.key, link
            for path, number in manifest.supporting:
                if number == leaf.number and path not in seen:
                    seen.add(path)
                    yield path, field.number, leaf.number, leaf.key, None


def _told(path: str, document: Document | None, link: Link | None) -> tuple[str, str]:
    """Give number and symbol (else the file's own name) and the day, as parts of a name."""
    code = (document.code if document else None) or (link.code if link else None)
    issued: date | None = (document.issued if document else None) or (link.issued if link else None)
    words = code or path.rpartition("/")[2].rpartition(".")[0] or path.rpartition("/")[2]
    return ascii_name(words)[:LONGEST].rstrip("-."), issued.isoformat() if issued else ""


def _suffix(path: str) -> str:
    """Give the end of the name where it is a known one, so that it opens by a double click."""
    end = path.rpartition(".")[2].lower()
    return f".{end}" if end in ENDS else ""


def ascii_name(text: str) -> str:
    """Write ``text`` in ASCII letters, digits, points and hyphens, as "156-KH-UBND"."""
    bare = unicodedata.normalize("NFKD", text.translate(str.maketrans("đĐÐ", "dDD")))
    letters = bare.encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^A-Za-z0-9.]+", "-", letters).strip("-.") or "khong-ten"
