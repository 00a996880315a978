"""Where the dossier's page finds each document: in the sealed bag, or in the evidence folder.

The submission's page lies in the bag when it is read, so its links lead to the bag's names; in the
output folder they lead nowhere yet. The internal page is read where it is written and leads into
the evidence folder, as long as both lie in one project folder, which may then be moved as a whole.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from html import unescape
from urllib.parse import quote

from par_rules.bag.names import ENDS, kept_names
from par_rules.bag.sent import sent_manifest
from par_rules.criteria.model import CriteriaSet
from par_rules.evidence.manifest import Manifest
from par_rules.evidence.register_layout import DOCUMENT_FOLDER
from par_rules.runs.year import YearRun

_SHOWN = ENDS - {"html", "xml"}
# What a link would take for something else than a part of a name.
_MEANING = frozenset(' "#%<>?\\^`{|}')
_LINK = re.compile(r'<a class="file" href="([^"#]*)(#[^"]*)?">(.*?)</a>', re.DOTALL)


def evidence_links(run: YearRun, manifest: Manifest) -> Mapping[str, str]:
    """Give the address of every document that the edition's page may link to, by its path."""
    if run.edition == "submission":
        return bag_links(run.criteria, sent_manifest(manifest))
    return _folder_links(run, manifest)


def bag_links(criteria: CriteriaSet, manifest: Manifest) -> dict[str, str]:
    """Give the name in the bag of every document that goes into a bag of ``manifest``."""
    names = kept_names(criteria, manifest).items()
    return {path: address(name) for path, name in names if _only_shows(path)}


def into_bag(page: str, run: YearRun, manifest: Manifest) -> str:
    """Turn the internal page's links to the bag that it is sealed in; others leave their words."""
    names = bag_links(run.criteria, manifest)
    paths = {link: path for path, link in _folder_links(run, manifest).items()}

    def turned(found: re.Match[str]) -> str:
        name = names.get(paths.get(unescape(found[1]), ""))  # a bag's name is plain ASCII
        return f'<a class="file" href="{name}{found[2] or ""}">{found[3]}</a>' if name else found[3]

    return _LINK.sub(turned, page)


def address(path: str) -> str:
    """Write a path as a relative link; letters of any language stay as the file's name has them."""
    return "".join(
        quote(letter) if letter in _MEANING or not letter.isprintable() else letter
        for letter in path
    )


def _folder_links(run: YearRun, manifest: Manifest) -> dict[str, str]:
    project = run.evidence_folder.resolve().parent
    page, folder = run.out.resolve(), run.folder.resolve() / DOCUMENT_FOLDER
    if not page.is_relative_to(project):
        return {}
    base = os.path.relpath(folder, page).replace(os.sep, "/")
    return {
        d.path: address(f"{base}/{d.raw_path}")
        for d in manifest.documents
        if _only_shows(d.raw_path)
    }


def _only_shows(path: str) -> bool:
    """Say whether a click shows a document; a stranger's page or program would run instead."""
    return path.rpartition(".")[2].lower() in _SHOWN
